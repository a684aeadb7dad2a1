/**
 * What a request's mask over CellData lets it change, and how cells look afterwards.
 */
import { below, overlay, readUpdateMask, type Mask } from "../masks";
import { omit } from "../omit";
import { setStyle, setStyleNumber, styleAt, styleNumberAt } from "../workbook/cells";
import type { ExtendedValue } from "../workbook/enter";
import type { Area, Grid, Workbook } from "../workbook/model";
import type { Style } from "../workbook/style-book";

export interface CellData extends Style {
  readonly userEnteredValue?: ExtendedValue;
}

const styleFields = ["userEnteredFormat", "note", "dataValidation", "textFormatRuns"] as const;

/** What a mask over CellData lets a request change. */
export interface Plan {
  readonly mask: Mask;
  readonly hasValue: boolean;
  /** The masked fields of the style; undefined: none. */
  readonly style: Mask | undefined;
}

export function readPlan(fields: string | undefined): Plan {
  const mask = readUpdateMask(fields, "CellData");
  const entries = styleFields.flatMap((name): [string, Mask][] => {
    const under = below(mask, name);
    return under === undefined ? [] : [[name, under]];
  });
  const style = entries.length === 0 ? undefined : { fields: new Map(entries) };
  return { mask, hasValue: below(mask, "userEnteredValue") !== undefined, style };
}

/** A style with the masked fields of a cell; an empty note or format is none. */
function laidOver(style: Style, cell: CellData, mask: Mask): Style {
  const laid = (overlay(style, cell, mask) ?? {}) as Style;
  const { note, userEnteredFormat } = laid;
  const isPlain = userEnteredFormat !== undefined && Object.keys(userEnteredFormat).length === 0;
  const told = note === "" ? omit(laid, "note") : laid;
  return isPlain ? omit(told, "userEnteredFormat") : told;
}

export function restyle(
  book: Workbook,
  grid: Grid,
  place: readonly [number, number],
  { cell, mask }: { cell: CellData; mask: Mask | undefined },
): void {
  if (mask === undefined) return;
  setStyle(book, grid, place, laidOver(styleAt(book, grid, ...place), cell, mask));
}

/** Lays one cell's style over many: cells that looked alike look alike afterwards. */
export function restyleAll(
  book: Workbook,
  area: Area,
  { cell, plan }: { cell: CellData; plan: Plan },
): void {
  const { style: mask } = plan;
  if (mask === undefined) return;
  const { grid, top, left, bottom, right } = area;
  const known = new Map<number, number>();
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const old = styleNumberAt(grid, row, column);
      let next = known.get(old);
      if (next === undefined) {
        next = book.styles.numberOf(laidOver(book.styles.styleOf(old), cell, mask));
        known.set(old, next);
      }
      setStyleNumber(book, grid, [row, column], next);
    }
  }
}
