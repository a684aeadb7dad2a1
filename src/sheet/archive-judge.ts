/**
 * Whether the rows of a move came to lie where they belong, from what was read of them afterwards: under their columns, in
 * their month. Pure.
 */
import { isUnder, laidNow } from "./archive-columns";
import { misfitsIn, type ArchiveRule } from "./archive-plan";
import type { MoveRecord } from "./archive-record";
import { textOf } from "./cells";
import { columnsThen } from "./columns";
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
  const above = record.away?.month ?? header;
  const laid = record.away?.laid ?? above;
  const back = record.back && returnedRows(record.back, [laid, above, header], rows);
  const came = rows.flatMap((_, index) => (back?.rows.includes(index) ? [] : [index]));
  const groups = [
    ...(back ? [back] : []),
    { laid: laidNow(laid, above, header), rows: came },
  ].filter((group) => group.rows.length > 0 && !isUnder(group.laid, header));
  if (groups.length > 0) return { kind: "misplaced", groups };
  const misfits = misfitsIn(rows, header, month, rule);
  return misfits.length > 0 ? { kind: "misfits", rows: misfits } : { kind: "right" };
}

/** Whether rows that went back into the ledger lie under its columns, given its header now. */
export function isBackRight({ back }: MoveRecord, header: Header): boolean {
  return !back || isUnder(laidNow(back.laid, back.stood ?? header, header), header);
}

/**
 * Which of these rows are the ones that went back, wherever they were sorted to, and by which header their cells lie.
 *
 * @param headers above them, in pairs of when they came somewhere and when they left: the ledger's now; or the ledger's
 * when they were moved to a month's tab, that tab's then, that tab's now
 */
export function returnedRows(
  { laid, stood, rows: block }: NonNullable<MoveRecord["back"]>,
  headers: readonly [left: Header, ...inMonth: [] | [came: Header, now: Header]],
  rows: readonly Row[],
): Misplaced {
  const [left, came = left, now = left] = headers;
  const above = stood ?? left;
  const inLedger = columnsThen(above, left, laid.length);
  const then = columnsThen(came, now, inLedger.length).map((place) => inLedger[place ?? -1]);
  const places = [...readColumns("ledger", laid).columns.values()].flatMap((place) => {
    const here = then.indexOf(place);
    return here >= 0 ? [{ place, here }] : [];
  });
  const texts = (row: Row, end: "place" | "here"): string =>
    places.map((at) => textOf(row[at[end]])).join("\u001f");
  const known = new Set(block.map((row) => texts(row, "place")));
  known.delete(texts([], "place"));
  return {
    laid: laidNow(laidNow(laid, above, left), came, now),
    rows: rows.flatMap((row, index) => (known.has(texts(row, "here")) ? [index] : [])),
  };
}
