/** What a cell holds for the relay as JSON: text in, a checked value out. */
import type { z } from "zod";

/** The value that a cell's text holds; undefined for anything that is not exactly of this shape. */
export function readJson<Value>(text: string, shape: z.ZodType<Value>): Value | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
