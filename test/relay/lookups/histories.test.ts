/** Questions about past movements, on a ledger in memory: what is answered, in the words that people read. */
import type { HistoryLookup } from "../../../src/inventory/decide/decision";
import type { Movement } from "../../../src/inventory/movements/movement";
import { formatReply } from "../../../src/language/replies/reply";
import { readHistory } from "../../../src/relay/lookups/histories";
import type { Snapshot, Stockroom } from "../../../src/sheet/stockroom";
import { row } from "../../inventory/ledger-rows";
import { paper, stapler } from "../../inventory/stock-fixtures";

const timeZone = "Asia/Shanghai";
const now = new Date("2026-11-25T04:00:00Z");
const at = (hour: string): Date => new Date(`2026-11-${hour}:00:00Z`);
const li = { requester: "小李", department: "市场部", operator: "小李" };
const wang = { requester: "小王", department: "技术部", operator: "小王" };

const ledger: readonly Movement[] = [
  row("issue", at("25T02"), paper.name, -1, { id: "g:1", spec: paper.spec, ...li }),
  row("issue", at("25T01"), paper.name, -2, { id: "g:2", spec: paper.spec, ...wang }),
  row("undo", at("25T01"), paper.name, 5, { id: "g:4", spec: paper.spec, ...li, undoes: "g:3" }),
  row("issue", at("25T01"), paper.name, -5, { id: "g:3", spec: paper.spec, ...li }),
  row("issue", at("24T02"), stapler.name, -3, { id: "g:5", spec: stapler.spec, ...li }),
  row("receipt", at("24T02"), paper.name, 9, {
    id: "g:6",
    spec: paper.spec,
    ...li,
    requester: "",
    department: "",
  }),
  row("issue", at("24T02"), paper.name, -7, {
    id: "g:7",
    spec: paper.spec,
    ...li,
    department: "财务部",
  }),
];

const stockroom = {
  movements: ({ from, to }: { readonly from: Date; readonly to: Date }) =>
    Promise.resolve(ledger.filter((movement) => movement.at >= from && movement.at < to)),
} as unknown as Stockroom;
const snapshot = { items: [paper, stapler], timeZone } as unknown as Snapshot;

const today = { unit: "day", offset: 0, label: "今天" } as const;
const yesterday = { unit: "day", offset: -1, label: "昨天" } as const;
const person = { name: "小李", department: "市场部", isSender: false };

async function told(asked: Partial<HistoryLookup>): Promise<string> {
  const lookup = {
    kind: "history",
    items: [paper],
    period: today,
    whose: undefined,
    asks: "total",
  };
  const part = await readHistory({ ...lookup, ...asked } as HistoryLookup, snapshot, {
    stockroom,
    now,
  });
  return formatReply([part], { timeZone })
    .map(({ text }) => text)
    .join("\n");
}

it.each<[string, Partial<HistoryLookup>, string]>([
  ["everybody's total", {}, "今天领用合计：A4纸 3箱（2 笔）"],
  ["a person's total", { whose: person }, "小李今天领用合计：A4纸 1箱（1 笔）"],
  ["one's own total", { whose: { ...person, isSender: true } }, "你今天领用合计：A4纸 1箱（1 笔）"],
  [
    "a department's total",
    { whose: { name: "", department: "技术部", isSender: false } },
    "技术部今天领用合计：A4纸 2箱（1 笔）",
  ],
  [
    "nobody of that name in that department",
    { whose: { ...person, department: "人事部" } },
    "小李今天领用合计：A4纸 没有领用",
  ],
  [
    "the total of all items",
    { items: undefined, period: yesterday, whose: person },
    "小李昨天领用合计：订书机 3个（1 笔）",
  ],
  [
    "who took it on a day",
    { asks: "rows" },
    "今天 A4纸的 2 条流水：\n· 11-25 10:00 领用 市场部小李 -1个，余 99个\n· 11-25 09:00 领用 技术部小王 -2个，余 98个",
  ],
  [
    "what a person had, receipts among it",
    { asks: "rows", items: undefined, period: yesterday, whose: person },
    "小李昨天的 2 条流水：\n· 11-24 10:00 领用 市场部小李 订书机 -3个，余 97个\n· 11-24 10:00 入库 小李 A4纸 +9个，余 109个",
  ],
  [
    "nothing of a day",
    { asks: "rows", period: { unit: "day", offset: -5, label: "那天" } },
    "那天没有 A4纸 流水记录。",
  ],
])("tells %s", async (_, asked, expected) => {
  expect(await told(asked)).toBe(expected);
});

it("reaches back 30 days where no period is named", async () => {
  expect(await told({ period: undefined, whose: person, asks: "rows" })).toContain("小李近 30 天");
});
