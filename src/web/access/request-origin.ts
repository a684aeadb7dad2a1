/** Where a request comes from: this machine, or a proxy, and which proxies are believed. */
import type { Request } from "express";
import { isIP } from "node:net";

/**
 * Whether a Host header names this machine, with or without a port.
 *
 * @example isLoopbackHost("127.0.0.1:3000") // true
 * @example isLoopbackHost("evil.example") // false
 */
function isLoopbackHost(header: string | undefined): boolean {
  const name = header?.toLowerCase().replace(/:\d{1,5}$/, "");
  if (name === undefined) return false;
  return name === "localhost" || name === "[::1]" || (isIP(name) === 4 && name.startsWith("127."));
}

/**
 * Whose X-Forwarded-For is believed, nearest first: a proxy on this machine; where PUBLIC_URL tells of one, a proxy in a
 * private network too (a container's gateway, a platform's front end).
 *
 * @see https://expressjs.com/en/guide/behind-proxies.html
 */
export const trustedProxies = (publicUrl: string | undefined): string[] =>
  publicUrl === undefined ? ["loopback"] : ["loopback", "linklocal", "uniquelocal"];

/** Whether a proxy passed the request on, as far as it says so. */
const wasForwarded = (request: Request): boolean =>
  Object.keys(request.headers).some((name) =>
    /^(forwarded|via|x-real-ip|x-forwarded(-.*)?)$/.test(name),
  );

/** Whether a browser asked by this machine's IP address in its network, past any proxy. */
export function isByAddress(request: Request): boolean {
  const name = request.headers.host?.replace(/:\d{1,5}$/, "") ?? "";
  return isIP(name) === 4 && !name.startsWith("127.") && !wasForwarded(request);
}

/** Whether a request was made on this machine, under its own name. A foreign page may have it made under another name. */
export const isFromThisMachine = (request: Request): boolean =>
  isLoopbackHost(request.headers.host) && !wasForwarded(request);
