/**
 * What has to be fetched before it can be spoken of: movements of an item, a report, a link to the board. The sheet is
 * read for the period that was named, not more.
 */
import type { Lookup } from "../inventory/decide/decision";
import type { PeriodWord } from "../inventory/intent";
import { itemKey, type Item } from "../inventory/items/item";
import { labelOf } from "../inventory/items/label";
import { add } from "../inventory/items/quantity";
import type { Movement } from "../inventory/movements/movement";
import type { ReplyPart, TakenTotal } from "../inventory/reply-parts";
import { periodOf } from "../language/text/calendar";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import type { ReplyContent } from "./replies";

const historyRows = 10;
/** The same question asked again so soon shares a read, unless something was booked meanwhile. */
const sharedMs = 15_000;
/** A row that was booked at the end of a period may be undone a day later, by messages' own times. */
const undoWithinMs = 48 * 60 * 60_000;

export interface Lookups {
  /** @throws SheetAwayError, SheetDeniedError, SheetIncompleteError */
  find(lookup: Lookup, snapshot: Snapshot): Promise<ReplyContent>;
}

const isOf = (items: readonly Item[]) => {
  const keys = new Set(items.map(({ name, spec }) => JSON.stringify([name, spec])));
  return ({ itemName, spec }: Movement): boolean => keys.has(JSON.stringify([itemName, spec]));
};

/** What was taken of each item by rows that stand. */
function takenTotals(
  items: readonly Item[],
  movements: readonly Movement[],
  all: readonly Item[],
): readonly TakenTotal[] {
  return items.map((item) => {
    const isOwn = isOf([item]);
    const rows = movements.filter((movement) => movement.type === "issue" && isOwn(movement));
    const quantity = rows.reduce((total, { change }) => add(total, -change), 0);
    return { label: labelOf(item, all), unit: item.unit, quantity, rows: rows.length };
  });
}

export function createLookups(needs: {
  readonly stockroom: Stockroom;
  readonly reportText: (span: "day" | "week" | "month") => Promise<string>;
  readonly boardLink: () => string;
  readonly now: () => Date;
}): Lookups {
  const { stockroom, now } = needs;

  async function history(items: readonly Item[], snapshot: Snapshot): Promise<ReplyPart> {
    const found: Movement[] = [];
    // One after the other: so each person has one read in the line at a time, and turns go round.
    for (const item of items) found.push(...(await stockroom.history(item, historyRows)));
    const rows = found
      .sort((left, right) => right.at.getTime() - left.at.getTime())
      .slice(0, historyRows)
      .map((movement) => ({
        label: labelOf({ name: movement.itemName, spec: movement.spec }, snapshot.items),
        movement,
      }));
    return { kind: "history", labels: items.map((item) => labelOf(item, snapshot.items)), rows };
  }

  async function taken(
    items: readonly Item[],
    period: PeriodWord,
    snapshot: Snapshot,
  ): Promise<ReplyPart> {
    const { from, to } = periodOf(period, now(), snapshot.timeZone);
    const movements = await stockroom.movements({
      from,
      to: new Date(to.getTime() + undoWithinMs),
    });
    const undone = new Set(movements.flatMap(({ undoes }) => undoes ?? []));
    const standing = movements.filter(({ at, id }) => at < to && !undone.has(id));
    return {
      kind: "taken",
      period: period.label,
      totals: takenTotals(items, standing, snapshot.items),
    };
  }

  /** `until`: milliseconds; Infinity while it is read. */
  const shared = new Map<string, { until: number; readonly found: Promise<ReplyContent> }>();

  function find(lookup: Lookup, snapshot: Snapshot): Promise<ReplyContent> {
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
        return { kind: "text", text: await needs.reportText(lookup.span) };
      case "board-link":
        return { kind: "parts", replyParts: [{ kind: "board-link", url: needs.boardLink() }] };
      case "history": {
        const { items, period } = lookup;
        const part =
          period === undefined
            ? await history(items, snapshot)
            : await taken(items, period, snapshot);
        return { kind: "parts", replyParts: [part] };
      }
    }
  }

  return { find };
}

/** Two questions with the same key have the same answer: the same day, and the same newest row of the ledger. */
function sharingKey(lookup: Lookup, { recent, timeZone }: Snapshot, now: Date): string {
  const { from: today } = periodOf({ unit: "day", offset: 0 }, now, timeZone);
  const about =
    lookup.kind === "history"
      ? { items: lookup.items.map(itemKey), period: lookup.period }
      : lookup;
  return JSON.stringify([lookup.kind, about, today, recent[0]?.id]);
}
