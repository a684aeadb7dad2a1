/** A past session with differences, and one under way, on the sample's items; and months of counts in the ledger. */
import type { Movement } from "../../src/inventory/movements/movement";
import type { SessionKind, StocktakeRow } from "../../src/inventory/stocktake/row";
import { sampleItems, type SampleItem } from "../../src/sample/items";
import { row } from "../inventory/ledger-rows";

const items: readonly SampleItem[] = Object.values(sampleItems);

function rowOn(item: SampleItem, number: number, kind: SessionKind, startedAt: Date): StocktakeRow {
  return {
    ...{ number, kind, zone: item.location, itemName: item.name, spec: item.spec },
    ...{ unit: item.unit, ordinal: undefined, book: undefined, counted: undefined },
    ...{ recounted: undefined, cause: "", status: "open", counter: "", countedAt: undefined },
    ...{ startedAt, endedAt: undefined, messageId: `simulated:office:s${number}`, remark: "" },
  };
}

const people = ["小李", "小王", "小陈"];

/** `ended`: the first session is over; the second, of this kind, has reached its eighth item. */
export function stocktakeRows(kind: SessionKind = "full"): readonly StocktakeRow[] {
  const [first, second] = [new Date("2026-10-30T06:00:00Z"), new Date("2026-11-24T06:30:00Z")];
  const past = items.map((item, index): StocktakeRow => ({
    ...rowOn(item, 1, "full", first),
    ...{ book: item.stock, counted: index === 13 ? item.stock - 2 : item.stock },
    ...{ status: "counted", counter: people[index % 3] ?? "", countedAt: first },
    ...{ endedAt: new Date("2026-10-30T07:00:00Z"), cause: index === 13 ? "漏记" : "" },
  }));
  const open = items.map((item, index): StocktakeRow => {
    const counter = people[index % 3] ?? "";
    const blank = rowOn(item, 2, kind, second);
    if (index > 7) return { ...blank, counter: index < 13 ? counter : "" };
    const book = kind === "blind" ? undefined : item.stock;
    const counted = index === 2 ? item.stock - 3 : index === 5 ? item.stock + 1 : item.stock;
    const cause = index === 5 ? "没入库，上周的快递" : "";
    const status = index === 7 ? "recount" : "counted";
    return { ...blank, book, counted, cause, status, counter, countedAt: second };
  });
  return [...open, ...past];
}

/** Counts of four months, some of which differed. */
export const countedMonths = (): readonly Movement[] =>
  ["08-20", "09-18", "10-30", "11-24"].flatMap((day, month) =>
    items.slice(0, 12 + month * 3).map((item, index) => {
      const change = index % (4 + month * 2) === 0 ? -1 : 0;
      const figures = { spec: item.spec, unit: item.unit, after: item.stock + change };
      return row("stocktake", `${day} 02:00`, item.name, change, figures);
    }),
  );
