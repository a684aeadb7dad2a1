/**
 * The messages of the Sheets API v4 that cells, sheets and spreadsheets are made of, one line each: `field:Type`, with
 * `[]Type` for a list and `{}Type` for a map. Lower-case types are scalars; `any` is a field that is never looked into.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets
 */
export const resources = {
  Color: "red:number green:number blue:number alpha:number",
  ColorStyle: "rgbColor:Color themeColor:ThemeColorType",
  NumberFormat: "type:NumberFormatType pattern:string",
  Border: "style:Style width:int color:Color colorStyle:ColorStyle",
  Borders: "top:Border bottom:Border left:Border right:Border",
  Padding: "top:int right:int bottom:int left:int",
  Link: "uri:string",
  TextFormat:
    "foregroundColor:Color foregroundColorStyle:ColorStyle fontFamily:string fontSize:int bold:bool italic:bool strikethrough:bool underline:bool link:Link",
  TextRotation: "angle:int vertical:bool",
  CellFormat:
    "numberFormat:NumberFormat backgroundColor:Color backgroundColorStyle:ColorStyle borders:Borders padding:Padding horizontalAlignment:HorizontalAlign verticalAlignment:VerticalAlign wrapStrategy:WrapStrategy textDirection:TextDirection textFormat:TextFormat hyperlinkDisplayType:HyperlinkDisplayType textRotation:TextRotation",
  ErrorValue: "type:ErrorType message:string",
  ExtendedValue:
    "numberValue:number stringValue:string boolValue:bool formulaValue:string errorValue:ErrorValue",
  ConditionValue: "relativeDate:RelativeDate userEnteredValue:string",
  BooleanCondition: "type:ConditionType values:[]ConditionValue",
  DataValidationRule:
    "condition:BooleanCondition inputMessage:string strict:bool showCustomUi:bool",
  TextFormatRun: "startIndex:int format:TextFormat",
  CellData:
    "userEnteredValue:ExtendedValue effectiveValue:ExtendedValue formattedValue:string userEnteredFormat:CellFormat effectiveFormat:CellFormat hyperlink:string note:string textFormatRuns:[]TextFormatRun dataValidation:DataValidationRule pivotTable:any dataSourceTable:any dataSourceFormula:any chipRuns:any",
  RowData: "values:[]CellData",
  DimensionProperties:
    "hiddenByFilter:bool hiddenByUser:bool pixelSize:int developerMetadata:any dataSourceColumnReference:any",
  GridRange:
    "sheetId:int startRowIndex:int endRowIndex:int startColumnIndex:int endColumnIndex:int",
  GridCoordinate: "sheetId:int rowIndex:int columnIndex:int",
  DimensionRange: "sheetId:int dimension:Dimension startIndex:int endIndex:int",
  GridData:
    "startRow:int startColumn:int rowData:[]RowData rowMetadata:[]DimensionProperties columnMetadata:[]DimensionProperties",
  GridProperties:
    "rowCount:int columnCount:int frozenRowCount:int frozenColumnCount:int hideGridlines:bool rowGroupControlAfter:bool columnGroupControlAfter:bool",
  SheetProperties:
    "sheetId:int title:string index:int sheetType:SheetType gridProperties:GridProperties hidden:bool tabColor:Color tabColorStyle:ColorStyle rightToLeft:bool dataSourceSheetProperties:any",
  SpreadsheetProperties:
    "title:string locale:string autoRecalc:RecalculationInterval timeZone:string defaultFormat:CellFormat iterativeCalculationSettings:any spreadsheetTheme:any importFunctionsExternalUrlAccessAllowed:bool",
  NamedRange: "namedRangeId:string name:string range:GridRange",
  Editors: "users:[]string groups:[]string domainUsersCanEdit:bool",
  ProtectedRange:
    "protectedRangeId:int range:GridRange namedRangeId:string tableId:string description:string warningOnly:bool requestingUserCanEdit:bool unprotectedRanges:[]GridRange editors:Editors",
  SortSpec:
    "dimensionIndex:int sortOrder:SortOrder foregroundColor:Color foregroundColorStyle:ColorStyle backgroundColor:Color backgroundColorStyle:ColorStyle dataSourceColumnReference:any",
  FilterCriteria:
    "hiddenValues:[]string condition:BooleanCondition visibleBackgroundColor:Color visibleBackgroundColorStyle:ColorStyle visibleForegroundColor:Color visibleForegroundColorStyle:ColorStyle",
  FilterSpec: "columnIndex:int filterCriteria:FilterCriteria dataSourceColumnReference:any",
  BasicFilter:
    "range:GridRange sortSpecs:[]SortSpec criteria:{}FilterCriteria filterSpecs:[]FilterSpec tableId:string",
  FilterView:
    "filterViewId:int title:string range:GridRange namedRangeId:string tableId:string sortSpecs:[]SortSpec criteria:{}FilterCriteria filterSpecs:[]FilterSpec",
  TableColumnDataValidationRule: "condition:BooleanCondition",
  TableColumnProperties:
    "columnIndex:int columnName:string columnType:ColumnType dataValidationRule:TableColumnDataValidationRule",
  TableRowsProperties:
    "headerColorStyle:ColorStyle firstBandColorStyle:ColorStyle secondBandColorStyle:ColorStyle footerColorStyle:ColorStyle",
  Table:
    "tableId:string name:string range:GridRange rowsProperties:TableRowsProperties columnProperties:[]TableColumnProperties",
  BooleanRule: "condition:BooleanCondition format:CellFormat",
  InterpolationPoint: "color:Color colorStyle:ColorStyle type:InterpolationPointType value:string",
  GradientRule:
    "minpoint:InterpolationPoint midpoint:InterpolationPoint maxpoint:InterpolationPoint",
  ConditionalFormatRule: "ranges:[]GridRange booleanRule:BooleanRule gradientRule:GradientRule",
  Sheet:
    "properties:SheetProperties data:[]GridData merges:[]GridRange conditionalFormats:[]ConditionalFormatRule filterViews:[]FilterView protectedRanges:[]ProtectedRange basicFilter:BasicFilter charts:any bandedRanges:any developerMetadata:any rowGroups:any columnGroups:any slicers:any tables:[]Table",
  Spreadsheet:
    "spreadsheetId:string properties:SpreadsheetProperties sheets:[]Sheet namedRanges:[]NamedRange spreadsheetUrl:string developerMetadata:any dataSources:any dataSourceSchedules:any",
  ValueRange: "range:string majorDimension:Dimension values:[]row",
} as const;

