/**
 * What each write of a commit met in a tab: the row as it was just before, by the evidence copied in the same batch, and
 * whether that was the row which was meant. Pure.
 */
import { isFormula, sameValue } from "../api/cells";
import type { Facts, RowWrite } from "../commit/facts";
import { isBlank, readGrid, rowAt, type PlacedRow } from "../tabs/grid";
import { rowKey, type Row, type Tab } from "../tabs/tab";
import { cleanGrid } from "./debts";
import { rowsAfter, type HeaderThen, type Observed } from "./observed";
import { keyTextsOf } from "./row-marks";

export interface Met {
  /** The row as it was. */
  readonly image: Row;
  /** Whether the evidence says nothing: what was believed stands in for it. */
  readonly isVoid: boolean;
  readonly isRightRow: boolean;
  /** The key of the row that was there; undefined for a header or a row without one. */
  readonly key: string | undefined;
  /** What its key cells held: less than its key where older values of ours covered them. */
  readonly keyWas: string;
}

const nothing: Row = [];

export function createMeeting(
  tab: Tab,
  facts: Facts,
  header: HeaderThen,
  observed: Observed,
): (write: RowWrite) => Met {
  const { hiddenRows: evidence, grids } = observed.view;
  const grid = grids.get(tab.name);
  const images = facts.writes
    .filter((write) => write.tab === tab.name)
    .flatMap((write): PlacedRow[] => {
      const image = evidence.get(write.evidence);
      return image ? [{ ...image, gridRow: write.gridRow }] : [];
    });
  const clean = cleanRows(images, tab, facts, header, observed);
  return (write) => {
    const image = evidence.get(write.evidence)?.row ?? nothing;
    if (isVoid(write, image)) {
      const { key, keyTexts } = write;
      return { image, isVoid: true, isRightRow: true, key, keyWas: rowKey(keyTexts) };
    }
    const texts = keyTextsOf(tab, image, header.names);
    const cleanTexts = keyTextsOf(tab, clean.get(write.gridRow) ?? image, header.names);
    const isHeader = write.gridRow === header.gridRow;
    const hasKey = !isHeader && cleanTexts.some((text) => text !== "");
    return {
      image,
      isVoid: false,
      isRightRow:
        isHeader === write.inHeader && (isHeader || isKeyed(write, image, texts, cleanTexts)),
      key: hasKey ? rowKey(cleanTexts) : undefined,
      keyWas: rowKey(texts),
    };
  };

  function isVoid(write: RowWrite, image: Row): boolean {
    const stands = rowsAfter(observed, tab.name)?.get(write.gridRow)?.row;
    if (stands !== undefined) return !isSameBut(write, image, stands);
    if (!isBlank(image) || grid === undefined) return isBlank(image);
    if (isSameBut(write, image, rowAt(grid, write.gridRow))) return false;
    // Rows may be sorted since, and the blank row that was written into stand elsewhere.
    return !grid.rows.some(({ row }) => isSameBut(write, image, row) && holdsAll(write, row));
  }
}

const holdsAll = ({ cells }: RowWrite, row: Row): boolean =>
  cells.every(({ column, value }) => value !== undefined && sameValue(row[column], value));

/** Whether a row bears the mark, or the key, of the row that was meant. `cleanTexts`: its key cells with debts undone. */
function isKeyed(
  { mark, keyTexts, key, cells }: RowWrite,
  image: Row,
  texts: readonly string[],
  cleanTexts: readonly string[],
): boolean {
  if (mark !== undefined) return image.some((cell) => sameValue(cell, mark));
  // Of rows without a key it is the one that holds what was believed.
  if (keyTexts.every((text) => text === ""))
    return cells.every(({ column, believed }) => sameValue(image[column], believed));
  const isDirty = cleanTexts.some((text, index) => text !== texts[index]);
  return (
    texts.every((text, index) => text === keyTexts[index]) &&
    (!isDirty || rowKey(cleanTexts) === key)
  );
}

/** The rows that were met, by their place, with what older values of ours cover put back. */
function cleanRows(
  images: readonly PlacedRow[],
  tab: Tab,
  { debts }: Facts,
  { gridRow, names }: HeaderThen,
  { view: { grids } }: Observed,
): ReadonlyMap<number, Row> {
  const grid = grids.get(tab.name);
  if (grid === undefined || debts.length === 0) return new Map();
  const below = images.filter((image) => image.gridRow !== gridRow);
  const rows = [{ gridRow, row: names, dated: [] }, ...below];
  rows.sort((a, b) => a.gridRow - b.gridRow);
  const { grid: clean } = cleanGrid(readGrid(tab, grid, rows), { debts, misplaced: [] });
  return new Map(clean.rows.map((placed) => [placed.gridRow, placed.row]));
}

/** Whether a row is the same as its evidence but for what was written; formulas may show themselves shifted. */
function isSameBut({ cells }: RowWrite, image: Row, stands: Row): boolean {
  const written = new Set(cells.map(({ column }) => column));
  const width = Math.max(image.length, stands.length);
  for (let column = 0; column < width; column += 1) {
    const [before, after] = [image[column], stands[column]];
    if (written.has(column) || isFormula(before) || isFormula(after)) continue;
    if (!sameValue(before, after)) return false;
  }
  return true;
}
