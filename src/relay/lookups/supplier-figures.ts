/** 供应商统计: how suppliers deliver and answer, from 采购 and what 采购记录 tells of it. */
import type { Lookup } from "../../inventory/decide/decision";
import { noPurchasing } from "../../inventory/purchasing/orders";
import { supplierFigures } from "../../inventory/purchasing/statistics";
import { findSupplier, knownSuppliers } from "../../inventory/purchasing/supplier";
import type { ReplyPart } from "../../inventory/reply-parts";
import { dayText, periodOf } from "../../language/text/calendar";
import type { Snapshot } from "../../sheet/stockroom";

export function readSupplierFigures(
  { supplier, period }: Extract<Lookup, { readonly kind: "suppliers" }>,
  {
    purchasing = noPurchasing,
    items,
    timeZone,
  }: Pick<Snapshot, "purchasing" | "items" | "timeZone">,
  now: Date,
): ReplyPart {
  const span = period && periodOf(period, now, timeZone);
  const named = findSupplier(supplier, knownSuppliers(purchasing.suppliers, items));
  const rows = purchasing.rows.filter(
    (row) =>
      (supplier === "" || named.some(({ name }) => name === row.supplier)) &&
      (span === undefined ||
        (row.orderedAt !== undefined && row.orderedAt >= span.from && row.orderedAt < span.to)),
  );
  const dayOf = (at: Date): string => dayText(at, timeZone);
  const { events } = purchasing;
  const figures = supplierFigures(rows, { now, today: dayOf(now), events, dayOf });
  return { kind: "supplier-figures", figures, period: period?.label ?? "" };
}
