/** 供应商统计: how suppliers deliver and answer, from 采购 and what 采购记录 tells of it. */
import type { Lookup } from "../../inventory/decide/decision";
import { noPurchasing } from "../../inventory/purchasing/orders";
import type { PurchaseRow } from "../../inventory/purchasing/row";
import { supplierFigures } from "../../inventory/purchasing/statistics";
import { findSupplier, knownSuppliers } from "../../inventory/purchasing/supplier";
import type { ReplyPart } from "../../inventory/reply-parts";
import { dayText, periodOf } from "../../language/text/calendar";
import type { Snapshot } from "../../sheet/stockroom";

type Asked = Pick<Extract<Lookup, { readonly kind: "suppliers" }>, "supplier" | "period">;
type Known = Pick<Snapshot, "purchasing" | "items" | "timeZone">;

/** Rows of 采购 that were ordered of a supplier, all where nobody is named, within a period. */
export function orderedWithin(
  { supplier, period }: Asked,
  { purchasing = noPurchasing, items, timeZone }: Known,
  now: Date,
): readonly PurchaseRow[] {
  const span = period && periodOf(period, now, timeZone);
  const named = findSupplier(supplier, knownSuppliers(purchasing.suppliers, items));
  return purchasing.rows.filter(
    ({ order, orderedAt, supplier: own }) =>
      order !== undefined &&
      orderedAt !== undefined &&
      (supplier === "" || named.some(({ name }) => name === own)) &&
      (span === undefined || (orderedAt >= span.from && orderedAt < span.to)),
  );
}

export function readSupplierFigures(asked: Asked, known: Known, now: Date): ReplyPart {
  const { period } = asked;
  const rows = orderedWithin(asked, known, now);
  const dayOf = (at: Date): string => dayText(at, known.timeZone);
  const { events } = known.purchasing ?? noPurchasing;
  const figures = supplierFigures(rows, { now, today: dayOf(now), events, dayOf });
  return { kind: "supplier-figures", figures, period: period?.label ?? "" };
}
