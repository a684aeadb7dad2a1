/** The figures of reading: messages a second with 5,000 items on one core, and the slowest texts of 4,000 characters. */
import type { Item } from "../../src/inventory/items/item";
import type { Member } from "../../src/inventory/people/member";
import { parse } from "../../src/language/grammar/parse";
import { createLexicon } from "../../src/language/names/lexicon";
import { quantile } from "./relay";
import { itemAt, people, personAt, stockItems } from "./stock";
import { hardTexts } from "./texts";

/** In processor time, so that what else the machine does is left out. */
export interface Reading {
  readonly perSecond: number;
  readonly p99Ms: number;
  /** Of texts of 4,000 characters. */
  readonly worstMs: number;
  readonly worstText: string;
}

const items: readonly Item[] = stockItems.map(({ name, unit }, index) => ({
  name,
  unit,
  spec: "",
  stock: { kind: "figure", quantity: 100 },
  safetyStock: 10,
  updatedAt: undefined,
  owner: "",
  aliases: [],
  conversions: unit === "包" ? [{ from: "箱", factor: 5, to: "包" }] : [],
  purchaseQuantity: undefined,
  supplier: "",
  location: "",
  row: index + 2,
  duplicate: false,
}));

const members: readonly Member[] = people.map((name) => ({
  name,
  department: "行政部",
  role: "staff",
  platform: "generic",
  account: name,
}));

const forms: readonly ((name: string, unit: string, other: string, person: string) => string)[] = [
  (name, unit) => `领用：${name} 1${unit}`,
  (name, unit, _, person) => `领用：${name} 2${unit}，领用人：行政部${person}`,
  (name, unit) => `我拿了两${unit}${name}`,
  (name) => `${name} -5`,
  (name, unit, other) => `领${name}1${unit}、${other}两个和${name} 3${unit}`,
  (name) => `查询 ${name}`,
  (name) => `${name}还有吗？`,
  (name) => `${name}用完了`,
  (name) => `@播报员 ${name}只剩3了，是否需要补货？`,
  (name) => `领用：${name.slice(0, -1)} 1个`,
  (name) => `领用 ${name.slice(1)} 几个`,
  (name) => `刚才的${name}是2个不是1个`,
  (name) => `谁把会议室的${name}拿走了，下午开会要用，麻烦放回来`,
  () => "大家下午好，三点在二楼会议室开周会，请带上上周的报表和本周计划，谢谢🙏",
  () => "好的收到",
  () => "撤销",
  (name) => `记录 ${name}`,
  (name, unit) => `入库：${name} 100${unit}`,
];

const messageAt = (index: number): string => {
  const { name, unit } = itemAt(index);
  const form = forms[index % forms.length] ?? (() => "");
  return form(name, unit, itemAt(index + 7).name, personAt(index));
};

const longest = 4_000;
/** The engine compiles what a text needs while it reads it for the first times. */
const warmRuns = 15;

/** In ms of processor time. */
function timed(work: () => void): number {
  const startedWith = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(startedWith);
  return (user + system) / 1000;
}

/** `count` messages, after as many for warming up. */
export function measureReading(count: number): Reading {
  const lexicon = createLexicon({ items, members });
  for (let index = 0; index < count; index += 1) parse(messageAt(index), lexicon);
  const texts = Array.from({ length: count }, (_, index) => messageAt(index + count));
  // A clock around each text costs a tenth of the reading itself.
  const totalMs = timed(() => {
    for (const text of texts) parse(text, lexicon);
  });
  const waits = texts.map((text) => timed(() => parse(text, lexicon)));
  const hard = hardTexts(longest, {
    nameAt: (index) => itemAt(index).name,
    personAt,
    department: "行政部",
  });
  const worst = Object.entries(hard).map(([name, text]) => {
    const runs = Array.from({ length: warmRuns * 2 }, () => timed(() => parse(text, lexicon)));
    return { name, ms: quantile(runs.slice(warmRuns), 0.5) };
  });
  const slowest = worst.reduce((left, right) => (right.ms > left.ms ? right : left));
  return {
    perSecond: count / (totalMs / 1000),
    p99Ms: quantile(waits, 0.99),
    worstMs: slowest.ms,
    worstText: slowest.name,
  };
}
