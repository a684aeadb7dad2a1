/** What a cell holds for the relay as JSON: text in, a checked value out. */
import type { z } from "zod";

/**
 * The value that a cell's text holds; undefined for anything that is not exactly of this shape. What holds no object is not
 * parsed: nearly all cells are empty, and JSON.parse tells of that with an exception, which takes long.
 */
export function readJson<Value>(text: string, shape: z.ZodType<Value>): Value | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
