/**
 * Messages about purchasing with the readings expected of them, each on the same workbook with orders under way. Written
 * before the grammar, from the rules alone; names, people and figures are invented.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseAnswer } from "../../src/language/grammar/answers/answer";
import { parse } from "../../src/language/grammar/parse";
import { parsePurchase, parseSupplier } from "../../src/language/grammar/purchasing/parse-purchase";
import { createLexicon } from "../../src/language/names/lexicon";
import { mayOrder } from "../../src/inventory/people/rights";
import type { PurchaseRow } from "../../src/inventory/purchasing/row";
import { knownSuppliers, type Supplier } from "../../src/inventory/purchasing/supplier";
import { movementTypes } from "../../src/language/sheet-words/headings";
import { purchaseEventKinds } from "../../src/language/sheet-words/purchase-words";
import { formatReply } from "../../src/language/replies/reply";
import { readSupplierFigures } from "../../src/relay/lookups/supplier-figures";
import { purchasesTab } from "../../src/sheet/tabs/purchases";
import { suppliersTab } from "../../src/sheet/tabs/suppliers";
import type { Tab } from "../../src/sheet/tabs/tab";
import { createWorld, timeZone, type Happened } from "../inventory/world";
import { readCatalog } from "./offline";

const dir = path.join(__dirname, "purchasing");
type Cells = Readonly<Record<string, string | number>>;

interface Case {
  readonly id: string;
  readonly sender: string;
  readonly text: string;
  readonly group?: string;
  /** Which orders there are; all where nothing is said. */
  readonly orders?: readonly number[];
  readonly expect: {
    /** `none`: silence. `ask`: nothing is written before it is answered. */
    readonly reply: "none" | "said" | "ask" | "receipt";
    readonly rows?: readonly Cells[];
    readonly new?: readonly Cells[];
    readonly cells?: readonly Cells[];
    readonly events?: readonly string[];
    readonly has?: readonly string[];
    readonly hasNot?: readonly string[];
    readonly pending?: number;
  };
  readonly why: string;
}

const read = <Entry>(tab: Tab<Entry>, cells: Cells): Entry => {
  const under = (field: string): string => tab.columns[field]?.header ?? "";
  const cell = (field: string) => (cells[under(field)] === "" ? undefined : cells[under(field)]);
  const text = (field: string): string => String(cell(field) ?? "").trim();
  const entry = tab.parse(
    { cell, text, rawText: text, gridRow: 1, has: () => true, isDated: () => false },
    timeZone,
  );
  if (entry === undefined) throw new Error(`no entry: ${JSON.stringify(cells)}`);
  return entry;
};

const catalog = JSON.parse(readFileSync(path.join(dir, "catalog.json"), "utf8")) as {
  readonly suppliers: readonly Cells[];
  readonly orders: readonly Cells[];
};
const { items, members } = readCatalog(dir);
const suppliers = catalog.suppliers.map((cells) => read(suppliersTab, cells));
const purchases = catalog.orders.map((cells) => read(purchasesTab, cells));
const lexicon = createLexicon({ items, members });
const sentAt = new Date("2026-11-24T01:00:00Z");
const today = "2026-11-24";

