/** An HTTP server on one port that slow or silent callers can't tie up: the relay's and the embedded sheet's. */
import { createServer, type Server, type ServerOptions } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { setImmediate as oneTurn, setTimeout as sleep } from "node:timers/promises";

export interface Listening {
  readonly server: Server;
  /** http://host:port */
  readonly url: string;
}

/** From the first byte to the last, ms; a request that takes longer is answered 408. */
const timeouts: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
};
/** More are closed at once: each may make the relay hold a body while it comes in. */
const mostConnections = 256;

/** Where others reach a server that listens everywhere: this machine's first address in its network. */
function reachable(host: string): string {
  if (host !== "0.0.0.0" && host !== "::") return host;
  const addresses = Object.values(networkInterfaces()).flat();
  const found = addresses.find((one) => one?.family === "IPv4" && !one.internal);
  return found?.address ?? "127.0.0.1";
}

const hostInUrl = (host: string): string => (host.includes(":") ? `[${host}]` : host);

/** Resolves once the port is open. @throws the port's error (EADDRINUSE, EACCES …) */
export async function listen(
  { host, port }: { readonly host: string; readonly port: number },
  options: ServerOptions = {},
): Promise<Listening> {
  const server = createServer({ ...timeouts, ...options });
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const { port: opened } = server.address() as AddressInfo;
  return { server, url: `http://${hostInUrl(reachable(host))}:${opened}` };
}

/** So long at most other work waits for posts that are being answered. */
const longestWaitMs = 10;
let postsUnderWay = 0;

/** A post that came in whole. */
export async function countPost<Answer>(answer: Promise<Answer>): Promise<Answer> {
  postsUnderWay += 1;
  try {
    return await answer;
  } finally {
    postsUnderWay -= 1;
  }
}

/** Between long pieces of work: posts that came in meanwhile are read, written to disk and answered first. */
export async function postsFirst(): Promise<void> {
  const until = performance.now() + longestWaitMs;
  await oneTurn();
  await oneTurn();
  while (postsUnderWay > 0 && performance.now() < until) await sleep(1);
}
