/**
 * What formulas show. Results are kept until a cell changes. A chain of formulas is followed with a list of its own rather
 * than the call stack, a circle is `#REF!`, and a call that would look at too many cells leaves the rest `Loading...`.
 */
import { findGrid, findGridByTitle } from "../workbook/sheets";
import { contentAt, isFormula, rowsWithContent } from "../workbook/cells";
import type { Grid, Workbook } from "../workbook/model";
import { invalid } from "../refusal";
import type { Formula, Result } from "./formula";
import { isError } from "./formula";
import { functions } from "./functions";
import { calculate, fault, toNumber } from "./operators";
import type { Node } from "./parse";
import { referenceInterval } from "./reference";
import type { Reference } from "./reference";
import { isCells } from "./value";
import type { Cells, Value } from "./value";

/** Thrown when a formula needs another one first; caught by `resultOf`, which then takes that one up. */
class Needs extends Error {
  constructor(
    readonly formula: Formula,
    readonly grid: Grid,
  ) {
    super("another formula comes first");
  }
}

export interface Evaluator {
  /** What a cell shows. */
  resultAt(grid: Grid, row: number, column: number): Result;
  /** Counts cells that the call's answer holds. @throws Refusal 400 when they are too many for one answer */
  give(cells: number): void;
}

const cellsPerCall = 5_000_000;
const mostGiven = 5_000_000;
/** Nested parts of formulas after which a further formula waits its turn instead. */
const deepestNesting = 400;

