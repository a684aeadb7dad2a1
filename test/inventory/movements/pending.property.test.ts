import fc from "fast-check";
import type { Movement } from "../../../src/inventory/movements/movement";
import type { PendingEntry } from "../../../src/inventory/movements/pending";
import { plainNote, type PlannedLine } from "../../../src/inventory/movements/plan";
import { sameCountIn } from "../../../src/inventory/movements/pending";
import { row } from "../ledger-rows";

const items = ["A4纸", "订书机"];
const event = fc.record({
  item: fc.constantFrom(...items),
  did: fc.constantFrom("reported", "moved", "closed"),
  figure: fc.integer({ min: 0, max: 1 }),
});

const counted = (itemName: string, quantity: number, countedAt: Date): PlannedLine => {
  const nobody = { requester: "", department: "", note: plainNote };
  return { type: "stocktake", itemName, spec: "", unit: "个", quantity, countedAt, ...nobody };
};

it("between two open entries of one item and figure something was always booked on it", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 25 }), (events) => {
      let entries: readonly PendingEntry[] = [];
      let recent: readonly Movement[] = [];
      const lineOf = ({ plan }: PendingEntry) => plan?.lines[0];
      events.forEach(({ item, did, figure }, minute) => {
        const at = new Date(minute * 60_000);
        const line = counted(item, figure, at);
        if (did === "moved") recent = [row("issue", at, item, -1, {}), ...recent];
        else if (did === "closed")
          entries = entries.map((one) =>
            lineOf(one)?.itemName === item ? { ...one, status: "rejected" } : one,
          );
        else if (sameCountIn(entries, line, { recent, recentSince: new Date(0) }) === undefined) {
          const about = {
            kind: "shortage",
            text: "",
            operator: "",
            account: "",
            reason: "",
          } as const;
          const handling = { status: "open", handledBy: "", handledAt: undefined } as const;
          const plan = { undoes: [], lines: [line] };
          const number = entries.length + 1;
          entries = [
            ...entries,
            { ...about, ...handling, plan, number, at, messageId: `${minute}` },
          ];
        }
      });
      const open = entries.filter(({ status }) => status === "open");
      for (const one of open)
        for (const other of open) {
          const isSame = ["itemName", "quantity"].every(
            (field) => lineOf(one)?.[field as "quantity"] === lineOf(other)?.[field as "quantity"],
          );
          if (one === other || !isSame || one.at > other.at) continue;
          const between = recent.filter(
            ({ itemName, sentAt }) =>
              itemName === lineOf(one)?.itemName && sentAt > one.at && sentAt < other.at,
          );
          expect(between).not.toEqual([]);
        }
    }),
  );
});
