/**
 * Tokens of a formula become a tree, by precedence: comparison, `&`, `+ -`, `* /`, `^`, signs, `%`. What the operators and
 * functions do is evaluate's business.
 */
import type { Token } from "./tokens";

export type Node =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "truth"; readonly value: boolean }
  | { readonly kind: "reference"; readonly index: number }
  | { readonly kind: "name"; readonly value: string }
  | { readonly kind: "lost" }
  | { readonly kind: "missing" }
  | { readonly kind: "sign"; readonly operator: "-" | "+" | "%"; readonly operand: Node }
  | { readonly kind: "pair"; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: "array"; readonly rows: readonly (readonly Node[])[] };

const levels: Readonly<Record<string, number>> = {
  "=": 1,
  "<>": 1,
  "<": 1,
  ">": 1,
  "<=": 1,
  ">=": 1,
  "&": 2,
  "+": 3,
  "-": 3,
  "*": 4,
  "/": 4,
  "^": 5,
};
const deepest = 100;
const mostTokens = 1000;

/** The tree of a whole formula; undefined where it is not one, or one too long to be worked out. */
export function parse(tokens: readonly Token[]): Node | undefined {
  let at = 0;
  let depth = 0;

  const sign = (): string | undefined => {
    const token = tokens[at];
    return token?.kind === "sign" ? token.value : undefined;
  };
  const take = (value: string): boolean => {
    if (sign() !== value) return false;
    at += 1;
    return true;
  };

  const expression = (lowest: number): Node | undefined => {
    depth += 1;
    let left = depth > deepest ? undefined : operand();
    while (left !== undefined) {
      const operator = sign() ?? "";
      const level = levels[operator] ?? 0;
      if (level === 0 || level < lowest) break;
      at += 1;
      const right = expression(level + 1);
      left = right && { kind: "pair", operator, left, right };
    }
    depth -= 1;
    return left;
  };

  const operand = (): Node | undefined => {
    const prefix = sign();
    if (prefix === "-" || prefix === "+") {
      at += 1;
      depth += 1;
      const inner = depth > deepest ? undefined : operand();
      depth -= 1;
      return inner && { kind: "sign", operator: prefix, operand: inner };
    }
    let node = atom();
    while (node !== undefined && take("%")) node = { kind: "sign", operator: "%", operand: node };
    return node;
  };

  const atom = (): Node | undefined => {
    const token = tokens[at];
    if (token === undefined) return undefined;
    at += 1;
    if (token.kind === "word") return word(token.value);
    if (token.kind !== "sign") return token;
    if (token.value === "{") return array();
    if (token.value !== "(") return undefined;
    const inner = expression(1);
    return take(")") ? inner : undefined;
  };

  const array = (): Node | undefined => {
    const rows: Node[][] = [[]];
    for (;;) {
      const item = expression(1);
      if (item === undefined) return undefined;
      rows.at(-1)?.push(item);
      if (take("}")) return { kind: "array", rows };
      if (take(";")) rows.push([]);
      else if (!take(",") && !take("\\")) return undefined;
    }
  };

  const word = (value: string): Node | undefined => {
    if (take("(")) {
      const args = list();
      return args && { kind: "call", name: value.toUpperCase(), args };
    }
    const upper = value.toUpperCase();
    if (upper === "TRUE" || upper === "FALSE") return { kind: "truth", value: upper === "TRUE" };
    return { kind: "name", value };
  };

  const list = (): Node[] | undefined => {
    if (take(")")) return [];
    const args: Node[] = [];
    for (;;) {
      const isMissing = [",", ";", ")"].includes(sign() ?? "");
      const arg = isMissing ? ({ kind: "missing" } as const) : expression(1);
      if (arg === undefined) return undefined;
      args.push(arg);
      if (take(")")) return args;
      if (!take(",") && !take(";")) return undefined;
    }
  };

  if (tokens.length > mostTokens) return undefined;
  const tree = expression(1);
  return at === tokens.length ? tree : undefined;
}