/** One evaluator serves one call: it spends that call's budget. */
export function createEvaluator(book: Workbook): Evaluator {
  let budget = cellsPerCall;
  let given = 0;
  let depth = 0;
  const underWay = new Set<Formula>();

  const memoOf = (formula: Formula): Result | undefined =>
    formula.memo?.edition === book.edition ? formula.memo.result : undefined;

  const look = (grid: Grid, row: number, column: number): Result => {
    budget -= 1;
    const content = contentAt(grid, row, column);
    if (!isFormula(content)) return content;
    const known = memoOf(content);
    if (known !== undefined) return known;
    if (underWay.has(content)) return fault("REF", "Circular dependency detected.");
    if (depth >= deepestNesting) throw new Needs(content, grid);
    return compute(content, grid);
  };

  const compute = (formula: Formula, grid: Grid): Result => {
    if (budget <= 0) return fault("LOADING", "Loading...");
    underWay.add(formula);
    try {
      const value = formula.tree === undefined ? parseFault : evaluate(formula.tree, formula, grid);
      const result = emptyIsZero(single(value));
      if (budget > 0) formula.memo = { edition: book.edition, result };
      return budget > 0 ? result : fault("LOADING", "Loading...");
    } finally {
      underWay.delete(formula);
    }
  };

  const evaluate = (node: Node, formula: Formula, grid: Grid): Value => {
    depth += 1;
    try {
      return evaluateNode(node, formula, grid);
    } finally {
      depth -= 1;
    }
  };

  const evaluateNode = (node: Node, formula: Formula, grid: Grid): Value => {
    switch (node.kind) {
      case "number":
      case "text":
      case "truth":
        return node.value;
      case "missing":
        return null;
      case "lost":
        return fault("REF", "Reference does not exist.");
      case "reference":
        return cellsOf(formula.references[node.index], grid);
      case "name":
        return namedCells(node.value);
      case "sign":
        return signed(node.operator, single(evaluate(node.operand, formula, grid)));
      case "pair":
        return calculate(
          node.operator,
          single(evaluate(node.left, formula, grid)),
          single(evaluate(node.right, formula, grid)),
        );
      case "call":
        return call(node, formula, grid);
    }
  };

  const call = (node: Node & { kind: "call" }, formula: Formula, grid: Grid): Value => {
    const run = functions.get(node.name);
    if (run === undefined) return fault("NAME", `Unknown function: '${node.name}'.`);
    const value = (index: number): Value => {
      const arg = node.args[index];
      return arg === undefined ? null : evaluate(arg, formula, grid);
    };
    return run({ count: node.args.length, value, scalar: (index) => single(value(index)) });
  };

  const cellsOf = (reference: Reference | undefined, home: Grid): Value => {
    const { title, sheetId, lost } = reference ?? { title: "", sheetId: undefined, lost: true };
    if (reference === undefined || lost) return fault("REF", "Reference does not exist.");
    const named = (): Grid | undefined =>
      sheetId === undefined ? findGridByTitle(book, title ?? "") : findGrid(book, sheetId);
    const grid = title === undefined ? home : named();
    if (grid === undefined) return fault("REF", `Unresolved sheet name '${title ?? ""}'.`);
    const [top, bottom] = referenceInterval(reference, "row");
    const [left, right] = referenceInterval(reference, "column");
    return block(grid, [top, left], [bottom ?? grid.rowCount, right ?? grid.columnCount]);
  };

  const namedCells = (name: string): Value => {
    const lower = name.toLowerCase();
    const named = book.namedRanges.find((entry) => entry.name.toLowerCase() === lower);
    const grid = named && findGrid(book, named.range.sheetId);
    if (named === undefined || grid === undefined) {
      return fault("NAME", `Unknown range name: '${name.toUpperCase()}'.`);
    }
    const { startRowIndex = 0, startColumnIndex = 0, endRowIndex, endColumnIndex } = named.range;
    const end = [endRowIndex ?? grid.rowCount, endColumnIndex ?? grid.columnCount] as const;
    return block(grid, [startRowIndex, startColumnIndex], end);
  };

  const block = (
    grid: Grid,
    [top, left]: readonly [number, number],
    [bottom, right]: readonly [number, number],
  ): Cells => ({
    rows: bottom - top,
    columns: right - left,
    usedRows: Math.max(0, Math.min(bottom, rowsWithContent(grid)) - top),
    at: (row, column) => look(grid, top + row, left + column),
    each: (take) => {
      const end = Math.min(bottom, rowsWithContent(grid));
      for (let r = top; r < end && budget > 0; r += 1) {
        const cells = grid.rows[r]?.cells ?? [];
        const width = Math.min(right, cells.length);
        budget -= Math.max(1, width - left);
        for (let c = left; c < width; c += 1) {
          const content = cells[c] ?? null;
          take(isFormula(content) ? look(grid, r, c) : content);
        }
      }
    },
  });

  return {
    give: (cells) => {
      given += cells;
      if (given > mostGiven) throw invalid("The answer has too many cells; ask for less at once.");
    },
    resultAt: (grid, row, column) => {
      const content = contentAt(grid, row, column);
      if (!isFormula(content)) return content;
      return memoOf(content) ?? followChain(content, grid, compute);
    },
  };
}

/** Computes a formula after those that it needs, however long the chain. */
function followChain(
  first: Formula,
  home: Grid,
  compute: (formula: Formula, grid: Grid) => Result,
): Result {
  const waiting: { formula: Formula; grid: Grid }[] = [{ formula: first, grid: home }];
  const listed = new Set<Formula>([first]);
  for (;;) {
    const next = waiting[waiting.length - 1];
    if (next === undefined) return null;
    try {
      const result = compute(next.formula, next.grid);
      waiting.pop();
      listed.delete(next.formula);
      if (waiting.length === 0) return result;
    } catch (need) {
      if (!(need instanceof Needs)) throw need;
      if (listed.has(need.formula)) return fault("REF", "Circular dependency detected.");
      listed.add(need.formula);
      waiting.push({ formula: need.formula, grid: need.grid });
    }
  }
}

const parseFault = fault("ERROR", "Formula parse error.");

function single(value: Value): Result {
  if (!isCells(value)) return value;
  if (value.rows === 1 && value.columns === 1) return value.at(0, 0);
  return fault("VALUE", "An array value could not be found.");
}

const emptyIsZero = (result: Result): Result => result ?? 0;

function signed(operator: "-" | "+" | "%", operand: Result): Result {
  if (operator === "+") return operand;
  const number = toNumber(operand);
  if (isError(number)) return number;
  return operator === "-" ? -number : number / 100;
}
