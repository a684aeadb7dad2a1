/** What people put into 库存 that is no figure to book on: dates, formulas that fill other cells, merged names. */
import type { Post } from "../../scripts/bridge";
import { openOffice } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const told = (posts: readonly Post[]): string => posts.map(({ text }) => text).join("\n");
const say = async (text: string): Promise<string> => told(await office.say("keeper1", text));

it.each([
  ["2026-11-28", "「2026-11-28」"],
  ["3/4", "-03-04」"],
  ["8:30", "「08:30」"],
  ["2026-11-28 8:30", "「2026-11-28 08:30」"],
])(
  "%s typed into 当前库存 is no figure: it is named and left alone, and nothing is adjusted",
  async (typed, shown) => {
    await office.type("库存!C4", typed);
    const before = await office.formulas("库存");
    expect(await say("查询 订书机")).toContain(`${shown}，不是数字`);
    expect(await say("领用：订书机 1个")).toContain(shown);
    expect(await office.rows("流水")).toEqual([]);
    expect(await office.formulas("库存")).toEqual(before);
  },
);

it("figures that an ARRAYFORMULA fills are formulas: never written, and said to be such", async () => {
  await office.type("库存!C2", "");
  await office.type("库存!C3", "");
  await office.type("库存!C4", "");
  await office.type("库存!C5", "");
  await office.type("库存!C2", "=ARRAYFORMULA(D2:D5*4)");
  const before = await office.formulas("库存");
  expect(await say("查询 订书机")).toContain("当前库存为20个");
  expect(await say("领用：订书机 1个")).toContain("公式");
  expect(await office.rows("流水")).toEqual([]);
  expect(await office.formulas("库存")).toEqual(before);
});

it("a merged name counts for all the rows that it spans", async () => {
  const sheetId = await office.sheetId("库存");
  await office.type("库存!A4", "口罩");
  await office.type("库存!B4", "成人");
  await office.type("库存!A5", "");
  await office.type("库存!B5", "儿童");
  const range = {
    sheetId,
    startRowIndex: 3,
    endRowIndex: 5,
    startColumnIndex: 0,
    endColumnIndex: 1,
  };
  await office.edit({ mergeCells: { range, mergeType: "MERGE_ALL" } });
  expect(await say("查询 口罩")).toContain("口罩（儿童）当前库存为300包");
  const asked = await say("领用：口罩 1包");
  expect(asked).toContain("1. 口罩（成人）");
  expect(asked).toContain("2. 口罩（儿童）");
  expect(await say("2")).toContain("口罩（儿童）");
  expect((await office.rows("流水")).map((row) => row["规格型号"])).toEqual(["儿童"]);
  expect((await office.rows("库存")).map((row) => row["当前库存"])).toEqual([20, 100, 8, 299]);
});
