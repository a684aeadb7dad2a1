/** An office day from a seed: what colleagues write and when, and what people do in the stock tab meanwhile. */
import { tabs } from "../../src/language/sheet-words/headings";
import { itemAt, keeper, personAt } from "./stock";
import { cellsOf, edit, sheetIdOf, type SheetAt } from "./workbook";

type Random = () => number;

export interface OfficeMessage {
  /** Milliseconds of the office's clock since it opened. */
  readonly at: number;
  readonly senderId: string;
  readonly text: string;
  /** Whether it is to end in the ledger. */
  readonly isBooking: boolean;
}

const hourMs = 3_600_000;
/** How busy each hour is, from 9:00 to 18:00. */
const hours = [1, 1.4, 1.2, 0.3, 0.6, 1.4, 1.3, 1, 0.8];
const messagesADay = 450;
const editsADay = 60;
/** Of the 5,000 items so many are asked for, a few of them often. */
const itemsInUse = 300;

export const officeDayMs = hours.length * hourMs;

const pick = (random: Random, most: number): number => Math.floor(random() * most);
const anyItem = (random: Random) => itemAt(Math.floor(itemsInUse * random() ** 2));

/** Moments of the day, oldest first, as many an hour as it is busy. */
function momentsOfDay(random: Random, aDay: number): readonly number[] {
  const sum = hours.reduce((total, weight) => total + weight, 0);
  return hours
    .flatMap((weight, hour) =>
      Array.from({ length: Math.round((aDay * weight) / sum) }, () => (hour + random()) * hourMs),
    )
    .sort((a, b) => a - b);
}

export const messagesOfDay = (random: Random): readonly OfficeMessage[] =>
  momentsOfDay(random, messagesADay).map((at) => ({ at, ...messageOf(random) }));

export const editsOfDay = (random: Random): readonly number[] => momentsOfDay(random, editsADay);

function messageOf(random: Random): Omit<OfficeMessage, "at"> {
  const { name, unit } = anyItem(random);
  const other = anyItem(random);
  const count = 1 + pick(random, 3);
  const senderId = personAt(pick(random, 49));
  const kind = random();
  const said = (text: string, isBooking = true, from = senderId) => ({
    senderId: from,
    text,
    isBooking,
  });
  if (kind < 0.45) return said(`领用：${name} ${count}${unit}`);
  if (kind < 0.55) return said(`我拿了${count}${unit}${name}`);
  if (kind < 0.63 && name !== other.name)
    return said(`领用：${name} ${count}${unit}，${other.name} 1${other.unit}`);
  if (kind < 0.7) return said(`归还：${name} 1${unit}`);
  if (kind < 0.76) return said(`入库：${name} ${count * 20}${unit}`, true, keeper);
  if (kind < 0.8) return said(`盘点：${name} ${100 + pick(random, 900)}${unit}`, true, keeper);
  if (kind < 0.9) return said(`${name}还有吗？`, false);
  return said("下午三点在二楼会议室开周会，请带上本周计划", false);
}

export interface OfficePeople {
  act(): Promise<void>;
  /** Figures typed, by item. */
  readonly typed: Map<string, number[]>;
  /** 安全库存 as typed, by item. */
  readonly safetyStock: Map<string, number>;
}

const { columns } = tabs.stock;

/** People in the stock tab: they type figures and safety stocks, sort, move a column, put in rows and items. */
export function createOfficePeople(sheet: SheetAt, random: Random): OfficePeople {
  const sheetId = sheetIdOf("stock");
  const typed: OfficePeople["typed"] = new Map();
  const safetyStock: OfficePeople["safetyStock"] = new Map();
  let added = 0;

  const type = (
    { row, header }: { readonly row: number; readonly header: readonly unknown[] },
    values: Readonly<Record<string, string | number>>,
  ): Promise<unknown> =>
    Promise.all(
      Object.entries(values).map(([name, value]) => {
        const userEnteredValue =
          typeof value === "number" ? { numberValue: value } : { stringValue: value };
        const start = { sheetId, rowIndex: row, columnIndex: header.indexOf(name) };
        const rows = [{ values: [{ userEnteredValue }] }];
        return edit(sheet, { updateCells: { start, rows, fields: "userEnteredValue" } });
      }),
    );

  return {
    typed,
    safetyStock,
    async act() {
      const cells = await cellsOf(sheet, "stock");
      const header = cells[0] ?? [];
      const { name } = anyItem(random);
      const row = cells.findIndex((one) => one[header.indexOf(columns.name.header)] === name);
      const figure = Number(cells[row]?.[header.indexOf(columns.stock.header)]);
      const kind = random();
      if (kind < 0.45) {
        const counted = 100 + pick(random, 3_000);
        typed.set(name, [...(typed.get(name) ?? []), counted]);
        await type({ row, header }, { [columns.stock.header]: counted });
      } else if (kind < 0.6) {
        // The next one who takes some crosses it.
        safetyStock.set(name, figure - 1);
        await type({ row, header }, { [columns.safetyStock.header]: figure - 1 });
      } else if (kind < 0.8) {
        const range = { sheetId, startRowIndex: 1, endRowIndex: cells.length };
        const sortOrder = random() < 0.5 ? "ASCENDING" : "DESCENDING";
        const sortSpecs = [{ dimensionIndex: pick(random, 4), sortOrder }];
        await edit(sheet, { sortRange: { range, sortSpecs } });
      } else if (kind < 0.87) {
        const startIndex = 1 + pick(random, cells.length);
        const range = { sheetId, dimension: "ROWS", startIndex, endIndex: startIndex + 1 };
        await edit(sheet, { insertDimension: { range, inheritFromBefore: false } });
      } else if (kind < 0.93) {
        const startIndex = pick(random, 6);
        const source = { sheetId, dimension: "COLUMNS", startIndex, endIndex: startIndex + 1 };
        await edit(sheet, { moveDimension: { source, destinationIndex: 8 } });
      } else {
        added += 1;
        const item = { [columns.name.header]: `新品${added}`, [columns.stock.header]: 50 };
        await type({ row: cells.length, header }, item);
      }
    },
  };
}
