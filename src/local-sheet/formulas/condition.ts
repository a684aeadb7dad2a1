/** Conditions as SUMIF and COUNTIF take them. */
import { isError, type CellError, type Result, type Scalar } from "./formula";
import { calculate, toText } from "./operators";

/** A condition as SUMIF takes it: a value, or a text such as `>=5` or `<>none`; `*` and `?` stand for any characters. */
export function condition(wanted: Result): (result: Result) => boolean {
  const text = toText(wanted);
  if (isError(text)) return () => false;
  const [, operator = "=", rest = ""] = /^(<>|<=|>=|=|<|>)?([^]*)$/u.exec(text) ?? [];
  const number = rest.trim() === "" ? NaN : Number(rest);
  const target: Scalar = Number.isFinite(number) ? number : rest;
  const isPattern = typeof target === "string" && /[*?]/u.test(target);
  return (result) => {
    if (isError(result)) return false;
    if (isPattern && (operator === "=" || operator === "<>")) {
      return matches(toText(result), target) === (operator === "=");
    }
    if (typeof result !== typeof target) return operator === "<>";
    return calculate(operator, result, target) === true;
  };
}

/** Whether `*` and `?` of a pattern can stand for what the text has, in time proportional to their lengths' product. */
function matches(text: string | CellError, pattern: string): boolean {
  if (isError(text)) return false;
  const wanted = pattern.toLowerCase();
  const given = text.toLowerCase();
  let star = -1;
  let retry = 0;
  let p = 0;
  let t = 0;
  while (t < given.length) {
    if (p < wanted.length && wanted[p] === "*") {
      star = p;
      retry = t;
      p += 1;
    } else if (p < wanted.length && (wanted[p] === "?" || wanted[p] === given[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      retry += 1;
      t = retry;
    } else return false;
  }
  while (wanted[p] === "*") p += 1;
  return p === wanted.length;
}
