/** Pages of GET /movements: each row once, newest first, and no more of the ledger is read than a page needs. */
import fc from "fast-check";
import type { Movement } from "../../src/inventory/movements/movement";
import { movementPage, type MovementQuery } from "../../src/rest/movement-list";
import { row as ledgerRow } from "../inventory/ledger-rows";

const dayMs = 24 * 60 * 60_000;
const now = new Date("2026-11-30T08:00:00Z").getTime();
const period = { from: new Date(now - 400 * dayMs), to: new Date(now) };

/** A ledger as the stockroom gives it, and the days that were read of it. */
function ledgerOf(all: readonly Movement[]) {
  const daysRead: number[] = [];
  async function* movementPages({ from, to }: typeof period): AsyncGenerator<readonly Movement[]> {
    daysRead.push((to.getTime() - from.getTime()) / dayMs);
    const rows = all
      .filter(({ at }) => at >= from && at < to)
      .sort((left, right) => right.at.getTime() - left.at.getTime());
    for (let first = 0; first < rows.length; first += 3)
      yield await Promise.resolve(rows.slice(first, first + 3));
  }
  return { daysRead, stockroom: { movementPages } };
}

type Told = readonly { readonly id: string }[];

async function idsOf(
  ledger: Pick<ReturnType<typeof ledgerOf>, "stockroom">,
  query: Omit<MovementQuery, "cursor">,
  between: () => void = () => undefined,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await movementPage(ledger.stockroom, { ...query, cursor }, period);
    expect(page.data.length).toBeLessThanOrEqual(query.limit);
    ids.push(...(page.data as Told).map(({ id }) => id));
    cursor = page.next ?? undefined;
    between();
  } while (cursor !== undefined);
  return ids;
}

const row = (id: number, at: number, itemName: string): Movement =>
  ledgerRow("issue", new Date(at), itemName, -1, { id: `api:erp:${id}` });

it("each row comes once, newest first, also rows of one moment and where rows are booked between two pages", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ day: fc.nat(390), item: fc.nat(2) }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 7 }),
      fc.option(fc.nat(2), { nil: undefined }),
      async (drawn, limit, item) => {
        const rows = drawn.map(({ day, item: of }, id) =>
          row(id, now - (day + 1) * dayMs, `物品${of}`),
        );
        const wanted = rows
          .filter(({ itemName }) => item === undefined || itemName === `物品${item}`)
          .sort((left, right) => right.at.getTime() - left.at.getTime())
          .map(({ id }) => id);
        const all = [...rows];
        const ledger = ledgerOf(all);
        let later = 1_000;
        const book = (): void => void all.push(row((later += 1), now - 1, "物品0"));
        const query = { limit, item: item === undefined ? undefined : `物品${item}` };
        expect(await idsOf(ledger, query, book)).toEqual(wanted);
      },
    ),
  );
});

it("where the row of a cursor is gone, no other row is passed over", async () => {
  const at = now - dayMs;
  const all = [
    row(1, at + 5, "A4纸"),
    row(2, at, "A4纸"),
    row(3, at, "A4纸"),
    row(4, at - 5, "A4纸"),
  ];
  const { stockroom } = ledgerOf(all);
  const first = await movementPage(stockroom, { limit: 2 }, period);
  all.splice(1, 1);
  const { data } = await movementPage(
    stockroom,
    { limit: 5, cursor: first.next ?? undefined },
    period,
  );
  expect((data as Told).map(({ id }) => id)).toEqual(["api:erp:3", "api:erp:4"]);
});

it("the newest page reads a month of a long period, a later one goes on from its row", async () => {
  const all = Array.from({ length: 390 }, (_, day) => row(day, now - (day + 1) * dayMs, "A4纸"));
  const { daysRead, stockroom } = ledgerOf(all);
  const { next } = await movementPage(stockroom, { limit: 20 }, period);
  await movementPage(stockroom, { limit: 10, cursor: next ?? undefined }, period);
  expect(daysRead).toEqual([31, 31]);
});

it("a page of few rows among very many ends early, and the next one goes on behind them", async () => {
  const all = Array.from({ length: 20_010 }, (_, id) => row(id, now - (id + 1) * 1_000, "A4纸"));
  const [oldest] = [row(30_000, now - 3 * dayMs, "订书机")];
  const { stockroom } = ledgerOf([...all, oldest]);
  const first = await movementPage(stockroom, { limit: 5, item: "订书机" }, period);
  expect(first.data).toEqual([]);
  const second = await movementPage(
    stockroom,
    { limit: 5, item: "订书机", cursor: first.next ?? undefined },
    period,
  );
  expect((second.data as Told).map(({ id }) => id)).toEqual([oldest.id]);
  expect(second.next).toBeNull();
});

it.each(["", "x", "MQ", Buffer.from("A4纸\n70g").toString("base64url")])(
  "a cursor of another list is refused: %s",
  async (cursor) => {
    const { stockroom } = ledgerOf([]);
    await expect(movementPage(stockroom, { limit: 5, cursor }, period)).rejects.toThrow(RangeError);
  },
);
