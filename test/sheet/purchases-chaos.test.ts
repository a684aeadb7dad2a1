/**
 * Orders, receipts and what undoes them, from two stockrooms that are killed and whose answers are lost, while a person
 * sorts 采购, inserts rows and types over 已收: in the end 已收 is what the rows of 流水 come to.
 */
import { sum } from "../../src/inventory/items/quantity";
import type { PurchaseRow } from "../../src/inventory/purchasing/row";
import type { Booking } from "../../src/sheet/stockroom";
import { purchaseRow } from "../inventory/purchase-rows";
import { createPlace, type Place } from "./chaos-place";
import { randomOf } from "./chaos-stock";
import { insert, sort } from "./requests";
import { booking, createRig, setArchiveRows, type Rig } from "./rig";

const names = ["A4纸", "便利贴", "签字笔"];
const messages = 50;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let rig: Rig;
afterEach(() => rig.close());

const orderOf = (number: number): PurchaseRow =>
  purchaseRow(number, {
    ...{ order: number, itemName: names[number % names.length]!, quantity: 40, original: 40 },
    ...{ orderedAt: new Date(), messageId: `g:g:order${number}` },
  });

const ordered = (number: number): Booking =>
  booking(`g:g:order${number}`, [], {
    rows: [{ tab: "purchases", entry: orderOf(number) }],
    exactly: { unused: [{ tab: "purchases", field: "order", value: number }] },
  });

/** `quantity` < 0: taken back. */
function received(id: string, number: number, quantity: number): Booking {
  const name = names[number % names.length]!;
  const plain = booking(`g:g:${id}`, [{ name, change: quantity }]);
  const lines = plain.lines.map((line) => ({
    ...{ ...line, type: "receipt" as const, purchaseRow: number },
  }));
  return { ...plain, lines };
}

/** The cells of a tab by header. */
async function rowsOf(title: string): Promise<Record<string, unknown>[]> {
  const cells = await rig.formulas(title);
  const top = cells.findIndex((row) => row.includes("消息ID"));
  const header = (cells[top] ?? []).map(String);
  const named = cells
    .slice(top + 1)
    .map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])));
  return named.filter((row) => row["消息ID"] !== "");
}

/** What a person does to 采购 in whatever moment it is. */
async function act(random: () => number): Promise<void> {
  if (!(await rig.titles()).includes("采购")) return;
  const cells = await rig.formulas("采购");
  const header = (cells[0] ?? []).map(String);
  const place = 1 + Math.floor(random() * Math.max(1, cells.length - 1));
  const kind = random();
  const id = await rig.sheetId("采购");
  if (kind < 0.35 && cells.length > 2)
    return rig.edit(
      sort(id, header.indexOf("行号"), random() < 0.5 ? "ASCENDING" : "DESCENDING", [
        ...[1, cells.length],
      ] as [number, number]),
    );
  if (kind < 0.55) return rig.edit(insert(id, "ROWS", place));
  const number = cells[place]?.[header.indexOf("行号")];
  if (number === undefined || number === "") return;
  const [name, value] =
    kind < 0.8 ? (["已收", 99] as const) : (["备注", `问过 ${String(number)}`] as const);
  await rig.type(`采购!${String.fromCharCode(65 + header.indexOf(name))}${place + 1}`, value);
}

function meddle(random: () => number): void {
  let turn: Promise<unknown> = Promise.resolve();
  rig.intercept = (call, apply) => {
    const mine = turn.then(async () => {
      if (call.kind === "read") return apply();
      if (random() < 0.08) await act(random);
      const fate = random();
      if (fate < 0.05) return "reset" as const;
      if (fate >= 0.1) return apply();
      apply();
      return "reset" as const;
    });
    turn = mine.catch(() => undefined);
    return mine;
  };
}

async function deliverAll(places: readonly Place[], random: () => number): Promise<number> {
  const any = (): Place => places[Math.floor(random() * places.length)]!;
  const sent: Promise<unknown>[] = [];
  let orders = 0;
  for (let index = 0; index < messages; index += 1) {
    if (index % 8 === 0) await any().deliver(ordered((orders += 1)));
    const number = 1 + Math.floor(random() * orders);
    const quantity = random() < 0.25 ? -2 : 1 + Math.floor(random() * 9);
    const message = received(`r${index}`, number, quantity);
    sent.push(any().deliver(message));
    if (random() < 0.2) sent.push(any().deliver(message));
    if (random() < 0.06) await any().kill();
    if (random() < 0.6) await pause(random() * 80);
  }
  await Promise.all(sent);
  return orders;
}

it.each([
  [1, undefined],
  [2, undefined],
  [3, 20],
])(
  "已收 is what 流水 comes to, each order stands once: seed %i, archived from %p rows on",
  async (seed, archiveRows) => {
    const random = randomOf(seed);
    rig = await createRig(names.map((name) => ({ name, stock: 500 })));
    if (archiveRows !== undefined) await setArchiveRows(rig, archiveRows);
    const places = [createPlace(rig), createPlace(rig)];
    for (const place of places) await place.open();
    meddle(random);
    const orders = await deliverAll(places, random);
    rig.intercept = undefined;
    for (const place of [...places, ...places]) await place.settle();
    const titles = (await rig.titles()).filter((title) => title.startsWith("流水"));
    const ledger = (await Promise.all(titles.map(rowsOf))).flat();
    const ids = ledger.map((row) => String(row["消息ID"])).filter((id) => id.startsWith("g:g:r"));
    expect(ids.sort()).toEqual(Array.from({ length: messages }, (_, at) => `g:g:r${at}`).sort());
    const shown = (await rowsOf("采购"))
      .map((row) => [Number(row["行号"]), row["物品名称"], Number(row["已收"])] as const)
      .sort(([one], [other]) => one - other);
    const booked = (number: number): number =>
      sum(ledger.filter((row) => row["采购行"] === number).map((row) => Number(row["变动"])));
    expect(shown).toEqual(
      Array.from({ length: orders }, (_, at) => [
        ...[at + 1, names[(at + 1) % names.length], booked(at + 1)],
      ]),
    );
  },
  120_000,
);
