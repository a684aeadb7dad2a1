/**
 * Requests about what is laid over cells: protected ranges, conditional formats and filters. They are kept, given
 * back and follow their cells; what a filter hides is told by `workbook/filtered.ts`, what is forbidden by `protection.ts`.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#addprotectedrangerequest
 */
import { overlay, readUpdateMask } from "../masks";
import { invalid, unimplemented } from "../refusal";
import type {
  BasicFilter,
  ConditionalFormatRule,
  FilterView,
  Grid,
  ProtectedRange,
  Workbook,
} from "../workbook/model";
import { areaOf, gridOf, rangeOf } from "../workbook/sheets";
import { storedRange } from "./named-ranges";

type Given = Partial<ProtectedRange>;

function findProtected(book: Workbook, id: number): readonly [Grid, ProtectedRange] | undefined {
  for (const grid of book.grids) {
    const found = grid.protectedRanges.find(({ protectedRangeId }) => protectedRangeId === id);
    if (found !== undefined) return [grid, found];
  }
  return undefined;
}

function protectedOf(book: Workbook, id = 0): readonly [Grid, ProtectedRange] {
  const found = findProtected(book, id);
  if (found === undefined) throw invalid(`No protected range with id: ${id}`);
  return found;
}

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
  if (findProtected(book, id) !== undefined) {
    throw invalid(`A protected range with id ${id} already exists.`);
  }
  const protectedRange = storedProtection(book, given, id);
  const grid = gridOf(book, protectedRange.range?.sheetId);
  book.history.set(grid, "protectedRanges", [...grid.protectedRanges, protectedRange]);
  const editors = protectedRange["warningOnly"] === true ? {} : { editors: {} };
  return { addProtectedRange: { protectedRange: { ...protectedRange, ...editors } } };
}

export function updateProtectedRange(
  book: Workbook,
  request: { protectedRange?: Given; fields?: string },
): object {
  const mask = readUpdateMask(request.fields, "ProtectedRange");
  const { protectedRangeId: id = 0 } = request.protectedRange ?? {};
  const [grid, old] = protectedOf(book, id);
  const laid = overlay(old, request.protectedRange, mask) as Given;
  const next = storedProtection(book, laid, id);
  const target = gridOf(book, next.range?.sheetId);
  const rest = grid.protectedRanges.filter((each) => each !== old);
  book.history.set(grid, "protectedRanges", rest);
  book.history.set(target, "protectedRanges", [...target.protectedRanges, next]);
  return {};
}

export function deleteProtectedRange(
  book: Workbook,
  request: { protectedRangeId?: number },
): object {
  const [grid, old] = protectedOf(book, request.protectedRangeId);
  const rest = grid.protectedRanges.filter((each) => each !== old);
  book.history.set(grid, "protectedRanges", rest);
  return {};
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

export function deleteConditionalFormatRule(
  book: Workbook,
  request: { index?: number; sheetId?: number },
): object {
  const grid = gridOf(book, request.sheetId);
  const { index = 0 } = request;
  const rule = grid.conditionalFormats[index];
  if (rule === undefined) {
    throw invalid(`No conditional format on sheet: ${grid.sheetId} at index: ${index}`);
  }
  const rest = grid.conditionalFormats.filter((_rule, i) => i !== index);
  book.history.set(grid, "conditionalFormats", rest);
  return { deleteConditionalFormatRule: { rule } };
}

export function setBasicFilter(book: Workbook, request: { filter?: BasicFilter }): object {
  const { range, ...rest } = request.filter ?? {};
  if (rest["tableId"] !== undefined) throw unimplemented("tables");
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
