/** 撤销, 确认 12, 汇总, 缺货, 看板, 帮助: words that are commands only when nothing else is said. */
import type { Intent, PeriodWord } from "../../inventory/intent";
import { matchTokens } from "../names/item-names";
import { isWordOf, type Clause } from "../phrases/clauses";
import type { Phrase, WordPhrase } from "../phrases/phrase";
import { isWord } from "../tokens/tokens";
import { stockWords, type StockClass } from "../vocabulary/stock-words";
import { readConfirmation, readNumbersFirst } from "./entries/entry-numbers";
import type { Message } from "./movement";
import { periodOfWord, readPeriod } from "./periods";

const simple: readonly (readonly [StockClass, Intent])[] = [
  ["undo", { kind: "undo" }],
  ["report-day", { kind: "report", span: "day", offset: 0 }],
  ["report-week", { kind: "report", span: "week", offset: 0 }],
  ["report-month", { kind: "report", span: "month", offset: 0 }],
  ["low-stock", { kind: "low-stock" }],
  ["board", { kind: "board" }],
  ["help", { kind: "help" }],
];

/** What can be asked to be shown, as whole texts without blanks and marks. */
const shown: readonly (readonly [string, Intent])[] = [
  [
    "库存 库存表 库存清单 库存列表 库存情况 当前库存 查库存 查询库存 查询全部 查全部 全部库存 所有库存",
    { kind: "overview" },
  ],
  ["报表 报告 统计 汇总报表 有什么报表 有哪些报表", { kind: "hint", about: "reports" }],
  [
    "待处理 待处理列表 待处理清单 查待处理 查询待处理 待办 待办列表 有哪些待处理 还有哪些待处理",
    { kind: "open-entries" },
  ],
  ["我的 我的记录 我的领用 我的领用记录 我的流水 我的历史", ownRows()],
];
/** Commands by the whole text. */
const short: readonly (readonly [string, Intent])[] = [
  ["查询 查 查一下 查下 查看 怎么查", { kind: "hint", about: "query" }],
  ["取消", { kind: "hint", about: "nothing-open" }],
  ["? start /start", { kind: "help" }],
];
const byText = (table: typeof short): ReadonlyMap<string, Intent> =>
  new Map(table.flatMap(([texts, intent]) => texts.split(" ").map((text) => [text, intent])));
const wholeTexts = byText([...shown, ...short]);
const shownTexts = byText([
  ...shown,
  ...simple.flatMap(([name, intent]) =>
    intent.kind === "undo" ? [] : [[stockWords[name], intent] as const],
  ),
]);

/** 现在发一下, 给我看看, in front of what is to be shown. */
const asksToShow =
  /^(?:现在|马上|立即|立刻|请|麻烦|帮我|给我|帮忙|再){0,3}(?:发送|发布|发出|发|预览|播报|查看|看看|看|出|来|生成|给我)(?:一下|一份|一张|下|个|份)?/;

function ownRows(): Intent {
  const whose = { kind: "self" } as const;
  return { kind: "history", match: undefined, period: undefined, whose, asks: "rows" };
}

/** The command that a whole text is, whatever its words mean elsewhere. */
export function readWholeText({ reading }: Message): Intent | undefined {
  const said = reading.text.replace(/[\s，,。.!~]/g, "");
  const known = wholeTexts.get(said) ?? wholeTexts.get(said.replace(/\?$/, ""));
  return known ?? shownTexts.get(said.replace(asksToShow, "")) ?? readExport(said);
}

/** 导出本月流水, 导出库存csv */
function readExport(said: string): Intent | undefined {
  if (!said.startsWith("导出")) return undefined;
  const {
    period = "",
    tab = "",
    format = "",
  } = /^导出(?<period>\D{0,4}?)的?(?<tab>流水|库存|记录|明细)(?:表|记录|明细)?(?<format>csv|xlsx|excel|jsonl)?$/u.exec(
    said,
  )?.groups ?? {};
  const named = readPeriod(period);
  if (tab === "" || (period !== "" && named?.label !== period)) return undefined;
  const known = (["csv", "jsonl"] as const).find((one) => one === format);
  const isStock = tab === "库存";
  if (isStock && named !== undefined) return undefined;
  return {
    ...{ kind: "export", tab: isStock ? "stock" : "ledger", period: named },
    format: known ?? "xlsx",
  };
}

