/**
 * The reports' entry point: what the group is told unasked, and on demand. Reads the sheet, composes, and puts entries
 * into 播报, from where the outbox sends them; says of waiting entries what to do now. Time and drawing come in as
 * arguments.
 */
import type { Picture } from "../channels/channel";
import { SheetAwayError, SheetIncompleteError } from "../errors";
import type { Broadcast, BroadcastType } from "../inventory/movements/broadcast";
import { digestTargets } from "../inventory/policy";
import { suggesting } from "../inventory/purchasing/suggesting";
import type { StaleStock } from "../language/report-texts/digest-text";
import type { Page } from "../language/report-texts/list-page";
import { dayText, periodOf } from "../language/text/calendar";
import type { TextLimit } from "../language/text/shorten";
import type { BroadcastPlan, Posting } from "../outbox/posting";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import { itemOfAlert, presentText } from "./alert-entries";
import { broadcastPlan } from "./due-broadcasts";
import { composeDigest, composeTotals } from "./compose";
import { createComposing } from "./composing";
import type { Forecasts } from "./forecasts/forecasts";
import { createPictureStore, type LastDigest, type PictureStore } from "./pictures/picture-store";
import {
  dueAt,
  dueReports,
  postedReport,
  reportDrafts,
  targetsOf,
  type DueReport,
  type ReportType,
} from "./due-reports";
import { pastSpans, presentSpans } from "./windows";

interface ReportNeeds {
  readonly stockroom: Pick<Stockroom, "latest" | "read" | "movements" | "announce">;
  readonly now: () => Date;
  readonly draw: (pages: readonly Page[]) => Promise<readonly Picture[]>;
  /** What one message may hold on a platform; undefined: anything. */
  readonly limitOf?: (platform: string) => TextLimit | undefined;
  /** What is likely to run out; without it no report tells of that. */
  readonly forecasts?: Forecasts;
  /** A picture that could not be drawn; the text goes out without it. */
  readonly onError: (error: unknown) => void;
}

/** What became of a wish to post today's digest now. */
type DigestNow =
  | { readonly kind: "posted"; readonly groups: readonly string[]; readonly text: string }
  /** Today's digest stands in 播报 since `at`. */
  | { readonly kind: "already"; readonly at: Date }
  /** Neither 日报群 nor 允许的群 names a group. */
  | { readonly kind: "no-groups" };

/** Which report, of which day, week or month: 0 the present one, -1 the one before. */
interface ReportAsked {
  readonly span: "day" | "week" | "month";
  readonly offset: number;
}

export interface Reports {
  /** Today's digest as it would be posted now. Posts nothing. */
  preview(): Promise<{ readonly text: string; readonly pictures: readonly Picture[] }>;
  /** 汇总 on demand: the day's digest, the week's or month's totals up to now; while the sheet is away of the last reading. */
  text(asked: ReportAsked): Promise<string>;
  /** Puts what is due into 播报. Costs nothing when nothing is due. To be called at start and every minute. */
  postDue(): Promise<readonly Broadcast[]>;
  /** Puts today's digest into 播报 now, whatever its time; once a day. */
  postDigestNow(): Promise<DigestNow>;
  /** What to do now about entries that wait. */
  planFor(waiting: readonly Broadcast[], snapshot: Snapshot): BroadcastPlan;
  /** The pictures of a report, drawn anew after a restart; none of other postings, or where drawing fails. */
  picturesFor(posting: Posting, snapshot: Snapshot): Promise<readonly Picture[]>;
  /** The digest whose pictures this process drew last for posting. */
  lastDigest(): LastDigest | undefined;
}

const isReport = (type: BroadcastType): type is ReportType => type !== "alert" && type !== "notice";

/** So long before a report is due what it tells is worked out already. */
const preparedMs = 5 * 60_000;

/** A fresh reading and its moment; while the sheet is away or lacks a column the last one and when it was made. */
async function readOrLatest(
  stockroom: Pick<Stockroom, "latest" | "read">,
  to: Date,
): Promise<{
  readonly snapshot: Snapshot;
  readonly to: Date;
  readonly stale?: StaleStock;
}> {
  try {
    return { snapshot: await stockroom.read(), to };
  } catch (error) {
    const snapshot = stockroom.latest();
    if (snapshot === undefined) throw error;
    const { readAt, itemsReadAt } = snapshot;
    if (error instanceof SheetAwayError) {
      return { snapshot, to: readAt, stale: { readAt, reasons: [] } };
    }
    if (!(error instanceof SheetIncompleteError) || itemsReadAt === undefined) throw error;
    return { snapshot, to, stale: { readAt: itemsReadAt, reasons: error.message.split("\n") } };
  }
}

