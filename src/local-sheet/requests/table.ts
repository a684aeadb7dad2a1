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
import { cutPaste, deleteRange, insertRange } from "./moving";
import { addNamedRange, deleteNamedRange, updateNamedRange } from "./named-ranges";
import { findReplace, sortRange } from "./rearranging";
import {
  addConditionalFormatRule,
  addProtectedRange,
  clearBasicFilter,
  deleteConditionalFormatRule,
  deleteProtectedRange,
  setBasicFilter,
  updateProtectedRange,
} from "./rules";
import {
  addSheet,
  deleteSheet,
  updateSheetProperties,
  updateSpreadsheetProperties,
} from "./sheets";

/** Applies one request, whose shape was checked, and answers its reply. */
type Apply = (book: Workbook, request: never) => object;

export const requestTable: Readonly<Record<RequestKind, Apply>> = {
  addConditionalFormatRule,
  addNamedRange,
  addProtectedRange,
  addSheet,
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
  findReplace,
  insertDimension,
  insertRange,
  moveDimension,
  repeatCell,
  setBasicFilter,
  setDataValidation,
  sortRange,
  updateCells,
  updateDimensionProperties,
  updateNamedRange,
  updateProtectedRange,
  updateSheetProperties,
  updateSpreadsheetProperties,
};