/** The command that the words of a message are. */
export function readCommand({ clauses, reading, lexicon }: Message): Intent | undefined {
  const decided = readNumbersFirst(reading.text);
  if (decided !== undefined) return decided;
  const asked = clauses.some(({ mark }) => mark === "?");
  if (!asked && undoes(clauses)) return { kind: "undo" };
  const [first, second, third] = firstSaid(clauses);
  if (first?.kind !== "word") return undefined;
  if (asked && isWordOf(first, "undo", "confirm", "reject")) return undefined;
  if (isWordOf(first, "confirm", "reject")) {
    const about = reading.text.slice(first.end, endOfSaid(clauses));
    return readConfirmation(isWordOf(first, "confirm") ? "confirm" : "reject", about);
  }
  if (third !== undefined) return undefined;
  const report = second === undefined ? undefined : reportOf(first, second);
  if (report !== undefined) return report;
  if (second === undefined) return simple.find(([name]) => isWordOf(first, name))?.[1];
  if (!isWordOf(first, "undo") || second.kind !== "name") return undefined;
  const match = matchTokens(second.tokens, reading, lexicon);
  return match.kind === "one" || match.kind === "several" ? { kind: "undo", match } : undefined;
}

/** 上周汇总, 汇总 昨天: the word for the time decides, whatever the report is called. */
function reportOf(first: WordPhrase, second: Phrase): Intent | undefined {
  const named = [first, second].find((phrase) =>
    isWordOf(phrase, "report-day", "report-week", "report-month"),
  );
  const period = [first, second].map(periodWord).find((word) => word !== undefined);
  if (named === undefined || period === undefined || period.unit === "year") return undefined;
  return { kind: "report", span: period.unit, offset: period.offset };
}

const periodWord = (phrase: Phrase): PeriodWord | undefined =>
  phrase.kind === "word" ? periodOfWord(phrase.word) : undefined;

/** Where the last phrase ends that says something. */
function endOfSaid(clauses: readonly Clause[]): number {
  const last = clauses.findLast(({ phrases }) => phrases.some(isSaid));
  return last?.phrases.findLast(isSaid)?.end ?? 0;
}

/** 刚才登记错了，撤销 */
function undoes(clauses: readonly Clause[]): boolean {
  if (clauses.length > 3 || !clauses.some(({ classes }) => classes.includes("undo"))) return false;
  return clauses.every((clause) => clause.phrases.every(isAboutUndoing));
}

function isAboutUndoing(phrase: Phrase): boolean {
  if (phrase.kind === "break") return true;
  if (phrase.kind === "name") return phrase.tokens.every((token) => isWord(token, "deictic", "of"));
  return isWordOf(
    phrase,
    ...(["undo", "misread", "fresh", "register", "self", "suggest"] as const),
    ...(["polite", "particle", "aspect", "filler", "of"] as const),
  );
}

/** The first three phrases that say something; a command has at most two. */
function firstSaid(clauses: readonly Clause[]): readonly Phrase[] {
  const said: Phrase[] = [];
  for (const { phrases } of clauses) {
    for (const phrase of phrases) {
      if (isSaid(phrase)) said.push(phrase);
      if (said.length > 2) return said;
    }
  }
  return said;
}

function isSaid(phrase: Phrase): boolean {
  if (phrase.kind === "break") return false;
  if (phrase.kind === "figure" && phrase.figure === "odd") return false;
  if (isWordOf(phrase, "undo", "confirm", "reject", "help", "low-stock", "board")) return true;
  return !isWordOf(phrase, "polite", "particle", "aspect", "filler", "of");
}
