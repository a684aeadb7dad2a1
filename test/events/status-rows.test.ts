/** How deliveries go is written seldom, and never over and over. */
import { afterFailure, afterSuccess, cursorFrom } from "../../src/events/cursor";
import { createStatusRows } from "../../src/events/status-rows";
import { exampleSubscription } from "../../src/language/sheet-words/subscription-words";

const start = new Date("2026-11-30T08:00:00Z");
const after = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);
const row = { ...exampleSubscription("erp"), isStopped: false };
const refusal = {
  reason: "对方回答 500",
  retryAfterMs: undefined,
  isGone: false,
  isRefusal: false,
};
const fresh = cursorFrom(0, []);
const failing = afterFailure(fresh, refusal, start, 0);
const changesOf = (booking: { readonly changes?: readonly object[] } | undefined) =>
  booking?.changes?.map((change) => (change as { readonly to: object }).to);

it("a failure is written at once, the next not before a minute has passed", () => {
  const status = createStatusRows("r1");
  expect(status.due([{ row, cursor: fresh }], start)).toBeUndefined();
  expect(changesOf(status.due([{ row, cursor: failing }], start))).toEqual([
    { failures: 1, error: "对方回答 500" },
  ]);
  const again = afterFailure(failing, refusal, after(0.5), 0);
  expect(status.due([{ row, cursor: again }], after(0.5))).toBeUndefined();
  expect(changesOf(status.due([{ row, cursor: again }], after(1)))).toMatchObject([
    { failures: 2 },
  ]);
});

it("what another relay or a person wrote over it is left", () => {
  const status = createStatusRows("r1");
  status.due([{ row, cursor: failing }], start);
  expect(status.due([{ row, cursor: failing }], after(5))).toBeUndefined();
});

it("while all is well 上次成功 is written once an hour, however many events there are", () => {
  const status = createStatusRows("r1");
  let shown = row;
  let writes = 0;
  for (let minute = 0; minute < 180; minute += 1) {
    const cursor = afterSuccess(fresh, after(minute));
    const booking = status.due([{ row: shown, cursor }], after(minute));
    if (booking === undefined) continue;
    writes += 1;
    shown = { ...shown, ...(changesOf(booking)?.[0] as Partial<typeof row>) };
  }
  expect(writes).toBe(3);
});

it("an address that is stopped is marked so until the sheet shows it", () => {
  const status = createStatusRows("r1");
  const gone = afterFailure(fresh, { ...refusal, isGone: true, isRefusal: false }, start, 0);
  for (const minute of [0, 1, 2])
    expect(changesOf(status.due([{ row, cursor: gone }], after(minute)))).toMatchObject([
      { isStopped: true },
    ]);
});
