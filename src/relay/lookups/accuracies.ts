/** 账实差异率 of a month, with the two months before it, for the trend. The ledger is read for these three. */
import { accuracyOf } from "../../inventory/figures/accuracy";
import type { ReplyPart } from "../../inventory/reply-parts";
import { periodOf, type Period } from "../../language/text/calendar";
import type { Snapshot, Stockroom } from "../../sheet/stockroom";

/** @throws SheetAwayError, SheetDeniedError, SheetIncompleteError */
export async function readAccuracy(
  { offset }: { readonly offset: number },
  { items, stocktake, timeZone }: Snapshot,
  { stockroom, now }: { readonly stockroom: Stockroom; readonly now: Date },
): Promise<ReplyPart> {
  const month = (steps: number): Period =>
    periodOf({ unit: "month", offset: offset - steps }, now, timeZone);
  const [first, second, last] = [month(2), month(1), month(0)];
  const movements = await stockroom.movements({ from: first.from, to: last.to });
  const accuracy = accuracyOf([first, second, last], { movements, items, stocktake });
  return { kind: "accuracy", accuracy };
}
