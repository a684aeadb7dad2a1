/** Whatever is refused and however often the process dies: nothing is lost, and nothing of an item overtakes anything. */
import fc from "fast-check";
import type { Change } from "../../src/inventory/changes/change";
import { cursorFrom, isDue, withTold, type Cursor } from "../../src/events/cursor";

const change = (id: number, at: number, item: number): Change => ({
  ...{ id: `m${id}`, at: new Date(at), key: `item${item}`, events: [] },
});

const now = new Date("2026-11-30T08:00:00Z");
const ledgerDone = (cursor: Cursor, told: readonly Change[], firstDue: Date | undefined): Cursor =>
  withTold(cursor, "ledger", told, { firstDue, now });

it("a cursor that is kept after each step passes each change once, in whatever order they end", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ gap: fc.integer({ min: 1, max: 9_000 }), item: fc.nat(3) })),
      fc.array(fc.nat(20)),
      (rows, order) => {
        let at = 1_000;
        const changes = rows.map(({ gap, item }, id) => change(id, (at += gap), item));
        let cursor = cursorFrom(1_000, []);
        const told: string[] = [];
        const dueNow = (): readonly Change[] =>
          changes.filter((each) => isDue(cursor.ledger, each));
        const steps = [...order, ...changes.map(() => 0)];
        for (const step of steps) {
          const due = dueNow();
          const [one] = due.length === 0 ? [] : [due[step % due.length]!];
          if (one === undefined) break;
          told.push(one.id);
          cursor = ledgerDone(cursor, [one], due.find((each) => each !== one)?.at);
        }
        expect(dueNow()).toEqual([]);
        expect([...told].sort()).toEqual(changes.map(({ id }) => id).sort());
      },
    ),
  );
});

it("what is done and long past is forgotten", () => {
  let cursor = cursorFrom(0, []);
  for (let id = 1; id <= 500; id += 1)
    cursor = ledgerDone(cursor, [change(id, id * 1_000, 0)], undefined);
  expect(cursor.ledger.done.size).toBeLessThan(10);
  expect(cursor.ledger.since).toBe(495_000);
});

it("a row that is seen some seconds late is still told", () => {
  const cursor = ledgerDone(cursorFrom(0, []), [change(2, 10_000, 0)], undefined);
  expect(isDue(cursor.ledger, change(1, 9_000, 0))).toBe(true);
  expect(isDue(cursor.ledger, change(2, 10_000, 0))).toBe(false);
});

it("a row with a time that lies ahead hides nothing that comes before then", () => {
  const ahead = change(1, now.getTime() + 400 * 24 * 3_600_000, 0);
  const cursor = ledgerDone(cursorFrom(now.getTime() - 10_000, []), [ahead], undefined);
  expect(isDue(cursor.ledger, ahead)).toBe(false);
  expect(isDue(cursor.ledger, change(2, now.getTime() + 1, 0))).toBe(true);
});
