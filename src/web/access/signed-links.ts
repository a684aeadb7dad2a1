/**
 * Links for people who have no token: to the board for a day (「看板」 in the group gives one), to the letter of an order for
 * some weeks. Signed, so nothing is kept; whoever has the link can look, nobody can lengthen it or turn it to something else.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { LetterAddress } from "../../inventory/purchasing/parts";

const dayMs = 24 * 60 * 60 * 1000;
const letterMs = 60 * dayMs;

/** Until when, in ms, and the signature over it. */
interface Pass {
  readonly until: string;
  readonly key: string;
}

export interface SignedLinks {
  /** A link to the board that is good for 24 hours from `now`. */
  sign(now: Date): string;
  /** The ms that a pass to the board is still good for; undefined when it is not. */
  goodFor(pass: Partial<Pass>, now: Date): number | undefined;
  /** A link to an order's letter that is good for 60 days from `now`. */
  readonly signLetter: (letter: LetterAddress, now: Date) => string;
  /** Whether a pass is good for that letter. */
  opensLetter(letter: LetterAddress, pass: Partial<Pass>, now: Date): boolean;
}

/** `origin` is where people reach the pages, without a slash at the end. */
export function createSignedLinks({
  signingKey,
  origin,
}: {
  readonly signingKey: string | Buffer;
  readonly origin: () => string;
}): SignedLinks {
  const keyOf = (what: string, until: string): string =>
    createHmac("sha256", signingKey).update(`${what}:${until}`).digest("base64url");
  const passTo = (what: string, until: string): Pass => ({ until, key: keyOf(what, until) });

  function leftOf(
    what: string,
    { until, key }: Partial<Pass>,
    mostMs: number,
    now: Date,
  ): number | undefined {
    if (until === undefined || key === undefined || !/^\d{1,15}$/.test(until)) return undefined;
    const left = Number(until) - now.getTime();
    const expected = Buffer.from(keyOf(what, until));
    const given = Buffer.from(key);
    const isOurs = expected.length === given.length && timingSafeEqual(expected, given);
    return isOurs && left > 0 && left <= mostMs ? left : undefined;
  }

  const letterOf = ({ order, version }: LetterAddress): string => `letter:${order}:${version}`;

  return {
    sign(now) {
      const pass = passTo("board", String(now.getTime() + dayMs));
      return `${origin()}/board?${new URLSearchParams({ ...pass }).toString()}`;
    },
    goodFor: (pass, now) => leftOf("board", pass, dayMs, now),
    signLetter(letter, now) {
      const { order, version } = letter;
      const pass = passTo(letterOf(letter), String(now.getTime() + letterMs));
      const query = { order: String(order), version: String(version), ...pass };
      return `${origin()}/letter?${new URLSearchParams(query).toString()}`;
    },
    opensLetter: (letter, pass, now) => leftOf(letterOf(letter), pass, letterMs, now) !== undefined,
  };
}
