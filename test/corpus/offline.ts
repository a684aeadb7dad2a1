/**
 * The corpus without a sheet: every message through parse, decide and say on a stockroom in memory, in order, with the
 * memory of the conversation. The labelled files are read where they stand; nothing of them is copied.
 */
import { keyOfWord, movementTypes, roles } from "../../src/language/sheet-words/headings";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { compareWithLabel, type CorpusCase, type Comparison } from "../../scripts/corpus/compare";
import type { Decision } from "../../src/inventory/decide/decision";
import type { Item } from "../../src/inventory/items/item";
import { labelOf } from "../../src/inventory/items/label";
import type { Movement } from "../../src/inventory/movements/movement";
import type { Member } from "../../src/inventory/people/member";
import type { ReplyPart } from "../../src/inventory/reply-parts";
import { parseAnswer } from "../../src/language/grammar/answers/answer";
import { parse } from "../../src/language/grammar/parse";
import { parsePurchase } from "../../src/language/grammar/purchasing/parse-purchase";
import { mayOrder } from "../../src/inventory/people/rights";
import { knownSuppliers } from "../../src/inventory/purchasing/supplier";
import { createLexicon } from "../../src/language/names/lexicon";
import { formatReply, type ReplyText } from "../../src/language/replies/reply";
import { stockTab } from "../../src/sheet/tabs/stock";
import { createWorld, timeZone, type Happened, type World } from "../inventory/world";

type Cells = Readonly<Record<string, string | number>>;

export interface Played {
  readonly item: CorpusCase;
  readonly comparison: Comparison;
  readonly happened: Happened;
  readonly said: readonly ReplyText[];
}

const cell = (row: Cells, header: string): string => String(row[header] ?? "").trim();
/** The item of a row, as the stock tab reads it. */
function itemOf(row: Cells, gridRow: number): readonly Item[] {
  const under = (field: string): string => stockTab.columns[field]?.header ?? "";
  const read = stockTab.parse(
    {
      cell: (field) => row[under(field)],
      text: (field) => cell(row, under(field)),
      rawText: (field) => String(row[under(field)] ?? ""),
      gridRow,
      has: () => true,
      isDated: () => false,
    },
    timeZone,
  );
  return read?.item ? [read.item] : [];
}

const memberOf = (row: Cells): Member => ({
  name: cell(row, "姓名"),
  department: cell(row, "部门"),
  role: keyOfWord(roles, cell(row, "角色")) ?? "staff",
  platform: cell(row, "平台"),
  account: cell(row, "账号"),
});

/** Where the labelled messages stand beside a checkout; undefined where they are absent. */
export function corpusDir(): string | undefined {
  const dir = path.resolve(__dirname, "../../../shared/corpus");
  return existsSync(path.join(dir, "dev.jsonl")) ? dir : undefined;
}

interface Catalog {
  readonly items: readonly Item[];
  readonly members: readonly Member[];
}

/** The items and people of a folder's `catalog.json`. */
export function readCatalog(dir: string): Catalog {
  const catalog = JSON.parse(readFileSync(path.join(dir, "catalog.json"), "utf8")) as {
    readonly stock: readonly Cells[];
    readonly members: readonly Cells[];
  };
  return {
    items: catalog.stock.flatMap((row, index) => itemOf(row, index + 1)),
    members: catalog.members.map(memberOf),
  };
}

/** Plays `<name>.jsonl` of a folder on its `catalog.json`. */
export function playCorpus(dir: string, name = "dev"): readonly Played[] {
  const { items, members } = readCatalog(dir);
  const cases = readFileSync(path.join(dir, `${name}.jsonl`), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as CorpusCase);
  const world = createWorld({ items, members });
  const lexicon = createLexicon({ items, members });
  const start = Date.UTC(2026, 10, 24, 1, 0);
  const placeOf = (account: string) => {
    const sender = members.find((member) => member.account === account);
    const suppliers = knownSuppliers([], items);
    return {
      isUsed: false,
      buys: sender !== undefined && mayOrder(sender),
      suppliers,
      today: "2026-11-24",
    };
  };

  return cases.map((item, index) => {
    const posted = {
      id: item.type === undefined ? item.id : (item.refers ?? item.id),
      sender: item.sender,
      text: item.text,
      type: item.type ?? "message",
      sentAt: new Date(start + index * 20_000),
      ...(item.quotes === undefined ? {} : { quotes: item.quotes }),
    } as const;
    const happened = world.deliver(posted, (question) => {
      const answer =
        question === undefined ? undefined : parseAnswer(posted.text, question, lexicon);
      return answer !== undefined && question !== undefined
        ? { answer, question }
        : {
            intent:
              parsePurchase(posted.text, lexicon, placeOf(item.sender)) ??
              parse(posted.text, lexicon),
          };
    });
    const said = [...happened.said, ...lookedUp(happened.decision, world)];
    const rows = happened.rows.map(rowOf);
    // As the generic channel calls it.
    const posts = said.map(({ text, kind }) => ({
      text,
      kind: kind === "confirmation" ? "receipt" : kind,
    }));
    const comparison = compareWithLabel(item.expect, {
      rows,
      pending: happened.pending.length,
      posts: posts,
    });
    return { item, comparison, happened, said };
  });
}

const rowOf = (row: Movement): Record<string, string | number> => ({
  类型: movementTypes[row.type],
  物品名称: row.itemName,
  规格型号: row.spec,
  变动: row.change,
  单位: row.unit,
  领用人: row.requester,
  部门: row.department,
});

/** What the relay would fetch and say; reports are another module's, so any text stands for them. */
function lookedUp({ lookup }: Decision, world: World): readonly ReplyText[] {
  if (lookup === undefined) return [];
  if (lookup.kind !== "history")
    return [{ text: lookup.kind, kind: "reply", mentionsKeepers: false, choices: [] }];
  const { items = [], period } = lookup;
  const labels = items.map((item) => labelOf(item, world.items()));
  const names = new Set(items.map(({ name }) => name));
  const found = world.ledger().filter(({ itemName }) => items.length === 0 || names.has(itemName));
  const history: ReplyPart = {
    kind: "history",
    labels,
    rows: found.slice(0, 10).map((movement) => ({
      label: { name: movement.itemName, spec: movement.spec },
      movement,
    })),
    chosen: undefined,
    more: 0,
  };
  const taken: ReplyPart = {
    kind: "taken",
    chosen: { period: period?.label ?? "", whose: lookup.whose },
    totals: items.map((item) => ({
      label: labelOf(item, world.items()),
      unit: item.unit,
      quantity: 0,
      rows: 0,
    })),
    more: 0,
  };
  return formatReply([lookup.asks === "rows" ? history : taken], { timeZone });
}