const cases = readFileSync(path.join(dir, "messages.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => JSON.parse(line) as Case);

/** A row of 采购 by header, as it is shown. */
const shown = (row: PurchaseRow): Cells => {
  const fields = purchasesTab.format(row, timeZone);
  const days = { 约定到货: row.dueOn };
  return {
    ...Object.fromEntries(
      Object.entries(purchasesTab.columns).map(([field, { header }]) => [
        header,
        (fields[field] ?? "") as string | number,
      ]),
    ),
    ...days,
  };
};

const fits = (label: Cells, row: Cells): boolean =>
  Object.entries(label).every(([header, value]) => String(row[header] ?? "") === String(value));

function supplierOf(group: string | undefined): Supplier | undefined {
  return suppliers.find((supplier) => supplier.group === `generic:${group ?? "-"}`);
}

function play({ id, sender: account, text, group, orders }: Case) {
  const rows = purchases.filter(
    ({ order }) => order === undefined || orders === undefined || orders.includes(order),
  );
  const world = createWorld({ items, members, purchasing: { rows, suppliers, events: [] } });
  const sender = members.find((member) => member.account === account);
  if (sender === undefined) throw new Error(`nobody is called ${account}`);
  const supplier = supplierOf(group);
  const isOut =
    supplier === undefined ? sender.role === "supplier" : sender.department !== supplier.name;
  const place = {
    isUsed: true,
    buys: mayOrder(sender),
    suppliers: knownSuppliers(suppliers, items),
    today,
  };
  if (isOut) return { happened: undefined, rows, after: rows };
  const happened = world.deliver(
    { id, sender: account, text, sentAt },
    (question) => {
      const answer = question === undefined ? undefined : parseAnswer(text, question, lexicon);
      if (answer !== undefined && question !== undefined) return { answer, question };
      const intent =
        supplier === undefined
          ? (parsePurchase(text, lexicon, place) ?? parse(text, lexicon))
          : parseSupplier(text, lexicon, today);
      return { intent };
    },
    supplier,
  );
  return { happened, rows, after: world.purchasing().rows };
}

const movementCells = (happened: Happened | undefined): readonly Cells[] =>
  (happened?.rows ?? []).map((row) => ({
    类型: movementTypes[row.type],
    物品名称: row.itemName,
    规格型号: row.spec,
    变动: row.change,
    单位: row.unit,
    采购行: row.purchaseRow ?? "",
  }));

/** 供应商统计, as the relay would fetch it. */
function lookedUp(happened: Happened | undefined, rows: readonly PurchaseRow[]) {
  const lookup = happened?.decision.lookup;
  if (lookup?.kind !== "suppliers") return [];
  const purchasing = { rows, suppliers, events: [] };
  const part = readSupplierFigures(lookup, { purchasing, items, timeZone }, sentAt);
  return formatReply([part], { timeZone });
}

/** What is not as it should be; empty where all is. */
function differences(one: Case): readonly string[] {
  const { expect: label } = one;
  const { happened, rows, after } = play(one);
  const found: string[] = [];
  const same = (name: string, wanted: readonly Cells[], got: readonly Cells[]): void => {
    const isSame =
      wanted.length === got.length &&
      wanted.every((cells) => got.some((other) => fits(cells, other)));
    if (!isSame) found.push(`${name}: ${JSON.stringify(got)} not ${JSON.stringify(wanted)}`);
  };
  same("rows", label.rows ?? [], movementCells(happened));
  const numbers = new Set(rows.map(({ number }) => number));
  same("new", label.new ?? [], after.filter(({ number }) => !numbers.has(number)).map(shown));
  const changed = after.filter((row) => {
    const before = rows.find(({ number }) => number === row.number);
    return before !== undefined && JSON.stringify(shown(before)) !== JSON.stringify(shown(row));
  });
  same("cells", label.cells ?? [], changed.map(shown));
  const events = (happened?.decision.purchases?.events ?? []).map(
    ({ kind }) => purchaseEventKinds[kind],
  );
  if (events.join() !== (label.events ?? []).join()) found.push(`events: ${events.join()}`);
  const said = [...(happened?.said ?? []), ...lookedUp(happened, after)]
    .map(({ text }) => text)
    .join("\n");
  const writes = (happened?.rows.length ?? 0) + changed.length + events.length;
  const asks = happened?.question !== undefined || /请写明|请发|[?？]/u.test(said);
  if (label.reply === "none" ? said !== "" : said === "") found.push(`said: ${said}`);
  if (label.reply === "ask" && (!asks || writes > 0)) found.push(`not asked: ${said}`);
  if (label.reply === "said" && happened?.question !== undefined) found.push(`asked: ${said}`);
  for (const text of label.has ?? [])
    if (!said.includes(text)) found.push(`lacks ${text}: ${said}`);
  for (const text of label.hasNot ?? [])
    if (said.includes(text)) found.push(`holds ${text}: ${said}`);
  return found;
}

describe("messages about purchasing, without a sheet", () => {
  const judged = cases.map((one) => ({ ...one, found: differences(one) }));

  it("write nothing that should not be there", () => {
    const wrong = judged.filter(({ found }) =>
      found.some((text) => /^(?:rows|new|cells): \[\{/u.test(text)),
    );
    expect(wrong.map(({ id, text, found }) => [id, text, ...found])).toEqual([]);
  });

  it("are read as the rules say", () => {
    const wrong = judged.filter(({ found }) => found.length > 0);
    expect(wrong.map(({ id, text, found }) => [id, text, ...found])).toEqual([]);
  });
});
