/** Which entries of 待处理 a keeper means: 12; 3-20; 4、5 和 8; 全部. The numbers stand behind the verb or before it. */
import type { Intent, NumberRange } from "../../../inventory/intent";

type Verb = "confirm" | "reject";

/** Longer lists of numbers are not read. */
const longestList = 200;

const all = "(?:全部|所有|全都|全|都|统统)的?";
const everything = new RegExp(`^${all}$`);

/** What stands behind the verb; `about` may be empty. */
export function readConfirmation(verb: Verb, about: string): Intent | undefined {
  if (about.length > longestList) return undefined;
  const written = about.replace(/^[\s:,，。、]+/, "").trimEnd();
  // 1,200 may be one number or two.
  if (written === "" || /^\d{1,3}(,\d{3})+$/.test(written))
    return { kind: verb, number: undefined };
  if (everything.test(written)) return { kind: "several-entries", verb, ranges: "all" };
  const ranges = readRanges(written);
  const [first] = ranges ?? [];
  if (ranges === undefined || first === undefined) return undefined;
  if (ranges.length === 1 && first.from === first.to) return { kind: verb, number: first.from };
  return { kind: "several-entries", verb, ranges };
}

const verbLast = /^\s*(.*?)\s*(确认|驳回)[\s。.!~]*$/s;

/** 9驳回, #9 驳回, 全部驳回. 9号确认 may be a day, and a bare verb is read as any other. */
export function readNumbersFirst(text: string): Intent | undefined {
  if (text.length > longestList || !/[认回]/.test(text)) return undefined;
  const [, about = "", word] = verbLast.exec(text) ?? [];
  if (about === "") return undefined;
  const verb = word === "确认" ? "confirm" : "reject";
  if (verb === "confirm" && !/^[\s\d#、,，~-]+$/.test(about) && !everything.test(about))
    return undefined;
  return readConfirmation(verb, about);
}

/** @example readRanges("3-5、8") // [{ from: 3, to: 5 }, { from: 8, to: 8 }] */
function readRanges(written: string): readonly NumberRange[] | undefined {
  const joined = written.replace(/\s*(?:[-~]+|到|至)\s*/g, "-");
  const list = joined.includes("-") || joined.startsWith("第") ? joined.replace(/条$/, "") : joined;
  const parts = list.split(/[\s、,，;；+和及与]+/).map(readRange);
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function readRange(part: string): NumberRange | undefined {
  const ends = /^[第#]?(\d{1,9})[号#]?(?:-[第#]?(\d{1,9})[号#]?)?$/.exec(part);
  if (ends === null) return undefined;
  const [one, other] = [Number(ends[1]), Number(ends[2] ?? ends[1])];
  return { from: Math.min(one, other), to: Math.max(one, other) };
}
