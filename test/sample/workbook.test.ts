import { add } from "../../src/inventory/items/quantity";
import { movementTypes, roles, tabs } from "../../src/language/sheet-words/headings";
import { sampleSuppliers } from "../../src/sample/people";
import { sampleWorkbook } from "../../src/sample/workbook";
import type { SampleRow } from "../../src/sample/workbook";

const moments = ["2026-11-24T05:53:00Z", "2026-11-22T16:10:00Z", "2026-03-01T23:59:59Z"];
const key = (name: unknown, spec: unknown) => JSON.stringify([name, spec]);

describe.each(moments)("the sample workbook at %s", (moment) => {
  const now = new Date(moment);
  const book = sampleWorkbook(now, "Asia/Shanghai");

  it("has about twenty items, each named once", () => {
    expect(book.stock.length).toBeGreaterThanOrEqual(20);
    const names = book.stock.map(({ name, spec }) => key(name, spec));
    expect(new Set(names).size).toBe(names.length);
  });

  it("adds up: each row begins where the item's row before ended, and the last is the stock on hand", () => {
    const figures = new Map<string, number>();
    for (const row of book.ledger) {
      const item = key(row.itemName, row.spec);
      const before = figures.get(item);
      if (before !== undefined) expect(row.before).toBe(before);
      expect(row.after).toBe(add(row.before as number, row.change as number));
      expect(row.after).toBeGreaterThanOrEqual(0);
      figures.set(item, row.after as number);
    }
    for (const [item, figure] of figures) {
      expect(book.stock.find(({ name, spec }) => key(name, spec) === item)?.stock).toBe(figure);
    }
  });

  it("tells its rows in strictly rising times, none of them in the future", () => {
    const times = book.ledger.map(({ at }) => (at as Date).getTime());
    expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0))).toBe(true);
    expect(times.at(-1)).toBeLessThan(now.getTime());
  });

  it("names each row once, and an undo names the row that it undoes", () => {
    const ids = book.ledger.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const undo = book.ledger.find(({ type }) => type === movementTypes.undo);
    const undone = book.ledger.find(({ id }) => undo?.note === `撤销 ${String(id)}`);
    expect(undone).toMatchObject({ itemName: undo?.itemName, change: -(undo?.change as number) });
  });

  it("says on each item when it moved last", () => {
    for (const item of book.stock) {
      const newest = book.ledger.findLast(
        (row) => key(row.itemName, row.spec) === key(item.name, item.spec),
      );
      if (newest !== undefined) expect(item.updatedAt).toEqual(newest.at);
    }
  });

  it("has low items, one that a single take-out makes low, and people of every role", () => {
    const low = (row: SampleRow<"stock">, taken = 0) =>
      (row.stock as number) - taken < (row.safetyStock as number);
    expect(book.stock.filter((row) => low(row)).length).toBeGreaterThanOrEqual(2);
    const paper = book.stock.find(({ name }) => name === "A4纸");
    expect(paper && [low(paper), low(paper, 1)]).toEqual([false, true]);
    expect(new Set(book.members.map(({ role }) => role))).toEqual(new Set(Object.values(roles)));
  });

  it("knows who delivers each item, and the group of the supplier who is played", () => {
    const named = new Set(book.stock.map(({ supplier }) => supplier));
    expect(new Set(sampleSuppliers.map(({ name }) => name))).toEqual(named);
    const played = book.members.find(({ role }) => role === roles.supplier);
    const own = sampleSuppliers.find(({ name }) => name === played?.department);
    expect(own?.group).toMatch(/^simulated:/u);
  });

  it("fills every required column of the tabs that it fills", () => {
    for (const tab of ["stock", "ledger", "pending", "members", "settings"] as const) {
      const needed = Object.entries(tabs[tab].columns).filter(([, { required }]) => required);
      for (const row of book[tab]) {
        for (const [column] of needed) expect(row).toHaveProperty(column);
      }
    }
  });
});
