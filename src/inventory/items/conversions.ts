/**
 * The 单位换算 cell → steps of a unit conversion. What can't be read is left out; units stay as they were written,
 * variants are compared by units.ts.
 */
import Big from "big.js";
import type { Conversion } from "./item";

interface Side {
  readonly count: Big;
  readonly unit: string;
}

const statementEnd = /[;,\n\u3001\u3002]/;

/**
 * Reads a cell of conversions, chains allowed.
 *
 * @example parseConversions("1箱=5包;1包=500张")
 * // [{ from: "箱", factor: 5, to: "包" }, { from: "包", factor: 500, to: "张" }]
 * @example parseConversions("1箱=5包=2500张") // the same
 */
export function parseConversions(cell: string): readonly Conversion[] {
  return cell
    .normalize("NFKC")
    .split(statementEnd)
    .flatMap((statement) => {
      const sides = statement.split("=").map(parseSide);
      return sides.slice(1).map((right, index) => stepOf(sides[index], right));
    })
    .filter((step) => step !== undefined);
}

/**
 * The statements of a cell of conversions that can't be read.
 *
 * @example unreadConversions("1箱=5包;两包一盒") // ["两包一盒"]
 */
export function unreadConversions(cell: string): readonly string[] {
  return cell
    .normalize("NFKC")
    .split(statementEnd)
    .map((statement) => statement.trim())
    .filter((statement) => {
      const sides = statement.split("=").length;
      return statement !== "" && (sides < 2 || parseConversions(statement).length < sides - 1);
    });
}

function parseSide(text: string): Side | undefined {
  const [, count = "", unit = ""] = /^\s*(\d{0,9}(?:\.\d{1,6})?)\s*(\p{L}+)\s*$/u.exec(text) ?? [];
  return unit === "" ? undefined : { count: new Big(count === "" ? 1 : count), unit };
}

function stepOf(left: Side | undefined, right: Side | undefined): Conversion | undefined {
  if (left === undefined || right === undefined || left.count.eq(0) || right.count.eq(0)) return;
  if (left.unit === right.unit) return;
  const forward = right.count.div(left.count);
  if (forward.times(left.count).eq(right.count)) {
    return { from: left.unit, factor: forward.toNumber(), to: right.unit };
  }
  const back = left.count.div(right.count);
  const exact = back.times(right.count).eq(left.count);
  return exact ? { from: right.unit, factor: back.toNumber(), to: left.unit } : undefined;
}
