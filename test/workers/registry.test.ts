import fc from "fast-check";
import { readRegistry } from "../../src/workers/registry";

const header = ["名称", "表格ID", "群", "时区", "服务账号", "状态"];
const read = (...rows: readonly (readonly unknown[])[]) => readRegistry([header, ...rows]);

it("gives each group's messages to its company, with its zone and the account whose key is used", () => {
  const { companies, byPlace, problems } = read(
    ["甲公司", "sheet-a", "feishu:oc_1，Telegram:-100", "Asia/Tokyo", "north", "启用"],
    ["乙公司", "sheet-b", "wecom-app:x:y", "", "", ""],
  );
  expect(problems).toEqual([]);
  expect(companies).toHaveLength(2);
  expect([...byPlace].map(([place, { spreadsheetId }]) => [place, spreadsheetId])).toEqual([
    ["feishu:oc_1", "sheet-a"],
    ["telegram:-100", "sheet-a"],
    ["wecom-app:x:y", "sheet-b"],
  ]);
  expect(byPlace.get("feishu:oc_1")).toMatchObject({ timeZone: "Asia/Tokyo", account: "north" });
  expect(byPlace.get("wecom-app:x:y")).toMatchObject({ timeZone: undefined, account: undefined });
});

it.each([
  ["a wrong id", ["", "https://docs", "g:1"], "公司第 2 行的表格ID「https://docs」不对"],
  ["no id", ["甲", "", "g:1"], "公司第 2 行的表格ID「」不对"],
  ["an unknown zone", ["", "a", "g:1", "Asia/Atlantis"], "不是时区名"],
  ["an account that leads out of its folder", ["", "a", "g:1", "", "../key"], "只能用字母、数字"],
  ["a state that nobody knows", ["", "a", "g:1", "", "", "也许"], "请填 启用 或 停用"],
])("leaves out a row with %s, says so, and serves the others", (_, row, sentence) => {
  const { companies, problems } = read(row, ["", "good", "g:2"]);
  expect(companies.map(({ spreadsheetId }) => spreadsheetId)).toEqual(["good"]);
  expect(problems).toEqual([expect.stringContaining(sentence)]);
});

it("tells of a group that can't be read, and serves the company's others", () => {
  const { byPlace, problems } = read(["", "a", "办公群, g:1"]);
  expect([...byPlace.keys()]).toEqual(["g:1"]);
  expect(problems).toEqual([expect.stringContaining("「办公群」看不懂，请写成 平台:群号")]);
});

it("refuses a group that two claim for both, also where one of them is paused", () => {
  const { byPlace, problems } = read(
    ["", "a", "g:1,g:2"],
    ["", "b", "g:1"],
    ["", "c", "g:3", "", "", "停用"],
    ["", "d", "g:3"],
  );
  expect([...byPlace.keys()]).toEqual(["g:2"]);
  expect(problems).toEqual([
    "群「g:1」同时填在第 2、3 行，这几家都不收它的消息，请只留一家",
    "群「g:3」同时填在第 4、5 行，这几家都不收它的消息，请只留一家",
  ]);
});

it("serves a spreadsheet once, as its first row says", () => {
  const { companies, problems } = read(["", "a", "g:1"], ["", "a", "g:2", "Asia/Tokyo"]);
  expect(companies).toHaveLength(1);
  expect(problems).toEqual(["公司第 3 行的表格ID与第 2 行相同，只用第 2 行"]);
});

it("finds its headings below other rows, and says which are missing", () => {
  expect(readRegistry([["客户登记"], [], header, ["", "a", "g:1"]]).companies).toHaveLength(1);
  expect(
    readRegistry([
      ["名称", "表格ID"],
      ["", "a"],
    ]).problems,
  ).toEqual(["登记表的标签页「公司」缺少表头：群"]);
});

it("reads any cells without a fault, and gives no group to two companies", () => {
  const cell = fc.oneof(fc.string(), fc.integer(), fc.constantFrom("a", "g:1", "g:1,g:2", null));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 }), (rows) => {
      const { byPlace, companies } = read(...rows);
      const sheets = companies.map(({ spreadsheetId }) => spreadsheetId);
      expect(new Set(sheets).size).toBe(sheets.length);
      for (const { spreadsheetId } of byPlace.values()) expect(sheets).toContain(spreadsheetId);
    }),
  );
});
