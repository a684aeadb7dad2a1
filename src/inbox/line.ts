/**
 * One line of the journal: a JSON object with a checksum of what it says, so that a damaged line is told from a whole
 * one even where the damage is still JSON. Pure; files are lines-file's.
 */
import { crc32 } from "node:zlib";

export type Entry =
  | { readonly kind: "take"; readonly key: string; readonly message: unknown }
  /** `at` in ms. */
  | { readonly kind: "done"; readonly key: string; readonly at: number }
  /** Without a note the topic is forgotten. */
  | { readonly kind: "note"; readonly topic: string; readonly note?: unknown }
  /** Ids of finished messages, as digests in base64; `from` is the first ms of their span. */
  | { readonly kind: "ids"; readonly from: number; readonly digests: string };

const line = /^\{"c":"([0-9a-f]{8})","e":(.*)\}$/s;

/** The line, with its line feed. */
export function writeLine(entry: Entry): string {
  const json = JSON.stringify(entry);
  return `{"c":"${checksum(json)}","e":${json}}\n`;
}

/** @returns undefined when the line is damaged, or of a kind that this version doesn't know. */
export function readLine(text: string): Entry | undefined {
  const [, sum, json] = line.exec(text) ?? [];
  if (json === undefined || checksum(json) !== sum) return undefined;
  try {
    const entry = JSON.parse(json) as Entry;
    return known.has(entry.kind) ? entry : undefined;
  } catch {
    return undefined;
  }
}

const known = new Set<string>(["take", "done", "note", "ids"] satisfies Entry["kind"][]);

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, "0");
}
