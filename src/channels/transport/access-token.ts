/** A platform's access token: fetched when first needed, kept until shortly before it ends, fetched once for many. */
import type { PlatformAnswer } from "./api-call";

export interface FetchedToken {
  readonly token: string;
  readonly lifeMs: number;
}

export interface TokenKeeper {
  get(): Promise<string>;
  /** Calls with the token; once more with a new one when the answer says that it ended early. */
  use(
    call: (token: string) => Promise<PlatformAnswer>,
    saysEnded: (answer: PlatformAnswer) => boolean,
  ): Promise<PlatformAnswer>;
}

/** Renewed this long before its end, so that no request is under way when it ends. */
const marginMs = 5 * 60_000;

export function createTokenKeeper(
  fetchToken: () => Promise<FetchedToken>,
  now: () => Date,
): TokenKeeper {
  let kept: { readonly token: string; readonly until: number } | undefined;
  let underWay: Promise<string> | undefined;

  const fetchNew = async (): Promise<string> => {
    const { token, lifeMs } = await fetchToken();
    kept = { token, until: now().getTime() + Math.max(lifeMs - marginMs, lifeMs / 2) };
    return token;
  };
  const get = (): Promise<string> => {
    if (kept !== undefined && now().getTime() < kept.until) return Promise.resolve(kept.token);
    underWay ??= fetchNew().finally(() => (underWay = undefined));
    return underWay;
  };
  return {
    get,
    async use(call, saysEnded) {
      const token = await get();
      const answer = await call(token);
      if (!saysEnded(answer)) return answer;
      if (kept?.token === token) kept = undefined;
      return call(await get());
    },
  };
}
