import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import readXlsxFile from "read-excel-file/node";
import { csvOf } from "../../src/export-files/csv";
import { jsonlOf } from "../../src/export-files/jsonl";
import { xlsxOf } from "../../src/export-files/xlsx";
import type { ExportCell, ExportTable } from "../../src/language/sheet-words/export-tables";
import { parseCsv } from "../../scripts/setup/import-items";

const zone = "Asia/Shanghai";
const table = (...rows: readonly (readonly ExportCell[])[]): ExportTable => ({
  title: "流水",
  columns: [
    { header: "时间", kind: "time" },
    { header: "物品名称", kind: "text" },
    { header: "变动", kind: "number" },
  ],
  rows,
});
const at = new Date("2026-11-30T01:30:05Z");
const csv = (of: ExportTable): string => [...csvOf(of, zone)].join("");

it("a CSV begins with a byte order mark, ends its lines with CRLF, and tells times in the sheet's zone", () => {
  expect(csv(table([at, "A4纸", -0.5]))).toBe(
    "\ufeff时间,物品名称,变动\r\n2026-11-30 09:30:05,A4纸,-0.5\r\n",
  );
});

it.each(["=1+1", "+86", "-3", "@SUM(A1)", "\t=1"])("%j is no formula in a CSV", (text) => {
  expect(csv(table([undefined, text, 1]))).toContain(`,'${text},1\r\n`);
});

it("commas, quotes and line breaks stay in their cell", () => {
  expect(csv(table([undefined, '胶带 "宽",\n2卷', 1]))).toContain('"胶带 ""宽"",\n2卷"');
});

it("an independent reader finds in a workbook what was put there, texts as texts", async () => {
  const dir = mkdtempSync(path.join(tmpdir(), "stockcaster-export-"));
  const file = path.join(dir, "a.xlsx");
  writeFileSync(
    file,
    await xlsxOf(table([at, "=1+1", -0.5], [undefined, "00123", undefined]), zone),
  );
  const [{ data }] = (await readXlsxFile(file)) as unknown as [{ data: unknown[][] }];
  rmSync(dir, { recursive: true });
  expect(data).toEqual([
    ["时间", "物品名称", "变动"],
    [new Date("2026-11-30T09:30:05Z"), "=1+1", -0.5],
    [null, "00123", null],
  ]);
});

it("a line of JSON holds a row by its headers, the time in UTC", () => {
  expect([...jsonlOf(table([at, "A4纸", undefined]))]).toEqual([
    '{"时间":"2026-11-30T01:30:05.000Z","物品名称":"A4纸"}\n',
  ]);
});

it("any text comes back from a CSV as it was, but for the sign that keeps it a text", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      const bytes = await buffer(Readable.from(csvOf(table([undefined, text, 1]), zone)));
      const cell = parseCsv(bytes.toString("utf8"))[1]?.[1];
      const kept = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
      expect(cell).toBe(kept);
    }),
    { numRuns: 200 },
  );
});
