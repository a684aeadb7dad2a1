/** A trial of findReplace on one cell as a compare-and-swap: it would write only where the cell still shows a figure. */
import { isFormula, textOf, type CellValue } from "../api/cells";
import type { SheetRequest } from "../api/client";
import { told, type Finding } from "./finding";
import { block, type Scratch, type Tab } from "./scratch";

const swap = (tab: Tab, row: number, find: string): SheetRequest => ({
  findReplace: {
    find,
    replacement: "9",
    range: block(tab, [row, row + 1], [0, 1]),
    matchEntireCell: true,
    includeFormulas: false,
  },
});

const thousands = { numberFormat: { type: "NUMBER", pattern: "#,##0" } };

export async function tryCompareAndSwap(scratch: Scratch): Promise<Finding> {
  const tab = await scratch.lay("swap", [
    [7],
    [77],
    [{ formula: "=3+4", shown: undefined }],
    [1000],
    [1000],
    [undefined],
  ]);
  await scratch.apply({
    repeatCell: {
      range: block(tab, [3, 5], [0, 1]),
      cell: { userEnteredFormat: thousands },
      fields: "userEnteredFormat.numberFormat",
    },
  });
  await scratch.apply(
    ...[swap(tab, 0, "7"), swap(tab, 1, "7"), swap(tab, 2, "7")],
    ...[swap(tab, 3, "1000"), swap(tab, 4, "1,000")],
  );
  const blank = await scratch.refusal(swap(tab, 5, ""));
  const cells = await scratch.cells(tab.title);
  const at = (row: number): CellValue => cells[row]?.[0];
  const said = [
    `7 became ${kindOf(at(0))}`,
    `77 ${at(1) === 77 ? "stayed" : `became ${kindOf(at(1))}`}`,
    `a formula that shows 7 ${isFormula(at(2)) ? "stayed" : `became ${kindOf(at(2))}`}`,
    `1000 shown as 1,000 is ${foundAs(at(3), at(4))}`,
    `a blank cell ${blank === undefined ? `became ${kindOf(at(5))}` : `is refused: ${blank}`}`,
  ];
  const holds = at(0) === 9 && at(1) === 77 && isFormula(at(2));
  return told(
    "findReplace of one cell as a compare-and-swap",
    said.join("; "),
    holds
      ? "it would hold for plain numbers; the relay does not use it, but we would like to know"
      : "it does not hold; the relay does not use it",
  );
}

const kindOf = (value: CellValue): string =>
  value === undefined ? "nothing" : `${typeof value} ${textOf(value)}`;

function foundAs(plain: CellValue, shown: CellValue): string {
  const names = [...(plain === 1000 ? [] : ["1000"]), ...(shown === 1000 ? [] : ["1,000"])];
  return names.length === 0 ? "not found" : `found as ${names.join(" and as ")}`;
}
