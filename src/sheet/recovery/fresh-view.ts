/** What a look shows beside what was known: rows that stayed as they were, rows of the ledger that relays wrote. Pure. */
import type { Movement } from "../../inventory/movements/movement";
import { add } from "../../inventory/items/quantity";
import { quantityOf, shownValue, textOf } from "../api/cells";
import type { MisplacedRow } from "../commit/facts";
import { fieldOf, isSameRow, keyOf, type Grid } from "../tabs/grid";
import { ledgerTab } from "../tabs/ledger";
import type { Fields, RowCells } from "../tabs/tab";
import type { SheetView } from "../tabs/view";

const idShape = /^[^:\s]+:[^:\s]*:\S+$/;

/** Whether a row is a movement as relays write them: one under moved columns is not. */
export const isSound = ({ id, before, change, after }: Movement): boolean =>
  idShape.test(id) && add(before, change) === after;

/** What may be ids in ledger rows whose own are not known: a column may stand where it does not belong. */
export function strayIds(grid: Grid, isKnown: (id: string) => boolean): readonly string[] {
  return grid.rows
    .filter((placed) => !isKnown(keyOf(grid, placed)))
    .flatMap(({ row }) => row.map(textOf).filter((text) => idShape.test(text) && !isKnown(text)));
}

/** The movements of ledger rows that stand under moved columns, as they were written. */
export function movementsOf(
  misplaced: readonly MisplacedRow[],
  timeZone: string,
): readonly Movement[] {
  return misplaced.flatMap(({ tab, fields }): Movement[] => {
    const movement =
      tab === ledgerTab.name ? ledgerTab.parse(cellsFrom(fields), timeZone) : undefined;
    return movement && isSound(movement) ? [movement] : [];
  });
}

/** The cells of a row that is known by its fields only. */
const cellsFrom = (fields: Fields): RowCells => ({
  cell: (field) => fields[field],
  text: (field) => textOf(fields[field]),
  rawText: (field) => String(shownValue(fields[field]) ?? ""),
  has: (field) => field in fields,
  gridRow: -1,
  isDated: () => false,
});

/** The highest number ever seen in each numbered tab. */
export const highestNumbers = (
  { grids }: SheetView,
  before: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> =>
  new Map(
    [...grids].flatMap(([name, grid]): [string, number][] => {
      const { numbered } = grid.tab;
      if (numbered === undefined) return [];
      const numbers = grid.rows.map((placed) => quantityOf(fieldOf(grid, placed, numbered)) ?? 0);
      return [[name, Math.max(before.get(name) ?? 0, ...numbers.filter(Number.isSafeInteger))]];
    }),
  );

/** Rows that did not change keep their identity, so that what was made of them need not be made again. */
export function keepRows(before: SheetView | undefined, fresh: SheetView): SheetView {
  const grids = [...fresh.grids].map(([name, grid]): [string, Grid] => {
    const known = before?.grids.get(name);
    if (known === undefined || known.rows.length === 0) return [name, grid];
    const byRow = new Map(known.rows.map((placed) => [placed.gridRow, placed]));
    const rows = grid.rows.map((placed) => {
      const old = byRow.get(placed.gridRow);
      return old && isSameRow(old, placed) ? old : placed;
    });
    return [name, { ...grid, rows }];
  });
  return { ...fresh, grids: new Map(grids) };
}
