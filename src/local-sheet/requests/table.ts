/**
 * The requests that a batchUpdate may hold, as a table from kind to function. A kind that Google knows and this table
 * doesn't is answered 501.
 */
import type { RequestKind } from "../shapes/calls";
import type { Workbook } from "../workbook/model";
import { appendCells, repeatCell, setDataValidation, updateCells } from "./cells";
import { copyPaste } from "./copying";
import {
  appendDimension,
  deleteDimension,
  insertDimension,
  moveDimension,
  updateDimensionProperties,
} from "./dimensions";
import { duplicateSheet } from "./duplicating";
import { mergeCells } from "./merging";
import { deleteRange } from "./moving";
import { addNamedRange, deleteNamedRange, updateNamedRange } from "./named-ranges";
import { findReplace, sortRange } from "./rearranging";
import {
  addConditionalFormatRule,
  addFilterView,
  addProtectedRange,
  clearBasicFilter,
  setBasicFilter,
} from "./rules";
import { addSheet, deleteSheet, updateSheetProperties } from "./sheets";
import { updateSpreadsheetProperties } from "./spreadsheet";
import { addTable, updateTable } from "./tables";

/** Applies one request, whose shape was checked, and answers its reply. */
type Apply = (book: Workbook, request: never) => object;

export const requestTable: Readonly<Record<RequestKind, Apply>> = {
  addConditionalFormatRule,
  addFilterView,
  addNamedRange,
  addProtectedRange,
  addSheet,
  addTable,
  appendCells,
  appendDimension,
  clearBasicFilter,
  copyPaste,
  deleteDimension,
  deleteNamedRange,
  deleteRange,
  deleteSheet,
  duplicateSheet,
  findReplace,
  insertDimension,
  mergeCells,
  moveDimension,
  repeatCell,
  setBasicFilter,
  setDataValidation,
  sortRange,
  updateCells,
  updateDimensionProperties,
  updateNamedRange,
  updateSheetProperties,
  updateSpreadsheetProperties,
  updateTable,
};
