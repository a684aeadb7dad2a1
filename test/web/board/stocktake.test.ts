import request from "supertest";
import type { StocktakeRow } from "../../../src/inventory/stocktake/row";
import { SheetAwayError } from "../../../src/errors";
import { openFakeOffice } from "../fake-office";
import type { FakeOffice } from "../fake-office";
import { countedMonths, stocktakeRows } from "../stocktake-rows";

const now = new Date("2026-11-24T08:00:00Z");
let office: FakeOffice;
let reads = 0;

async function open(
  stocktake: readonly StocktakeRow[],
  movements = () => Promise.resolve(countedMonths()),
): Promise<void> {
  reads = 0;
  office = await openFakeOffice(
    (needs) => ({
      ...needs,
      stockroom: {
        ...needs.stockroom,
        latest: () => ({ ...office.snapshot(), stocktake }),
        movements: () => {
          reads += 1;
          return movements();
        },
      },
    }),
    () => now,
  );
}
afterEach(() => office.close());

const text = async (path = "/stocktake"): Promise<string> =>
  (await request(office.url).get(path)).text.replace(/\s+/gu, " ");

/** What is read on the page, tags as strokes. */
const shown = async (): Promise<string> =>
  (await text()).replace(/<[^>]+>/gu, "|").replace(/[\s|]*\|[\s|]*/gu, "|");

describe("the page of stocktakes", () => {
  it("shows zones as they progress, by whom, and what is still to be recounted", async () => {
    await open(stocktakeRows());
    const page = await text();
    expect(page).toContain("盘点 2（全盘）进行中");
    expect(page).toContain('max="4" value="4" aria-label="A柜 2层：已盘 4/4"');
    expect(page).toContain('max="5" value="1" aria-label="B柜 1层：已盘 1/5"');
    expect(page).toMatch(/茶水间<\/b>.*?0\/4.*?没人认领/u);
    expect(page).toMatch(/待复盘<\/span\s*> 订书机/u);
  });

  it("shows differences with their sign, cause and who counted", async () => {
    await open(stocktakeRows());
    const page = await shown();
    expect(page).toContain("|签字笔（黑色 0.5mm）|64支|61支|-3支|未说明|小陈|");
    expect(page).toContain("|白板笔|16支|17支|+1支|没入库，上周的快递|小陈|");
  });

  it("shows past sessions with their rates, and the months as a drawing and a table", async () => {
    await open(stocktakeRows());
    expect(await text()).toContain("2026-08 账实差异率 3.5%，差异项占比 25%");
    const page = await shown();
    expect(page).toContain("|1|全盘|10-30 14:00 – 10-30 15:00|21|21|1|0.8%|95.2%|");
    expect(page).toContain("|2026-07|0|没有盘点|");
    expect(page).toContain("|2026-08|12|3.5%|25%|8.9%–53.2%|75%|");
  });

  it("tells no figure of a blind session before it ends", async () => {
    const rows = stocktakeRows("blind");
    await open(rows);
    const page = await text();
    expect(page).toContain("盲盘中");
    expect(page).not.toContain("没入库，上周的快递");
    for (const figure of ["64支", "61支", "-3支"]) expect(page).not.toContain(figure);
    await office.close();
    const endedAt = now;
    await open(rows.map((row) => (row.number === 2 ? { ...row, endedAt, book: 5 } : row)));
    expect(await text()).toContain("没入库，上周的快递");
  });

  it("reads the ledger once for many viewers, and says where it can't be read", async () => {
    await open(stocktakeRows());
    for (let viewers = 0; viewers < 5; viewers += 1) await text();
    expect(reads).toBe(1);
    await office.close();
    await open(stocktakeRows(), () => Promise.reject(new SheetAwayError("away", undefined)));
    expect(await text()).toContain("流水暂时读不到");
  });

  it("is linked only once there was a stocktake", async () => {
    await open(stocktakeRows());
    expect(await text("/board")).toContain('href="/stocktake"');
    await office.close();
    await open([]);
    expect(await text("/board")).not.toContain('href="/stocktake"');
    expect(await text()).toContain("还没有盘点");
    expect(reads).toBe(0);
  });
});
