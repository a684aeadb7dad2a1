import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { openSheet } from "./sheet-client";
import type { Json } from "./sheet-client";

const run = promisify(execFile);

test("google-spreadsheet, a client that nobody here wrote, keeps its rows on the embedded sheet", async () => {
  const sheet = await openSheet({ title: "办公用品" });
  const script = join(__dirname, "google-spreadsheet-client.mjs");
  const client = run(process.execPath, [script, sheet.url, "local"]);
  const [{ stdout }, cell] = await client
    .then(async (ended) => [ended, await sheet.cell("库存表!C3")] as const)
    .finally(() => sheet.close());
  const seen: Json = JSON.parse(stdout);
  expect(seen).toMatchObject({
    title: "办公用品",
    tabs: ["Sheet1"],
    formula: ["=B2*2", 18],
    after: [
      ["Sheet1", 1000, 26],
      ["库存表", 50, 5],
    ],
  });
  expect(seen.rows).toEqual([
    { 物品名称: "", 数量: "", 单位: "" },
    { 物品名称: "A4纸", 数量: "9", 单位: "包" },
    { 物品名称: "胶带", 数量: "18", 单位: "卷" },
  ]);
  expect(seen.refusal).toContain('A sheet with the name "库存表" already exists.');
  expect(cell).toMatchObject({
    note: "每包500张",
    userEnteredFormat: { textFormat: { bold: true } },
  });
}, 30_000);
