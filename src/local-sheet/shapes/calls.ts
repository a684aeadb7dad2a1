/**
 * The bodies and queries of the calls, and the requests of a batchUpdate, in the notation of ./resources. A request of
 * type `any` is one that Google knows and this server answers 501.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request
 */
const requestKinds = {
  updateSpreadsheetProperties: "properties:SpreadsheetProperties fields:string",
  updateSheetProperties: "properties:SheetProperties fields:string",
  addSheet: "properties:SheetProperties",
  deleteSheet: "sheetId:int",
  updateCells: "rows:[]RowData fields:string start:GridCoordinate range:GridRange",
  appendCells: "sheetId:int rows:[]RowData fields:string tableId:string",
  repeatCell: "range:GridRange cell:CellData fields:string",
  insertDimension: "range:DimensionRange inheritFromBefore:bool",
  deleteDimension: "range:DimensionRange",
  appendDimension: "sheetId:int dimension:Dimension length:int tableId:string",
  deleteRange: "range:GridRange shiftDimension:Dimension",
  moveDimension: "source:DimensionRange destinationIndex:int",
  updateDimensionProperties:
    "properties:DimensionProperties fields:string range:DimensionRange dataSourceSheetRange:any",
  sortRange: "range:GridRange sortSpecs:[]SortSpec",
  findReplace:
    "find:string replacement:string range:GridRange sheetId:int allSheets:bool matchCase:bool matchEntireCell:bool searchByRegex:bool includeFormulas:bool",
  copyPaste:
    "source:GridRange destination:GridRange pasteType:PasteType pasteOrientation:PasteOrientation",
  addNamedRange: "namedRange:NamedRange",
  updateNamedRange: "namedRange:NamedRange fields:string",
  deleteNamedRange: "namedRangeId:string",
  addProtectedRange: "protectedRange:ProtectedRange",
  setDataValidation: "range:GridRange rule:DataValidationRule filteredRowsIncluded:bool",
  addConditionalFormatRule: "rule:ConditionalFormatRule index:int",
  setBasicFilter: "filter:BasicFilter",
  clearBasicFilter: "sheetId:int",
  addFilterView: "filter:FilterView",
  mergeCells: "range:GridRange mergeType:MergeType",
  duplicateSheet: "sourceSheetId:int insertSheetIndex:int newSheetId:int newSheetName:string",
  addTable: "table:Table",
  updateTable: "table:Table fields:string",
} as const;

export type RequestKind = keyof typeof requestKinds;

const unserved =
  "cutPaste insertRange unmergeCells updateProtectedRange deleteProtectedRange deleteTable " +
  "deleteConditionalFormatRule updateConditionalFormatRule updateBorders autoFill pasteData textToColumns " +
  "updateFilterView deleteFilterView duplicateFilterView randomizeRange addChart updateChartSpec " +
  "updateEmbeddedObjectPosition updateEmbeddedObjectBorder deleteEmbeddedObject addBanding updateBanding deleteBanding " +
  "createDeveloperMetadata updateDeveloperMetadata deleteDeveloperMetadata addDimensionGroup updateDimensionGroup " +
  "deleteDimensionGroup trimWhitespace deleteDuplicates autoResizeDimensions addSlicer updateSlicerSpec addDataSource " +
  "updateDataSource deleteDataSource refreshDataSource cancelDataSourceRefresh";

const messageOf = (kind: string): string =>
  `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Request`;

const served = Object.keys(requestKinds);

export const calls: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(requestKinds).map(([k, shape]) => [messageOf(k), shape])),
  Request: [
    ...served.map((kind) => `${kind}:${messageOf(kind)}`),
    ...unserved.split(" ").map((kind) => `${kind}:any`),
  ].join(" "),
  BatchUpdateSpreadsheetRequest:
    "requests:[]Request includeSpreadsheetInResponse:bool responseRanges:[]string responseIncludeGridData:bool",
  BatchUpdateSpreadsheetResponse: "spreadsheetId:string replies:any updatedSpreadsheet:Spreadsheet",
  BatchUpdateValuesRequest:
    "valueInputOption:ValueInputOption data:[]ValueRange includeValuesInResponse:bool responseValueRenderOption:ValueRenderOption responseDateTimeRenderOption:DateTimeRenderOption",
  BatchUpdateValuesResponse:
    "spreadsheetId:string totalUpdatedRows:int totalUpdatedColumns:int totalUpdatedCells:int totalUpdatedSheets:int responses:[]UpdateValuesResponse",
  UpdateValuesResponse:
    "spreadsheetId:string updatedRange:string updatedRows:int updatedColumns:int updatedCells:int updatedData:ValueRange",
  AppendValuesResponse: "spreadsheetId:string tableRange:string updates:UpdateValuesResponse",
  BatchGetValuesResponse: "spreadsheetId:string valueRanges:[]ValueRange",
  GetQuery: "ranges:[]string includeGridData:bool excludeTablesInBandedRanges:bool",
  ReadQuery:
    "majorDimension:Dimension valueRenderOption:ValueRenderOption dateTimeRenderOption:DateTimeRenderOption",
  BatchReadQuery:
    "ranges:[]string majorDimension:Dimension valueRenderOption:ValueRenderOption dateTimeRenderOption:DateTimeRenderOption",
  UpdateQuery:
    "valueInputOption:ValueInputOption includeValuesInResponse:bool responseValueRenderOption:ValueRenderOption responseDateTimeRenderOption:DateTimeRenderOption",
  AppendQuery:
    "valueInputOption:ValueInputOption insertDataOption:InsertDataOption includeValuesInResponse:bool responseValueRenderOption:ValueRenderOption responseDateTimeRenderOption:DateTimeRenderOption",
  NoQuery: "",
};
