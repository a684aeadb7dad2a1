/**
 * What has to be fetched before it can be spoken of: movements of an item, a report, a link to the board. The sheet is
 * read for the period that was named, not more.
 */
import type { Lookup } from "../../inventory/decide/decision";
import type { ExportAddress } from "../../inventory/export-file";
import { accuracyOf } from "../../inventory/figures/accuracy";
import { itemKey } from "../../inventory/items/item";
import type { ReplyPart } from "../../inventory/reply-parts";
import { dayText, periodOf, type Period } from "../../language/text/calendar";
import { readHistory } from "./histories";
import type { Snapshot, Stockroom } from "../../sheet/stockroom";
import type { ReplyContent } from "../replies";
import { readSupplierFigures } from "./supplier-figures";

/** The same question asked again so soon shares a read, unless something was booked meanwhile. */
const sharedMs = 15_000;
/** Which report, of which day, week or month. */
type ReportAsked = Pick<Extract<Lookup, { readonly kind: "report" }>, "span" | "offset">;

export interface Lookups {
  /** @throws SheetAwayError, SheetDeniedError, SheetIncompleteError */
  find(lookup: Lookup): Promise<ReplyContent>;
}

export function createLookups(needs: {
  /** That tells what people may be told. */
  readonly stockroom: Stockroom;
  readonly reportText: (asked: ReportAsked) => Promise<string>;
  readonly insightText: (
    asked: Extract<Lookup, { readonly kind: "insight" }>,
    snapshot: Snapshot,
  ) => Promise<string>;
  /** Whether links lead anywhere. */
  readonly hasPages: boolean;
  readonly boardLink: () => string;
  readonly exportLink: (file: ExportAddress) => string;
  readonly now: () => Date;
}): Lookups {
  const { stockroom, now } = needs;

  /** `until`: milliseconds; Infinity while it is read. */
  const shared = new Map<string, { until: number; readonly found: Promise<ReplyContent> }>();

  async function find(lookup: Lookup): Promise<ReplyContent> {
    const snapshot = stockroom.latest() ?? (await stockroom.read());
    for (const [key, { until }] of shared) if (until <= now().getTime()) shared.delete(key);
    const key = sharingKey(lookup, snapshot, now());
    const same = shared.get(key);
    if (same !== undefined) return same.found;
    const one = { until: Infinity, found: read(lookup, snapshot) };
    shared.set(key, one);
    one.found.then(
      () => (one.until = now().getTime() + sharedMs),
      () => shared.delete(key),
    );
    return one.found;
  }

  async function read(lookup: Lookup, snapshot: Snapshot): Promise<ReplyContent> {
    switch (lookup.kind) {
      case "report":
        return needs.reportText(lookup);
      case "insight":
        return needs.insightText(lookup, snapshot);
      case "board-link":
        return [boardPart()];
      case "export-link":
        return [exportPart(lookup, snapshot)];
      case "accuracy":
        return [await readAccuracy(lookup.offset, snapshot)];
      case "suppliers":
        return [readSupplierFigures(lookup, snapshot, now())];
      case "history":
        return [await readHistory(lookup, snapshot, { stockroom, now: now() })];
    }
  }

  /** Of a month, with the two months before it, for the trend. */
  async function readAccuracy(
    offset: number,
    { items, stocktake, timeZone }: Snapshot,
  ): Promise<ReplyPart> {
    const month = (steps: number): Period =>
      periodOf({ unit: "month", offset: offset - steps }, now(), timeZone);
    const [first, second, last] = [month(2), month(1), month(0)];
    const movements = await stockroom.movements({ from: first.from, to: last.to });
    const accuracy = accuracyOf([first, second, last], { movements, items, stocktake });
    return { kind: "accuracy", accuracy };
  }

  const boardPart = (): ReplyPart =>
    needs.hasPages ? { kind: "board-link", url: needs.boardLink() } : { kind: "no-pages" };

  /** Days up to today: what is to come stands in no row. */
  function exportPart(
    { tab, period, format, withPersons }: Extract<Lookup, { readonly kind: "export-link" }>,
    { timeZone }: Snapshot,
  ): ReplyPart {
    if (!needs.hasPages) return { kind: "no-pages" };
    const span = periodOf(period ?? { unit: "month", offset: 0 }, now(), timeZone);
    const last = new Date(Math.min(span.to.getTime() - 1, now().getTime()));
    const [from, to] =
      tab === "stock" ? ["", ""] : [dayText(span.from, timeZone), dayText(last, timeZone)];
    const persons = withPersons ? "yes" : "no";
    const url = needs.exportLink({ tab, from, to, format, persons });
    return { kind: "export-link", url, tab, from, to, withPersons };
  }

  return { find };
}

/** Two questions with the same key have the same answer: the same day, and the same newest row of the ledger. */
function sharingKey(
  lookup: Lookup,
  { items, recent, forecasts = [], purchasing, timeZone }: Snapshot,
  now: Date,
): string {
  const { from: today } = periodOf({ unit: "day", offset: 0 }, now, timeZone);
  const about =
    lookup.kind === "history" || lookup.kind === "insight"
      ? { ...lookup, items: lookup.items?.map(itemKey) }
      : lookup;
  const withheld = items.filter(({ stock }) => stock.kind === "withheld").length;
  const newest = [withheld, recent[0]?.id, forecasts.length, purchasing?.events[0]?.messageId];
  return JSON.stringify([lookup.kind, about, today, newest]);
}
