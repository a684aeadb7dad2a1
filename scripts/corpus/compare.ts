/**
 * Compares what came of one corpus message with its label. Pure: rows, entries and posts in, differences out.
 */

import type { Post } from "../bridge";

export interface CorpusCase {
  readonly id: string;
  readonly text: string;
  readonly sender: string;
  readonly type?: "deleted" | "edited";
  readonly refers?: string;
  readonly quotes?: string;
  readonly expect: {
    readonly rows: readonly Readonly<Record<string, string | number>>[];
    readonly pending: number;
    readonly reply: string;
    readonly has: readonly string[];
  };
}

/** What one message caused. `rows` are new 流水 rows by header. */
export interface Effects {
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  readonly pending: number;
  readonly posts: readonly Pick<Post, "kind" | "text">[];
}

export interface Comparison {
  readonly rows: boolean;
  readonly pending: boolean;
  readonly reply: boolean;
  /** A row stands in the ledger that should not: the one thing that must never happen. */
  readonly wrongRow: boolean;
  readonly differences: readonly string[];
}

type Row = Readonly<Record<string, string | number>>;

const agrees = (label: Row, row: Row): boolean =>
  Object.entries(label).every(([header, value]) => String(row[header] ?? "") === String(value));

/** Labels without a row, and rows without a label. */
function pairUp(labels: readonly Row[], rows: readonly Row[]): { missing: Row[]; extra: Row[] } {
  const extra = [...rows];
  const missing = labels.filter((label) => {
    const at = extra.findIndex((row) => agrees(label, row));
    if (at >= 0) extra.splice(at, 1);
    return at < 0;
  });
  return { missing, extra };
}

/** Whether the posts are of the kind that a label means (the README of the corpus). */
function saidAs(label: string, posts: readonly Pick<Post, "kind" | "text">[]): boolean {
  const kinds = new Set(posts.map((post) => post.kind));
  const only = (...allowed: string[]): boolean =>
    posts.length > 0 && [...kinds].every((kind) => allowed.includes(kind));
  switch (label) {
    case "none":
      return posts.length === 0;
    case "receipt":
      return only("receipt");
    case "notice":
      return only("notice", "reply");
    case "warn":
      return kinds.has("alert") && [...kinds].every((kind) => kind !== "notice");
    default:
      return only("reply");
  }
}

export function compareWithLabel(label: CorpusCase["expect"], effects: Effects): Comparison {
  const { missing, extra } = pairUp(label.rows, effects.rows);
  const said = effects.posts.map((post) => post.text).join("\n");
  const lacks = label.has.filter((piece) => !said.includes(piece));
  const asKind = saidAs(label.reply, effects.posts);
  const kinds = effects.posts.map((post) => post.kind).join(", ") || "nothing";
  return {
    rows: missing.length === 0 && extra.length === 0,
    pending: label.pending === effects.pending,
    reply: asKind && lacks.length === 0,
    wrongRow: extra.length > 0,
    differences: [
      ...missing.map((row) => `row missing: ${JSON.stringify(row)}`),
      ...extra.map((row) => `WRONG ROW: ${JSON.stringify(row)}`),
      ...(label.pending === effects.pending
        ? []
        : [`待处理: ${effects.pending} instead of ${label.pending}`]),
      ...(asKind ? [] : [`said: ${kinds} instead of ${label.reply}`]),
      ...lacks.map((piece) => `lacks 「${piece}」`),
    ],
  };
}
