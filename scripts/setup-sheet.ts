/** `npm run setup-sheet`: creates or completes the tabs of the configured spreadsheet; never changes a filled cell. */
import { openSheetForCommand } from "../src/resources";
import { environment, readSettings } from "../src/settings";
import { sortNewestLast } from "../src/sheet/setup/newest-last";
import type { Sorting } from "../src/sheet/setup/newest-last";
import { setUpSheet } from "../src/sheet/setup/setup";
import type { SetupStep } from "../src/sheet/setup/setup";
import { readFile } from "node:fs/promises";
import { tabs } from "../src/language/sheet-words/headings";
import type { Visit } from "../src/resources";
import { fillEmptyTabs } from "../src/sheet/setup/fill";
import { UsageError, command } from "./command";
import { readBegun } from "./doctor-sheet";
import { firstSteps } from "./first-steps";
import { readCells, readStockList } from "./import-items";

const columns = (["name", "spec", "stock", "safetyStock", "unit"] as const).map(
  (field) => [field, tabs.stock.columns[field].header] as const,
);

const help = `npm run setup-sheet [-- --items FILE [--yes]] [--newest-last]

Creates the tabs 库存, 流水, 待处理, 成员, 设置 and 播报 in the configured spreadsheet, or completes them: missing columns,
formats, lists to choose from, default settings, and a filter view 最新在上 of 流水, which shows its newest rows first to
whoever opens it. Never changes a cell that is filled; run it as often as you like. What a protected range or a Table does
not take is named, and the rest is laid all the same.
Without SPREADSHEET_ID it looks after the embedded sheet in STATE_DIR.

  --items FILE  shows what a stock list (.xlsx, or CSV as any spreadsheet saves it) would become, and names what can't be read; with
                --yes it is written into 库存, where that holds no item yet. Columns: 物品名称 (or 品名 …), 规格型号, 当前库存
                (or 数量 …), 安全库存, 单位, 负责人, 别名, 单位换算, 存放位置.
  --newest-last   sorts the rows of 流水 by 时间 besides, the newest last, where an earlier version put them on top. Stop
                  the relay before, since it may be about to write in one of these rows; it works with either order.
`;

const sortings: Readonly<Record<Sorting, string>> = {
  sorted: "sorted 流水 by 时间, the newest last",
  sortedBefore: "流水 is sorted by 时间 already",
  missing: "流水 has no column 时间; nothing was sorted",
};

function sentenceOf(step: SetupStep): string {
  switch (step.kind) {
    case "tab":
      return `added the tab ${step.title}`;
    case "columns":
      return `added to ${step.title}: ${step.headers.join(", ")}`;
    case "settings":
      return `added to 设置: ${step.keys.join(", ")}`;
    case "look":
      return `laid in ${step.title}: ${step.names.join(", ")}`;
    case "refused": {
      const what = step.names.length > 0 ? step.names.join(", ") : "formats and lists";
      return `not taken by ${step.title}: ${what} (${step.reason}); add it by hand where you want it`;
    }
  }
}

/** Shows the list, and writes it where the person has seen it. */
async function importItems(file: string, isSeen: boolean, visit: Visit): Promise<void> {
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`${file} can't be read: is the path right?`);
  });
  const { rows, unread } = readStockList(await readCells(bytes));
  console.table(
    rows.map((row) =>
      Object.fromEntries(columns.map(([field, header]) => [header, row[field] ?? ""])),
    ),
  );
  for (const sentence of unread) console.log(`✗ ${sentence}`);
  if (rows.length === 0) throw new UsageError(`${file} holds no item that can be read`);
  if (!isSeen) {
    console.log(`${rows.length} items; nothing is written. Run it again with --yes to write them.`);
    return;
  }
  const filled = await fillEmptyTabs(
    visit.client,
    visit.sheet.spreadsheetId,
    { stock: rows },
    "UTC",
  );
  console.log(
    filled.includes("stock")
      ? `wrote ${rows.length} items into 库存`
      : "库存 holds items already, so nothing was written: paste the list there by hand",
  );
}

const options = {
  "newest-last": { type: "boolean" },
  items: { type: "string" },
  yes: { type: "boolean" },
} as const;

command({ help, options }, async ({ values }) => {
  const settings = readSettings(environment());
  const visit = await openSheetForCommand(settings, { now: () => new Date(), warn: console.error });
  try {
    const { client } = visit;
    const { spreadsheetId } = visit.sheet;
    const steps = await setUpSheet(client, spreadsheetId);
    for (const step of steps) console.log(sentenceOf(step));
    if (steps.length === 0) console.log("The spreadsheet is complete; nothing was changed.");
    if (values["newest-last"] === true) {
      console.log(sortings[await sortNewestLast(client, spreadsheetId)]);
    }
    const { items: list } = values;
    if (typeof list === "string") await importItems(list, values["yes"] === true, visit);
    const channels = Object.keys({ ...settings.channels, ...settings.generic });
    const left = firstSteps({
      ...(await readBegun({ client, spreadsheetId })),
      channels: visit.sheet.isDemo ? ["simulated"] : channels,
    });
    console.log(left.length === 0 ? "Everything is there for a group to begin." : "Left to do:");
    for (const [index, step] of left.entries()) console.log(`${index + 1}. ${step}`);
    return 0;
  } finally {
    await visit.close();
  }
});
