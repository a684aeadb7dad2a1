/**
 * What formulas show. Results are kept until a cell changes. A chain of formulas is followed with a list of its own rather
 * than the call stack, a circle is `#REF!`, and a call that would look at too many cells leaves the rest `Loading...`.
 */
import { invalid } from "../refusal";
import { contentAt, isFormula, rowsWithContent } from "../workbook/cells";
import type { Area, Grid, Workbook } from "../workbook/model";
import { everywhere, literal, resultAt as elementAt, type Position } from "./array";
import { followChain, Needs, withNeeds } from "./dependencies";
import { isError, type CellError, type Formula, type Result } from "./formula";
import { functions } from "./functions";
import { calculate, fault, signed } from "./operators";
import type { Node } from "./parse";
import { namedArea, referredArea } from "./places";
import { cellsOf, type CellAccess } from "./range";
import { createSpill, type Spill } from "./spill";
import { isCells, type Value } from "./value";

export interface Evaluator {
  /** What a cell shows. */
  resultAt(grid: Grid, row: number, column: number): Result;
  /** Rows and columns up to the last one in which anything stands or is shown. */
  usedRows(grid: Grid): number;
  usedColumns(grid: Grid, row: number): number;
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
  const laid = new Map<Grid, Spill | undefined>();
  let position: Position | undefined;
  /** How often something was taken for empty that an array formula may yet fill. */
  let unsettled = 0;

  const memoOf = (formula: Formula): Result | undefined =>
    formula.memo?.edition === book.edition ? formula.memo.result : undefined;

  const look = (grid: Grid, row: number, column: number): Result => {
    budget -= 1;
    const content = contentAt(grid, row, column);
    if (!isFormula(content)) return content ?? spillOf(grid)?.at(row, column) ?? null;
    if (content.spills) return spillOf(grid)?.at(row, column) ?? null;
    const known = memoOf(content);
    if (known !== undefined) return known;
    if (underWay.has(content)) return fault("REF", "Circular dependency detected.");
    if (depth >= deepestNesting) throw new Needs(content, grid);
    return compute(content, grid);
  };

  /** What array formulas fill of a grid; nothing while that is being worked out. */
  const spillOf = (grid: Grid): Spill | undefined => {
    if (grid.spilling.size === 0) return undefined;
    if (laid.has(grid)) {
      const known = laid.get(grid);
      if (known === undefined) unsettled += 1;
      return known;
    }
    laid.set(grid, undefined);
    const outer = position;
    position = undefined;
    try {
      const spill = createSpill(grid, (formula) =>
        formula.tree === undefined ? parseFault : evaluate(formula.tree, formula, grid),
      );
      laid.set(grid, spill);
      return spill;
    } catch (error) {
      laid.delete(grid);
      throw error;
    } finally {
      position = outer;
    }
  };

  const compute = (formula: Formula, grid: Grid): Result => {
    if (budget <= 0) return fault("LOADING", "Loading...");
    underWay.add(formula);
    const outer = { position, unsettled };
    position = undefined;
    try {
      const value = formula.tree === undefined ? parseFault : evaluate(formula.tree, formula, grid);
      const result = emptyIsZero(single(value));
      if (budget > 0 && unsettled === outer.unsettled)
        formula.memo = { edition: book.edition, result };
      return budget > 0 ? result : fault("LOADING", "Loading...");
    } finally {
      position = outer.position;
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
        return cellsIn(referredArea(book, formula.references[node.index], grid));
      case "name":
        return cellsIn(namedArea(book, node.value));
      case "sign":
        return signed(node.operator, single(evaluate(node.operand, formula, grid)));
      case "pair":
        return calculate(
          node.operator,
          single(evaluate(node.left, formula, grid)),
          single(evaluate(node.right, formula, grid)),
        );
      case "array":
        return literal(node.rows.map((row) => row.map((item) => evaluate(item, formula, grid))));
      case "call":
        return call(node, formula, grid);
    }
  };

  const call = (node: Node & { kind: "call" }, formula: Formula, grid: Grid): Value => {
    if (node.name === "ARRAYFORMULA") return cellByCell(node.args[0], formula, grid);
    const run = functions.get(node.name);
    if (run === undefined) return fault("NAME", `Unknown function: '${node.name}'.`);
    const value = (index: number): Value => {
      const arg = node.args[index];
      return arg === undefined ? null : evaluate(arg, formula, grid);
    };
    return run({ count: node.args.length, value, scalar: (index) => single(value(index)) });
  };

  const cellByCell = (node: Node | undefined, formula: Formula, grid: Grid): Value => {
    if (node === undefined) return fault("N_A", "Wrong number of arguments to ARRAYFORMULA.");
    const outer = position;
    try {
      return everywhere((at) => {
        position = at;
        return single(evaluate(node, formula, grid));
      });
    } finally {
      position = outer;
    }
  };

  const single = (value: Value): Result => {
    if (!isCells(value)) return value;
    if (value.rows === 1 && value.columns === 1) return value.at(0, 0);
    if (position !== undefined) return elementAt(value, position);
    return fault("VALUE", "An array value could not be found.");
  };

  const cellsIn = (found: Area | CellError): Value =>
    isError(found) ? found : cellsOf(found, access);

  const usedRows = (grid: Grid): number =>
    Math.max(rowsWithContent(grid), spillOf(grid)?.rows ?? 0);

  const access: CellAccess = {
    look,
    usedRows,
    spilledColumns: (grid) => spillOf(grid)?.columns ?? 0,
    spend: (cells) => {
      budget -= cells;
      return budget > 0;
    },
  };

  return {
    give: (cells) => {
      given += cells;
      if (given > mostGiven) throw invalid("The answer has too many cells; ask for less at once.");
    },
    usedRows: (grid) => withNeeds(() => usedRows(grid), compute),
    usedColumns: (grid, row) => {
      const cells = grid.rows[row]?.cells.length ?? 0;
      if (grid.spilling.size === 0) return cells;
      const spill = withNeeds(() => spillOf(grid), compute);
      return spill === undefined || row >= spill.rows ? cells : Math.max(cells, spill.columns);
    },
    resultAt: (grid, row, column) => {
      const content = contentAt(grid, row, column);
      if (isFormula(content) && !content.spills) {
        return memoOf(content) ?? followChain(content, grid, compute);
      }
      if (!isFormula(content) && grid.spilling.size === 0) return content;
      return withNeeds(() => look(grid, row, column), compute);
    },
  };
}

const parseFault = fault("ERROR", "Formula parse error.");

const emptyIsZero = (result: Result): Result => result ?? 0;
