/** Who calls the API: keys as API_KEYS lists them, and how often each may call. The clock is an argument. */
import { createHash, timingSafeEqual } from "node:crypto";

export type Scope = "read" | "write";

export interface ApiKey {
  /** The source of what it books; stands in 消息ID. */
  readonly name: string;
  /** `write` may read too. */
  readonly scope: Scope;
  readonly key: string;
}

const digestOf = (text: string): Buffer => createHash("sha256").update(text).digest();

/** The key of a bearer token; takes as long for a wrong one as for a right one. */
export function createKeyring(
  keys: readonly ApiKey[],
): (authorization: string | undefined) => ApiKey | undefined {
  const known = keys.map((key) => ({ key, digest: digestOf(key.key) }));
  return (authorization) => {
    const [, token] = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(authorization ?? "") ?? [];
    if (token === undefined) return undefined;
    const digest = digestOf(token);
    return known.filter((each) => timingSafeEqual(each.digest, digest))[0]?.key;
  };
}

/** Counts the calls of each key in a window of a minute; answers the seconds to wait, 0 for none. */
export function createRateLimit(perMinute: number): (name: string, now: Date) => number {
  const minuteMs = 60_000;
  const calls = new Map<string, number[]>();
  return (name, now) => {
    const at = now.getTime();
    const recent = (calls.get(name) ?? []).filter((each) => each > at - minuteMs);
    const [oldest = at] = recent;
    if (recent.length >= perMinute) {
      calls.set(name, recent);
      return Math.ceil((oldest + minuteMs - at) / 1_000);
    }
    calls.set(name, [...recent, at]);
    return 0;
  };
}

/** One `name:scope:key` of API_KEYS; undefined where it is none. */
export function parseApiKey(written: string): ApiKey | undefined {
  const [, name, scope, key] =
    /^([A-Za-z0-9][\w.-]{0,39}):(read|write):([\x21-\x2b\x2d-\x7e]{32,500})$/.exec(
      written.trim(),
    ) ?? [];
  if (name === undefined || key === undefined) return undefined;
  return { name, scope: scope === "write" ? "write" : "read", key };
}
