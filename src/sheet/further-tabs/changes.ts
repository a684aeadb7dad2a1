/** Rows of further tabs that a booking changes: the cells to be written, and whether all is still as it was decided on. Pure. */
import { textOf, type CellValue } from "../api/cells";
import type { Booking, RowChange } from "../stockroom";
import { fieldOf, rowByKey, type Grid } from "../tabs/grid";
import { rowKey, type Fields } from "../tabs/tab";
import type { Draft } from "../commit/draft";
import type { DesiredCells } from "../commit/facts";
import type { PlanningState } from "../commit/state";

const isSame = (left: CellValue, right: CellValue): boolean => textOf(left) === textOf(right);

/** The cells of a change that differ, where the rest of the row is as it was; undefined where its tab is not there. */
function wishOf(
  { tab, row, to }: RowChange,
  { clean, timeZone }: Pick<PlanningState, "clean" | "timeZone">,
): DesiredCells | undefined {
  const declared = clean.get(tab)?.tab;
  if (declared === undefined) return undefined;
  const [before, after] = [
    declared.format(row, timeZone),
    declared.format({ ...row, ...to }, timeZone),
  ];
  const { together = [], tally } = declared;
  const changed = Object.keys(after).filter(
    (field) => !tally?.fields.includes(field) && !isSame(before[field], after[field]),
  );
  const isOne = together.some((field) => changed.includes(field));
  const written = new Set([...changed, ...(isOne ? together : [])]);
  const pick = (from: Fields, fields: Iterable<string>): Fields =>
    Object.fromEntries(Array.from(fields, (field) => [field, from[field]]));
  const key = rowKey(declared.key.map((field) => textOf(before[field])));
  const expected = pick(before, declared.guarded ?? changed);
  return { tab, key, fields: pick(after, written), expected };
}

interface Known {
  readonly state: PlanningState;
  readonly draft: Draft;
  /** By this commit so far. */
  readonly desired: readonly DesiredCells[];
}

/** The cells that a booking is to change; `outdated`: it was decided on what is no more. */
export function wishesOf(booking: Booking, known: Known): readonly DesiredCells[] | "outdated" {
  const wishes = (booking.changes ?? []).flatMap((change) => wishOf(change, known.state) ?? []);
  const wished = [...known.state.facts.desired, ...known.desired];
  const isLate =
    wishes.some((wish) => !agrees(wish.expected, wishedOn(wish, wished))) ||
    (booking.exactly && isOutdated(booking, wishes, known, wished));
  return isLate ? "outdated" : wishes;
}

/** What a row is still to hold of what was desired before, the last of it. */
const wishedOn = ({ tab, key }: DesiredCells, known: readonly DesiredCells[]): Fields =>
  Object.assign(
    {},
    ...known.flatMap((wish) => (wish.tab === tab && wish.key === key ? [wish.fields] : [])),
  ) as Fields;

/** Whether of the same fields both say the same. */
const agrees = (expected: Fields, wished: Fields): boolean =>
  Object.entries(expected).every(
    ([field, value]) => !(field in wished) || isSame(wished[field], value),
  );

/** Whether rows to add stand already, rows to change do not hold what is expected, or a number is taken. */
function isOutdated(
  { rows = [], exactly }: Booking,
  wishes: readonly DesiredCells[],
  { state, draft }: Pick<Known, "state" | "draft">,
  known: readonly DesiredCells[],
): boolean {
  const isTaken = rows.some((row) => "entry" in row && draft.holds(row.tab, row.entry));
  return (
    isTaken ||
    wishes.some((wish) => !stands(wish, state.clean.get(wish.tab), wishedOn(wish, known))) ||
    (exactly?.unused ?? []).some(
      ({ tab, field, value }) =>
        columnOf(state.clean.get(tab), field).some((cell) => isSame(cell, value)) ||
        (draft.rows().get(tab) ?? []).some((fields) => isSame(fields[field], value)) ||
        known.some((wish) => wish.tab === tab && isSame(wish.fields[field], value)),
    )
  );
}

/** Whether a row holds what is expected of it, beside what agrees with it and is still to be written. */
function stands({ key, expected }: DesiredCells, grid: Grid | undefined, wished: Fields): boolean {
  const placed = grid && rowByKey(grid, key);
  if (grid === undefined || placed === undefined) return false;
  return Object.entries(expected).every(
    ([field, value]) =>
      field in wished || !grid.columns.has(field) || isSame(fieldOf(grid, placed, field), value),
  );
}

const columnOf = (grid: Grid | undefined, field: string): readonly CellValue[] =>
  grid === undefined ? [] : grid.rows.map((placed) => fieldOf(grid, placed, field));
