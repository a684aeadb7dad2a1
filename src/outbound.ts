/** Calls to the world outside, through the proxy that the environment names. In: its address. Out: a `fetch`. */
import { promisify } from "node:util";
import type { buildConnector, Dispatcher } from "undici";
import { UnreachableError } from "./errors";
import { isPrivateLiteral, lookUpPublic, PrivateAddressError } from "./public-addresses";

export interface ProxySettings {
  /** For https:// addresses; undefined: the one for http://. */
  readonly https: string | undefined;
  readonly http: string | undefined;
  /** Hosts that are called directly, as NO_PROXY lists them. */
  readonly except: readonly string[];
}

/** The embedded sheet, and whatever else runs on this machine. */
const thisMachine = ["localhost", "127.0.0.1", "[::1]"];

const isHere = (host: string): boolean => thisMachine.includes(host);

/** A `fetch` whose failures name the host that can't be reached, and what to do about it. */
export function createFetch(proxy: ProxySettings | undefined): typeof fetch {
  const isUsed = proxy !== undefined && !proxy.except.includes("*");
  return isUsed ? fetchThrough(() => agentOf(proxy), proxy) : fetchThrough(undefined, undefined);
}

/**
 * A `fetch` for addresses that people filled in: none of the own network is connected to. A proxy looks names up itself;
 * what they are here is looked at before, as far as they are known here.
 */
export function createPublicFetch(proxy: ProxySettings | undefined): typeof fetch {
  const isUsed = proxy !== undefined && !proxy.except.includes("*");
  if (!isUsed) return fetchThrough(publicAgent, undefined);
  const fetchFrom = fetchThrough(async () => agentOf(proxy, await publicOnly()), proxy);
  return async (input, init) => {
    const { hostname } = new URL(input instanceof Request ? input.url : input);
    await refusePrivate(hostname);
    return fetchFrom(input, init);
  };
}

interface Connecting {
  readonly connect?: buildConnector.connector;
}

/** A host that is written as an address is never looked up. */
async function publicOnly(): Promise<Connecting> {
  const { buildConnector } = await import("undici");
  const connector = buildConnector({ lookup: lookUpPublic });
  return {
    connect(options, callback) {
      const { hostname } = options;
      if (isPrivateLiteral(hostname)) callback(new PrivateAddressError(hostname), null);
      else connector(options, callback);
    },
  };
}

async function publicAgent(): Promise<Dispatcher> {
  const { Agent } = await import("undici");
  return new Agent(await publicOnly());
}

async function refusePrivate(hostname: string): Promise<void> {
  const refused = isPrivateLiteral(hostname)
    ? new PrivateAddressError(hostname)
    : await promisify(lookUpPublic)(hostname, {}).then(
        () => undefined,
        (error: unknown) => (error instanceof PrivateAddressError ? error : undefined),
      );
  if (refused) throw new UnreachableError(refused.message, hostname, { cause: refused });
}

/** `makeAgent` is called with the first call: most relays need no agent, and undici takes its time to load. */
function fetchThrough(
  makeAgent: (() => Promise<Dispatcher>) | undefined,
  proxy: ProxySettings | undefined,
): typeof fetch {
  let agent: Promise<Dispatcher> | undefined;
  return async (input, init) => {
    const dispatcher = await (agent ??= makeAgent?.());
    try {
      return await fetch(input, { ...init, ...(dispatcher && ({ dispatcher } as object)) });
    } catch (error) {
      const { hostname } = new URL(input instanceof Request ? input.url : input);
      if (init?.signal?.aborted === true && !isTimeout(error)) throw error;
      const code = codeOf(error);
      const hint = isHere(hostname) ? "" : hintOf(code, hostname, proxy);
      const message = `${hostname} can't be reached (${code})${hint}`;
      throw new UnreachableError(message, hostname, { cause: (error as Error).cause ?? error });
    }
  };
}

/** Node 20's own `fetch` knows of no proxy, but takes this agent. */
async function agentOf(
  { http = "", https = "", except }: ProxySettings,
  direct: Connecting = {},
): Promise<Dispatcher> {
  const { EnvHttpProxyAgent } = await import("undici");
  return new EnvHttpProxyAgent({
    ...direct,
    httpProxy: http,
    httpsProxy: https,
    noProxy: [...except, ...thisMachine].join(","),
    // A tunnel is asked for to https:// only: few proxies grant one to another port.
    proxyTunnel: false,
  });
}

/** What Node calls a certificate that no authority it knows has signed. */
const untrusted = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/;

function hintOf(code: string, hostname: string, proxy: ProxySettings | undefined): string {
  if (untrusted.test(code))
    return "; where a proxy opens https, set NODE_EXTRA_CA_CERTS to the file of its root certificate, before the start and not in .env";
  if (proxy === undefined) {
    return "; where only a proxy leads out, set HTTPS_PROXY, e.g. HTTPS_PROXY=http://127.0.0.1:7890 in .env";
  }
  if (proxy.except.some((name) => `.${hostname}`.endsWith(`.${name.replace(/^\*?\./, "")}`)))
    return "; it is called directly, as NO_PROXY says";
  const { host } = new URL(proxy.https ?? proxy.http ?? "");
  return ` through the proxy ${host}: see that HTTPS_PROXY is right and that the proxy lets this host through`;
}

const isTimeout = (error: unknown): boolean => (error as Error).name === "TimeoutError";

/** The network's own word for what went wrong: ENOTFOUND, ECONNREFUSED, TimeoutError; a proxy's refusal by its status. */
function codeOf(error: unknown): string {
  const { name, cause } = error as Error & { readonly cause?: Error & { readonly code?: unknown } };
  if (typeof cause?.code === "string") return cause.code;
  const refused = /Proxy response \((\d+)\)/.exec(
    (cause?.cause as Error | undefined)?.message ?? "",
  );
  if (refused !== null) return `HTTP ${refused[1]}`;
  return isTimeout(error) ? name : "no connection";
}
