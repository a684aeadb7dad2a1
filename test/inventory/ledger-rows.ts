/** Items and ledger rows for tests, everything that a test does not name being plain. */
import fc from "fast-check";
import { importSource } from "../../src/inventory/figures/digest";
import type { Item } from "../../src/inventory/items/item";
import { add, subtract } from "../../src/inventory/items/quantity";
import type { Movement, MovementType } from "../../src/inventory/movements/movement";

export function item(
  name: string,
  more: Partial<Item> & { readonly quantity?: number } = {},
): Item {
  const { quantity = 10, ...rest } = more;
  return {
    name,
    spec: "",
    unit: "个",
    stock: { kind: "figure", quantity },
    safetyStock: undefined,
    updatedAt: undefined,
    owner: "",
    aliases: [],
    conversions: [],
    purchaseQuantity: undefined,
    supplier: "",
    location: "",
    row: 2,
    duplicate: false,
    ...rest,
  };
}

let rows = 0;

/** A row at a time like `11-22 09:30` (UTC, 2026) or at a Date. */
export function row(
  type: MovementType,
  at: string | Date,
  itemName: string,
  change: number,
  more: Partial<Movement> = {},
): Movement {
  const time = typeof at === "string" ? new Date(`2026-${at.replace(" ", "T")}Z`) : at;
  const before = more.before ?? 100;
  return {
    id: `generic:g1:r${++rows}`,
    at: time,
    sentAt: time,
    type,
    itemName,
    spec: "",
    change,
    unit: "个",
    before,
    after: add(before, change),
    requester: "",
    department: "",
    operator: "王芳",
    account: "",
    source: "generic",
    text: "",
    note: "",
    undoes: undefined,
    answers: undefined,
    voided: false,
    ...more,
  };
}

/** The row that undoes another. */
export function undo(undone: Movement, at: string | Date, more: Partial<Movement> = {}): Movement {
  const { itemName, spec, unit, id } = undone;
  const change = subtract(0, undone.change);
  return row("undo", at, itemName, change, { spec, unit, undoes: id, ...more });
}

const itemNames = ["A4纸", "签字笔", "订书机"];
const specs = ["", "黑色"];
const units = ["个", "箱"];
const start = Date.UTC(2026, 10, 20);
const daysMs = 3 * 24 * 3600_000;

const booked: fc.Arbitrary<Movement> = fc
  .record({
    type: fc.constantFrom<MovementType>("issue", "receipt", "return", "stocktake", "adjustment"),
    at: fc.integer({ min: 0, max: daysMs }).map((ms) => new Date(start + ms)),
    itemName: fc.constantFrom(...itemNames),
    spec: fc.constantFrom(...specs),
    unit: fc.constantFrom(...units),
    change: fc.integer({ min: -2000, max: 2000 }).map((tenths) => tenths / 10),
    department: fc.constantFrom("", "市场部", "财务部"),
    isVoided: fc.nat(9).map((dice) => dice === 0),
    importedAfterMs: fc.option(fc.integer({ min: 0, max: 2 * daysMs }), { freq: 6 }),
  })
  .map(({ type, at, itemName, change, isVoided, importedAfterMs, ...more }) =>
    row(type, at, itemName, isVoided ? 0 : change, {
      ...more,
      ...(importedAfterMs === null
        ? {}
        : { source: importSource, sentAt: new Date(at.getTime() - importedAfterMs) }),
    }),
  );

/** Newest first, each at a time of its own, as the relay books them (sheet/ledger/row-clock). */
function atOwnTimes(rows: readonly Movement[]): readonly Movement[] {
  let last = 0;
  return rows
    .toSorted((left, right) => left.at.getTime() - right.at.getTime())
    .map((one) => ({ ...one, at: new Date((last = Math.max(one.at.getTime(), last + 1))) }))
    .reverse();
}

/** A ledger over three days from 2026-11-20, some rows undone later. */
export const ledger: fc.Arbitrary<readonly Movement[]> = fc
  .array(fc.tuple(booked, fc.option(fc.integer({ min: 1, max: daysMs }), { freq: 3 })), {
    maxLength: 40,
  })
  .map((some) =>
    atOwnTimes(
      some.flatMap(([one, undoneAfterMs]) =>
        undoneAfterMs === null
          ? [one]
          : [one, undo(one, new Date(one.at.getTime() + undoneAfterMs))],
      ),
    ),
  );

export const someItems: readonly Item[] = itemNames.flatMap((name) =>
  specs.map((spec) => item(name, { spec })),
);

/** What a report must hold: the window's rows, but imported old messages and what undid them there. */
export function mustHold(
  movements: readonly Movement[],
  { from, to }: { readonly from: Date; readonly to: Date },
): readonly Movement[] {
  const rows = movements.filter(({ at }) => at >= from && at < to);
  const old = new Set(
    rows
      .filter(({ source, sentAt }) => source === importSource && sentAt < from)
      .map(({ id }) => id),
  );
  return rows.filter(({ id, undoes = "" }) => !old.has(id) && !old.has(undoes));
}
