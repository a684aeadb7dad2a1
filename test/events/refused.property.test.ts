/** A change that is refused holds back its own item and nothing else, until it is taken or left out; a restart changes nothing. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterPosts, afterRetry } from "../../src/events/after-posts";
import { cursorFrom, type Cursor } from "../../src/events/cursor";
import { createCursorStore } from "../../src/events/cursor-files";
import type { Failure } from "../../src/events/post-event";
import { dueAgain, nextTry, troubleShown, waitingIn, withWaiting } from "../../src/events/refused";
import type { Change } from "../../src/inventory/changes/change";

const start = Date.UTC(2026, 10, 30, 8);
const hourMs = 3_600_000;

const change = (number: number, item: number): Change => {
  const [id, at, subject] = [`m${number}`, new Date(start + number), `item${item}`];
  const told = { id, type: "movement.booked", subject, at, data: { sequence: number } } as const;
  return { id, at, key: subject, events: [told] };
};
const answered = (status: number): Failure => ({
  ...{ reason: `对方回答 ${status}`, retryAfterMs: undefined, isGone: false },
  isRefusal: status === 422,
});
const resultOf = (status: number): Failure | undefined =>
  status < 300 ? undefined : answered(status);
const moment = (at: number) => ({ at: new Date(at), random: 0 });

/** Posts changes as a queue does, one batch. */
function posted(
  cursor: Cursor,
  changes: readonly Change[],
  statusOf: (one: Change) => number,
): Cursor {
  const behind = changes.filter(({ key }) => cursor.refused.some((one) => one.key === key));
  const batch = changes.filter((one) => !behind.includes(one));
  const results = batch.map((one) => resultOf(statusOf(one)));
  const { next } = afterPosts(withWaiting(cursor, behind), { batch, results, ...moment(start) });
  return next;
}

it("each change is taken once, in the order of its item, and those of items that are not refused at once", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ item: fc.nat(4), refusals: fc.nat(2) }), { maxLength: 40 }),
      (rows) => {
        const refusals = new Map(rows.map((row, number) => [`m${number}`, row.refusals]));
        const taken: string[] = [];
        const statusOf = ({ id }: Change): number => {
          const left = refusals.get(id) ?? 0;
          refusals.set(id, left - 1);
          if (left <= 0) taken.push(id);
          return left > 0 ? 422 : 204;
        };
        let cursor = cursorFrom(0, []);
        for (const [number, { item }] of rows.entries()) {
          const isFree = !cursor.refused.some(({ key }) => key === `item${item}`);
          cursor = posted(cursor, [change(number, item)], statusOf);
          if (isFree && rows[number]?.refusals === 0) expect(taken).toContain(`m${number}`);
        }
        for (let tries = 0; tries < 200; tries += 1) {
          const now = nextTry(cursor) ?? 0;
          for (const { key } of cursor.refused) {
            const one = dueAgain(cursor, key, new Date(now));
            if (one === undefined) continue;
            const failure = resultOf(statusOf(one.changes[0]));
            cursor = afterRetry(cursor, one, { failure, ...moment(Math.max(now, start)) });
          }
        }
        expect([...taken].sort()).toEqual(rows.map((_, number) => `m${number}`).sort());
        for (const item of new Set(rows.map((row) => row.item))) {
          const own = rows.flatMap((row, number) => (row.item === item ? [`m${number}`] : []));
          expect(taken.filter((id) => own.includes(id))).toEqual(own);
        }
      },
    ),
  );
});

const refuse = (): number => 422;

it("what is refused outlives the process with its changes and its pauses", async () => {
  const dir = await mkdtemp(path.join(tmpdir(), "stockcaster-cursors-"));
  const cursor = posted(cursorFrom(0, []), [change(1, 1), change(2, 2)], refuse);
  await createCursorStore(dir).save("https://example.com", cursor);
  expect(await createCursorStore(dir).load("https://example.com")).toEqual(cursor);
  await rm(dir, { recursive: true });
});

it("after a week the change is left out and what follows is tried, where others were taken meanwhile", () => {
  let cursor = posted(cursorFrom(0, []), [change(1, 1)], refuse);
  cursor = posted(cursor, [change(2, 1), change(3, 2)], () => 204);
  const [one] = cursor.refused;
  cursor = afterRetry(cursor, one!, { failure: answered(422), ...moment(start + 169 * hourMs) });
  expect(cursor.leftOut.map(({ id, subject }) => [id, subject])).toEqual([["m1", "item1"]]);
  expect(cursor.refused.map(({ changes }) => changes.map(({ id }) => id))).toEqual([["m2"]]);
  expect(cursor.stoppedAt).toBeUndefined();
  expect(nextTry(cursor)).toBe(0);
});

it("an address that refused all it was told for a week is stopped, and nothing is left out", () => {
  let cursor = posted(cursorFrom(0, []), [change(1, 1)], refuse);
  const at = start + 169 * hourMs;
  cursor = afterRetry(cursor, cursor.refused[0]!, { failure: answered(422), ...moment(at) });
  expect(cursor).toMatchObject({ stoppedAt: at, leftOut: [] });
  expect(waitingIn(cursor)).toBe(1);
});

it("where too many items are refused it is the address that waits", () => {
  let cursor = cursorFrom(0, []);
  for (let item = 0; item < 30; item += 1) cursor = posted(cursor, [change(item, item)], refuse);
  expect(cursor.refused).toHaveLength(20);
  expect(cursor.failures).toBe(10);
});

it("where too many changes wait behind one, it is left out for them", () => {
  let cursor = posted(cursorFrom(0, []), [change(0, 1)], refuse);
  for (let number = 1; number <= 200; number += 1)
    cursor = posted(cursor, [change(number, 1)], refuse);
  expect(cursor.leftOut.map(({ id }) => id)).toEqual(["m0"]);
  expect(waitingIn(cursor)).toBe(200);
});

it("the most refused item is what the sheet shows, as long as the address itself is well", () => {
  const cursor = posted(cursorFrom(0, []), [change(1, 1)], refuse);
  expect(troubleShown(cursor)).toMatchObject({ failures: 1, error: "对方回答 422" });
  const away = afterPosts(cursor, {
    ...{ batch: [change(2, 2)], results: [answered(503)] },
    ...moment(start),
  });
  expect(troubleShown(away.next)).toMatchObject({ failures: 1, error: "对方回答 503" });
});
