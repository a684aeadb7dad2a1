/**
 * A formula as a cell holds it: a tree that never changes and references that follow copies, insertions and moves; its text
 * is written anew from both. Its result lives in ./evaluate.
 */
import { parse, type Node } from "./parse";
import { referenceText, type Reference } from "./reference";
import { tokenise } from "./tokens";

export interface Formula {
  /** The sheet it stands in. */
  readonly home: number;
  readonly pieces: readonly string[];
  /** undefined: it can't be read as a formula. */
  readonly tree: Node | undefined;
  /** Whether its result may fill cells beside its own. */
  readonly spills: boolean;
  /** Replaced, never changed inside. */
  references: readonly Reference[];
  /** The last result and the state of the workbook that it belongs to. */
  memo: { readonly edition: number; readonly result: Result } | undefined;
}

export interface CellError {
  readonly error: string;
  readonly message: string;
}

export type Scalar = number | string | boolean;
/** What a cell shows: null when empty. */
export type Result = Scalar | CellError | null;

/** Reads a text that begins with `=`. */
export function readFormula(
  text: string,
  home: number,
  sheetIdOf: (title: string) => number | undefined,
): Formula {
  const read = tokenise(text.slice(1), sheetIdOf);
  if (read === undefined) {
    const pieces = [text.slice(1)];
    return { home, pieces, tree: undefined, spills: false, references: [], memo: undefined };
  }
  const { tokens, references, pieces } = read;
  const tree = parse(tokens);
  return { home, pieces, tree, spills: spills(tree), references, memo: undefined };
}

function spills(tree: Node | undefined): boolean {
  if (tree?.kind === "call") return tree.name === "ARRAYFORMULA";
  return tree?.kind === "array";
}

/** The same formula for another cell or sheet. */
export function copyFormula(
  formula: Formula,
  home: number,
  follow: (reference: Reference) => Reference,
): Formula {
  return { ...formula, home, references: formula.references.map(follow), memo: undefined };
}

/** The text of the formula as it now reads, `=` included. */
export function formulaText(
  { pieces, references }: Formula,
  titleOf: (sheetId: number) => string | undefined,
): string {
  let text = `=${pieces[0] ?? ""}`;
  references.forEach((reference, i) => {
    text += referenceText(reference, titleOf) + (pieces[i + 1] ?? "");
  });
  return text;
}

export function isError(result: unknown): result is CellError {
  return typeof result === "object" && result !== null && "error" in result;
}
