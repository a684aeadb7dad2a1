/**
 * Links to the board that are good for one day, for people who have no token: 「看板」 in the group gives one. Signed, so
 * nothing is kept; whoever has the link can look, nobody can lengthen it.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

const dayMs = 24 * 60 * 60 * 1000;

/** Until when, in ms, and the signature over it. */
interface BoardPass {
  readonly until: string;
  readonly key: string;
}

export interface BoardLinks {
  /** A link that is good for 24 hours from `now`. */
  sign(now: Date): string;
  /** The ms that a pass is still good for; undefined when it is not. */
  goodFor(pass: Partial<BoardPass>, now: Date): number | undefined;
}

/** `origin` is where people reach the pages, without a slash at the end. */
export function createBoardLinks({
  signingKey,
  origin,
}: {
  readonly signingKey: string | Buffer;
  readonly origin: () => string;
}): BoardLinks {
  const keyOf = (until: string): string =>
    createHmac("sha256", signingKey).update(`board:${until}`).digest("base64url");

  return {
    sign(now) {
      const until = String(now.getTime() + dayMs);
      return `${origin()}/board?${new URLSearchParams({ until, key: keyOf(until) }).toString()}`;
    },
    goodFor({ until, key }, now) {
      if (until === undefined || key === undefined || !/^\d{1,15}$/.test(until)) return undefined;
      const left = Number(until) - now.getTime();
      const expected = Buffer.from(keyOf(until));
      const given = Buffer.from(key);
      const isOurs = expected.length === given.length && timingSafeEqual(expected, given);
      return isOurs && left > 0 && left <= dayMs ? left : undefined;
    },
  };
}
