/**
 * Which rows a tab's basic filter hides: by hidden values, and by the conditions on numbers, texts and blanks. A condition
 * of another kind hides nothing here.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/other#ConditionType
 */
import { shownText } from "../answers/cell-data";
import type { Evaluator } from "../formulas/evaluate";
import type { Result } from "../formulas/formula";
import { styleAt } from "./cells";
import type { Grid, Workbook } from "./model";

interface Criteria {
  readonly hiddenValues?: readonly string[];
  readonly condition?: {
    readonly type?: string;
    readonly values?: readonly { readonly userEnteredValue?: string }[];
  };
}

interface Cell {
  readonly shown: string;
  readonly result: Result;
}

type Holds = (cell: Cell, wanted: readonly string[]) => boolean;

const onText =
  (holds: (shown: string, wanted: string) => boolean): Holds =>
  ({ shown }, [wanted = ""]) =>
    holds(shown.toLowerCase(), wanted.toLowerCase());
const onNumber =
  (holds: (number: number, wanted: number) => boolean): Holds =>
  ({ result }, [wanted = ""]) =>
    typeof result === "number" && holds(result, Number(wanted));

const conditions: Readonly<Record<string, Holds>> = {
  BLANK: ({ shown }) => shown === "",
  NOT_BLANK: ({ shown }) => shown !== "",
  TEXT_EQ: onText((shown, wanted) => shown === wanted),
  TEXT_NOT_EQ: onText((shown, wanted) => shown !== wanted),
  TEXT_CONTAINS: onText((shown, wanted) => shown.includes(wanted)),
  TEXT_NOT_CONTAINS: onText((shown, wanted) => !shown.includes(wanted)),
  TEXT_STARTS_WITH: onText((shown, wanted) => shown.startsWith(wanted)),
  TEXT_ENDS_WITH: onText((shown, wanted) => shown.endsWith(wanted)),
  NUMBER_EQ: onNumber((number, wanted) => number === wanted),
  NUMBER_NOT_EQ: onNumber((number, wanted) => number !== wanted),
  NUMBER_GREATER: onNumber((number, wanted) => number > wanted),
  NUMBER_GREATER_THAN_EQ: onNumber((number, wanted) => number >= wanted),
  NUMBER_LESS: onNumber((number, wanted) => number < wanted),
  NUMBER_LESS_THAN_EQ: onNumber((number, wanted) => number <= wanted),
};

function hides({ hiddenValues = [], condition }: Criteria, cell: Cell): boolean {
  if (hiddenValues.includes(cell.shown)) return true;
  const holds = conditions[condition?.type ?? ""];
  if (holds === undefined) return false;
  const wanted = (condition?.values ?? []).map(({ userEnteredValue = "" }) => userEnteredValue);
  return !holds(cell, wanted);
}

/** By column of the tab; `criteria` is the older way to say the same as `filterSpecs`. */
function criteriaOf({ basicFilter }: Grid): [number, Criteria][] {
  const older = Object.entries((basicFilter?.["criteria"] ?? {}) as Record<string, Criteria>);
  const specs = (basicFilter?.["filterSpecs"] ?? []) as readonly {
    readonly columnIndex?: number;
    readonly filterCriteria?: Criteria;
  }[];
  return [
    ...older.map(([column, criteria]): [number, Criteria] => [Number(column), criteria]),
    ...specs.map(({ columnIndex = 0, filterCriteria = {} }): [number, Criteria] => [
      columnIndex,
      filterCriteria,
    ]),
  ];
}

/** Tells of a row whether the filter hides it; undefined where nothing is filtered. */
export function hiddenRows(
  book: Workbook,
  grid: Grid,
  evaluator: Evaluator,
): ((row: number) => boolean) | undefined {
  const all = criteriaOf(grid);
  if (all.length === 0) return undefined;
  const { startRowIndex: header = 0, endRowIndex: end = grid.rowCount } =
    grid.basicFilter?.range ?? {};
  return (row) =>
    row > header &&
    row < end &&
    all.some(([column, criteria]) => {
      const result = evaluator.resultAt(grid, row, column);
      const { numberFormat } = styleAt(book, grid, row, column).userEnteredFormat ?? {};
      return hides(criteria, { result, shown: shownText(result, numberFormat) });
    });
}
