/**
 * Calls a platform's API: one request with a time limit, its JSON answer, and a DeliveryError where none came. What an
 * error code means is up to each driver. URLs may hold secrets, so no error names one.
 */
import { DeliveryError, UnreachableError } from "../../errors";
import { fieldsOf, parseList, parseObject, textOf, type Fields } from "./json";

export interface PlatformAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty when the answer was not a JSON object. */
  readonly json: Fields;
  /** Set when the answer was a JSON list. */
  readonly list?: readonly unknown[] | undefined;
  /** As it came; of whoever reads numbers that JSON would round. */
  readonly text?: string;
}

export interface PlatformCall {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is: a form, or bytes. */
  readonly body?: FormData | URLSearchParams | Buffer;
}

export type ApiClient = (url: string, call: PlatformCall) => Promise<PlatformAnswer>;

const timeLimitMs = 15_000;

/** @throws DeliveryError (from the caller) when the platform can't be reached or answers 5xx */
export function createApiClient(platform: string, fetchFrom: typeof fetch): ApiClient {
  return async (url, { method = "POST", headers = {}, json, body }) => {
    const content = json === undefined ? body : JSON.stringify(json);
    let response: Response;
    let text: string;
    try {
      response = await fetchFrom(url, {
        method,
        headers: {
          ...(json === undefined ? {} : { "content-type": "application/json; charset=utf-8" }),
          ...headers,
        },
        ...(content === undefined
          ? {}
          : { body: content instanceof Buffer ? new Uint8Array(content) : content }),
        redirect: "manual",
        signal: AbortSignal.timeout(timeLimitMs),
      });
      text = await boundedText(response);
    } catch (error) {
      throw new DeliveryError(
        error instanceof UnreachableError
          ? `${platform}: ${error.message}`
          : `${platform} did not answer (${codeOf(error)})`,
        { retryable: true },
        { cause: error },
      );
    }
    const answer = {
      status: response.status,
      headers: response.headers,
      json: parseObject(text) ?? {},
      list: parseList(text),
      text,
    };
    if (response.status >= 500) {
      throw new DeliveryError(`${platform} answered ${response.status}`, {
        retryable: true,
        retryAfterMs: retryAfter(answer),
      });
    }
    return answer;
  };
}

const longestAnswer = 16 * 1024 * 1024;

/** @throws Error where the answer is longer than any that is read here */
async function boundedText(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += piece.length;
    if (bytes > longestAnswer) throw new Error("the answer is too long");
    pieces.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}

/** The network's own word for what went wrong: ECONNREFUSED, TimeoutError. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "no connection";
  const codes = [error.cause, error].map((each) => textOf(fieldsOf(each)["code"]));
  return codes.find((code) => /^[A-Z_]+$/.test(code)) ?? error.name;
}

/** How long the platform asks to wait, by its Retry-After header in seconds. */
export function retryAfter(answer: PlatformAnswer, header = "retry-after"): number | undefined {
  const seconds = Number(answer.headers.get(header) ?? NaN);
  return seconds >= 0 && seconds <= 86_400 ? seconds * 1000 : undefined;
}

/** A failure as the 播报 tab shows it: the platform's own code and words, shortened. */
export function refusal(
  platform: string,
  {
    code,
    words,
    retryable,
    retryAfterMs,
  }: {
    readonly code: string | number;
    readonly words?: string | undefined;
    readonly retryable: boolean;
    readonly retryAfterMs?: number | undefined;
  },
): DeliveryError {
  const reason = [String(code), words ?? ""].join(" ").replace(/\s+/g, " ").trim().slice(0, 200);
  return new DeliveryError(`${platform}: ${reason}`, { retryable, retryAfterMs });
}
