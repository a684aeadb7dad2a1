/**
 * A plan as it stands in 原因 of a 待处理 row, and back: 领用：键盘 2个，领用人：小李，部门：市场部. Read strictly, against the
 * items of the sheet, so that a keeper's 确认 books exactly what was written, or nothing.
 */
import type { BookableType } from "../inventory/intent";
import type { Item } from "../inventory/item";
import { plainNote, type Plan, type PlannedLine } from "../inventory/plan";
import { keyOfWord } from "./headings";
import { nameOf, quantityOf } from "./say-pieces";

const words: Readonly<Record<BookableType, string>> = {
  issue: "领用",
  receipt: "入库",
  return: "归还",
  stocktake: "盘点",
};
const undoWord = "撤销";
const marker = "确认后按此登记：";
const between = "；";

/** The tail of a reason that holds the plan. */
export function planText({ undoes, lines }: Plan): string {
  const parts = [...undoes.map((id) => `${undoWord}：${id}`), ...lines.map(lineText)];
  return `${marker}${parts.join(between)}`;
}

function lineText(line: PlannedLine): string {
  const { type, itemName: name, spec, quantity, unit, requester, department } = line;
  const person = requester === "" ? "" : `，领用人：${requester}`;
  const group = department === "" ? "" : `，部门：${department}`;
  return `${words[type]}：${nameOf({ name, spec })} ${quantityOf(quantity, unit)}${person}${group}`;
}

/** The plan of a reason; undefined without one, or when one of its items is not in the sheet as written. */
export function readPlan(reason: string, items: readonly Item[]): Plan | undefined {
  const at = reason.lastIndexOf(marker);
  if (at < 0) return undefined;
  const undoes: string[] = [];
  const lines: PlannedLine[] = [];
  for (const part of reason.slice(at + marker.length).split(between)) {
    if (part.startsWith(`${undoWord}：`)) {
      undoes.push(part.slice(undoWord.length + 1));
      continue;
    }
    const line = readLine(part, items);
    if (line === undefined) return undefined;
    lines.push(line);
  }
  return { undoes, lines };
}

const figureAndPerson = /^(\d+(?:\.\d+)?)(.*?)(?:，领用人：([^，]*))?(?:，部门：([^，]*))?$/u;

function readLine(part: string, items: readonly Item[]): PlannedLine | undefined {
  const colon = part.indexOf("：");
  const type = keyOfWord(words, part.slice(0, Math.max(colon, 0)));
  if (type === undefined) return undefined;
  const rest = part.slice(colon + 1);
  const found = items
    .filter((item) => rest.startsWith(`${nameOf(item)} `))
    .sort((left, right) => nameOf(right).length - nameOf(left).length);
  for (const item of found) {
    const match = figureAndPerson.exec(rest.slice(nameOf(item).length + 1));
    const quantity = Number(match?.[1] ?? Number.NaN);
    if (match === null || !Number.isFinite(quantity) || match[2] !== item.unit) continue;
    if (quantity === 0 && type !== "stocktake") continue;
    const { name: itemName, spec, unit } = item;
    const [requester, department] = [match[3] ?? "", match[4] ?? ""];
    return { type, itemName, spec, unit, quantity, requester, department, note: plainNote };
  }
  return undefined;
}
