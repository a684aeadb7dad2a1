/**
 * What is told to nobody while a blind stocktake is under way: what there is of its items, and what counting them found.
 * Everything that tells figures gets them from `withholdIn` and `withholdRows`, every reply passes `withholdFrom`.
 */
import type { CountedItem } from "../count-parts";
import { itemKey, itemKeyOf, type Item } from "../items/item";
import { labelOf } from "../items/label";
import type { ItemLabel } from "../items/labeller";
import type { Movement } from "../movements/movement";
import type { PendingEntry } from "../movements/pending";
import type { BookedLine, ReplyPart, ShortageReport } from "../reply-parts";
import { isBlind, type StocktakeRow } from "./row";
import { openSession } from "./session";

/** The keys of the items whose figures are withheld. */
export function withheldItems(rows: readonly StocktakeRow[] | undefined): ReadonlySet<string> {
  const drawn = (openSession(rows)?.rows ?? []).filter(isBlind);
  return new Set(drawn.map(itemKeyOf));
}

/** Whether nobody is told for now what there is of an item. */
export const isWithheld = (
  item: Pick<Item, "name" | "spec">,
  { stocktake }: { readonly stocktake?: readonly StocktakeRow[] | undefined },
): boolean => withheldItems(stocktake).has(itemKey(item));

interface Figures {
  readonly items: readonly Item[];
  readonly recent: readonly Movement[];
  readonly pending: readonly PendingEntry[];
  readonly stocktake?: readonly StocktakeRow[] | undefined;
}

/** A snapshot as people may be told of it; the same one where nothing is withheld. */
export function withholdIn<Seen extends Figures>(
  seen: Seen,
): Seen & { readonly leftOut?: readonly Pick<Movement, "id" | "itemName" | "spec">[] } {
  const keys = withheldItems(seen.stocktake);
  if (keys.size === 0) return seen;
  const items = seen.items.map((item): Item =>
    keys.has(itemKey(item)) ? { ...item, stock: { kind: "withheld" } } : item,
  );
  const names = items.filter((item) => keys.has(itemKey(item))).map(({ name }) => name);
  const pending = seen.pending.map((entry) =>
    names.some((name) => entry.reason.includes(name)) || isAbout(entry, keys)
      ? { ...entry, reason: "" }
      : entry,
  );
  // Once a count is booked it is the book figure.
  const stocktake = seen.stocktake?.map((row) =>
    isBlind(row) ? { ...row, counted: undefined, recounted: undefined } : row,
  );
  const recent = withholdRows(seen.recent, keys);
  const kept = new Set(recent.map(({ id }) => id));
  const leftOut = seen.recent
    .filter(({ id }) => !kept.has(id))
    .map(({ id, itemName, spec }) => ({ id, itemName, spec }));
  return { ...seen, items, pending, recent, leftOut, stocktake };
}

const isAbout = ({ plan }: PendingEntry, keys: ReadonlySet<string>): boolean =>
  plan?.lines.some((line) => keys.has(itemKeyOf(line))) === true;

/** Counts are left out, with what took them back; of other rows the figures before and after are not told. */
export function withholdRows(
  rows: readonly Movement[],
  keys: ReadonlySet<string>,
): readonly Movement[] {
  if (keys.size === 0) return rows;
  const counts = new Set(rows.filter(({ type }) => type === "stocktake").map(({ id }) => id));
  return rows.flatMap((row) => {
    if (!keys.has(itemKeyOf(row))) return [row];
    if (row.type === "stocktake" || (row.undoes !== undefined && counts.has(row.undoes))) return [];
    if (row.type === "adjustment") return [];
    return [{ ...row, before: 0, after: 0, isWithheld: true as const }];
  });
}

/** Replies without what is withheld. */
export function withholdFrom(
  replyParts: readonly ReplyPart[],
  { items, stocktake }: Pick<Figures, "items" | "stocktake">,
): readonly ReplyPart[] {
  const keys = withheldItems(stocktake);
  if (keys.size === 0) return replyParts;
  const drawn = items.filter((item) => keys.has(itemKey(item)));
  const names = new Set(drawn.map((item) => itemKey(labelOf(item, items))));
  const isDrawn = ({ label }: { readonly label: ItemLabel }): boolean => names.has(itemKey(label));
  return replyParts.map((part) => withheldPart(part, isDrawn));
}

type IsDrawn = (told: { readonly label: ItemLabel }) => boolean;

/** Kinds that tell what there is, or how far a count was off. What is made of a withheld snapshot tells nothing anyway. */
function withheldPart(part: ReplyPart, isDrawn: IsDrawn): ReplyPart {
  const each = <Told extends { readonly label: ItemLabel }>(
    told: readonly Told[],
    without: (one: Told) => Told,
  ): readonly Told[] => told.map((one) => (isDrawn(one) ? without(one) : one));
  switch (part.kind) {
    case "booked":
      return { ...part, lines: each(part.lines, withheldLine) };
    case "short":
    case "below-zero":
      return {
        ...part,
        shortfalls: each(part.shortfalls, (one) => ({ ...one, stock: undefined })),
      };
    case "stock":
      return {
        ...part,
        lines: each(part.lines, (one) => ({ ...one, stock: withheldFigure, isLow: false })),
      };
    case "low-stock":
      return { ...part, lines: part.lines.filter((line) => !isDrawn(line)) };
    case "shortage":
      return { ...part, report: withheldReport(part.report, isDrawn) };
    case "ask-took":
      return { ...part, lines: part.lines.map((line) => withoutCount(line, isDrawn)) };
    case "ask-counted":
      return {
        ...part,
        lines: part.lines.map((line) => withoutCount(line, isDrawn, { after: undefined })),
      };
    case "superseded":
      return { ...part, counts: each(part.counts, (one) => ({ ...one, counted: undefined })) };
    case "ask-since":
      return { ...part, counts: each(part.counts, withoutFigures) };
    case "recount":
      return isDrawn(part.count) ? { ...part, count: withoutFigures(part.count) } : part;
    case "blocked":
      return { ...part, obstacles: each(part.obstacles, withoutText) };
    default:
      return part;
  }
}

/** Once it is booked, what was counted is what there is. */
function withoutCount<Told extends { readonly count: CountedItem }>(
  told: Told,
  isDrawn: IsDrawn,
  further: Partial<Told> = {},
): Told {
  if (!isDrawn(told.count)) return told;
  return { ...told, ...further, count: { ...told.count, counted: undefined } };
}

const withheldReport = (report: ShortageReport, isDrawn: IsDrawn): ShortageReport =>
  isDrawn(report.stock) ? { ...report, stock: { ...report.stock, stock: withheldFigure } } : report;

const withheldFigure = { kind: "withheld" } as const;

/** What a person said is told; of a count, and of one that is taken back, nothing that was found. */
function withheldLine(line: BookedLine): BookedLine {
  const { type, counted, change } = line;
  const isMoved = type === "issue" || type === "receipt" || type === "return";
  return {
    ...line,
    ...{ before: 0, after: counted ?? 0, change: isMoved ? change : 0, isWithheld: true },
  };
}

const withoutFigures = <Told extends object>(told: Told) => ({
  ...told,
  ...{ change: undefined, before: undefined, after: undefined },
});

const withoutText = <Told extends { readonly kind: string }>(told: Told): Told =>
  told.kind === "unreadable" ? { ...told, text: "" } : told;