/** @throws SheetAwayError, SheetDeniedError, SheetIncompleteError from every function that reads the sheet */
export function createReports(needs: ReportNeeds): Reports {
  const { stockroom, now } = needs;
  const suggestOn = needs.forecasts?.suggestOn ?? suggesting;
  const stores = new Map<ReportType, PictureStore>();
  const storeOf = (type: ReportType): PictureStore => {
    const store = stores.get(type) ?? createPictureStore(needs.draw, needs.onError);
    stores.set(type, store);
    return store;
  };
  const composing = createComposing(needs);
  let posting: Promise<readonly Broadcast[]> | undefined;

  async function text({ span, offset }: ReportAsked): Promise<string> {
    const { snapshot, to, stale } = await readOrLatest(stockroom, now());
    if (span === "day") {
      const digest =
        offset === 0
          ? composing.askedDigest(to, snapshot, stale)
          : composeDigest(
              periodOf({ unit: span, offset }, to, snapshot.timeZone),
              snapshot,
              stockroom,
              { stale, isPast: true, suggest: suggestOn(snapshot) },
            );
      return (await digest).textFor(undefined);
    }
    const spans =
      offset === 0
        ? presentSpans(span, to, snapshot.timeZone)
        : pastSpans({ unit: span, offset }, to, snapshot.timeZone);
    return (await composeTotals(spans, span, snapshot, stockroom)).textFor(undefined);
  }

  /** Composes one report and puts it into 播报 for every group; answers the entries that were not there yet. */
  async function post(
    report: DueReport,
    snapshot: Snapshot,
    to: Date,
  ): Promise<readonly Broadcast[]> {
    const composed = await composing.due(report, snapshot, to);
    const textFor = (group: string): string =>
      composed.textFor(needs.limitOf?.(group.slice(0, group.indexOf(":"))));
    const drafts = reportDrafts(report, targetsOf(report.type, snapshot), { textFor, at: to });
    storeOf(report.type).keep(to, composed.pages);
    return stockroom.announce(drafts);
  }

  const dueOn = (snapshot: Snapshot, now: Date): readonly DueReport[] =>
    dueReports(snapshot.policy, snapshot.broadcasts, { now, timeZone: snapshot.timeZone }).filter(
      ({ type }) => targetsOf(type, snapshot).length > 0,
    );

  async function postAllDue(): Promise<readonly Broadcast[]> {
    const latest = stockroom.latest();
    const to = now();
    if (latest === undefined) return [];
    if (dueOn(latest, new Date(to.getTime() + preparedMs)).length > 0) composing.prepare(latest);
    if (dueOn(latest, to).length === 0) return [];
    const snapshot = await stockroom.read();
    const added: Broadcast[] = [];
    for (const report of dueOn(snapshot, to)) added.push(...(await post(report, snapshot, to)));
    return added;
  }

  async function postDigestNow(): Promise<DigestNow> {
    const to = now();
    const snapshot = await stockroom.read();
    const report: DueReport = { type: "digest", day: dayText(to, snapshot.timeZone), at: to };
    if (digestTargets(snapshot.policy).length === 0) return { kind: "no-groups" };
    const before = postedReport(report, snapshot.broadcasts);
    if (before !== undefined) return { kind: "already", at: before.at };
    const added = await post(report, snapshot, to);
    const [first] = added;
    if (first === undefined) return { kind: "already", at: to };
    return { kind: "posted", groups: added.map(({ group }) => group), text: first.text };
  }

  /** The pages of a report as it stood at its end, read anew where this process didn't compose it. */
  async function pagesOf(type: ReportType, at: Date, snapshot: Snapshot): Promise<readonly Page[]> {
    return (await composing.due({ type, at: dueAt(type, at, snapshot) }, snapshot, at)).pages;
  }

  return {
    async preview() {
      const { snapshot, to, stale } = await readOrLatest(stockroom, now());
      const { textFor, pages } = await composing.askedDigest(to, snapshot, stale);
      return { text: textFor(undefined), pictures: await needs.draw(pages) };
    },
    text,
    postDue() {
      void needs.forecasts?.keep().catch(needs.onError);
      posting ??= postAllDue().finally(() => (posting = undefined));
      return posting;
    },
    postDigestNow,
    planFor(waiting, snapshot) {
      const { policy, timeZone } = snapshot;
      const itemOf = (entry: Broadcast) => itemOfAlert(entry, snapshot);
      const suggest = suggestOn(snapshot);
      const textOf = (entry: Broadcast) => presentText(entry, snapshot, suggest);
      return broadcastPlan(waiting, { policy, timeZone, itemOf, textOf, now: now() });
    },
    async picturesFor({ type, keys, text: told }, snapshot) {
      const entry = snapshot.broadcasts.find(({ key }) => key === keys[0]);
      if (!isReport(type) || entry === undefined) return [];
      const { at } = entry;
      return storeOf(type).picturesOf({ at, text: told }, () => pagesOf(type, at, snapshot));
    },
    lastDigest: () => stores.get("digest")?.last(),
  };
}
