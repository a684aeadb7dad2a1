import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import readXlsxFile from "read-excel-file/node";
import { csvFormat } from "../../src/export-files/csv";
import { jsonlFormat } from "../../src/export-files/jsonl";
import { textOf, type TextFormat } from "../../src/export-files/text-format";
import { sheetFormat, workbookOf } from "../../src/export-files/xlsx";
import type { ExportCell, ExportColumn } from "../../src/language/sheet-words/export-tables";
import { parseCsv } from "../../scripts/setup/import-items";

const zone = "Asia/Shanghai";
const columns: readonly ExportColumn[] = [
  { header: "时间", kind: "time" },
  { header: "物品名称", kind: "text" },
  { header: "变动", kind: "number" },
];
type Rows = readonly (readonly ExportCell[])[];
const written = (format: TextFormat, ...rows: Rows): AsyncGenerator<string> =>
  textOf({ rows: Readable.from([rows]) }, format);
const at = new Date("2026-11-30T01:30:05Z");
const csv = (...rows: Rows): Promise<string> =>
  text(Readable.from(written(csvFormat(columns, zone), ...rows)));

it("a CSV begins with a byte order mark, ends its lines with CRLF, and tells times in the sheet's zone", async () => {
  expect(await csv([at, "A4纸", -0.5])).toBe(
    "\ufeff时间,物品名称,变动\r\n2026-11-30 09:30:05,A4纸,-0.5\r\n",
  );
});

it.each(["=1+1", "+86", "-3", "@SUM(A1)", "\t=1"])("%j is no formula in a CSV", async (said) => {
  expect(await csv([undefined, said, 1])).toContain(`,'${said},1\r\n`);
});

it("commas, quotes and line breaks stay in their cell", async () => {
  expect(await csv([undefined, '胶带 "宽",\n2卷', 1])).toContain('"胶带 ""宽"",\n2卷"');
});

/** As a program of someone else reads the workbook. */
async function readBack(...rows: Rows): Promise<unknown[][]> {
  const sheet = written(sheetFormat(columns, zone), ...rows);
  const packed = await buffer(workbookOf("流水", sheet));
  const [{ data }] = (await readXlsxFile(packed)) as unknown as [{ data: unknown[][] }];
  return data;
}

it("an independent reader finds in a workbook what was put there, texts as texts", async () => {
  const rows: Rows = [
    [at, "=1+1", -0.5],
    [undefined, "00123", undefined],
    [undefined, '<b>&amp;"\n换行 🖇\u0007', 1e-7],
  ];
  expect(await readBack(...rows)).toEqual([
    ["时间", "物品名称", "变动"],
    [new Date("2026-11-30T09:30:05Z"), "=1+1", -0.5],
    [null, "00123", null],
    [null, '<b>&amp;"\n换行 🖇', 1e-7],
  ]);
});

it("where the rows break off, the workbook breaks off with the same error, and rows that nobody wants are read no more", async () => {
  const ended: boolean[] = [];
  async function* pages(isBroken: boolean): AsyncGenerator<Rows> {
    try {
      for (let page = 0; page < 1_000; page += 1) {
        if (isBroken && page === 3) throw new Error("the sheet is away");
        await Promise.resolve();
        yield Array.from({ length: 1_000 }, () => [at, "A4纸", 1]);
      }
    } finally {
      ended.push(isBroken);
    }
  }
  const workbook = (isBroken: boolean): Readable =>
    workbookOf("流水", textOf({ rows: pages(isBroken) }, sheetFormat(columns, zone)));
  await expect(buffer(workbook(true))).rejects.toThrow("the sheet is away");
  let read = 0;
  for await (const chunk of workbook(false)) {
    read += (chunk as Buffer).length;
    if (read > 10_000) break;
  }
  while (!ended.includes(false)) await setImmediate();
});

it("a line of JSON holds a row by its headers, the time in UTC", async () => {
  const lines = written(jsonlFormat(columns), [at, "A4纸", undefined]);
  expect(await text(Readable.from(lines))).toBe(
    '{"时间":"2026-11-30T01:30:05.000Z","物品名称":"A4纸"}\n',
  );
});

it("any text comes back from a CSV as it was, but for the sign that keeps it a text", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (said) => {
      const cell = parseCsv(await csv([undefined, said, 1]))[1]?.[1];
      const kept = /^[=+\-@\t\r]/.test(said) ? `'${said}` : said;
      expect(cell).toBe(kept);
    }),
    { numRuns: 200 },
  );
});
