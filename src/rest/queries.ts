/** The query parameters of the API's lists. */
import { z } from "zod";
import { movementTypes, when } from "./schemas";

const cursor = z.string().max(1_000).optional().meta({ description: "`next` of the page before." });
const limit = z.coerce.number().int().min(1).max(500).default(100);
const flag = z.enum(["true", "false"]).optional();

/** Query parameters, by list. */
export const queries = {
  items: z.strictObject({
    name: z.string().max(200).optional().meta({ description: "Items whose name holds it." }),
    low: flag.meta({ description: "true: only those below their safety stock." }),
    cursor,
    limit,
  }),
  movements: z.strictObject({
    from: when.optional().meta({ description: "Left out: 30 days before `to`." }),
    to: when.optional().meta({ description: "Left out: now." }),
    item: z.string().max(200).optional(),
    type: z.enum(movementTypes).optional(),
    cursor,
    limit,
  }),
  pending: z.strictObject({ open: flag, cursor, limit }),
  stocktakes: z.strictObject({
    session: z.coerce.number().int().min(1).max(1_000_000).optional(),
    cursor,
    limit,
  }),
  orders: z.strictObject({
    supplier: z.string().max(200).optional(),
    open: flag.meta({ description: "true: only those of which something may still come." }),
    cursor,
    limit,
  }),
  none: z.strictObject({}),
};
