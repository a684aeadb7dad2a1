/**
 * The companies that run in this worker. In: which ones are to. Out: each started and stopped, one step after the other for
 * each and none waiting for another; one that can't start is parked and tried again after growing pauses.
 */
import type { Company } from "./registry";

export interface Tenants<Running> {
  /** Starts what is missing, stops what is not wanted any more, and begins anew what is set otherwise now. */
  want(companies: readonly Company[]): void;
  running(): ReadonlyMap<string, Running>;
  /** Why companies could not be started, by spreadsheet. */
  parked(): ReadonlyMap<string, string>;
  /** Resolves when none of these runs here. */
  stopped(isOne: (spreadsheetId: string) => boolean): Promise<void>;
}

const firstPauseMs = 5_000;
const longestPauseMs = 10 * 60_000;

/** How long a company rests after so many starts that failed. @example parkedMs(3) // 20000 */
export const parkedMs = (failures: number): number =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 16));

interface Place<Running> {
  wanted: Company | undefined;
  current: { readonly company: Company; readonly tenant: Running } | undefined;
  failures: number;
  reason: string | undefined;
  retryAt: number;
  working: Promise<void> | undefined;
}

const isSame = (one: Company, other: Company): boolean =>
  one.timeZone === other.timeZone && one.account === other.account;

export function createTenants<Running>({
  start,
  stop,
  elapsedMs,
  onError,
}: {
  readonly start: (company: Company) => Promise<Running>;
  readonly stop: (running: Running) => Promise<void>;
  readonly elapsedMs: () => number;
  readonly onError: (spreadsheetId: string, error: unknown) => void;
}): Tenants<Running> {
  const places = new Map<string, Place<Running>>();

  async function end(id: string, place: Place<Running>, running: Running): Promise<void> {
    place.current = undefined;
    await stop(running).catch((error: unknown) => onError(id, error));
  }

  async function begin(id: string, place: Place<Running>, company: Company): Promise<void> {
    try {
      place.current = { company, tenant: await start(company) };
      place.failures = 0;
      place.reason = undefined;
    } catch (error) {
      place.failures += 1;
      place.reason = error instanceof Error ? error.message : String(error);
      place.retryAt = elapsedMs() + parkedMs(place.failures);
      onError(id, error);
    }
  }

  /** The next thing to do for a company, until nothing is. */
  async function bringAbout(id: string, place: Place<Running>): Promise<void> {
    for (;;) {
      const { wanted, current } = place;
      if (current !== undefined && (wanted === undefined || !isSame(wanted, current.company)))
        await end(id, place, current.tenant);
      else if (current === undefined && wanted !== undefined && elapsedMs() >= place.retryAt)
        await begin(id, place, wanted);
      else return;
    }
  }

  function work(id: string, place: Place<Running>): void {
    place.working ??= bringAbout(id, place).finally(() => {
      place.working = undefined;
      if (place.wanted === undefined && place.current === undefined) places.delete(id);
    });
  }

  return {
    want(companies) {
      const wanted = new Map(companies.map((company) => [company.spreadsheetId, company]));
      for (const id of wanted.keys()) {
        if (!places.has(id)) places.set(id, newPlace());
      }
      for (const [id, place] of places) {
        const company = wanted.get(id);
        // Whoever mended the row need not wait.
        const isMended = company && place.wanted && !isSame(company, place.wanted);
        if (isMended) place.retryAt = -Infinity;
        place.wanted = company;
        work(id, place);
      }
    },
    running: () =>
      new Map(
        [...places].flatMap(([id, { current }]) =>
          current === undefined ? [] : [[id, current.tenant] as const],
        ),
      ),
    parked: () =>
      new Map(
        [...places].flatMap(([id, { reason, current }]) =>
          reason === undefined || current !== undefined ? [] : [[id, reason] as const],
        ),
      ),
    async stopped(isOne) {
      for (const [id, place] of places) if (isOne(id)) await place.working;
    },
  };
}

const newPlace = <Running>(): Place<Running> => ({
  wanted: undefined,
  current: undefined,
  failures: 0,
  reason: undefined,
  retryAt: -Infinity,
  working: undefined,
});
