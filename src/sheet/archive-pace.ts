/** When archiving takes its next step. Pauses are counted in batches, so that a trial can make them short. */
const usualPaceMs = 3_000;
const firstLookMs = 60_000;
const everyMs = 3_600_000;
const pauses = { run: 20, crossed: 2, refused: 200, longest: 7_200 };

export interface ArchivePace {
  /** Milliseconds until the next step; one that is not due waits for the next look at how long the ledger is. */
  untilMs(isDue: boolean): number;
  afterBatch(): void;
  /** A run came to its end. `isLong`: rows are left over that can't go yet. */
  afterRun(isLong: boolean): void;
  /** There is nothing to look at for a while. */
  afterLook(): void;
  /** People or another relay were quicker. */
  afterCrossing(): void;
  /** Rows can't be moved as things are. */
  afterObstacle(): void;
  /** A batch was refused; answers how many were, one after the other. */
  afterRefusal(): number;
}

export function createArchivePace(paceMs = usualPaceMs): ArchivePace {
  let nextAt = 0;
  let lookAt = performance.now() + firstLookMs;
  let refusals = 0;
  const rest = (ms: number): void => {
    nextAt = performance.now() + ms;
  };
  const afterLook = (): void => {
    lookAt = performance.now() + everyMs;
  };
  return {
    untilMs: (isDue) =>
      Math.max(0, (isDue ? nextAt : Math.max(nextAt, lookAt)) - performance.now()),
    afterBatch() {
      refusals = 0;
      rest(paceMs);
    },
    afterRun(isLong) {
      refusals = 0;
      afterLook();
      rest(isLong ? everyMs : pauses.run * paceMs);
    },
    afterLook,
    afterCrossing: () => rest(pauses.crossed * paceMs),
    afterObstacle: () => rest(pauses.refused * paceMs),
    afterRefusal() {
      refusals += 1;
      const grown = pauses.refused * 2 ** (refusals - 2);
      rest(paceMs * (refusals < 2 ? pauses.crossed : Math.min(pauses.longest, grown)));
      return refusals;
    },
  };
}
