/** What is said once rows stand in the sheet: confirmations and the 【入库通知】, from the booked figures. */
import type { ItemLabel } from "../../inventory/items/labeller";
import { add } from "../../inventory/items/quantity";
import type { BookedLine, Action } from "../../inventory/reply-parts";
import {
  beside,
  listed,
  nameOf,
  personName,
  quantityOf,
  readAs,
  signedOf,
  timeOfDay,
  withheldWords,
} from "./format";

/** Whether the rows are told as 【入库通知】. */
export function isArrival(action: Action, lines: readonly BookedLine[]): boolean {
  const told = action.kind === "booking" || action.kind === "confirmed-entry";
  return told && lines.every(({ type }) => type === "receipt");
}

/** Longer confirmations are summed up. */
const mostLines = 6;
/** Items that a sum names. */
const mostNamed = 3;

/** A4纸 10箱、签字笔（黑色）100支、便利贴 20包 等 19 项，详见表格 */
function summed(lines: readonly BookedLine[]): string {
  const named = lines.slice(0, mostNamed).map((line) => {
    const { type, label, change, after, unit, note, counted = after } = line;
    const quantity = type === "stocktake" ? counted : Math.abs(change);
    return beside(label, readAs(quantity, unit, note));
  });
  return `${named.join("、")} 等 ${lines.length} 项，详见表格`;
}

function manyArrivedText(lines: readonly BookedLine[], timeZone: string): string {
  const [{ operator, sentAt } = { operator: "", sentAt: new Date(0) }] = lines;
  return `【入库通知】${summed(lines)}，操作人：${operator}，时间：${timeOfDay(sentAt, timeZone)}`;
}

/** One line an item: 【入库通知】品名：签字笔，数量：100支，操作人：张三，时间：14:30 */
export function arrivalText(lines: readonly BookedLine[], timeZone: string): string {
  const items = new Map<string, BookedLine>();
  for (const line of lines) {
    const key = nameOf(line.label);
    const before = items.get(key)?.change ?? 0;
    items.set(key, { ...line, change: add(before, line.change) });
  }
  const told = [...items.values()];
  const notices =
    told.length > mostLines
      ? [manyArrivedText(told, timeZone)]
      : told.map(
          ({ label, change, unit, operator, sentAt }) =>
            `【入库通知】品名：${nameOf(label)}，数量：${quantityOf(change, unit)}，操作人：${operator}，时间：${timeOfDay(sentAt, timeZone)}`,
        );
  return [...notices, ...remarksOf(lines), ...roundedOf(lines)].join("\n");
}

export function confirmationText(action: Action, lines: readonly BookedLine[]): string {
  switch (action.kind) {
    case "undo":
      return listed("已撤销", lines.map(undoneText));
    case "correction":
      return withRemarks(listed("已更正", correctedLines(lines)), lines);
    case "confirmed-entry":
      return bookingText(`已确认 ${[action.number, ...(action.others ?? [])].join("、")}`, lines);
    case "booking":
      return bookingText(headOf(lines), lines);
  }
}

/** What taking a row back did. */
function undoneText({ label, change, after, unit, isWithheld }: BookedLine): string {
  if (isWithheld === true) return `${nameOf(label)}（${withheldWords}）`;
  return `${beside(label, signedOf(change, unit))}，现有 ${quantityOf(after, unit)}`;
}

function headOf(lines: readonly BookedLine[]): string {
  if (lines.every(({ type }) => type === "return")) return "已归还";
  if (lines.every(({ type }) => type === "stocktake")) return "已盘点";
  return "已登记";
}

/** One person for several lines stands in the head. */
function bookingText(head: string, booked: readonly BookedLine[]): string {
  const lines = withCounts(booked);
  const people = new Set(lines.map(({ person }) => personName(person)));
  const [shared] = people;
  if (lines.length > mostLines) {
    const named = people.size === 1 && shared !== undefined && shared !== "" ? `（${shared}）` : "";
    return withRemarks(`${head}${named}：${summed(lines)}。`, lines);
  }
  if (lines.length > 1 && people.size === 1 && shared !== undefined && shared !== "") {
    const named = lines.map((line) => lineText(line, ""));
    return withRemarks(listed(`${head}（${shared}）`, named), lines);
  }
  return withRemarks(
    listed(
      head,
      lines.map((line) => lineText(line, personName(line.person))),
    ),
    lines,
  );
}

/** What was taken before a count, told with the count that stands. */
interface TakenBefore extends BookedLine {
  readonly standing?: number;
}

function withCounts(lines: readonly BookedLine[]): readonly TakenBefore[] {
  const isAgain = (line: BookedLine, index: number): boolean =>
    line.type === "stocktake" &&
    lines
      .slice(0, index)
      .some(({ type, label }) => type !== "stocktake" && isSame(label, line.label));
  const again = lines.filter(isAgain);
  return lines
    .filter((line) => !again.includes(line))
    .map((line) => {
      const count = again.find(({ label }) => isSame(label, line.label));
      return count?.counted === undefined ? line : { ...line, standing: count.after };
    });
}

