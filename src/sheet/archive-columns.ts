/**
 * The columns of rows in transit: by which header their cells lie, where people's edits took them since, and the steps
 * that bring them under another header. Pure: headers as they are compared, `""` where a column has none.
 */
import { columnsThen } from "./columns";

/** By which header cells lie now that lay by `laid` when the header above them was `then`, and went with its columns. */
export function laidNow(
  laid: readonly string[],
  then: readonly string[],
  now: readonly string[],
): readonly string[] {
  return columnsThen(then, now, laid.length).map((place, index) => {
    if (place === undefined) return "";
    const isRight = laid[place] === (then[place] ?? "");
    return (isRight ? now[index] : laid[place]) ?? "";
  });
}

/** Whether cells that lie by one header are right under another. Columns without a name are right anywhere. */
export function isUnder(laid: readonly string[], header: readonly string[]): boolean {
  return laid.every((name, index) => name === "" || header[index] === name);
}

/** The header with what names it lacks behind its own. */
export function withNames(header: readonly string[], names: readonly string[]): readonly string[] {
  const lacking = names.filter((name) => name !== "" && !header.includes(name));
  return [...header, ...new Set(lacking)];
}

/** A step that brings a tab's columns nearer to others. */
export type ColumnStep =
  | { readonly kind: "move"; readonly from: number; readonly to: number }
  | { readonly kind: "insert"; readonly at: number };

/** The steps, in their order, after which a tab has the wanted columns first; what else it has stands behind them. */
export function columnSteps(
  wanted: readonly string[],
  header: readonly string[],
): readonly ColumnStep[] {
  const now = [...header];
  const steps: ColumnStep[] = [];
  wanted.forEach((name, column) => {
    while (now.length <= column) now.push("");
    if (now[column] === name) return;
    const from = name === "" ? -1 : now.indexOf(name, column + 1);
    if (from >= 0) {
      steps.push({ kind: "move", from, to: column });
      now.splice(column, 0, ...now.splice(from, 1));
    } else {
      steps.push({ kind: "insert", at: column });
      now.splice(column, 0, name);
    }
  });
  return steps;
}

export const insertsOf = (steps: readonly ColumnStep[]): number =>
  steps.filter(({ kind }) => kind === "insert").length;
