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
import { mergeCells, unmergeCells } from "./merging";
import { cutPaste, deleteRange, insertRange } from "./moving";
import { addNamedRange, deleteNamedRange, updateNamedRange } from "./named-ranges";
import { findReplace, sortRange } from "./rearranging";
import {
  addConditionalFormatRule,
  addFilterView,
  addProtectedRange,
  clearBasicFilter,
  deleteConditionalFormatRule,
  deleteProtectedRange,
  setBasicFilter,
  updateProtectedRange,
} from "./rules";
import { addSheet, deleteSheet, updateSheetProperties } from "./sheets";
import { updateSpreadsheetProperties } from "./spreadsheet";
import { addTable, deleteTable, updateTable } from "./tables";

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
  cutPaste,
  deleteConditionalFormatRule,
  deleteDimension,
  deleteNamedRange,
  deleteProtectedRange,
  deleteRange,
  deleteSheet,
  deleteTable,
  duplicateSheet,
  findReplace,
  insertDimension,
  insertRange,
  mergeCells,
  moveDimension,
  repeatCell,
  setBasicFilter,
  setDataValidation,
  sortRange,
  unmergeCells,
  updateCells,
  updateDimensionProperties,
  updateNamedRange,
  updateProtectedRange,
  updateSheetProperties,
  updateSpreadsheetProperties,
  updateTable,
};