/** The values that Google's documentation lists, the `…_UNSPECIFIED` ones included. */
export const choices = {
  ThemeColorType:
    "THEME_COLOR_TYPE_UNSPECIFIED TEXT BACKGROUND ACCENT1 ACCENT2 ACCENT3 ACCENT4 ACCENT5 ACCENT6 LINK",
  NumberFormatType:
    "NUMBER_FORMAT_TYPE_UNSPECIFIED TEXT NUMBER PERCENT CURRENCY DATE TIME DATE_TIME SCIENTIFIC",
  Style: "STYLE_UNSPECIFIED DOTTED DASHED SOLID SOLID_MEDIUM SOLID_THICK NONE DOUBLE",
  HorizontalAlign: "HORIZONTAL_ALIGN_UNSPECIFIED LEFT CENTER RIGHT",
  VerticalAlign: "VERTICAL_ALIGN_UNSPECIFIED TOP MIDDLE BOTTOM",
  WrapStrategy: "WRAP_STRATEGY_UNSPECIFIED OVERFLOW_CELL LEGACY_WRAP CLIP WRAP",
  TextDirection: "TEXT_DIRECTION_UNSPECIFIED LEFT_TO_RIGHT RIGHT_TO_LEFT",
  HyperlinkDisplayType: "HYPERLINK_DISPLAY_TYPE_UNSPECIFIED LINKED PLAIN_TEXT",
  ErrorType:
    "ERROR_TYPE_UNSPECIFIED ERROR NULL_VALUE DIVIDE_BY_ZERO VALUE REF NAME NUM N_A LOADING",
  RelativeDate: "RELATIVE_DATE_UNSPECIFIED PAST_YEAR PAST_MONTH PAST_WEEK YESTERDAY TODAY TOMORROW",
  ConditionType:
    "CONDITION_TYPE_UNSPECIFIED NUMBER_GREATER NUMBER_GREATER_THAN_EQ NUMBER_LESS NUMBER_LESS_THAN_EQ NUMBER_EQ NUMBER_NOT_EQ NUMBER_BETWEEN NUMBER_NOT_BETWEEN TEXT_CONTAINS TEXT_NOT_CONTAINS TEXT_STARTS_WITH TEXT_ENDS_WITH TEXT_EQ TEXT_IS_EMAIL TEXT_IS_URL DATE_EQ DATE_BEFORE DATE_AFTER DATE_ON_OR_BEFORE DATE_ON_OR_AFTER DATE_BETWEEN DATE_NOT_BETWEEN DATE_IS_VALID ONE_OF_RANGE ONE_OF_LIST BLANK NOT_BLANK CUSTOM_FORMULA BOOLEAN TEXT_NOT_EQ DATE_NOT_EQ FILTER_EXPRESSION",
  Dimension: "DIMENSION_UNSPECIFIED ROWS COLUMNS",
  SheetType: "SHEET_TYPE_UNSPECIFIED GRID OBJECT DATA_SOURCE",
  RecalculationInterval: "RECALCULATION_INTERVAL_UNSPECIFIED ON_CHANGE MINUTE HOUR",
  SortOrder: "SORT_ORDER_UNSPECIFIED ASCENDING DESCENDING",
  InterpolationPointType: "INTERPOLATION_POINT_TYPE_UNSPECIFIED MIN MAX NUMBER PERCENT PERCENTILE",
  PasteType:
    "PASTE_NORMAL PASTE_VALUES PASTE_FORMAT PASTE_NO_BORDERS PASTE_FORMULA PASTE_DATA_VALIDATION PASTE_CONDITIONAL_FORMATTING",
  PasteOrientation: "NORMAL TRANSPOSE",
  MergeType: "MERGE_ALL MERGE_COLUMNS MERGE_ROWS",
  ColumnType:
    "COLUMN_TYPE_UNSPECIFIED DOUBLE CURRENCY PERCENT DATE TIME DATE_TIME TEXT BOOLEAN DROPDOWN FILES_CHIP PEOPLE_CHIP FINANCE_CHIP PLACE_CHIP RATINGS_CHIP",
  ValueInputOption: "INPUT_VALUE_OPTION_UNSPECIFIED RAW USER_ENTERED",
  ValueRenderOption: "FORMATTED_VALUE UNFORMATTED_VALUE FORMULA",
  DateTimeRenderOption: "SERIAL_NUMBER FORMATTED_STRING",
  InsertDataOption: "OVERWRITE INSERT_ROWS",
} as const;
