/** Reports of the present with what is likely to run out: the digest, the weekly and the monthly report. */
import { suggesting } from "../inventory/purchasing/suggesting";
import type { StaleStock } from "../language/report-texts/digest-text";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import {
  composeDigest,
  composePosted,
  nothingRunsOut,
  type Composed,
  type RunOutNews,
} from "./compose";
import { composeDiscipline } from "./discipline";
import type { DueReport } from "./due-reports";
import type { Forecasts } from "./forecasts/forecasts";
import { readRunOut } from "./forecasts/run-out-news";
import { digestWindow } from "./windows";

interface Composing {
  /** For somebody who waits for it: what is not worked out yet of what runs out is left out. */
  askedDigest(to: Date, snapshot: Snapshot, stale: StaleStock | undefined): Promise<Composed>;
  /** Has what runs out worked out, so that a report need not wait for it. */
  prepare(snapshot: Snapshot): void;
  /** For posting. */
  due(report: Pick<DueReport, "type" | "at">, snapshot: Snapshot, to: Date): Promise<Composed>;
}

/** The window of the digest that ends at `to`. */
const digestUpTo = (to: Date, snapshot: Snapshot): ReturnType<typeof digestWindow> =>
  digestWindow(snapshot.broadcasts, { to, ...snapshot });

export function createComposing({
  stockroom,
  forecasts,
  onError,
}: {
  readonly stockroom: Pick<Stockroom, "movements">;
  /** Without it no report tells of what runs out. */
  readonly forecasts?: Forecasts;
  readonly onError: (error: unknown) => void;
}): Composing {
  const suggestOn = forecasts?.suggestOn ?? suggesting;
  /** A report is posted without it rather than not at all. */
  const runOutNews = (
    snapshot: Snapshot,
    report: "digest" | "weekly" | "asked",
  ): Promise<RunOutNews> =>
    readRunOut(forecasts, snapshot, report).catch((error: unknown) => {
      onError(error);
      return nothingRunsOut;
    });

  const prepare = (snapshot: Snapshot): void => void runOutNews(snapshot, "weekly");

  return {
    prepare,
    async askedDigest(to, snapshot, stale) {
      const runOut = stale === undefined ? await runOutNews(snapshot, "asked") : nothingRunsOut;
      const window = digestUpTo(to, snapshot);
      const composed = await composeDigest(window, snapshot, stockroom, {
        ...{ stale, runOut, suggest: suggestOn(snapshot) },
      });
      // The next who asks need not do without it.
      if (stale === undefined) prepare(snapshot);
      return composed;
    },
    async due({ type, at }, snapshot, to) {
      if (type === "digest") {
        const runOut = await runOutNews(snapshot, type);
        const suggest = suggestOn(snapshot);
        return composeDigest(digestUpTo(to, snapshot), snapshot, stockroom, { runOut, suggest });
      }
      if (type === "discipline") return composeDiscipline(at, snapshot, stockroom);
      const runOut = type === "weekly" ? await runOutNews(snapshot, type) : nothingRunsOut;
      return composePosted({ type, at }, snapshot, stockroom, runOut);
    },
  };
}
