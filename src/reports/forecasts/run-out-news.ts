/** What the digest and the weekly report tell of what is likely to run out: the list, or what is new on it. */
import {
  mostListed,
  calendarFaultText,
  runOutReportLines,
  tellsRunOut,
} from "../../language/report-texts/forecast-text";
import type { Snapshot } from "../../sheet/stockroom";
import { nothingRunsOut, type RunOutNews } from "../compose";
import type { Forecasts } from "./forecasts";

/** Since the last weekly report. */
const toldWithinMs = 8 * 86_400_000;

const newsFor = {
  weekly: (forecasts: Forecasts, snapshot: Snapshot) => forecasts.news(snapshot),
  digest: (forecasts: Forecasts, snapshot: Snapshot) => forecasts.newsSoon(snapshot),
  asked: (forecasts: Forecasts, snapshot: Snapshot) => forecasts.known(snapshot),
} as const;

/**
 * The digest goes out without it rather than late: what is new on the list is told the next day then. `asked`: somebody waits
 * for the digest, so that what is not worked out yet is left out.
 *
 * @throws SheetAwayError, SheetDeniedError, SheetIncompleteError
 */
export async function readRunOut(
  forecasts: Forecasts | undefined,
  snapshot: Snapshot,
  report: "digest" | "weekly" | "asked",
): Promise<RunOutNews> {
  const { policy, broadcasts, readAt } = snapshot;
  if (forecasts === undefined || policy.runOutList === "off") return nothingRunsOut;
  // The list goes out with one of the two.
  if (report === "weekly" && policy.runOutList === "daily") return nothingRunsOut;
  const news = await newsFor[report](forecasts, snapshot);
  if (news === undefined) return nothingRunsOut;
  const since = readAt.getTime() - toldWithinMs;
  const told = broadcasts.filter(
    ({ type, status, at }) =>
      (type === "digest" || type === "weekly") && status !== "failed" && at.getTime() > since,
  );
  const isNew = report !== "weekly" && policy.runOutList === "weekly";
  return {
    linesWith: (most) =>
      runOutReportLines(news, policy.runOutProbability, {
        most: Math.min(most, mostListed),
        isTold: (label) => isNew && told.some(({ text }) => tellsRunOut(text, label)),
      }),
    problems: news.faults.map(calendarFaultText),
  };
}
