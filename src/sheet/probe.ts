/**
 * Tries on scratch tabs of a real spreadsheet what the commit protocol takes for granted. People's tabs are neither read
 * nor written, and the scratch tabs are gone when it is over.
 */
import { SheetRefusedError } from "../errors";
import type { Assumption } from "./assumptions";
import { enteredValue } from "./cells";
import type { CellData, SheetRequest, SheetsClient } from "./client";
import {
  addFence,
  clearGround,
  formulas,
  imagesTitle,
  layGround,
  newFenceId,
  probeFence,
  probeRows,
  probeTitle,
  readGround,
  slots,
  untouched,
  type Ground,
} from "./probe-tabs";

export interface Finding {
  readonly assumption: Assumption;
  readonly holds: boolean;
  /** What the API did, in words. */
  readonly saw: string;
}

interface Place extends Ground {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
}

/**
 * Tries the three assumptions. What an earlier trial left behind is removed first, what this one laid in any case.
 *
 * @throws SheetAwayError, SheetDeniedError, SheetRefusedError when it could not be tried
 */
export async function tryProtocol(
  client: SheetsClient,
  spreadsheetId: string,
): Promise<readonly Finding[]> {
  await clearGround(client, spreadsheetId);
  try {
    const place = { client, spreadsheetId, ...(await layGround(client, spreadsheetId)) };
    return [await tryFence(place), ...(await tryCopies(place))];
  } finally {
    await clearGround(client, spreadsheetId);
  }
}

const write = (sheetId: number, rowIndex: number, text: string): SheetRequest => ({
  updateCells: {
    start: { sheetId, rowIndex, columnIndex: 1 },
    rows: [{ values: [enteredValue(text)] }],
    fields: "userEnteredValue",
  },
});

/** A commit's fence with the id of a commit that is gone, and a write on either side of it. */
async function tryFence({ client, spreadsheetId, tab, fence }: Place): Promise<Finding> {
  const gone = newFenceId();
  const requests: SheetRequest[] = [
    write(tab, probeRows.fenced, "written before the fence"),
    { updateNamedRange: { namedRange: { namedRangeId: gone, name: probeFence }, fields: "name" } },
    { deleteNamedRange: { namedRangeId: gone } },
    addFence(newFenceId(), tab),
    write(tab, probeRows.fenced, "written behind the fence"),
  ];
  let refusal: string | undefined;
  try {
    await client.applyBatch(spreadsheetId, { requests, responseRanges: [], fields: "replies" });
  } catch (error) {
    if (!(error instanceof SheetRefusedError)) throw error;
    refusal = error.message;
  }
  const now = await readGround(client, spreadsheetId, `'${probeTitle}'!1:6`);
  const cell = now.grid[probeRows.fenced]?.[1]?.userEnteredValue?.stringValue;
  const changed = cell !== untouched || now.fence !== fence;
  const saw =
    refusal === undefined
      ? "the batch was applied"
      : `${refusal}${changed ? " (and yet the sheet changed)" : ""}`;
  return { assumption: "fence", holds: refusal !== undefined && !changed, saw };
}

interface Corner {
  readonly sheetId: number;
  readonly row: number;
  readonly column: number;
}

const across = ({ sheetId, row, column }: Corner, width: number) => ({
  sheetId,
  startRowIndex: row,
  endRowIndex: row + 1,
  startColumnIndex: column,
  endColumnIndex: column + width,
});

const copy = (source: Corner, destination: Corner, width: number): SheetRequest => ({
  copyPaste: {
    source: across(source, width),
    destination: across(destination, width),
    pasteType: "PASTE_FORMULA",
  },
});

const formulaIn = (cell: CellData | undefined): string =>
  (cell?.userEnteredValue?.formulaValue ?? "no formula").replace(/\s/g, "");

/** Images of a row with a formula, of a filtered and of a hidden one; and the formula put back in another row. */
async function tryCopies(place: Place): Promise<readonly Finding[]> {
  const { client, spreadsheetId, tab, images } = place;
  const twice = slots.column + 2;
  const imaged = [probeRows.formula, probeRows.filtered, probeRows.hidden];
  const requests = [
    ...imaged.map((row, index) =>
      copy(
        { sheetId: tab, row, column: 0 },
        { sheetId: images, row: slots.row + index, column: slots.column },
        3,
      ),
    ),
    copy(
      { sheetId: images, row: slots.row, column: twice },
      { sheetId: tab, row: probeRows.back, column: 2 },
      1,
    ),
  ];
  await client.applyBatch(spreadsheetId, { requests, responseRanges: [], fields: "spreadsheetId" });
  const people = await readGround(client, spreadsheetId, `'${probeTitle}'!1:6`);
  const slotRange = `'${imagesTitle}'!${slots.row + 1}:${slots.row + imaged.length}`;
  const { grid } = await readGround(client, spreadsheetId, slotRange);
  const shifted = [formulaIn(grid[0]?.[twice]), formulaIn(people.grid[probeRows.back]?.[2])];
  const shiftHolds = shifted.join() === [formulas.imaged, formulas.back].join();
  const saw = `${formulas.first} became ${shifted.join(" and, put back a few rows below, ")}`;
  const lost = ["filtered", "hidden"].filter(
    (name, index) => grid[index + 1]?.[slots.column]?.effectiveValue?.stringValue !== name,
  );
  const filters = people.filtered[probeRows.filtered] ?? false;
  return [
    { assumption: "shift", holds: shiftHolds, saw },
    { assumption: "hidden", holds: lost.length === 0, saw: sawOfHidden(lost, filters) },
  ];
}

function sawOfHidden(lost: readonly string[], filters: boolean): string {
  if (lost.length > 0) return `not copied: the ${lost.join(" and the ")} row`;
  if (filters) return "a filtered and a hidden row were copied";
  return "a hidden row was copied; a filter hides nothing on this API, so that could not be seen";
}