/** A booked line: A4纸 2包＝0.4箱（市场部小李），剩 995.62箱 */
function lineText(line: TakenBefore, person: string): string {
  const { type, label, unit, change, after, note, standing } = line;
  if (type === "stocktake") return countText(line);
  const quantity = readAs(Math.abs(change), unit, note);
  const named = person === "" ? "" : `（${person}）`;
  if (line.isWithheld === true) return `${beside(label, quantity)}${named}（${withheldWords}）`;
  if (standing !== undefined)
    return `${beside(label, quantity)}${named}，数之前的，盘点数不变，现有 ${quantityOf(standing, unit)}`;
  const left = type === "issue" ? "剩" : "现有";
  return `${beside(label, quantity)}${named}，${left} ${quantityOf(after, unit)}`;
}

function countText({
  label,
  unit,
  change,
  before,
  after,
  note,
  counted: found,
  isWithheld,
}: BookedLine): string {
  if (isWithheld === true)
    return `${beside(label, readAs(found ?? after, unit, note))}（${withheldWords}）`;
  if (found !== undefined && found !== after) {
    const moved =
      change === 0
        ? `现有 ${quantityOf(after, unit)}，无盘差`
        : `${quantityOf(before, unit)} → ${quantityOf(after, unit)}（盘差 ${signedOf(change, unit)}）`;
    return `${beside(label, readAs(found, unit, note))}，之后有变动，${moved}`;
  }
  // 16卷+1卷: told as a difference, which 盘差 says again.
  const start = quantityOf(before, unit);
  const isDifference = note.typed.startsWith(`${start}+`) || note.typed.startsWith(`${start}-`);
  const counted = isDifference ? quantityOf(after, unit) : readAs(after, unit, note);
  if (change === 0) return `${beside(label, counted)}，与账面一致`;
  return `${beside(label, quantityOf(before, unit))} → ${counted}（盘差 ${signedOf(change, unit)}）`;
}

/** A correction names what was and what is: A4纸 1箱 → 0.5箱（财务部陈静），剩 980箱 */
function correctedLines(lines: readonly BookedLine[]): readonly string[] {
  const undone = lines.filter(({ type }) => type === "undo");
  const told = lines
    .filter(({ type }) => type !== "undo")
    .map((line) => {
      const at = undone.findIndex(({ label }) => isSame(label, line.label));
      const [was] = at < 0 ? [] : undone.splice(at, 1);
      if (was === undefined || line.type === "stocktake")
        return lineText(line, personName(line.person));
      return replacedText(was, line);
    });
  return [...told, ...undone.map(undoneText)];
}

const isSame = (left: ItemLabel, right: ItemLabel): boolean => nameOf(left) === nameOf(right);

function replacedText(
  was: BookedLine,
  { label, unit, change, after, person, note, type, isWithheld }: BookedLine,
): string {
  const former = quantityOf(Math.abs(was.change), unit);
  const now = readAs(Math.abs(change), unit, note);
  const name = personName(person);
  const named = name === "" ? "" : `（${name}）`;
  if (isWithheld === true) return `${beside(label, now)}${named}（${withheldWords}）`;
  const left = type === "issue" ? "剩" : "现有";
  return `${beside(label, former)} → ${now}${named}，${left} ${quantityOf(after, unit)}`;
}

function withRemarks(text: string, lines: readonly BookedLine[]): string {
  const remarks = remarksOf(lines);
  return remarks.length === 0 ? text : [text, ...remarks].join("\n");
}

/** What should be checked: names that were read as near ones, and quantities nobody wrote, these in one line. */
function remarksOf(lines: readonly BookedLine[]): readonly string[] {
  const booked = lines.filter(({ type }) => type !== "undo");
  const near = booked.flatMap(({ label, note }) =>
    note.nearFor === "" ? [] : [`「${note.nearFor}」按 ${nameOf(label)} 登记`],
  );
  const implied = booked
    .filter(({ note }) => note.implied)
    .map(({ type, unit, change, after }) =>
      quantityOf(type === "stocktake" ? after : Math.abs(change), unit),
    );
  if (implied.length === 0) return near;
  return [...near, `没写数量，按 ${[...new Set(implied)].join("、")} 登记`];
}

/** The notice has a form of its own, so the typed figure of a rounded conversion stands below it. */
function roundedOf(lines: readonly BookedLine[]): readonly string[] {
  return lines.flatMap(({ label, unit, change, note }) =>
    note.rounded ? [beside(label, readAs(change, unit, note))] : [],
  );
}
