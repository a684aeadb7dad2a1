/** Which rows a tab's basic filter hides, by its hidden values. */
import { shownText } from "../answers/cell-data";
import type { Evaluator } from "../formulas/evaluate";
import { styleAt } from "./cells";
import type { BasicFilter, Grid, Workbook } from "./model";

interface Criteria {
  readonly hiddenValues?: readonly string[];
  readonly condition?: unknown;
}

/** By column of the tab; `criteria` is the older way to say the same as `filterSpecs`. */
export function criteriaOf(filter: Partial<BasicFilter> = {}): [number, Criteria][] {
  const older = Object.entries((filter["criteria"] ?? {}) as Record<string, Criteria>);
  const specs = (filter["filterSpecs"] ?? []) as readonly {
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
  const all = criteriaOf(grid.basicFilter);
  if (all.length === 0) return undefined;
  const { startRowIndex: header = 0, endRowIndex: end = grid.rowCount } =
    grid.basicFilter?.range ?? {};
  return (row) =>
    row > header &&
    row < end &&
    all.some(([column, criteria]) => {
      const result = evaluator.resultAt(grid, row, column);
      const { numberFormat } = styleAt(book, grid, row, column).userEnteredFormat ?? {};
      return criteria.hiddenValues?.includes(shownText(result, numberFormat)) === true;
    });
}
