import type { Item } from "../../../src/inventory/items/item";
import type { PendingEntry } from "../../../src/inventory/movements/pending";
import { plannedOn } from "../../../src/inventory/movements/plan";
import type { PurchaseRow } from "../../../src/inventory/purchasing/row";
import { causeHintOf, type Evidence } from "../../../src/inventory/stocktake/cause-hints";
import type { StocktakeRow } from "../../../src/inventory/stocktake/row";
import { wording } from "../../../src/language/replies/wording";
import { item, row as movement, undo } from "../ledger-rows";
import { sessionRow } from "./rows";

const at = new Date("2026-11-22T08:00:00Z");
const pack = item("A4纸", {
  unit: "包",
  conversions: [
    { from: "箱", factor: 5, to: "包" },
    { from: "包", factor: 500, to: "张" },
  ],
});
const box = { ...pack, name: "复印纸", unit: "箱" };
const pair = item("手套", { unit: "只", conversions: [{ from: "双", factor: 2, to: "只" }] });
const [black, red] = ["黑", "红"].map((spec) => item("签字笔", { spec, unit: "支" })) as [
  Item,
  Item,
];
const items = [pack, box, pair, black, red];

const counted = ({ name, spec, unit }: Item, book: number, figure: number): StocktakeRow =>
  sessionRow(name, { spec, unit, book, counted: figure, status: "counted", countedAt: at });

const entry = (
  type: "issue" | "receipt" | "return" | "stocktake",
  on: Item,
  quantity: number,
  more: Partial<PendingEntry> = {},
): PendingEntry => ({
  ...{ number: 12, at: new Date(at.getTime() - 60_000), status: "open", kind: "short" },
  ...{ text: "", operator: "小李", account: "", reason: "", handledBy: "", handledAt: undefined },
  messageId: "generic:g1:m1",
  plan: {
    undoes: [],
    lines: [plannedOn(on, { type, quantity, requester: "", department: "", countedAt: at })],
  },
  ...more,
});

const bought = (on: Item, quantity: number, more: Partial<PurchaseRow> = {}): PurchaseRow => ({
  ...{ number: 1, order: 3, itemName: on.name, spec: on.spec, quantity, unit: on.unit },
  ...{ received: 0, cancelled: 0, original: quantity, supplier: "青竹", requester: "" },
  ...{ department: "", source: "manual", requestedAt: undefined, orderer: "" },
  ...{ orderedAt: at, confirmedAt: undefined, dueOn: "", note: "", messageId: "" },
  ...more,
});

const hint = (row: StocktakeRow, evidence: Partial<Evidence> = {}): unknown =>
  causeHintOf(row, {
    ...{ rows: [row], items, pending: [], purchases: [], movements: [], units: wording.units },
    ...evidence,
  });

const fewer = counted(black, 60, 58);

