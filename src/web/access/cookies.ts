/** The pages' cookies: an owner's sign-in, and a reader's pass to the board. */
import type { CookieOptions, Request, Response } from "express";
import type { Pass } from "./passes";
import { isByAddress } from "./request-origin";

type CookieKind = "owner" | "board";

export interface Cookies {
  /** "" for what is missing. */
  read(request: Request, kind: CookieKind): Pass;
  set(response: Response, kind: CookieKind, pass: Pass & { readonly maxAge: number }): void;
  clear(request: Request, response: Response): void;
}

/** `isHttps`: PUBLIC_URL is. */
export function createCookies(isHttps: boolean): Cookies {
  /** The relay of an https address may be opened by http from the local network, too. */
  const isSecure = (request: Request): boolean =>
    isHttps && (request.secure || !isByAddress(request));
  const optionsFor = (request: Request): CookieOptions => ({
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure(request),
    path: "/",
  });
  /** @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes */
  const nameOf = (kind: CookieKind, request: Request): string =>
    `${isSecure(request) ? "__Host-" : ""}stockcaster_${kind}`;

  return {
    read(request, kind) {
      const start = `${nameOf(kind, request)}=`;
      const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
      const found = pairs.find((pair) => pair.startsWith(start));
      const [until = "", key = ""] = found?.slice(start.length).split(".") ?? [];
      return { until, key };
    },
    set(response, kind, { until, key, maxAge }) {
      const { req: request } = response;
      const options = { ...optionsFor(request), maxAge };
      response.cookie(nameOf(kind, request), `${until}.${key}`, options);
    },
    clear(request, response) {
      for (const kind of ["owner", "board"] as const) {
        response.clearCookie(nameOf(kind, request), optionsFor(request));
      }
    },
  };
}
