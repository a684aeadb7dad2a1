import { openFakeOffice, type FakeOffice } from "./fake-office";
import { parseCsv } from "../../scripts/setup/import-items";

let office: FakeOffice;
beforeAll(async () => {
  office = await openFakeOffice();
});
afterAll(() => office.close());

const get = (where: string): Promise<Response> => fetch(`${office.url}${where}`);
const period = "from=2020-01-01&to=2030-12-31";

it("the page offers 流水 and 库存, of this month", async () => {
  const text = await (await get("/export")).text();
  expect(text).toContain("导出");
  expect(text).toMatch(/name="from" value="\d{4}-\d\d-01"/);
});

it("流水 comes as a file with a row for every movement", async () => {
  const answer = await get(`/export/file?tab=ledger&format=csv&${period}`);
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(decodeURIComponent(answer.headers.get("content-disposition") ?? "")).toContain(
    "流水 2020-01-01 2030-12-31.csv",
  );
  const [header, ...rows] = parseCsv(await answer.text());
  expect(header?.slice(1, 5)).toEqual(["类型", "物品名称", "规格型号", "变动"]);
  expect(rows.length).toBeGreaterThan(3);
});

it("库存 comes without dates", async () => {
  const answer = await get("/export/file?tab=stock&format=jsonl");
  const [first] = (await answer.text()).split("\n");
  expect(JSON.parse(first ?? "")).toMatchObject({ 物品名称: "A4纸", 单位: "箱" });
});

it.each([
  "tab=ledger&format=csv",
  "tab=ledger&format=csv&from=2026-02-30&to=2026-03-01",
  "tab=ledger&format=csv&from=2026-03-02&to=2026-03-01",
  "tab=members&format=csv",
  "tab=stock&format=exe",
])("%s is asked for again", async (query) => {
  const answer = await get(`/export/file?${query}`);
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain("请选好起止日期");
});
