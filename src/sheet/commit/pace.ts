/**
 * How long looks and commits that nobody waits for are put off: a look while reads are short, cells while a booking may
 * come that they can ride with, and while writes are short; and how long everything rests after a failure.
 */
import { SheetDeniedError, SheetIncompleteError } from "../../errors";
import { backoffMs } from "../api/quota";

export interface Pace {
  /** Milliseconds until a look that nobody waits for. `refreshMs`: 刷新间隔. */
  untilLook(refreshMs: number): number;
  /** Milliseconds until cells that nobody waits for are written. */
  untilCells(): number;
  looked(): void;
  /** Somebody asked for what stands there now. */
  asked(): void;
  committed(): void;
  /** Something that somebody waits for is about to be committed. */
  bookingCame(): void;
  /** Milliseconds until the sheet is tried again; growing while it is away. */
  untilAgain(error: Error, refreshMs: number): number;
  succeeded(): void;
}

const deniedPauseMs = 30_000;
/** One that shares its calls is asked ever more seldom, so that it takes none from the others. */
const deniedPauses = { firstMs: 10_000, longestMs: 600_000 };
const incompletePauseMs = 10_000;

/** So late a look nobody waits for goes before those that somebody may. */
const latestLookMs = 20_000;
/** So long cells wait for a booking that they can ride with, where the last two came within `busyMs`. */
const holdMs = 100;
const busyMs = 1_000;
/** So long they wait otherwise: replies go out first. */
const shortHoldMs = 20;
/** So long cells wait at most while writes are short. */
const longestHoldMs = 5_000;

const minuteMs = 60_000;

/** How often a sheet is read that nobody asked for so long: as set for ten minutes, then more seldom. @example restedMs(15_000, 20 * 60_000) // 60000 */
export function restedMs(refreshMs: number, idleMs: number): number {
  if (idleMs < 10 * minuteMs) return refreshMs;
  return Math.max(refreshMs, idleMs < 60 * minuteMs ? minuteMs : 5 * minuteMs);
}

/** `untilSpareRead`, `untilSpareWrite`: milliseconds until a call can be spared that nobody waits for. */
export interface PaceOptions {
  readonly untilSpareRead: () => number;
  readonly untilSpareWrite: () => number;
  /** Of a clock that never goes back. */
  readonly elapsedMs: () => number;
  /** Whether its calls are those of other sheets too: it is read more seldom while nothing happens, and while access is denied. */
  readonly sharesCalls: boolean;
  /** Between 0 and 1; for the jitter of pauses. */
  readonly random: () => number;
}

export function createPace(options: PaceOptions): Pace {
  const { elapsedMs } = options;
  let failures = 0;
  let lookedAt = -Infinity;
  let committedAt = -Infinity;
  let activeAt = elapsedMs();
  /** When a booking was committed last, and how long after the one before. */
  let booking = { at: -Infinity, gapMs: Infinity };
  return {
    untilLook(refreshMs) {
      const idleMs = options.sharesCalls ? elapsedMs() - activeAt : 0;
      const due = lookedAt + restedMs(refreshMs, idleMs) - elapsedMs();
      return Math.max(0, due, Math.min(options.untilSpareRead(), due + latestLookMs));
    },
    untilCells() {
      const since = elapsedMs() - committedAt;
      if (since >= longestHoldMs) return 0;
      const hold = booking.gapMs < busyMs ? holdMs : shortHoldMs;
      return Math.max(hold - since, Math.min(options.untilSpareWrite(), longestHoldMs - since));
    },
    looked: () => (lookedAt = elapsedMs()),
    asked: () => (activeAt = elapsedMs()),
    committed: () => (activeAt = committedAt = elapsedMs()),
    bookingCame() {
      const at = elapsedMs();
      booking = { at, gapMs: at - booking.at };
    },
    untilAgain(error, refreshMs) {
      if (error instanceof SheetIncompleteError) return Math.min(refreshMs, incompletePauseMs);
      failures += 1;
      if (!(error instanceof SheetDeniedError)) return backoffMs(failures - 1, options.random());
      if (!options.sharesCalls) return deniedPauseMs;
      return backoffMs(failures - 1, options.random(), deniedPauses);
    },
    succeeded: () => (failures = 0),
  };
}
