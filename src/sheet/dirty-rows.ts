/**
 * The rows in which a chain of commits left a value of ours where something else belongs: which cells, what belongs there,
 * and which row of a later moment each of them is. A row is told by its key, or by the strays it holds, and no two rows
 * are the same one. Pure.
 */
import type { TabName } from "../language/headings";
import { isFormula, sameValue, textOf, type CellValue } from "./cells";
import { placesAnywhere } from "./columns";
import type { ImagedWrite, Link } from "./links";
import { readColumns, type Row } from "./tabs";
import { headersOf, heldBelief, hitItsRow, rowAfter, rowKeyFields } from "./verify";

/** A cell that holds a value of ours and should hold `truth`: the oldest image of it that is not our own. */
interface DirtyCell {
  readonly truth: CellValue;
  /** Where in the hidden tab the image of the truth lies: its row, and the column that the cell had then. */
  readonly image: { readonly row: number; readonly column: number };
  readonly strays: readonly CellValue[];
}

export interface DirtyRow {
  readonly tab: TabName;
  /** Where it was when it was hit last, under which headers, and as the chain left it. */
  readonly gridRow: number;
  readonly header: readonly string[];
  readonly left: Row;
  /** By column; none where all was put right: then it is known only so that no other row is taken for it. */
  readonly cells: ReadonlyMap<number, DirtyCell>;
}

/** A row of some moment, that may be a dirty one. */
export interface Candidate {
  readonly gridRow: number;
  readonly row: Row;
}

/**
 * Follows a chain from its oldest link. Where one of our own values already lay, the oldest image is the truth; where a
 * person typed in between, the person's value is. `spoiled` writes stood, and are to be taken back all the same.
 */
export function dirtyRowsOf(
  chain: readonly Link[],
  spoiled: ReadonlySet<ImagedWrite> = new Set(),
): readonly DirtyRow[] {
  let rows: readonly DirtyRow[] = [];
  for (const link of chain) {
    for (const tab of link.headers.keys()) {
      const own = rows.filter((row) => row.tab === tab);
      const after = afterLink(own, { link, tab, spoiled });
      rows = [...rows.filter((row) => row.tab !== tab), ...after];
    }
  }
  return rows;
}

interface Passage {
  readonly link: Link;
  readonly tab: TabName;
  readonly spoiled: ReadonlySet<ImagedWrite>;
}

/** The dirty rows of a tab once a link was applied. */
function afterLink(rows: readonly DirtyRow[], passage: Passage): readonly DirtyRow[] {
  const { link, tab } = passage;
  const header = headersOf(link, tab);
  const writes = link.writes.filter((write) => write.tab === tab);
  const images = writes.map(({ gridRow, image }) => ({ gridRow, row: image }));
  const hit = matchRows(rows, images, header.before);
  const known = new Map([...hit].map(([row, index]) => [index, row]));
  const renamed = new Map(header.before.map((name, column) => [name, header.after[column] ?? ""]));
  const missed = rows
    .filter((row) => !hit.has(row))
    .map((row) => ({ ...row, header: row.header.map((name) => renamed.get(name) ?? name) }));
  const touched = writes.map((write, index): DirtyRow => {
    const cells = cellsAfter(write, passage, known.get(index));
    const { gridRow } = write;
    return { tab, gridRow, header: header.after, left: rowAfter(write), cells };
  });
  return [...missed, ...touched];
}

/** The cells of a row that hold something of ours once it was written in. */
function cellsAfter(
  write: ImagedWrite,
  { link, tab, spoiled }: Passage,
  known: DirtyRow | undefined,
): DirtyRow["cells"] {
  const header = headersOf(link, tab).before;
  const right = hitItsRow(write, link) && !spoiled.has(write);
  const cells = new Map<number, DirtyCell>();
  for (const [column, cell] of known?.cells ?? []) {
    const places = placesAnywhere(known?.header ?? [], column, header);
    const now = places.find((place) => isStray(cell, write.image[place]));
    if (now !== undefined) cells.set(now, cell);
  }
  for (const cell of write.cells) {
    const { column, after } = cell;
    const lay = cells.get(column);
    cells.delete(column);
    if (right && heldBelief(write, cell)) continue;
    const truth = lay ? lay.truth : write.image[column];
    if (!isFormula(truth) && sameValue(truth, after)) continue;
    const image = lay?.image ?? { row: write.slot, column };
    cells.set(column, { truth, image, strays: [...(lay?.strays ?? []), after] });
  }
  return cells;
}

/** Whether a cell still holds what the relay put there by mistake. */
export function isStray({ strays }: Pick<DirtyCell, "strays">, value: CellValue): boolean {
  return strays.some((stray) => (isFormula(stray) ? isFormula(value) : sameValue(stray, value)));
}

/** Whether a value is what the relay put in a cell by mistake, or what belongs there. */
const fits = (dirt: DirtyCell, value: CellValue): boolean =>
  isStray(dirt, value) || (isFormula(dirt.truth) ? isFormula(value) : sameValue(dirt.truth, value));

/** Which of the candidates each dirty row is, by index; a row that is gone is left out. */
export function matchRows(
  rows: readonly DirtyRow[],
  candidates: readonly Candidate[],
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
export function rankingOf(
  dirty: DirtyRow,
  header: readonly string[],
): (candidate: Candidate) => number | undefined {
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
