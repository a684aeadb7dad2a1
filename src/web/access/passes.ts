/** Passes to one thing for a while, for people who have no token. Signed, so nothing is kept; nobody can lengthen one or turn it to something else. */
import { createHmac, timingSafeEqual } from "node:crypto";

export const dayMs = 24 * 60 * 60 * 1000;

/** Until when, in ms, and the signature over it. */
export interface Pass {
  readonly until: string;
  readonly key: string;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The pass in an address's query; "" for what is missing, which opens nothing. */
export const passIn = ({ until, key }: Readonly<Record<string, unknown>>): Pass => ({
  until: textOf(until),
  key: textOf(key),
});

export interface Passes {
  /** `what` begins with the kind of thing and a colon. */
  passTo(what: string, until: Date): Pass;
  /** The ms that a pass is still good for; undefined when it is not, or for longer than one of its kind may be. */
  leftOf(what: string, pass: Partial<Pass>, mostMs: number, now: Date): number | undefined;
}

export function createPasses(signingKey: string | Buffer): Passes {
  const keyOf = (what: string, until: string): string =>
    createHmac("sha256", signingKey).update(`${what}:${until}`).digest("base64url");
  return {
    passTo(what, at) {
      const until = String(at.getTime());
      return { until, key: keyOf(what, until) };
    },
    leftOf(what, { until, key }, mostMs, now) {
      if (until === undefined || key === undefined || !/^\d{1,15}$/.test(until)) return undefined;
      const left = Number(until) - now.getTime();
      const [expected, given] = [Buffer.from(keyOf(what, until)), Buffer.from(key)];
      const isOurs = expected.length === given.length && timingSafeEqual(expected, given);
      return isOurs && left > 0 && left <= mostMs ? left : undefined;
    },
  };
}
