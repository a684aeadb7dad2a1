/**
 * Reads what a report is about and puts it into words and pages: the ledger's rows of its window, the items as they
 * stand. Posts nothing, draws nothing.
 */
import { digest, type Window } from "../inventory/figures/digest";
import type { Suggest } from "../inventory/purchasing/suggested-quantity";
import { suggesting } from "../inventory/purchasing/suggesting";
import { sessionsWithin } from "../inventory/stocktake/session";
import { totals, type Totals } from "../inventory/figures/totals";
import { standingRows } from "../inventory/forecast/standing-rows";
import type { Movement } from "../inventory/movements/movement";
import type { Chart } from "../language/report-texts/chart";
import { digestText, type StaleStock } from "../language/report-texts/digest-text";
import { followUpPages } from "../language/report-texts/follow-up-text";
import type { Page } from "../language/report-texts/list-page";
import { chartPages } from "../language/report-texts/report-charts";
import { stockTable } from "../language/report-texts/stock-table";
import { reportText } from "../language/report-texts/totals-text";
import { dayText } from "../language/text/calendar";
import type { TextLimit } from "../language/text/shorten";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import { reportCharts } from "./charts";
import type { DueReport } from "./due-reports";
import { runInSlices } from "./forecasts/slices";
import { postedSpans, trendWindows, type Spans } from "./windows";
import { followUpsAt } from "./follow-ups";

/** A report that is ready to be told. */
export interface Composed {
  readonly textFor: (limit: TextLimit | undefined) => string;
  readonly pages: readonly Page[];
}

/** What a report tells of what is likely to run out. */
export interface RunOutNews {
  readonly linesWith: (most: number) => readonly string[];
  /** Sentences about 设置. */
  readonly problems: readonly string[];
}

export const nothingRunsOut: RunOutNews = { linesWith: () => [], problems: [] };

/** So many pictures are posted with a digest. */
const mostPages = 4;

type Rows = Pick<Stockroom, "movements">;

/** A snapshot holds the last 48 hours; a little less is asked of it, for it is older than now. */
const recentMs = 47 * 3600_000;

export async function composeDigest(
  window: Window,
  snapshot: Snapshot,
  stockroom: Rows,
  {
    stale,
    runOut = nothingRunsOut,
    isPast = false,
    suggest = suggesting(snapshot),
  }: {
    readonly stale?: StaleStock | undefined;
    readonly runOut?: RunOutNews;
    readonly isPast?: boolean;
    readonly suggest?: Suggest;
  } = {},
): Promise<Composed> {
  const { items, policy, stocktake = [], timeZone, url } = snapshot;
  const movements = await rowsOf(window, snapshot, stockroom);
  const told = digest(window, { movements, items, policy, stocktake, suggest });
  const pending = snapshot.pending.filter(({ status }) => status === "open");
  const problems = [...snapshot.problems.map(({ sentence }) => sentence), ...runOut.problems];
  const sessions = sessionsWithin(stocktake, window);
  const waiting = followUpsAt(window.to, snapshot);
  return {
    textFor: (limit) =>
      digestText(
        {
          ...{ digest: told, pending, problems, sessions, stale, url, timeZone, isPast },
          followUps: waiting,
          runOut: runOut.linesWith,
        },
        limit,
      ),
    pages: [
      ...stockTable({ digest: told, items, policy, timeZone }),
      ...followUpPages(waiting, dayText(window.to, timeZone)),
    ].slice(0, mostPages),
  };
}

async function rowsOf(
  window: Window,
  { readAt, recent }: Snapshot,
  stockroom: Rows,
): Promise<readonly Movement[]> {
  const isRecent = readAt.getTime() - window.from.getTime() < recentMs;
  return isRecent ? recent : stockroom.movements(window);
}

/** The totals of a week or month beside the one before. */
export async function composeTotals(
  spans: Spans,
  span: "week" | "month",
  snapshot: Snapshot,
  stockroom: Rows,
): Promise<Composed> {
  const { items, stocktake } = snapshot;
  const from = earliest(spans.before.from, spans.untakenSince);
  const movements = await stockroom.movements({ from, to: spans.period.to });
  const told = totals(spans, { movements, items, stocktake });
  return { textFor: toldTotals(told, span, snapshot), pages: [] };
}

const toldTotals =
  (
    told: Totals,
    span: "week" | "month",
    { timeZone, url }: Snapshot,
    { linesWith: runOut }: RunOutNews = nothingRunsOut,
    charts: readonly Chart[] = [],
  ): Composed["textFor"] =>
  (limit) =>
    reportText(told, { span, timeZone, url, runOut, charts }, limit);

/** A weekly or monthly report as it is posted, with its pictures, which tell of a year. */
export async function composePosted(
  { type, at }: Pick<DueReport, "at"> & { readonly type: "weekly" | "monthly" },
  snapshot: Snapshot,
  stockroom: Rows,
  runOut?: RunOutNews,
): Promise<Composed> {
  const { items, stocktake, timeZone, policy } = snapshot;
  const span = type === "weekly" ? "week" : "month";
  const spans = postedSpans({ type, at }, policy, timeZone);
  const { period, before, untakenSince } = spans;
  const [first = period] = trendWindows(period, span, timeZone);
  const oldest = earliest(before.from, untakenSince);
  const from = earliest(first.from, oldest);
  const movements = await stockroom.movements({ from, to: period.to });
  const recent = movements.filter((row) => row.at >= oldest);
  const told = totals(spans, { movements: recent, items, stocktake });
  const rows = await runInSlices(standingRows({ movements, items }));
  const charts = await reportCharts(told, { span, items, stocktake, timeZone, rows });
  return {
    textFor: toldTotals(told, span, snapshot, runOut, charts),
    pages: chartPages(charts, { span, period, timeZone }),
  };
}

const earliest = (one: Date, other: Date): Date => (one < other ? one : other);
