/** `npm run export`: 流水 of a period, or 库存, into a CSV, XLSX or JSONL file. Reads only. */
import { createWriteStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { exportFormats, exportFrom, type ExportAsked } from "../src/export-files/export";
import { complain } from "../src/command-language";
import { periodOfDay, type Period } from "../src/language/text/calendar";
import { tabs } from "../src/language/sheet-words/headings";
import { environment, readSettings } from "../src/settings";
import type { Stockroom } from "../src/sheet/stockroom";
import { command, UsageError, type Given } from "./command";
import { visitSheet } from "./beside-relay/visit-sheet";

const help = `npm run export -- --tab 流水|库存 --out FILE.csv|.xlsx|.jsonl [--from 2026-11-01] [--to 2026-11-30]

Writes a tab into a file; the ending of its name says how. --from and --to are days of the sheet's zone, both included
(流水 only; without them the last 30 days). Nothing in the sheet is changed.
`;

const chineseHelp = `npm run export -- --tab 流水|库存 --out 文件.csv|.xlsx|.jsonl [--from 2026-11-01] [--to 2026-11-30]

把一张表导出成文件，格式看文件名的后缀。--from、--to 是起止日期（都包含，按表格的时区，只用于流水；不写就是最近 30 天）。
只读，不改表格。
`;

const dayMs = 24 * 60 * 60_000;

function wordOf({ values }: Given, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function dayOf(given: Given, name: string, timeZone: string): Period | undefined {
  const written = wordOf(given, name);
  if (written === undefined) return undefined;
  const day = periodOfDay(written, timeZone);
  if (day === undefined) throw new UsageError(`--${name} should be a day such as 2026-11-30`);
  return day;
}

async function askedBy(given: Given, stockroom: Stockroom): Promise<ExportAsked> {
  const tab = wordOf(given, "tab");
  if (tab === tabs.stock.title) return { what: "stock" };
  if (tab !== tabs.ledger.title)
    throw new UsageError(`--tab should be ${tabs.ledger.title} or ${tabs.stock.title}`);
  const { timeZone } = await stockroom.read();
  const to = dayOf(given, "to", timeZone)?.to ?? new Date();
  const from = dayOf(given, "from", timeZone)?.from ?? new Date(to.getTime() - 30 * dayMs);
  if (from >= to) throw new UsageError("--from should be before --to");
  return { what: "ledger", from, to, withPersons: true };
}

const options = {
  tab: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  out: { type: "string" },
} as const;

command({ help, chineseHelp, options }, async (given) => {
  const out = wordOf(given, "out");
  const ending = path
    .extname(out ?? "")
    .slice(1)
    .toLowerCase();
  const format = exportFormats.find((each) => each === ending);
  if (out === undefined || format === undefined)
    throw new UsageError(`--out should be a file that ends in .${exportFormats.join(", .")}`);
  await visitSheet(readSettings(environment()), async (stockroom) => {
    const { rows, stream } = await exportFrom(stockroom, await askedBy(given, stockroom), format);
    await pipeline(stream, createWriteStream(out)).catch((error: unknown) => {
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (syscall === undefined) throw error;
      throw new UsageError(`${out} can't be written (${code ?? ""}): is there such a folder?`);
    });
    complain(`wrote ${rows()} rows to ${out}`);
  });
});
