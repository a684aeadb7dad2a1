/** An HTTP server on one port that slow or silent callers can't tie up: the relay's and the embedded sheet's. */
import { createServer, type Server, type ServerOptions } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";

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
