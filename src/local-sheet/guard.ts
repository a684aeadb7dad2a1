/**
 * What is looked at before a call is read: that no other web page is behind it, and that its body is JSON of a bearable
 * size. Only the machine's own programs are meant to reach the embedded sheet.
 */
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { Refusal } from "./refusal";

const mostBytes = 20_000_000;

function isLoopback(name: string): boolean {
  const bare = name.replace(/^\[|\]$/gu, "");
  if (bare === "localhost" || bare === "::1") return true;
  return isIP(bare) === 4 && bare.startsWith("127.");
}

function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}

/**
 * Refuses pages of other sites: their Origin, and names that were made to point here.
 * @throws Refusal 403
 */
export function checkGuest({ headers }: IncomingMessage, host: string): void {
  const { origin, host: named = "" } = headers;
  const isOwnName = !isLoopback(host) || isLoopback(hostnameOf(`http://${named}`));
  const isOwnPage = origin === undefined || isLoopback(hostnameOf(origin));
  if (isOwnName && isOwnPage) return;
  throw new Refusal(403, "The embedded sheet answers only programs and pages of its own machine.");
}

/**
 * Reads a body as JSON; undefined when it is empty.
 * @throws Refusal 400 or 413
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const tooLarge = new Refusal(413, `Request payload size exceeds the limit: ${mostBytes} bytes.`);
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw tooLarge;
    chunks.push(chunk);
  }
  if (bytes === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown;
  } catch {
    throw new Refusal(400, "Invalid JSON payload received. The body is not JSON.");
  }
}
