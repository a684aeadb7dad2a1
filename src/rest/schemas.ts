/** The shapes of the API: they check requests, and the OpenAPI document is made from them. */
import { z } from "zod";
import { order } from "./order-schema";
import type { MovementType } from "../inventory/movements/movement";
import { apiExamples, apiWords } from "../language/page-words/api-words";

/** No control characters, and none of the signs that mark rows and events in 消息ID. */
const plainText = (most: number, what: string): z.ZodString =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]+$/u, `${what} should have no control characters`);

export const externalId = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,119}$/u,
    "should be 1 to 120 letters, digits and ._/-, beginning with a letter or digit",
  )
  .meta({ description: "The document's own id in the other system. Books once, ever." });

export const when = z.iso.datetime({ offset: true }).meta({ description: "ISO 8601 with offset." });

const line = z
  .strictObject({
    code: plainText(100, "code").optional().meta({ description: apiWords.code }),
    item: plainText(200, "item").optional().meta({ description: apiWords.item }),
    spec: z.string().trim().max(200).optional().meta({ description: apiWords.spec }),
    quantity: z.number().min(0).max(1_000_000),
    unit: z.string().trim().max(20).optional().meta({ description: apiWords.unit }),
  })
  .refine(({ code, item: name }) => code !== undefined || name !== undefined, {
    error: "should name the item, or give its code",
    path: ["item"],
  })
  .meta({ id: "Line" });

const head = {
  externalId: externalId.optional().meta({
    description: "May stand in the header Idempotency-Key instead.",
  }),
  document: z
    .strictObject({
      number: plainText(120, "number").optional(),
      approvedAt: when.optional(),
      approvedBy: plainText(40, "approvedBy").optional(),
    })
    .optional(),
  operator: plainText(40, "operator").optional(),
};
const lines = z.array(line).min(1).max(500);
const person = {
  requester: plainText(40, "requester").optional(),
  department: plainText(40, "department").optional(),
};

export const receipt = z.strictObject({ ...head, lines }).meta({
  id: "Receipt",
  examples: [apiExamples.receipt],
});
export const issue = z.strictObject({ ...head, ...person, lines }).meta({
  id: "Issue",
  examples: [apiExamples.issue],
});
export const returned = z.strictObject({ ...head, ...person, lines }).meta({
  id: "Return",
  examples: [apiExamples.return],
});
export const count = z.strictObject({ ...head, countedAt: when.optional(), lines }).meta({
  id: "Count",
  examples: [apiExamples.count],
});

export type DocumentBody = z.infer<typeof receipt> &
  Partial<z.infer<typeof issue>> &
  Partial<z.infer<typeof count>>;

export const movementTypes = [
  "issue",
  "receipt",
  "return",
  "stocktake",
  "undo",
  "adjustment",
] as const satisfies readonly MovementType[];

const movement = z
  .strictObject({
    id: z.string(),
    at: when,
    type: z.enum(movementTypes),
    item: z.string(),
    spec: z.string(),
    change: z.number(),
    unit: z.string(),
    before: z.number().nullable(),
    after: z.number().nullable(),
    requester: z.string(),
    department: z.string(),
    operator: z.string(),
    source: z.string(),
    note: z.string(),
  })
  .meta({ id: "Movement" });

const item = z
  .strictObject({
    id: z.string().meta({ description: "For /items/{id}." }),
    item: z.string(),
    spec: z.string(),
    unit: z.string(),
    stock: z.number().nullable().meta({ description: "null: the cell holds no figure." }),
    safetyStock: z.number().nullable(),
    isLow: z.boolean(),
    location: z.string(),
    supplier: z.string(),
    updatedAt: when.nullable(),
  })
  .meta({ id: "Item" });

const pendingEntry = z
  .strictObject({
    number: z.number().int(),
    at: when,
    kind: z.string(),
    status: z.enum(["open", "confirmed", "rejected", "expired"]),
    text: z.string(),
    operator: z.string(),
    reason: z.string(),
  })
  .meta({ id: "PendingEntry" });

const countedRow = z
  .strictObject({
    session: z.number().int(),
    zone: z.string(),
    item: z.string(),
    spec: z.string(),
    status: z.string(),
    book: z.number().nullable(),
    counted: z.number().nullable(),
  })
  .meta({ id: "StocktakeRow" });

const pageOf = <Schema extends z.ZodType>(schema: Schema, id: string) =>
  z
    .strictObject({
      data: z.array(schema),
      next: z.string().nullable().meta({ description: "The cursor of the next page." }),
    })
    .meta({ id });

export const answers = {
  posted: z
    .strictObject({
      externalId: z.string(),
      status: z.enum(["booked", "voided", "waiting"]),
      movements: z.array(movement),
    })
    .meta({ id: "Posted" }),
  item,
  items: pageOf(item, "ItemPage"),
  movements: pageOf(movement, "MovementPage"),
  pending: pageOf(pendingEntry, "PendingPage"),
  stocktakes: pageOf(countedRow, "StocktakePage"),
  orders: pageOf(order, "OrderPage"),
  report: z
    .strictObject({ span: z.enum(["day", "week", "month"]), text: z.string() })
    .meta({ id: "Report" }),
  problem: z
    .looseObject({
      type: z.string(),
      status: z.number().int(),
      title: z.string(),
      detail: z.string(),
      pending: z.number().int().optional(),
      errors: z
        .array(
          z.strictObject({
            pointer: z.string(),
            detail: z.string(),
            closest: z.array(z.string()).optional(),
          }),
        )
        .optional(),
    })
    .meta({ id: "Problem" }),
};
