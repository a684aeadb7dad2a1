/**
 * Who may see the pages. In: a request. Out: owner (everything), reader (the board, by a signed link) or
 * anonymous. Without an admin token it is free on this machine alone; anything else is asked for the token. Writing is the
 * owner's, and only from our own pages.
 */
import type { Request, Response } from "express";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createCookies } from "./cookies";
import { passIn } from "./passes";
import type { SignedLinks } from "./signed-links";
import { isFromThisMachine } from "./request-origin";
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
const same = (left: string | undefined, right: string | undefined): boolean =>
  left !== undefined && right !== undefined && timingSafeEqual(digest(left), digest(right));

const bearerOf = (request: Request): string | undefined =>
  /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];

/** Where our own pages may have been opened. */
function originsOf({ headers: { host = "" } }: Request, publicUrl: string | undefined): string[] {
  const known = publicUrl === undefined ? [] : [new URL(publicUrl).origin];
  return [...known, `http://${host}`, `https://${host}`];
}

export function createAccess(rules: AccessRules, now: () => Date): Access {
  const { adminToken, publicUrl, keys, links } = rules;
  const isHttps = publicUrl?.startsWith("https:") ?? false;
  const isOpen = adminToken === undefined && rules.loopbackOnly && publicUrl === undefined;
  const cookies = createCookies(isHttps);

  const ownerKey = (until: string): string =>
    createHmac("sha256", keys.ownerCookie())
      .update(`owner:${until}:${digest(adminToken ?? "").toString("hex")}`)
      .digest("base64url");

  const isToken = (text: string | undefined): boolean => same(text, adminToken);

  const tryToken = async (request: Request, text: string): Promise<Attempt> =>
    adminToken === undefined ? "wrong" : rules.attempts.checkToken(request.ip, () => isToken(text));

  function hasOwnerCookie(request: Request): boolean {
    const { until, key } = cookies.read(request, "owner");
    if (adminToken === undefined || !/^\d{1,15}$/.test(until)) return false;
    return Number(until) > now().getTime() && same(key, ownerKey(until));
  }

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
      const boardPass = cookies.read(request, "board");
      return links.goodFor(boardPass, now()) === undefined ? "anonymous" : "reader";
    },
    isFromHere(request) {
      const { origin } = request.headers;
      if (origin === undefined) return isToken(bearerOf(request));
      return originsOf(request, publicUrl).includes(origin);
    },
    letIn(response) {
      const until = String(now().getTime() + ownerForMs);
      cookies.set(response, "owner", { until, key: ownerKey(until), maxAge: ownerForMs });
    },
    async signOut(request, response) {
      const isOwner = hasOwnerCookie(request) || isToken(bearerOf(request));
      cookies.clear(request, response);
      if (isOwner) await keys.renewOwnerCookie();
    },
    isFileLink: ({ path, query }) => path === "/export/file" && links.opensFile(query, now()),
    acceptLink(request, response) {
      const pass = passIn(request.query);
      const maxAge = links.goodFor(pass, now());
      if (maxAge === undefined) return false;
      cookies.set(response, "board", { ...pass, maxAge });
      return true;
    },
    opensLetter({ query }) {
      const letter = { order: Number(query["order"]), version: Number(query["version"]) };
      return links.opensLetter(letter, passIn(query), now());
    },
  };
}
