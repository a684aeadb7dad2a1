/**
 * Which row of a later moment a dirty one is, and which the header. A row is told by its key, or by the strays it holds,
 * and no two rows are the same one. Pure.
 */
import type { TabName } from "../language/sheet-words/headings";
import { isFormula, sameValue, textOf, type CellValue } from "./cells";
import { placesAnywhere } from "./columns";
import type { Link } from "./links";
import { headerOf, isHeaderRow, readColumns, withCells, type PlacedRow, type Row } from "./tabs";
import { rowKeyFields } from "./verify";

/** A cell that holds a value of ours and should hold `truth`: the oldest image of it that is not our own. */
export interface DirtyCell {
  readonly truth: CellValue;
  /** Where in the hidden tab the image of the truth lies: its row, and the column that the cell had then. */
  readonly image: { readonly row: number; readonly column: number };
  readonly strays: readonly CellValue[];
}

export interface DirtyRow {
  readonly tab: TabName;
  /** Where it was when it was hit last, by which link, and as that left it. */
  readonly gridRow: number;
  readonly hitBy: Link;
  readonly left: Row;
  /** The headers that it was hit under, as their columns were named since. */
  readonly header: readonly string[];
  /** By column; none where all was put right: then it is known only so that no other row is taken for it. */
  readonly cells: ReadonlyMap<number, DirtyCell>;
}

/** The cells of a dirty row that still hold a stray, by the column where each is now; no two are in one. */
export function straysIn(
  { cells, header }: DirtyRow,
  row: Row,
  now: readonly string[],
): ReadonlyMap<number, DirtyCell> {
  const found = [...cells].map(([then, cell]) => ({
    cell,
    places: placesAnywhere(header, then, now).filter((place) => isStray(cell, row[place])),
  }));
  const strays = new Map<number, DirtyCell>();
  for (const { cell, places } of found.sort((a, b) => a.places.length - b.places.length)) {
    const place = places.find((one) => !strays.has(one));
    if (place !== undefined) strays.set(place, cell);
  }
  return strays;
}

/** Whether a cell still holds what the relay put there by mistake. */
function isStray({ strays }: Pick<DirtyCell, "strays">, value: CellValue): boolean {
  return strays.some((stray) => (isFormula(stray) ? isFormula(value) : sameValue(stray, value)));
}

/** Whether a value is what the relay put in a cell by mistake, or what belongs there. */
const fits = (dirt: DirtyCell, value: CellValue): boolean =>
  isStray(dirt, value) || (isFormula(dirt.truth) ? isFormula(value) : sameValue(dirt.truth, value));

/** Which of the candidates each dirty row is, by index; a row that is gone is left out. */
export function matchRows(
  rows: readonly DirtyRow[],
  candidates: readonly PlacedRow[],
  header: readonly string[],
): ReadonlyMap<DirtyRow, number> {
  const pairs = rows.flatMap((row) => {
    const rank = rankingOf(row, header);
    return candidates.flatMap((candidate, index) => {
      const score = rank(candidate);
      return score === undefined ? [] : [{ row, index, score }];
    });
  });
  const found = new Map<DirtyRow, number>();
  const taken = new Set<number>();
  for (const { row, index } of pairs.sort((a, b) => b.score - a.score)) {
    if (found.has(row) || taken.has(index)) continue;
    found.set(row, index);
    taken.add(index);
  }
  return found;
}

/**
 * How well a row fits one of a chain: strays still there and other cells changed first, then cells alike, then nearness;
 * undefined: it is another row. One whose main key was hit, or is blank, is told by what else it holds.
 */
function rankingOf(
  dirty: DirtyRow,
  header: readonly string[],
): (candidate: PlacedRow) => number | undefined {
  const { columns } = readColumns(dirty.tab, dirty.header);
  const keyColumns = rowKeyFields[dirty.tab].map((field) => columns.get(field));
  const width = Math.max(dirty.left.length, dirty.header.length);
  const places = Array.from({ length: width }, (_, column) => ({
    column,
    now: placesAnywhere(dirty.header, column, header),
    then: dirty.left[column],
    dirt: dirty.cells.get(column),
    isKey: keyColumns.includes(column),
  }));
  const keys = places.filter(({ isKey, dirt }) => isKey && !dirt);
  const hitKeys = places.flatMap(({ isKey, now, dirt }) => (isKey && dirt ? [{ now, dirt }] : []));
  const others = places.filter(({ isKey, dirt }) => dirt ?? !isKey);
  const named = keys.some(({ column, then }) => column === keyColumns[0] && textOf(then) !== "");
  const keysAlike = keys.filter(({ then }) => then !== undefined).length;
  return ({ row, gridRow }) => {
    const at = (place: number | undefined): CellValue => row[place ?? -1];
    if (keys.some(({ now, then }) => textOf(at(now[0])) !== textOf(then))) return undefined;
    if (!hitKeys.every(({ now, dirt }) => now.some((place) => fits(dirt, at(place)))))
      return undefined;
    const strays = { there: 0, gone: 0 };
    const rest = { alike: keysAlike, unlike: 0 };
    for (const { now, then, dirt } of others) {
      if (isFormula(then) || isFormula(at(now[0]))) continue;
      const isLeft = now.some((place) => sameValue(then, at(place)));
      if (dirt && !isLeft) strays.gone += 1;
      else if (!isLeft) rest.unlike += 1;
      else if (dirt && then !== undefined) strays.there += 1;
      else if (then !== undefined) rest.alike += 1;
    }
    const isIt =
      named ||
      strays.there >= Math.max(rest.unlike, 1) ||
      2 * (rest.unlike + strays.gone) <= rest.alike;
    if (!isIt) return undefined;
    const far = Math.min(Math.abs(gridRow - dirty.gridRow), 999);
    return (strays.there - rest.unlike) * 1_000_000 + (rest.alike - strays.gone) * 1_000 - far;
  };
}

/** The row that was the header before it was hit. What it holds now is what its columns are known by. */
export function hitHeader(
  dirty: readonly DirtyRow[],
  rows: readonly PlacedRow[],
): (PlacedRow & { readonly dirtyRow: DirtyRow }) | undefined {
  const hit = dirty.filter(({ cells }) => cells.size > 0);
  const found = hit.filter(wasHeader).flatMap((dirtyRow) =>
    rows.flatMap((candidate) => {
      const score = rankingOf(dirtyRow, headerOf(candidate.row))(candidate);
      return score === undefined ? [] : [{ ...candidate, dirtyRow, score }];
    }),
  );
  return found.sort((a, b) => b.score - a.score)[0];
}

const wasHeader = ({ tab, left, cells }: DirtyRow): boolean =>
  isHeaderRow(
    tab,
    withCells(
      left,
      [...cells].map(([column, { truth }]) => [column, truth]),
    ),
  );
