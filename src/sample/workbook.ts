/**
 * The sample workbook: rows for every tab, by column, told relative to a moment. In: the moment and the zone.
 * Out: values as the cells shall hold them. Nothing is written here; who lays the tabs writes them.
 */
import { TZDate } from "@date-fns/tz";
import { addDays } from "date-fns/addDays";
import { isWeekend } from "date-fns/isWeekend";
import { add, subtract } from "../inventory/items/quantity";
import { formatLink } from "../inventory/movements/link";
import { rowId } from "../inventory/movements/movement";
import { plainNote } from "../inventory/movements/plan";
import { formatPlan } from "../inventory/movements/plan-cell";
import { accountOf } from "../inventory/people/member";
import {
  movementTypes,
  pendingKinds,
  pendingStatuses,
  roles,
  type ColumnName,
  type TabName,
} from "../language/sheet-words/headings";
import { settingRows } from "../language/sheet-words/policy";
import { sampleItems, type SampleItem, type SampleItemKey } from "./items";
import { sampleGroup, samplePeople, samplePlatform, type SamplePerson } from "./people";
import { story, type SampleMessage } from "./story";

export type SampleRow<Tab extends TabName> = Readonly<
  Partial<Record<ColumnName<Tab>, string | number | Date>>
>;
/** Rows by tab, in the order of the sheet. */
export type SampleWorkbook = { readonly [Tab in TabName]: readonly SampleRow<Tab>[] };

/** What the embedded spreadsheet is called. */
export const sampleTitle = "办公用品库存";
/** That of the spreadsheet of prices beside it. */
export const samplePricesTitle = "采购价格";

const place = `${samplePlatform}:${sampleGroup}`;

/** The n-th working day before today, at a time of day, in the office's zone. */
function workingTime(now: Date, timeZone: string, [daysAgo, time]: readonly [number, string]) {
  let day: Date = new TZDate(now, timeZone);
  for (let left = daysAgo; left > 0;) {
    day = addDays(day, -1);
    if (!isWeekend(day)) left -= 1;
  }
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return new Date(new TZDate(day, timeZone).setHours(hour, minute, 0, 0));
}

interface Told {
  readonly at: Date;
  readonly id: string;
  readonly sample: SampleMessage;
}

/** Each row with its time, strictly rising, and its id: rows without a text of their own belong to the message before. */
function dated(now: Date, timeZone: string): readonly Told[] {
  let message = "";
  let rowOfMessage = 0;
  let newest = "";
  return story.map((sample, index) => {
    const [when, [type, item], , text] = sample;
    const moment =
      typeof when === "number"
        ? new Date(now.getTime() - when * 60_000)
        : workingTime(now, timeZone, when);
    const at = new Date(Math.floor(moment.getTime() / 1000) * 1000 + index);
    if (type === "adjustment") {
      return { at, id: `手工:${newest}:${figureAfter(index, item)}`, sample };
    }
    if (text === "") rowOfMessage += 1;
    else {
      rowOfMessage = 0;
      message = `${place}:sample-${String(index + 1).padStart(3, "0")}`;
    }
    newest = rowId(message, rowOfMessage);
    return { at, id: newest, sample };
  });
}

/** An item's stock after the story's row of this index: today's figure less all that came later. */
function figureAfter(index: number, item: SampleItemKey): number {
  return story
    .slice(index + 1)
    .filter(([, [, key]]) => key === item)
    .reduce((figure, [, [, , change]]) => subtract(figure, change), sampleItems[item].stock);
}

function textOf(index: number): string {
  const [, [type], , text] = story[index] ?? [0, ["adjustment"], "", ""];
  return text === "" && type !== "adjustment" && index > 0 ? textOf(index - 1) : text;
}

