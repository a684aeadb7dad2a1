/**
 * A plan as it stands in 方案 of a 待处理 row, and back: JSON that names the entry's own kind and message, so that it
 * holds for no other entry. What is read back is what the relay wrote, or nothing.
 */
import { z } from "zod";
import type { BookableType } from "../intent";
import { readJson } from "./json-cell";
import type { PendingKind } from "./pending";
import { plainNote, type Plan } from "./plan";

/** The entry that a plan belongs to. */
export interface PlanOwner {
  readonly kind: PendingKind;
  readonly messageId: string;
}

const anyType = ["issue", "receipt", "return", "stocktake"] as const;

/** What a plan of each kind of entry may hold; `undoes`: it may take rows back as well. */
const contents: Readonly<
  Record<PendingKind, { readonly types: readonly BookableType[]; readonly undoes: boolean }>
> = {
  short: { types: ["issue"], undoes: false },
  large: { types: ["issue"], undoes: true },
  return: { types: ["return"], undoes: true },
  count: { types: ["stocktake"], undoes: true },
  shortage: { types: ["stocktake"], undoes: false },
  unanswered: { types: anyType, undoes: false },
  refused: { types: anyType, undoes: true },
  code: { types: [], undoes: false },
  check: { types: [], undoes: false },
  unclear: { types: [], undoes: false },
};

const text = z.string().max(10_000);
const line = z
  .strictObject({
    type: z.enum(anyType),
    itemName: text.min(1),
    spec: text,
    unit: text,
    quantity: z.number().nonnegative(),
    requester: text,
    department: text,
    countedAt: z.iso.datetime().optional(),
    purchaseRow: z.number().int().positive().optional(),
    goesBack: z.literal(true).optional(),
  })
  .refine(({ type, quantity }) => quantity > 0 || type === "stocktake");
const shape = z.strictObject({
  kind: z.string(),
  message: z.string(),
  undoes: z.array(text.min(1)).refine((ids) => new Set(ids).size === ids.length),
  lines: z.array(line),
});

/** What stands in 方案; "" without a plan. How each line was read is not kept. */
export function formatPlan(plan: Plan | undefined, { kind, messageId }: PlanOwner): string {
  if (plan === undefined) return "";
  const lines = plan.lines.map((line) => {
    const { type, itemName, spec, unit, quantity, requester, department } = line;
    const { countedAt, purchaseRow, goesBack } = line;
    const own = { type, itemName, spec, unit, quantity, requester, department };
    return { ...own, countedAt, purchaseRow, goesBack };
  });
  return JSON.stringify({ kind, message: messageId, undoes: plan.undoes, lines });
}

/** undefined without a plan, and for one of another entry or with something that its kind of entry can't book. */
export function parsePlan(cell: string, { kind, messageId }: PlanOwner): Plan | undefined {
  const found = readJson(cell, shape);
  // Cells are read without white space at their ends.
  if (found?.kind !== kind || found.message.trim() !== messageId.trim()) return undefined;
  const { undoes, lines } = found;
  const may = contents[kind];
  if (undoes.length + lines.length === 0) return undefined;
  if (undoes.length > 0 && !may.undoes) return undefined;
  if (!lines.every(({ type }) => may.types.includes(type))) return undefined;
  return {
    undoes,
    lines: lines.map(({ countedAt, ...each }): Plan["lines"][number] => ({
      ...each,
      countedAt: countedAt === undefined ? undefined : new Date(countedAt),
      note: plainNote,
    })),
  };
}
