import fc from "fast-check";
import { add, subtract } from "../../../src/inventory/items/quantity";
import { countOf, createSteps, standingCounts } from "../../../src/inventory/movements/count";
import type { BookingLine, Movement } from "../../../src/inventory/movements/movement";
import { row } from "../ledger-rows";

/** What happened in the storeroom, at a minute of the day. */
type Happened =
  | { readonly kind: "moved"; readonly change: number }
  | { readonly kind: "counted"; readonly counted: number };

const happened: fc.Arbitrary<Happened> = fc.oneof(
  fc.record({
    kind: fc.constant("moved" as const),
    change: fc.integer({ min: -300, max: 300 }).map((tenths) => tenths / 10),
  }),
  fc.record({
    kind: fc.constant("counted" as const),
    counted: fc.integer({ min: 0, max: 500 }).map((tenths) => tenths / 10),
  }),
);
/** In the order in which it happened, each with its place among what arrives. */
const day = fc.array(happened, { maxLength: 12 }).chain((all) =>
  fc.tuple(
    fc.constant(all.map((one, minute) => ({ ...one, at: new Date(minute * 60_000) }))),
    fc.shuffledSubarray(
      all.map((_, index) => index),
      { minLength: all.length },
    ),
  ),
);

const line = (
  effect: BookingLine["effect"],
  tookAt: Date,
): Pick<BookingLine, "type" | "effect" | "tookAt" | "undoes"> => ({
  type: effect.kind === "count" ? "stocktake" : "issue",
  effect,
  tookAt,
  undoes: undefined,
});

it("counts and movements that arrive in any order end where they happened to end", () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 100 }), ([all, order], start) => {
      let ledger: readonly Movement[] = [];
      let figure = start;
      const book = (each: ReturnType<typeof line>): void => {
        const { before, after } = createSteps(figure, {
          item: { unit: "箱", conversions: [] },
          rows: ledger,
          sentAt: each.tookAt ?? new Date(0),
        })(each);
        const { effect } = each;
        const count =
          effect.kind === "count"
            ? { counted: effect.counted, at: effect.at ?? new Date(0) }
            : undefined;
        ledger = [
          row(each.type, each.tookAt ?? new Date(0), "A4纸", subtract(after, before), {
            before,
            after,
            count,
          }),
          ...ledger,
        ];
        figure = after;
      };
      for (const index of order) {
        const one = all[index];
        if (one === undefined) continue;
        if (one.kind === "counted")
          book(line({ kind: "count", counted: one.counted, at: one.at }, one.at));
        else {
          const [later] = standingCounts(ledger).filter((count) => countOf(count).at > one.at);
          book(line({ kind: "change", change: one.change }, one.at));
          // 数之前: the count stands.
          if (later !== undefined) {
            const { counted, at } = countOf(later);
            book(line({ kind: "count", counted, at }, at));
          }
        }
      }
      const truth = all.reduce(
        (now, one) => (one.kind === "counted" ? one.counted : add(now, one.change)),
        start,
      );
      expect(figure).toBe(truth);
      expect(ledger.reduce((total, { change }) => add(total, change), start)).toBe(figure);
    }),
    { numRuns: 500 },
  );
});