function ledgerRow(told: readonly Told[], index: number): SampleRow<"ledger"> {
  const { at, id, sample } = told[index] as Told;
  const [, [type, key, change], who, , back] = sample;
  const item: SampleItem = sampleItems[key];
  const person = samplePeople[who];
  const after = figureAfter(index, key);
  const undone = back === undefined ? undefined : told[index - back]?.id;
  const hasRequester = type === "issue" || type === "return" || type === "undo";
  const isAdjustment = type === "adjustment";
  return {
    at,
    type: movementTypes[type],
    itemName: item.name,
    spec: item.spec,
    change,
    unit: item.unit,
    before: add(after, -change),
    after,
    requester: hasRequester ? person.name : "",
    department: hasRequester ? person.department : "",
    operator: isAdjustment ? "" : person.name,
    source: isAdjustment ? "sheet" : samplePlatform,
    text: textOf(index),
    id,
    note: undone === undefined ? "" : `撤销 ${undone}`,
    account: isAdjustment ? "" : accountOf({ platform: samplePlatform, account: person.account }),
    link: formatLink({ undoes: undone, answers: undefined, sentAt: undefined, voided: false }),
  };
}

function stockRow(item: SampleItem, key: string, told: readonly Told[], stockedAt: Date) {
  const newest = told.findLast(({ sample: [, [, moved]] }) => moved === key);
  return { ...item, updatedAt: newest?.at ?? stockedAt };
}

function pendingRows(now: Date, timeZone: string): readonly SampleRow<"pending">[] {
  const at = (daysAgo: number, time: string) => workingTime(now, timeZone, [daysAgo, time]);
  const { li, wang, zhou, zhang } = samplePeople;
  const of = ({ account }: SamplePerson) => accountOf({ platform: samplePlatform, account });
  const { name: itemName, spec, unit } = sampleItems.soap;
  const person = { requester: zhou.name, department: zhou.department };
  const asked = { ...person, type: "issue", quantity: 3, itemName, spec, unit } as const;
  const waiting = { kind: "short", messageId: `${place}:sample-p2` } as const;
  const open = { status: pendingStatuses.open, handledBy: "", handledAt: "" };
  return [
    {
      ...{ number: 1, at: at(4, "11:30"), kind: pendingKinds.count, text: "盘点：剪刀 6把" },
      ...{ operator: wang.name, account: of(wang), reason: "小王报的盘点，等播报员确认" },
      ...{ status: pendingStatuses.confirmed, handledBy: zhang.name, handledAt: at(4, "11:41") },
      messageId: `${place}:sample-p1`,
    },
    {
      ...{ number: 2, at: at(2, "16:20"), kind: pendingKinds.short, text: "领用：洗手液 3瓶" },
      ...{ operator: zhou.name, account: of(zhou), ...open },
      ...{ reason: "洗手液当前库存 1瓶，不够领 3瓶", messageId: waiting.messageId },
      plan: formatPlan({ undoes: [], lines: [{ ...asked, note: plainNote }] }, waiting),
    },
    {
      ...{ number: 3, at: at(1, "14:06"), kind: pendingKinds.unclear, text: "领用：那个本子 2本" },
      ...{ operator: li.name, account: of(li), reason: "没有找到物品「那个本子」", ...open },
      messageId: `${place}:sample-p3`,
    },
  ];
}

/** On the embedded sheet looking often costs nothing, and a newcomer's edit is answered within two seconds. */
const ownSettings: Readonly<Record<string, string>> = { 允许的群: place, 刷新间隔: "1" };

/**
 * Every tab of the sample, as of `now`.
 *
 * @param timeZone IANA name: the office's working hours
 */
export function sampleWorkbook(now: Date, timeZone: string): SampleWorkbook {
  const told = dated(now, timeZone);
  const stockedAt = workingTime(now, timeZone, [12, "10:00"]);
  return {
    stock: Object.entries(sampleItems).map(([key, item]) => stockRow(item, key, told, stockedAt)),
    ledger: told.map((_, index) => ledgerRow(told, index)),
    pending: pendingRows(now, timeZone),
    members: Object.values(samplePeople).map(({ account, name, department, role }) => ({
      ...{ name, department, role: roles[role], platform: samplePlatform, account },
    })),
    settings: settingRows.map((row) => ({ ...row, value: ownSettings[row.key] ?? row.value })),
    broadcasts: [],
  };
}
