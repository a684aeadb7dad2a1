/**
 * Requests about what is laid over cells: protected ranges, conditional formats and filters. They are kept, given
 * back and follow their cells; what a filter hides is told by `workbook/filtered.ts`, what is forbidden by `protection.ts`.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#addprotectedrangerequest
 */
import { invalid, unimplemented } from "../refusal";
import { criteriaOf } from "../workbook/filtered";
import type {
  BasicFilter,
  ConditionalFormatRule,
  FilterView,
  ProtectedRange,
  Workbook,
} from "../workbook/model";
import { areaOf, gridOf, rangeOf } from "../workbook/sheets";
import { storedRange } from "./named-ranges";

type Given = Partial<ProtectedRange>;

interface Editors {
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
  readonly domainUsersCanEdit?: boolean;
}

/** Whose calls these are, as the list of editors tells it. */
const callerAccount = "relay@local-sheet.iam.gserviceaccount.com";

/** The caller is always among them, and what is empty is left out. */
function storedEditors({ users = [], groups = [], ...rest }: Editors = {}): Editors {
  return {
    ...rest,
    users: [...new Set([...users, callerAccount])],
    ...(groups.length > 0 ? { groups } : {}),
  };
}

/** As Google keeps it: the caller stays an editor, what is false is left out. */
function storedProtection(book: Workbook, given: Given, protectedRangeId: number): ProtectedRange {
  if (given["tableId"] !== undefined) throw unimplemented("tables");
  if (given.namedRangeId !== undefined) throw unimplemented("protected ranges by namedRangeId");
  const { range, unprotectedRanges, ...rest } = given;
  const open = unprotectedRanges?.map((each) => storedRange(book, each));
  const kept = Object.entries(rest).filter(([, value]) => value !== false);
  const editors =
    rest["warningOnly"] === true ? {} : { editors: storedEditors(rest["editors"] as Editors) };
  return {
    ...Object.fromEntries(kept),
    ...editors,
    protectedRangeId,
    range: storedRange(book, range),
    ...(open === undefined || open.length === 0 ? {} : { unprotectedRanges: open }),
    requestingUserCanEdit: true,
  };
}

export function addProtectedRange(book: Workbook, request: { protectedRange?: Given }): object {
  const given = request.protectedRange ?? {};
  const { protectedRangeId: id = book.draw() } = given;
  const all = book.grids.flatMap(({ protectedRanges }) => protectedRanges);
  if (all.some(({ protectedRangeId }) => protectedRangeId === id)) {
    throw invalid(`A protected range with id ${id} already exists.`);
  }
  const protectedRange = storedProtection(book, given, id);
  const grid = gridOf(book, protectedRange.range?.sheetId);
  book.history.set(grid, "protectedRanges", [...grid.protectedRanges, protectedRange]);
  const editors = protectedRange["warningOnly"] === true ? {} : { editors: {} };
  return { addProtectedRange: { protectedRange: { ...protectedRange, ...editors } } };
}

export function addConditionalFormatRule(
  book: Workbook,
  request: { rule?: ConditionalFormatRule; index?: number },
): object {
  const { rule, index = 0 } = request;
  const [first, ...others] = rule?.ranges ?? [];
  if (rule === undefined || first === undefined) throw invalid("A rule must have ranges.");
  if (others.some(({ sheetId }) => (sheetId ?? 0) !== (first.sheetId ?? 0))) {
    throw invalid("All ranges of a rule must be on the same sheet.");
  }
  if (!("booleanRule" in rule || "gradientRule" in rule)) {
    throw invalid("A rule must be a booleanRule or a gradientRule.");
  }
  const grid = gridOf(book, first.sheetId);
  const known = grid.conditionalFormats;
  if (index < 0 || index > known.length) throw invalid(`No rule can stand at index ${index}.`);
  const ranges = [first, ...others].map((range) => storedRange(book, range));
  const next = [...known.slice(0, index), { ...rule, ranges }, ...known.slice(index)];
  book.history.set(grid, "conditionalFormats", next);
  return {};
}

export function setBasicFilter(book: Workbook, request: { filter?: BasicFilter }): object {
  const { range, ...rest } = request.filter ?? {};
  if (rest["tableId"] !== undefined) throw unimplemented("tables");
  if (criteriaOf(request.filter).some(([, { condition }]) => condition !== undefined))
    throw unimplemented("filters by a condition");
  const area = areaOf(book, range);
  book.history.set(area.grid, "basicFilter", { range: rangeOf(area), ...rest });
  return {};
}

/** A view hides and sorts for those alone who open it. */
export function addFilterView(book: Workbook, request: { filter?: Partial<FilterView> }): object {
  const { filterViewId = book.draw(), range, ...rest } = request.filter ?? {};
  for (const name of ["namedRangeId", "tableId"]) {
    if (rest[name] !== undefined) throw unimplemented(`filter views by ${name}`);
  }
  if (
    book.grids.some(({ filterViews }) => filterViews.some((v) => v.filterViewId === filterViewId))
  )
    throw invalid(`A filter view with id ${filterViewId} already exists.`);
  const area = areaOf(book, range);
  const filter = { filterViewId, ...rest, range: rangeOf(area) };
  book.history.set(area.grid, "filterViews", [...area.grid.filterViews, filter]);
  return { addFilterView: { filter } };
}

export function clearBasicFilter(book: Workbook, request: { sheetId?: number }): object {
  book.history.set(gridOf(book, request.sheetId), "basicFilter", undefined);
  return {};
}
