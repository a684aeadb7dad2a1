/** A store with a workbook of its own, without a server, so that snapshots can be made to come often. */
import { formulaTextIn } from "../../src/local-sheet/answers/cell-data";
import { openStore } from "../../src/local-sheet/store/store";
import type { Entry } from "../../src/local-sheet/store/store";
import { contentAt, setContent } from "../../src/local-sheet/workbook/cells";
import { typeInto } from "../../src/local-sheet/workbook/enter";
import type { Workbook } from "../../src/local-sheet/workbook/model";
import { createGrid, createWorkbook } from "../../src/local-sheet/workbook/sheets";

export interface StoreHarness {
  /** Writes a row and appends it as a call; row 1 is the first. */
  put(row: number, values: (number | string)[]): void;
  settled(): Promise<void>;
  close(): Promise<void>;
  numbers(): unknown[];
  formula(row: number): string | undefined;
}

function replay(book: Workbook, { body }: Entry): void {
  const { row, values } = body as { row: number; values: (number | string)[] };
  const [grid] = book.grids;
  if (grid === undefined) throw new Error("no grid");
  book.history.run(() => {
    values.forEach((value, i) => typeInto(book, grid, [row - 1, i], value));
    setContent(book, grid, [row - 1, 5], null);
  });
}

export async function createStore(
  dir: string,
  options: { snapshotAfterBytes?: number },
): Promise<StoreHarness> {
  const cellLimit = 10_000_000;
  const create = (): Workbook => {
    const given = { spreadsheetId: "s", title: "t", timeZone: "Etc/UTC", cellLimit };
    const book = createWorkbook(given);
    book.grids = [createGrid(0, "Sheet1", { rowCount: 1000, columnCount: 26 })];
    return book;
  };
  const { book, store } = await openStore({ dir, cellLimit, create, replay, ...options });
  const [grid] = book.grids;
  if (grid === undefined) throw new Error("no grid");
  return {
    put: (row, values) => {
      const call = store.lastCall + 1;
      const entry = { call, at: 0, method: "PUT", path: "", query: {}, body: { row, values } };
      replay(book, entry);
      store.append(entry);
    },
    settled: () => store.settled(),
    close: () => store.close(),
    numbers: () => grid.rows.map((_row, i) => contentAt(grid, i, 0)),
    formula: (row) => formulaTextIn(book, contentAt(grid, row - 1, 1)),
  };
}
