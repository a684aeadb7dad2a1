/**
 * Requests about named ranges: names and ids are unique in the workbook, which makes them usable as a lock.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request#addnamedrangerequest
 */
import { readCells } from "../a1";
import { overlay, readUpdateMask } from "../masks";
import { invalid } from "../refusal";
import type { GridRange, NamedRange, Workbook } from "../workbook/model";
import { areaOf } from "../workbook/sheets";

type Given = Partial<NamedRange>;

function checkName(book: Workbook, name: string, own?: NamedRange): void {
  const isWord = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && name.length <= 250;
  if (!isWord || readCells(name) !== undefined || /^(true|false)$/iu.test(name)) {
    throw invalid(`Invalid name for named range: ${name.slice(0, 300)}`);
  }
  const lower = name.toLowerCase();
  const others = [...book.namedRanges, ...book.ghosts];
  if (others.some((other) => other !== own && other.name.toLowerCase() === lower)) {
    throw invalid(
      `Cannot add named range with name: ${name}, a named range with that name already exists.`,
    );
  }
}

/** The range without its sheet when that is 0, as Google stores and answers it. */
export function storedRange(book: Workbook, range: GridRange | undefined): GridRange {
  areaOf(book, range);
  const { sheetId, ...bounds } = range ?? {};
  return sheetId === undefined || sheetId === 0 ? bounds : { sheetId, ...bounds };
}

const findNamed = (book: Workbook, id: string): NamedRange | undefined =>
  book.namedRanges.find(({ namedRangeId }) => namedRangeId === id);

export function addNamedRange(book: Workbook, request: { namedRange?: Given }): object {
  const { name = "", namedRangeId, range } = request.namedRange ?? {};
  checkName(book, name);
  const id = namedRangeId ?? String(book.draw());
  if (!/^[\w-]{1,100}$/u.test(id)) throw invalid(`Invalid namedRangeId: ${id.slice(0, 200)}`);
  if ([...book.namedRanges, ...book.ghosts].some(({ namedRangeId: taken }) => taken === id)) {
    throw invalid(
      `Cannot add named range with id ${id}, a named range with that id already exists.`,
    );
  }
  const namedRange = { namedRangeId: id, name, range: storedRange(book, range) };
  book.history.set(book, "namedRanges", [...book.namedRanges, namedRange]);
  book.edition += 1;
  return { addNamedRange: { namedRange } };
}

export function updateNamedRange(
  book: Workbook,
  request: { namedRange?: Given; fields?: string },
): object {
  const mask = readUpdateMask(request.fields, "NamedRange");
  const { namedRangeId = "" } = request.namedRange ?? {};
  const old = findNamed(book, namedRangeId);
  if (old === undefined) throw invalid(`No NamedRange with id: ${namedRangeId.slice(0, 200)}`);
  const laid = overlay(old, request.namedRange, mask) as Given | undefined;
  const { name = "", range } = laid ?? {};
  checkName(book, name, old);
  const next = { namedRangeId, name, range: storedRange(book, range) };
  const all = book.namedRanges.map((named) => (named === old ? next : named));
  book.history.set(book, "namedRanges", all);
  book.edition += 1;
  return {};
}

export function deleteNamedRange(book: Workbook, request: { namedRangeId?: string }): object {
  const { namedRangeId = "" } = request;
  const old = findNamed(book, namedRangeId);
  if (old === undefined) throw invalid(`No NamedRange with id: ${namedRangeId.slice(0, 200)}`);
  const rest = book.namedRanges.filter((named) => named !== old);
  book.history.set(book, "namedRanges", rest);
  book.edition += 1;
  return {};
}
