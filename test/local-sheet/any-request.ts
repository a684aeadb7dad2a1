/**
 * Requests of any served kind on small tabs 0 and 5, about as often valid as not.
 */
import fc from "fast-check";

const index = fc.integer({ min: -1, max: 14 });
const sheetId = fc.constantFrom(0, 0, 0, 5, 9);
const gridRange = fc.record(
  {
    sheetId,
    startRowIndex: index,
    endRowIndex: index,
    startColumnIndex: index,
    endColumnIndex: index,
  },
  { requiredKeys: ["sheetId"] },
);
const dimensionRange = fc.record({
  sheetId,
  dimension: fc.constantFrom("ROWS", "COLUMNS"),
  startIndex: index,
  endIndex: index,
});
const coordinate = fc.record({ sheetId, rowIndex: index, columnIndex: index });
const value = fc.oneof(
  fc.record({ numberValue: fc.integer() }),
  fc.record({ stringValue: fc.string({ maxLength: 5 }) }),
  fc.record({
    formulaValue: fc.constantFrom("=A1+1", "=SUM(A1:C4)", "=$B$2", "=Other!A2", "=B:B", "x"),
  }),
);
const cell = fc.record(
  {
    userEnteredValue: value,
    note: fc.string({ maxLength: 3 }),
    userEnteredFormat: fc.record({ numberFormat: fc.record({ pattern: fc.constant("0.0") }) }),
  },
  { requiredKeys: [] },
);
const rows = fc.array(fc.record({ values: fc.array(cell, { maxLength: 3 }) }), { maxLength: 3 });
const fields = fc.constantFrom(
  "*",
  "userEnteredValue",
  "note,userEnteredFormat.numberFormat",
  "nothing",
);
const namedRangeId = fc.constantFrom("a", "b", "c");
const name = fc.constantFrom("one", "two", "three", "A1");
const size = fc.integer({ min: 0, max: 15 });

export const request = fc.oneof(
  fc.record({ updateCells: fc.record({ start: coordinate, rows, fields }) }),
  fc.record({ updateCells: fc.record({ range: gridRange, rows, fields }) }),
  fc.record({ appendCells: fc.record({ sheetId, rows, fields }) }),
  fc.record({ repeatCell: fc.record({ range: gridRange, cell, fields }) }),
  fc.record({
    insertDimension: fc.record({ range: dimensionRange, inheritFromBefore: fc.boolean() }),
  }),
  fc.record({ deleteDimension: fc.record({ range: dimensionRange }) }),
  fc.record({ moveDimension: fc.record({ source: dimensionRange, destinationIndex: index }) }),
  fc.record({
    sortRange: fc.record({
      range: gridRange,
      sortSpecs: fc.array(fc.record({ dimensionIndex: size })),
    }),
  }),
  fc.record({ deleteRange: fc.record({ range: gridRange, shiftDimension: fc.constant("ROWS") }) }),
  fc.record({
    copyPaste: fc.record({
      source: gridRange,
      destination: gridRange,
      pasteType: fc.constantFrom("PASTE_FORMULA", "PASTE_VALUES"),
    }),
  }),
  fc.record({
    addNamedRange: fc.record({ namedRange: fc.record({ namedRangeId, name, range: gridRange }) }),
  }),
  fc.record({
    updateNamedRange: fc.record({
      namedRange: fc.record({ namedRangeId, name }),
      fields: fc.constant("name"),
    }),
  }),
  fc.record({ deleteNamedRange: fc.record({ namedRangeId }) }),
  fc.record({
    addSheet: fc.record({
      properties: fc.record({
        title: fc.constantFrom("Other", "Sheet1", "New"),
        gridProperties: fc.record({ rowCount: size, columnCount: size }),
      }),
    }),
  }),
  fc.record({ deleteSheet: fc.record({ sheetId }) }),
  fc.record({
    updateSheetProperties: fc.record({
      properties: fc.record({
        sheetId,
        title: fc.constantFrom("Other", "Mine"),
        index,
        gridProperties: fc.record({ rowCount: size, columnCount: size, frozenRowCount: size }),
      }),
      fields: fc.constantFrom("title", "index", "gridProperties", "gridProperties.rowCount"),
    }),
  }),
  fc.record({
    addProtectedRange: fc.record({ protectedRange: fc.record({ range: gridRange }) }),
  }),
  fc.record({
    setDataValidation: fc.record({ range: gridRange, rule: fc.constant({ strict: true }) }),
  }),
  fc.record({ setBasicFilter: fc.record({ filter: fc.record({ range: gridRange }) }) }),
  fc.record({
    findReplace: fc.record({
      find: fc.constantFrom("1", "A"),
      replacement: fc.string({ maxLength: 2 }),
      range: gridRange,
      matchEntireCell: fc.constant(true),
    }),
  }),
);
