/**
 * Who may see the pages. In: a request. Out: owner (everything), reader (the board, by a signed link) or
 * anonymous. Without an admin token it is free on this machine alone; anything else is asked for the token. Writing is the
 * owner's, and only from our own pages.
 */
import type { CookieOptions, Request, Response } from "express";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { SignedLinks } from "./signed-links";
import { isByAddress, isFromThisMachine } from "./request-origin";
import type { SigningKeys } from "./signing-keys";
import type { Attempt, TokenAttempts } from "./token-attempts";

type Standing = "owner" | "reader" | "anonymous" | "too-often";

export interface AccessRules {
  readonly adminToken: string | undefined;
  readonly publicUrl: string | undefined;
  /** HOST is this machine only. */
  readonly loopbackOnly: boolean;
  readonly keys: Pick<SigningKeys, "ownerCookie" | "renewOwnerCookie">;
  readonly links: SignedLinks;
  readonly attempts: TokenAttempts;
}

export interface Access {
  /** Whether there is a token to sign in with. */
  readonly hasToken: boolean;
  /** PUBLIC_URL is https. */
  readonly isHttps: boolean;
  /** Nobody is asked for anything: no token is set, and the request was made on this machine, by no proxy. */
  isFree(request: Request): boolean;
  /** A wrong Bearer token makes its sender wait, as at the form. */
  standingOf(request: Request): Promise<Standing>;
  /** Whether a request that writes, of who may, comes from our own pages, or from a program with the token. */
  isFromHere(request: Request): boolean;
  /** Looks at a token that somebody gives. */
  tryToken(request: Request, text: string): Promise<Attempt>;
  /** Lets this browser in as owner for 30 days. */
  letIn(response: Response): void;
  /** Takes this browser's cookies; an owner's sign-out ends every owner's sign-in, so that a lost device's ends too. */
  signOut(request: Request, response: Response): Promise<void>;
  /** Turns a signed link in the address into a cookie; true when there was a good one. */
  acceptLink(request: Request, response: Response): boolean;
  /** Whether the address bears a signature over the letter that it names. */
  opensLetter(request: Request): boolean;
  /** Whether the address is a signed link to one file. */
  isFileLink(request: Request): boolean;
}

const ownerForMs = 30 * 24 * 60 * 60 * 1000;

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
const same = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right));

function cookie(request: Request, name: string): string | undefined {
  const found = (request.headers.cookie ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}

const queryText = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined;

export function createAccess(rules: AccessRules, now: () => Date): Access {
  const { adminToken, publicUrl, keys, links } = rules;
  const isHttps = publicUrl?.startsWith("https:") ?? false;
  const isOpen = adminToken === undefined && rules.loopbackOnly && publicUrl === undefined;
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
  const nameOf = (kind: "owner" | "board", request: Request): string =>
    `${isSecure(request) ? "__Host-" : ""}stockcaster_${kind}`;

  const ownerKey = (until: string): string =>
    createHmac("sha256", keys.ownerCookie())
      .update(`owner:${until}:${digest(adminToken ?? "").toString("hex")}`)
      .digest("base64url");

  const bearerOf = (request: Request): string | undefined =>
    /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];

  const isToken = (text: string | undefined): boolean =>
    text !== undefined && adminToken !== undefined && same(text, adminToken);

  const tryToken = async (request: Request, text: string): Promise<Attempt> =>
    adminToken === undefined ? "wrong" : rules.attempts.checkToken(request.ip, () => isToken(text));

  function hasOwnerCookie(request: Request): boolean {
    const [until = "", key = ""] = cookie(request, nameOf("owner", request))?.split(".") ?? [];
    if (adminToken === undefined || !/^\d{1,15}$/.test(until)) return false;
    return Number(until) > now().getTime() && same(key, ownerKey(until));
  }

  function hasBoardCookie(request: Request): boolean {
    const [until, key] = cookie(request, nameOf("board", request))?.split(".") ?? [];
    return until !== undefined && key !== undefined
      ? links.goodFor({ until, key }, now()) !== undefined
      : false;
  }

  const origins = (request: Request): readonly string[] => {
    const host = request.headers.host ?? "";
    const known = publicUrl === undefined ? [] : [new URL(publicUrl).origin];
    return [...known, `http://${host}`, `https://${host}`];
  };

  const isFree = (request: Request): boolean => isOpen && isFromThisMachine(request);

  return {
    hasToken: adminToken !== undefined,
    isHttps,
    isFree,
    tryToken,
    async standingOf(request) {
      if (isFree(request) || hasOwnerCookie(request)) return "owner";
      const token = bearerOf(request);
      const attempt = token === undefined ? "wrong" : await tryToken(request, token);
      if (attempt === "right") return "owner";
      if (attempt === "too-often") return attempt;
      return hasBoardCookie(request) ? "reader" : "anonymous";
    },
    isFromHere(request) {
      const { origin } = request.headers;
      return origin === undefined ? isToken(bearerOf(request)) : origins(request).includes(origin);
    },
    letIn(response) {
      const until = String(now().getTime() + ownerForMs);
      const value = `${until}.${ownerKey(until)}`;
      const { req: request } = response;
      const options = { ...optionsFor(request), maxAge: ownerForMs };
      response.cookie(nameOf("owner", request), value, options);
    },
    async signOut(request, response) {
      const isOwner = hasOwnerCookie(request) || isToken(bearerOf(request));
      for (const kind of ["owner", "board"] as const) {
        response.clearCookie(nameOf(kind, request), optionsFor(request));
      }
      if (isOwner) await keys.renewOwnerCookie();
    },
    isFileLink: ({ path, query }) => path === "/export/file" && links.opensFile(query, now()),
    acceptLink(request, response) {
      const until = queryText(request.query["until"]);
      const key = queryText(request.query["key"]);
      if (until === undefined || key === undefined) return false;
      const left = links.goodFor({ until, key }, now());
      if (left === undefined) return false;
      const options = { ...optionsFor(request), maxAge: left };
      response.cookie(nameOf("board", request), `${until}.${key}`, options);
      return true;
    },
    opensLetter({ query }) {
      const [until, key] = [queryText(query["until"]), queryText(query["key"])];
      const letter = { order: Number(query["order"]), version: Number(query["version"]) };
      if (until === undefined || key === undefined) return false;
      return links.opensLetter(letter, { until, key }, now());
    },
  };
}
