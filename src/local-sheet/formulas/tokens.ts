/**
 * A formula's text as tokens. References are found here with their sheet, so that the formula can be written again with
 * other references in the same places. Does not know which functions exist.
 */
import { readReference, type Reference } from "./reference";

export type Token =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "reference"; readonly index: number }
  | { readonly kind: "word"; readonly value: string }
  | { readonly kind: "lost" }
  | { readonly kind: "sign"; readonly value: string };

export interface Tokens {
  readonly tokens: readonly Token[];
  readonly references: readonly Reference[];
  /** The text around the references: one piece more than there are references. */
  readonly pieces: readonly string[];
}

const title = String.raw`(?:'((?:[^']|'')+)'|([\p{L}_][\p{L}\p{N}_.]*))!`;
const cell = String.raw`\$?[A-Za-z]{1,3}\$?\d{1,8}`;
const column = String.raw`\$?[A-Za-z]{1,3}`;
const row = String.raw`\$?\d{1,8}`;
const cells = String.raw`(${cell}:(?:${cell}|${column}|${row})|${column}:(?:${cell}|${column})|${row}:(?:${cell}|${row})|${cell})`;

const patterns = {
  space: /\s+/uy,
  reference: new RegExp(`(?:${title})?${cells}(?![\\p{L}\\p{N}_(.!])`, "uy"),
  number: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/uy,
  text: /"((?:[^"]|"")*)"/uy,
  lost: /#REF!/uy,
  word: /[\p{L}_][\p{L}\p{N}_.]*/uy,
  sign: /<>|<=|>=|[-+*/^&=<>%(),;{}\\]/uy,
} as const;

/** Reads what follows the `=`; undefined where a character has no meaning in formulas. */
export function tokenise(
  text: string,
  sheetIdOf: (title: string) => number | undefined,
): Tokens | undefined {
  const tokens: Token[] = [];
  const references: Reference[] = [];
  const pieces: string[] = [];
  let at = 0;
  let pieceStart = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const takeReference = (): boolean => {
    const found = match(patterns.reference);
    const written = found?.[1]?.replaceAll("''", "'") ?? found?.[2];
    const sheetId = written === undefined ? undefined : sheetIdOf(written);
    const reference = found && readReference(found[3] ?? "", written, sheetId);
    if (!found || !reference) return false;
    tokens.push({ kind: "reference", index: references.length });
    references.push(reference);
    pieces.push(text.slice(pieceStart, at));
    at += found[0].length;
    pieceStart = at;
    return true;
  };
  const takePlain = (): boolean => {
    for (const kind of ["number", "text", "lost", "word", "sign"] as const) {
      const found = match(patterns[kind]);
      if (found === null) continue;
      tokens.push(plainToken(kind, found));
      at += found[0].length;
      return true;
    }
    return false;
  };
  while (at < text.length) {
    const space = match(patterns.space);
    if (space !== null) at += space[0].length;
    else if (!takeReference() && !takePlain()) return undefined;
  }
  pieces.push(text.slice(pieceStart));
  return { tokens, references, pieces };
}

function plainToken(
  kind: "number" | "text" | "lost" | "word" | "sign",
  found: RegExpExecArray,
): Token {
  if (kind === "number") return { kind, value: Number(found[0]) };
  if (kind === "text") return { kind, value: (found[1] ?? "").replaceAll('""', '"') };
  return kind === "lost" ? { kind } : { kind, value: found[0] };
}
