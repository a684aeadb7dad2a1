/**
 * Who may see the pages. Comes in: a request; goes out: owner (everything), reader (the board, by a signed link) or
 * stranger. On this machine alone it is free; anywhere else the admin token is asked for. Writing is the owner's, and
 * only from our own pages.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import type { CookieOptions, Request, Response } from "express";
import type { BoardLinks } from "./board-links";

type Standing = "owner" | "reader" | "stranger";

export interface AccessRules {
  readonly adminToken: string | undefined;
  readonly publicUrl: string | undefined;
  /** HOST is this machine only. */
  readonly loopbackOnly: boolean;
  readonly signingKey: string | Buffer;
  readonly links: BoardLinks;
}

export interface Access {
  standingOf(request: Request): Standing;
  /** Whether a request that writes comes from our own pages, or from a program with the token. */
  isFromHere(request: Request): boolean;
  isToken(text: string): boolean;
  /** Lets this browser in as owner for 30 days. */
  letIn(response: Response): void;
  /** Turns a signed link in the address into a cookie; true when there was a good one. */
  acceptLink(request: Request, response: Response): boolean;
}

const ownerCookie = "stockcaster_owner";
const boardCookie = "stockcaster_board";
const ownerForMs = 30 * 24 * 60 * 60 * 1000;

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
const same = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right));

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

/** One cookie of a request. */
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
  const { adminToken, publicUrl, links } = rules;
  const isFree = rules.loopbackOnly && publicUrl === undefined;
  const cookieOptions: CookieOptions = {
    httpOnly: true,
    sameSite: "lax",
    secure: publicUrl?.startsWith("https:") ?? false,
    path: "/",
  };

  const isToken = (text: string): boolean => adminToken !== undefined && same(text, adminToken);
  const ownerKey = (until: string): string =>
    createHmac("sha256", rules.signingKey)
      .update(`owner:${until}:${digest(adminToken ?? "").toString("hex")}`)
      .digest("base64url");

  function hasBearer(request: Request): boolean {
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
    return token !== undefined && isToken(token);
  }

  function hasOwnerCookie(request: Request): boolean {
    const [until = "", key = ""] = cookie(request, ownerCookie)?.split(".") ?? [];
    if (adminToken === undefined || !/^\d{1,15}$/.test(until)) return false;
    return Number(until) > now().getTime() && same(key, ownerKey(until));
  }

  function hasBoardCookie(request: Request): boolean {
    const [until, key] = cookie(request, boardCookie)?.split(".") ?? [];
    return until !== undefined && key !== undefined
      ? links.goodFor({ until, key }, now()) !== undefined
      : false;
  }

  const origins = (request: Request): readonly string[] => {
    const host = request.headers.host ?? "";
    const known = publicUrl === undefined ? [] : [new URL(publicUrl).origin];
    return [...known, `http://${host}`, `https://${host}`];
  };

  return {
    isToken,
    standingOf(request) {
      if (isFree && isLoopbackHost(request.headers.host)) return "owner";
      if (hasBearer(request) || hasOwnerCookie(request)) return "owner";
      return hasBoardCookie(request) ? "reader" : "stranger";
    },
    isFromHere(request) {
      const { origin } = request.headers;
      return origin === undefined ? hasBearer(request) : origins(request).includes(origin);
    },
    letIn(response) {
      const until = String(now().getTime() + ownerForMs);
      const value = `${until}.${ownerKey(until)}`;
      response.cookie(ownerCookie, value, { ...cookieOptions, maxAge: ownerForMs });
    },
    acceptLink(request, response) {
      const until = queryText(request.query["until"]);
      const key = queryText(request.query["key"]);
      if (until === undefined || key === undefined) return false;
      const left = links.goodFor({ until, key }, now());
      if (left === undefined) return false;
      response.cookie(boardCookie, `${until}.${key}`, { ...cookieOptions, maxAge: left });
      return true;
    },
  };
}
