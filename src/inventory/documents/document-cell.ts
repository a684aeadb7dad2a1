/** A document that waits for a code, as it stands in 方案 of its entry of 待处理, and back. */
import { z } from "zod";
import { readJson } from "../movements/json-cell";
import type { StockDocument } from "./document";

/** A cell of text holds no more. */
const longestCell = 45_000;

const text = z.string().max(10_000);
const date = z.iso.datetime().transform((at) => new Date(at));
const shape = z.strictObject({
  type: z.enum(["issue", "receipt", "return", "stocktake"]),
  id: text.startsWith("api:"),
  source: text.min(1),
  operator: text,
  requester: z.strictObject({ name: text, department: text }).optional(),
  text,
  receivedAt: date,
  countedAt: date.optional(),
  lines: z
    .array(
      z.strictObject({
        code: text.optional(),
        item: text,
        spec: text.optional(),
        quantity: z.number().nonnegative(),
        unit: text,
      }),
    )
    .min(1)
    .max(500),
});

/** undefined where a cell can't hold it. */
export function formatDocument(document: StockDocument): string | undefined {
  const cell = JSON.stringify(document);
  return cell.length <= longestCell ? cell : undefined;
}

/** undefined for anything but the document of the entry's own message. */
export function parseDocument(cell: string, messageId: string): StockDocument | undefined {
  const found = readJson(cell, shape);
  if (found?.id.trim() !== messageId.trim()) return undefined;
  const { requester, countedAt, lines, ...head } = found;
  return {
    ...head,
    requester,
    countedAt,
    lines: lines.map(({ code, item, spec, quantity, unit }) => {
      return { ...(code !== undefined && { code }), item, spec, quantity, unit };
    }),
  };
}