it.each<[string, StocktakeRow, Partial<Evidence>, object | undefined]>([
  [
    "2 fewer black pens and 2 more red ones are mixed specs",
    fewer,
    { rows: [fewer, counted(red, 20, 22)] },
    { kind: "mixed-specs", spec: "红" },
  ],
  ["2 fewer of each are not", fewer, { rows: [fewer, counted(red, 20, 18)] }, undefined],
  [
    "nor are 2 more of a spec of which a second count is wanted",
    fewer,
    { rows: [fewer, { ...counted(red, 20, 22), status: "recount" }] },
    undefined,
  ],
  [
    "nor 2 more of another unit",
    fewer,
    { rows: [fewer, counted({ ...red, unit: "盒" }, 20, 22)] },
    undefined,
  ],
  ["nor 2 more of another item", fewer, { rows: [fewer, counted(pair, 20, 22)] }, undefined],
  ["a hundred times as much is a mistake", counted(black, 60, 6000), {}, { kind: "miscounted" }],
  ["so is a tenth", counted(black, 60, 6), {}, { kind: "miscounted" }],
  ["nine times as much may have been found", counted(black, 60, 540), {}, undefined],
  ["nothing left may be true", counted(black, 60, 0), {}, undefined],
  [
    "a take-out of 2 that waits was not written down",
    fewer,
    { pending: [entry("issue", black, 2)] },
    { kind: "unrecorded", number: 12 },
  ],
  [
    "nor was one that has expired",
    fewer,
    { pending: [entry("issue", black, 2, { status: "expired" })] },
    { kind: "unrecorded", number: 12 },
  ],
  [
    "a return of 2 explains 2 more",
    counted(black, 60, 62),
    { pending: [entry("return", black, 2)] },
    { kind: "unrecorded", number: 12 },
  ],
  [
    "somebody had seen that 58 are left",
    fewer,
    { pending: [entry("stocktake", black, 58, { kind: "shortage" })] },
    { kind: "unrecorded", number: 12 },
  ],
  ["a take-out of 3 explains nothing", fewer, { pending: [entry("issue", black, 3)] }, undefined],
  ["nor one of another spec", fewer, { pending: [entry("issue", red, 2)] }, undefined],
  [
    "nor one that a keeper turned down",
    fewer,
    { pending: [entry("issue", black, 2, { status: "rejected" })] },
    undefined,
  ],
  [
    "nor one that is booked",
    fewer,
    { pending: [entry("issue", black, 2, { status: "confirmed" })] },
    undefined,
  ],
  [
    "nor one of after the count",
    fewer,
    { pending: [entry("issue", black, 2, { at: new Date(at.getTime() + 1) })] },
    undefined,
  ],
  [
    "nor the count itself, which waits for a keeper",
    fewer,
    { pending: [entry("stocktake", black, 58, { kind: "count" })] },
    undefined,
  ],
  [
    "50 more of which 50 are ordered have come",
    counted(black, 60, 110),
    { purchases: [bought(black, 50)] },
    { kind: "not-received", order: 3 },
  ],
  [
    "so have the last 20 of 50",
    counted(black, 60, 80),
    { purchases: [bought(black, 50, { received: 30 })] },
    { kind: "not-received", order: 3 },
  ],
  ["50 fewer have not", counted(black, 60, 10), { purchases: [bought(black, 50)] }, undefined],
  [
    "nor have 50 that were only asked for",
    counted(black, 60, 110),
    { purchases: [bought(black, 50, { order: undefined, orderedAt: undefined })] },
    undefined,
  ],
  [
    "nor 50 that were cancelled",
    counted(black, 60, 110),
    { purchases: [bought(black, 50, { cancelled: 50 })] },
    undefined,
  ],
  [
    "20包 counted as 4 were counted by the box",
    counted(pack, 20, 4),
    {},
    { kind: "wrong-unit", unit: "箱" },
  ],
  [
    "4箱 counted as 20 were counted by the pack",
    counted(box, 4, 20),
    {},
    { kind: "wrong-unit", unit: "包" },
  ],
  ["5包 fewer are a box", counted(pack, 23, 18), {}, { kind: "wrong-unit", unit: "箱" }],
  ["one pack fewer is no wrong unit", counted(box, 4, 3.8), {}, undefined],
  ["nor are two gloves", counted(pair, 10, 8), {}, undefined],
  [
    "a box that was taken and booked as a pack leaves 4包 fewer",
    counted(pack, 23, 19),
    { movements: [movement("issue", "11-21 09:00", "A4纸", -1)] },
    { kind: "wrong-unit", unit: "箱" },
  ],
  [
    "a pack that was taken and booked as a box leaves 4包 more",
    counted(pack, 23, 27),
    { movements: [movement("issue", "11-21 09:00", "A4纸", -5)] },
    { kind: "wrong-unit", unit: "箱" },
  ],
  [
    "a box that came and was booked as a pack leaves 4包 more",
    counted(pack, 23, 27),
    { movements: [movement("receipt", "11-21 09:00", "A4纸", 1)] },
    { kind: "wrong-unit", unit: "箱" },
  ],
  ["nothing is known of 4包 else", counted(pack, 23, 19), {}, undefined],
  ["a count that agrees needs no cause", counted(black, 60, 60), {}, undefined],
  ["nor does what was not counted", sessionRow("签字笔", { spec: "黑" }), {}, undefined],
])("%s", (_, row, evidence, expected) => {
  expect(hint(row, evidence)).toEqual(expected);
});

it("a movement that was taken back was booked in no unit", () => {
  const booked = movement("issue", "11-21 09:00", "A4纸", -1);
  const movements = [undo(booked, "11-21 09:05"), booked];
  expect(hint(counted(pack, 23, 19), { movements })).toBeUndefined();
});

it("of several that fit the other spec comes first, the unit last", () => {
  const row = counted(black, 60, 58);
  const pending = [entry("issue", black, 2)];
  const rows = [row, counted(red, 20, 22)];
  expect(hint(row, { pending, rows })).toMatchObject({ kind: "mixed-specs" });
  const more = counted(pack, 20, 25);
  expect(hint(more, { purchases: [bought(pack, 5)] })).toMatchObject({ kind: "not-received" });
});
