/** An order as GET /orders shows it. */
import { z } from "zod";

const moment = z.iso.datetime({ offset: true }).nullable();

const purchaseStatus = z.enum([
  "requested",
  "draft",
  "ordered",
  "confirmed",
  "partial",
  "done",
  "cancelled",
]);

export const order = z
  .strictObject({
    order: z.number().int(),
    supplier: z.string(),
    status: purchaseStatus,
    orderer: z.string(),
    orderedAt: moment,
    confirmedAt: moment,
    lines: z.array(
      z.strictObject({
        row: z.number().int(),
        item: z.string(),
        spec: z.string(),
        quantity: z.number(),
        unit: z.string(),
        received: z.number(),
        cancelled: z.number(),
        status: purchaseStatus,
        dueOn: z.string().meta({ description: "`yyyy-MM-dd`; empty: no day is agreed." }),
      }),
    ),
  })
  .meta({ id: "Order" });
