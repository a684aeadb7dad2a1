/**
 * Whether the rows of a move came to lie where they belong, from what was read of them afterwards: under their columns, in
 * their month. Pure.
 */
import { columnsThen, isUnder, laidNow } from "./archive-columns";
import { misfitsIn, type ArchiveRule } from "./archive-plan";
import type { MoveRecord } from "./archive-record";
import { textOf } from "./cells";
import { readColumns, type Row } from "./tabs";

type Header = readonly string[];

/** Rows, by their place among those judged, whose cells lie by another header than the one above them. */
export interface Misplaced {
  readonly laid: Header;
  readonly rows: readonly number[];
}

export type Verdict =
  | { readonly kind: "right" }
  | { readonly kind: "misplaced"; readonly groups: readonly Misplaced[] }
  /** They lie under their columns, but don't belong in this month's tab. */
  | { readonly kind: "misfits"; readonly rows: readonly number[] };

/** Rows in a month's tab. */
export function judgeMonth(
  record: MoveRecord,
  found: { readonly month: string; readonly header: Header; readonly rows: readonly Row[] },
  rule: ArchiveRule,
): Verdict {
  const { month, header, rows } = found;
  const stood = record.away ?? header;
  const back = record.back && returnedRows(record.back, stood, rows);
  const came = rows.flatMap((_, index) => (back?.rows.includes(index) ? [] : [index]));
  const groups = [...(back ? [back] : []), { laid: stood, rows: came }].filter(
    (group) => group.rows.length > 0 && !isUnder(group.laid, header),
  );
  if (groups.length > 0) return { kind: "misplaced", groups };
  const misfits = misfitsIn(rows, header, month, rule);
  return misfits.length > 0 ? { kind: "misfits", rows: misfits } : { kind: "right" };
}

/** Whether rows that went back into the ledger lie under its columns, given its header now. */
export function isBackRight({ back }: MoveRecord, header: Header): boolean {
  return !back || isUnder(laidNow(back.laid, back.stood ?? header, header), header);
}

/**
 * Which of these rows are the ones that went back, wherever they were sorted to, and by which header their cells lie,
 * where this header is above them.
 */
export function returnedRows(
  { laid, stood: above, rows: block }: NonNullable<MoveRecord["back"]>,
  header: Header,
  rows: readonly Row[],
): Misplaced {
  const stood = above ?? header;
  const then = columnsThen(stood, header);
  const places = [...readColumns("ledger", laid).columns.values()].flatMap((place) => {
    const now = then.indexOf(place);
    return now >= 0 ? [{ place, now }] : [];
  });
  const texts = (row: Row, end: "place" | "now"): string =>
    places.map((at) => textOf(row[at[end]])).join("\u001f");
  const known = new Set(block.map((row) => texts(row, "place")));
  known.delete(texts([], "place"));
  return {
    laid: laidNow(laid, stood, header),
    rows: rows.flatMap((row, index) => (known.has(texts(row, "now")) ? [index] : [])),
  };
}
