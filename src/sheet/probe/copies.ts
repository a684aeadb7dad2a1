/** Trials of copyPaste, with which a commit keeps what stood in a row before it writes there. */
import { tabs } from "../../language/sheet-words/headings";
import { isFormula, quotedTitle, textOf, type CellValue } from "../api/cells";
import type { SheetRequest } from "../api/client";
import { judged, listed, told, type Finding } from "./finding";
import { block, writeCells, type Scratch, type Tab } from "./scratch";

const formula = "=B2*2+$B$2";
/** The rows of the tab, counted from 0. */
const places = { formula: 1, filtered: 2, hidden: 3, blank: 4 } as const;
const rows = [
  ["item", "figure", "twice"],
  ["shown", 1, { formula, shown: undefined }],
  ["filtered", 2],
  ["hidden", 3],
  [undefined, undefined],
] as const;

const copy = (from: Tab, row: number, to: Tab): SheetRequest => ({
  copyPaste: {
    source: block(from, [row, row + 1], [0, 3]),
    destination: block(to, [row, row + 1], [0, 3]),
    pasteType: "PASTE_FORMULA",
  },
});

export async function tryCopies(scratch: Scratch): Promise<readonly Finding[]> {
  const tab = await scratch.lay("copies", rows);
  const old = Array.from({ length: 6 }, () => ["old"]);
  const evidence = await scratch.lay("evidence", old, true);
  await scratch.apply(filterOut(tab, "filtered"), hide(tab, places.hidden));
  const isFiltered = await hidesByFilter(scratch, tab);
  const clear = {
    updateCells: { range: block(evidence, [0, 4], [0, 3]), fields: "userEnteredValue" },
  };
  await scratch.apply(clear, ...Object.values(places).map((row) => copy(tab, row, evidence)));
  const cells = await scratch.cells(evidence.title);
  return [sameFormula(cells), leftOut(cells, isFiltered)];
}

function sameFormula(cells: readonly (readonly CellValue[])[]): Finding {
  const cell = cells[places.formula]?.[2];
  const saw = isFormula(cell) ? cell.formula : textOf(cell) || "nothing";
  return judged(
    "a formula copied to the same place of another tab",
    `${formula} became ${saw}`,
    saw.replace(/\s/g, "") === formula,
    [
      "a formula that a person puts in the way of a commit is put back as it was",
      `a formula that a person puts into ${tabs.stock.columns.stock.header} in the instant of a commit may not come back as it was`,
    ],
  );
}

function leftOut(cells: readonly (readonly CellValue[])[], isFiltered: boolean): Finding {
  const lost = (["filtered", "hidden"] as const).filter(
    (name) => textOf(cells[places[name]]?.[0]) !== name,
  );
  const blank =
    textOf(cells[places.blank]?.[0]) === "" ? "blanks what was there" : "leaves what was there";
  const copied = (["filtered", "hidden"] as const).filter((name) => !lost.includes(name));
  const saw = [
    ...(copied.length > 0 ? [`copied: the ${listed(copied)} row`] : []),
    ...(lost.length > 0 ? [`left out: the ${listed(lost)} row`] : []),
    `a blank row ${blank}`,
    ...(isFiltered
      ? []
      : ["no row was hidden by the filter, so a filtered one could not be tried"]),
  ].join("; ");
  return told(
    "copies of a filtered, a hidden and a blank row",
    saw,
    lost.length === 0
      ? "what stood under a write is known in every row"
      : "in rows that are left out the relay goes by what it read last; only a figure typed there in the instant of a commit could be lost",
  );
}

const filterOut = (tab: Tab, value: string): SheetRequest => ({
  setBasicFilter: {
    filter: {
      range: block(tab, [0, rows.length], [0, 3]),
      filterSpecs: [{ columnIndex: 0, filterCriteria: { hiddenValues: [value] } }],
    },
  },
});

const hide = ({ sheetId }: Tab, row: number): SheetRequest => ({
  updateDimensionProperties: {
    range: { sheetId, dimension: "ROWS", startIndex: row, endIndex: row + 1 },
    properties: { hiddenByUser: true },
    fields: "hiddenByUser",
  },
});

async function hidesByFilter(scratch: Scratch, { title }: Tab): Promise<boolean> {
  const found = await scratch.get(
    [quotedTitle(title)],
    "sheets(data(rowMetadata(hiddenByFilter)))",
  );
  const rowMetadata = found.sheets?.[0]?.data?.[0]?.rowMetadata ?? [];
  return rowMetadata[places.filtered]?.hiddenByFilter === true;
}

/** A tab duplicated and cleared in one batch, as a full 流水 is. */
export async function tryRotation(scratch: Scratch): Promise<Finding> {
  const tab = await scratch.lay("full", [
    ["item", "figure"],
    ["a", 1],
    ["b", 2],
  ]);
  const copyOf = { ...tab, title: `${tab.title}_copy` };
  const sum = `=SUM('${tab.title}'!B2:B)`;
  const sums = await scratch.lay("total", [[{ formula: sum, shown: undefined }]]);
  const refused = await scratch.refusal(
    { duplicateSheet: { sourceSheetId: tab.sheetId, newSheetName: copyOf.title } },
    {
      updateCells: {
        range: { sheetId: tab.sheetId, startRowIndex: 1 },
        fields: "userEnteredValue",
      },
    },
    writeCells(sums, [1, 0], [["done"]]),
  );
  const kept = refused === undefined ? await scratch.cells(copyOf.title) : [];
  const live = await scratch.cells(tab.title);
  const left = live.filter((row) => row.some((cell) => cell !== undefined)).length;
  const total = (await scratch.cells(sums.title))[0]?.[0];
  const isWhole = kept.length === 3 && left === 1;
  // Google writes a title that needs no quotes without them.
  const isSummed = isFormula(total) && total.formula.endsWith("!B2:B)");
  return judged(
    "a tab duplicated and cleared below its header in one batch",
    refused ??
      `the copy has ${kept.length} of 3 rows, the tab ${left}; ${sum} is ${isFormula(total) ? total.formula : "gone"}`,
    isWhole && isSummed,
    [
      `${tabs.ledger.title} is archived without a row lost or doubled, and people's sums go on`,
      `set its rows to archive so high in ${tabs.settings.title} that ${tabs.ledger.title} is not archived here, and send us this line`,
    ],
  );
}
