/** `npm run setup-sheet`: creates or completes the tabs of the configured spreadsheet; never changes a filled cell. */
import { complain, tell, worded } from "../src/command-language";
import { openSheetForCommand, type Visit } from "../src/resources";
import { environment, readSettings } from "../src/settings";
import { sortNewestLast, type Sorting } from "../src/sheet/setup/newest-last";
import { setUpSheet, type SetupStep } from "../src/sheet/setup/setup";
import { registryTab } from "../src/connect/registry-tab";
import { priceTabs } from "../src/sheet/tabs/prices/price-tabs";
import { readFile } from "node:fs/promises";
import { tabs } from "../src/language/sheet-words/headings";
import { fillEmptyTabs, type FilledRow } from "../src/sheet/setup/fill";
import { UsageError, command } from "./command";
import { readBegun } from "./doctor/sheet";
import { firstSteps } from "./setup/first-steps";
import { columns } from "./import-chat/report";
import { readCells, readStockList } from "./setup/import-items";

const help = `npm run setup-sheet [-- --items FILE [--yes]] [--newest-last]

Creates the tabs 库存, 流水, 待处理, 成员, 设置 and 播报 in the configured spreadsheet, or completes them: missing columns,
formats, lists to choose from, default settings, and a filter view 最新在上 of 流水, which shows its newest rows first to
whoever opens it. Never changes a cell that is filled; run it as often as you like. What a protected range or a Table does
not take is named, and the rest is laid all the same. With PRICE_SPREADSHEET_ID the tabs 报价 and 采购价 there too.
With NATS_URL the tab 公司 in the registry instead.
Without SPREADSHEET_ID it looks after the embedded sheet in STATE_DIR.

  --items FILE  shows what a stock list (.xlsx, or CSV as any spreadsheet saves it) would become, and names what can't be read; with
                --yes it is written into 库存, where that holds no item yet. Columns: 物品名称 (or 品名 …), 规格型号, 当前库存
                (or 数量 …), 安全库存, 单位, 负责人, 别名, 单位换算, 存放位置.
  --newest-last   sorts the rows of 流水 by 时间 besides, the newest last, where an earlier version put them on top. Stop
                  the relay before, since it may be about to write in one of these rows; it works with either order.
`;

const chineseHelp = `npm run setup-sheet [-- --items 文件 [--yes]] [--newest-last]

在配置的表格里新建标签页 库存、流水、待处理、成员、设置、播报，或把它们补齐：缺的列、格式、下拉列表、默认设置，以及「流水」的筛选视图「最新在上」。
已填的单元格从不改动，可以反复运行。受保护的区域或类型化表格不接受的会列出来，其余照做。设了 PRICE_SPREADSHEET_ID 时，也在那张表格里建 报价、采购价。
设了 NATS_URL 时，改为在登记表里建 公司。
没有 SPREADSHEET_ID 时，处理的是 STATE_DIR 里的内置表格。

  --items 文件   预览一份库存清单（.xlsx，或任何表格软件存的 CSV）会变成什么，读不懂的逐条列出；加 --yes 才写入「库存」，且只在那里还没有物品时。
                 列名：物品名称（或 品名 …）、规格型号、当前库存（或 数量 …）、安全库存、单位、负责人、别名、单位换算、存放位置。
  --newest-last  把「流水」按时间重排一次，最新的在最下面（老版本是最新在上）。请先停掉服务，它可能正要写其中一行；两种顺序它都能用。
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

/** What will stand in 库存: the columns that the list fills. */
function preview(rows: readonly FilledRow[]): string {
  const filled = Object.entries(tabs.stock.columns).filter(([field]) =>
    rows.some((row) => row[field] !== undefined),
  );
  return columns([
    filled.map(([, { header }]) => header),
    ...rows.map((row) => filled.map(([field]) => String(row[field] ?? ""))),
  ]);
}

/** Shows the list, and writes it where the person has seen it; false: 库存 holds something already. */
async function importItems(file: string, isSeen: boolean, visit: Visit): Promise<boolean> {
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`${file} can't be read: is the path right?`);
  });
  const { rows, unread } = readStockList(await readCells(bytes));
  if (rows.length > 0) console.log(preview(rows));
  for (const sentence of unread) console.log(`✗ ${worded(sentence)}`);
  if (rows.length === 0) throw new UsageError(`${file} holds no item that can be read`);
  if (!isSeen) {
    tell(`${rows.length} items; nothing is written. Run it again with --yes to write them.`);
    return true;
  }
  const { client, sheet } = visit;
  const filled = await fillEmptyTabs(client, sheet.spreadsheetId, { stock: rows }, "UTC");
  if (filled.includes("stock")) {
    tell(`wrote ${rows.length} items into 库存`);
    return true;
  }
  tell(
    sheet.isDemo
      ? "库存 holds items already, so nothing was written. To begin with this list: stop the relay, delete STATE_DIR (.state), and run this again"
      : "库存 holds items already, so nothing was written: paste the list there by hand",
  );
  return false;
}

const options = {
  "newest-last": { type: "boolean" },
  items: { type: "string" },
  yes: { type: "boolean" },
} as const;

command({ help, chineseHelp, options }, async ({ values }) => {
  const settings = readSettings(environment());
  const visit = await openSheetForCommand(settings, {
    ...{ now: () => new Date(), warn: complain },
    takesRegistry: true,
  });
  try {
    const { client } = visit;
    const { spreadsheetId } = visit.sheet;
    const isRegistry = settings.workers !== undefined;
    const registry = { tabs: [registryTab], defaults: [], isBooked: false };
    const steps = await setUpSheet(client, spreadsheetId, isRegistry ? registry : {});
    for (const step of steps) tell(sentenceOf(step));
    if (isRegistry) {
      tell(
        "The registry is laid. Left to do: a row in 公司 for each company, then npm run doctor; each company's own spreadsheet is laid by this command with SPREADSHEET_ID in place of NATS_URL and REGISTRY_SPREADSHEET_ID",
      );
      return 0;
    }
    if (visit.prices !== undefined) {
      const own = { tabs: priceTabs.map((tab) => ({ ...tab, isLaidLater: false })), defaults: [] };
      const laid = await setUpSheet(client, visit.prices.spreadsheetId, own);
      for (const step of laid) tell(sentenceOf(step));
    }
    if (steps.length === 0) tell("The spreadsheet is complete; nothing was changed.");
    if (values["newest-last"] === true) {
      tell(sortings[await sortNewestLast(client, spreadsheetId)]);
    }
    const { items: list } = values;
    const isWritten =
      typeof list !== "string" || (await importItems(list, values["yes"] === true, visit));
    const channels = settings.channels.map(({ platform }) => platform);
    const left = firstSteps({
      ...(await readBegun({ client, spreadsheetId })),
      channels: visit.sheet.isDemo ? ["simulated"] : channels,
    });
    tell(left.length === 0 ? "Everything is there for a group to begin." : "Left to do:");
    for (const [index, step] of left.entries()) console.log(`${index + 1}. ${worded(step)}`);
    return isWritten ? 0 : 1;
  } finally {
    await visit.close();
  }
});
