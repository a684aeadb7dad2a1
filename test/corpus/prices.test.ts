/**
 * Messages about prices with what is to come of them: what is stored, what is told from the spreadsheet of prices, where a
 * person is sent, silence. Labelled before they were read; names and figures are invented.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Decision } from "../../src/inventory/decide/decision";
import { mayOrder } from "../../src/inventory/people/rights";
import type { QuoteDraft } from "../../src/inventory/purchasing/price";
import { knownSuppliers, namedSupplier } from "../../src/inventory/purchasing/supplier";
import { parse } from "../../src/language/grammar/parse";
import { parsePurchase } from "../../src/language/grammar/purchasing/parse-purchase";
import { createLexicon } from "../../src/language/names/lexicon";
import { createWorld } from "../inventory/world";
import { readCatalog } from "./offline";

interface Case {
  readonly id: string;
  readonly sender: string;
  readonly text: string;
  /** Written in a group; to the relay alone where nothing is said. */
  readonly group?: true;
  readonly expect: {
    /** 供应商|物品|规格|单价|单位|起订量|含税|税率|有效期至|备注 */
    readonly quotes?: readonly string[];
    readonly asks?: string;
    readonly says?: "in-private" | "ask-buyer" | "unclear" | "none";
    readonly hasNot?: readonly string[];
    readonly receipt?: readonly [item: string, change: number, unit: string];
    readonly note?: string;
  };
}

const { items, members } = readCatalog(path.join(__dirname, "purchasing"));
const suppliers = ["青竹文具", "远山办公", "墨海耗材", "百合日用"].map(namedSupplier);
const lexicon = createLexicon({ items, members });
const sentAt = new Date("2026-11-24T01:00:00Z");

const cases = readFileSync(path.join(__dirname, "prices", "messages.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Case);

const toldQuote = (quote: QuoteDraft): string => {
  const { supplier, itemName, spec, price, unit, least, isTaxed, taxRate, until, note } = quote;
  const tax = isTaxed === undefined ? "" : isTaxed ? "是" : "否";
  return [supplier, itemName, spec, price, unit, least, tax, taxRate, until, note].join("|");
};

function askedOf({ prices }: Decision): string {
  if (prices?.kind === "order") return `order ${prices.order}`;
  if (prices?.kind !== "compare") return "";
  const names = prices.items.map(({ name, spec }) => `${name} ${spec}`.trim()).join(",");
  return `compare ${names}${prices.quantity === undefined ? "" : ` ${prices.quantity}`}`;
}

function differences({ id, sender: account, text, group, expect: label }: Case): readonly string[] {
  const world = createWorld({ items, members, purchasing: { rows: [], suppliers, events: [] } });
  const sender = members.find((member) => member.account === account);
  const place = {
    isUsed: true,
    buys: sender !== undefined && mayOrder(sender),
    suppliers: knownSuppliers(suppliers, items),
    today: "2026-11-24",
  };
  const more = { isDirect: group !== true };
  const { decision, said, rows } = world.deliver(
    { id, sender: account, text, sentAt, more },
    () => ({
      intent: parsePurchase(text, lexicon, place) ?? parse(text, lexicon),
    }),
  );
  const found: string[] = [];
  const same = (name: string, wanted: unknown, got: unknown): void => {
    if (JSON.stringify(wanted) !== JSON.stringify(got))
      found.push(`${name}: ${JSON.stringify(got)} not ${JSON.stringify(wanted)}`);
  };
  const stored = decision.prices?.kind === "store" ? decision.prices.quotes.map(toldQuote) : [];
  same("quotes", label.quotes ?? [], stored);
  same("asks", label.asks ?? "", askedOf(decision));
  const texts = said.map((reply) => reply.text).join("\n");
  const starts = {
    "in-private": "价格请私聊我",
    "ask-buyer": "价格请问采购",
    unclear: "这条报价没有登记",
  };
  if (label.says === "none") same("said", "", texts);
  else if (label.says !== undefined && !texts.startsWith(starts[label.says]))
    found.push(`said: ${texts}`);
  for (const figure of label.hasNot ?? [])
    if (texts.includes(figure)) found.push(`tells ${figure}`);
  const booked = rows.map(({ type, itemName, change, unit }) => [type, itemName, change, unit]);
  same("rows", label.receipt === undefined ? [] : [["receipt", ...label.receipt]], booked);
  if (label.note !== undefined) same("note", label.note, rows[0]?.note ?? "");
  return found;
}

describe("messages about prices, without a sheet", () => {
  const judged = cases.map((one) => ({ ...one, found: differences(one) }));

  it("write nothing that should not be there", () => {
    const wrong = judged.filter(({ found }) =>
      found.some((each) => /^(?:quotes|rows): \[\[?"/u.test(each)),
    );
    expect(wrong.map(({ id, text, found }) => [id, text, ...found])).toEqual([]);
  });

  it("come to what the rules say", () => {
    const wrong = judged.filter(({ found }) => found.length > 0);
    expect(wrong.map(({ id, text, found }) => [id, text, ...found])).toEqual([]);
  });
});
