/** What is said of stocktake sessions. */
import type { StocktakePart, ZoneItems } from "../../../inventory/stocktake/parts";
import type { ItemLabel } from "../../../inventory/items/labeller";
import { zoneWord } from "../../sheet-words/stocktake-words";
import { askCauseText, differenceText, summaryText } from "./differences";
import { beside, nameOf, quantityOf, quoted, shortDateTime } from "../format";

type Of<Kind extends StocktakePart["kind"]> = Extract<StocktakePart, { readonly kind: Kind }>;

const mostZones = 20;
const mostItems = 30;

const zonesText = (zones: readonly string[]): string => zones.map(zoneWord).join("、");

/** The first few, and how many there are besides. */
function someOf(texts: readonly string[], most: number, counter = "项"): string {
  const more = texts.length > most ? `…另有 ${texts.length - most} ${counter}` : "";
  return `${texts.slice(0, most).join("、")}${more}`;
}

const namesOf = (labels: readonly ItemLabel[]): string => someOf(labels.map(nameOf), mostItems);

function sessionOpenedText({ number, zones }: Of<"session-opened">): string {
  const items = zones.reduce((total, { all }) => total + all, 0);
  const named = zones.map(({ zone, all }) => `${zoneWord(zone)} ${all} 项`);
  const example = zones.find(({ zone }) => zone !== "")?.zone ?? "A柜";
  return [
    `盘点 ${number} 开始，共 ${items} 项：${someOf(named, mostZones, "个区域")}`,
    `认领：「我来盘${example}」；报数：「盘点：A4纸 4箱」；盘完：「${example}盘完了，没问题」。`,
  ].join("\n");
}

const sessionOpenText = (
  { number, startedAt }: Of<"session-open-already">,
  timeZone: string,
): string =>
  `盘点 ${number}（${shortDateTime(startedAt, timeZone)} 开始）还没结束。先发「结束盘点」或「取消盘点」，再开新的。`;

const noSessionText = "现在没有盘点。播报员或管理员发「开始盘点」即可开始。";

function unknownZoneText({ written, zones }: Of<"unknown-zone">): string {
  const known = someOf(zones.map(zoneWord), mostZones, "个区域");
  return `没有${quoted(written)}这个区域。现有：${known}。`;
}

function zoneClaimedText({ zones, items, others }: Of<"zone-claimed">): string {
  const beside = others.length === 0 ? "" : `（${others.join("、")}也在盘）`;
  return `${zonesText(zones)} 由你盘${beside}，${items} 项待盘。直接报数即可，如「水彩本 10」。`;
}

function zoneCountedText({ zones, recounts }: Of<"zone-counted">): string {
  const [first] = recounts;
  if (first === undefined)
    return `${zonesText(zones)} 已经盘完，没有待盘的物品。要改请发「盘点：物品 数量」。`;
  return `${zonesText(zones)} 只剩待复盘的：${namesOf(recounts)}。请没数过的人再数，发「盘点：${nameOf(first)} 数量」。`;
}

function askZoneEqualText({ zones, labels }: Of<"ask-zone-equal">): string {
  return `${zonesText(zones)} 还有 ${labels.length} 项没报数：${namesOf(labels)}。都与账面一致吗？回复「是」登记，或「算了」。`;
}

function otherZoneText({ label, zones }: Of<"other-zone">): string {
  const name = nameOf(label);
  return `${name}不在你盘的 ${zonesText(zones)}，没有登记。盘点请发「盘点：${name} 数量」，领用请写「领用」。`;
}

const whichZoneText =
  "没看懂是哪个区域盘完了、差了什么。请写「A柜盘完了，没问题」，有差异的先单独报数；全部结束请发「结束盘点」。";

function progressText({ number, zones }: Of<"session-progress">): string {
  const all = zones.reduce((total, zone) => total + zone.all, 0);
  const counted = zones.reduce((total, zone) => total + zone.counted, 0);
  const lines = zones.map(({ zone, people, ...one }) => {
    const isDone = one.counted === one.all;
    const nobody = isDone ? [] : ["没人认领"];
    const who = people.length === 0 ? nobody : [people.join("、")];
    const missing = one.missing === 0 ? [] : [`未找到 ${one.missing} 项`];
    const told = [`${one.counted}/${one.all}`, ...(isDone ? ["已盘完"] : []), ...missing, ...who];
    return `· ${zoneWord(zone)}：${told.join("，")}`;
  });
  return [`盘点 ${number}：已盘 ${counted}/${all}`, ...capped(lines)].join("\n");
}

function remainingText({ zones, missing }: Of<"session-remaining">): string {
  const lines = [...itemLines("没盘", zones), ...itemLines("没找到", missing)];
  return lines.length === 0 ? doneText : lines.join("\n");
}

const doneText = "都盘完了。结束请发「结束盘点」。";

function itemLines(what: string, zones: readonly ZoneItems[]): readonly string[] {
  if (zones.length === 0) return [];
  const left = zones.reduce((total, { labels }) => total + labels.length, 0);
  const lines = zones.map(({ zone, labels }) => `· ${zoneWord(zone)}：${namesOf(labels)}`);
  return [`还有 ${left} 项${what}：`, ...capped(lines)];
}

/** The first zones, and how many there are besides. */
const capped = (lines: readonly string[]): readonly string[] =>
  lines.length > mostZones
    ? [...lines.slice(0, mostZones), `…另有 ${lines.length - mostZones} 个区域`]
    : lines;

/** 订书机 没找到，按 0个 登记？ */
const askMissingText = ({ label, unit }: Of<"ask-missing">): string =>
  `${beside(label, "没找到")}，按 ${quantityOf(0, unit)} 登记？回复「是」，或「算了」再找找。`;

function countListText({ number, isBlind, zones }: Of<"count-list">): string {
  if (zones.length === 0) return doneText;
  const all = zones.reduce((total, { lines }) => total + lines.length, 0);
  const lines = zones.map(({ zone, lines: own }) => {
    const names = own.map(({ name, spec, ordinal }) => {
      const title = spec === "" ? name : `${name}（${spec}）`;
      return ordinal === undefined ? title : `${ordinal}号 ${title}`;
    });
    return `· ${zoneWord(zone)}：${someOf(names, mostItems)}`;
  });
  const head = `${isBlind ? "盲盘表" : "盘点表"}（盘点 ${number}），待盘 ${all} 项：`;
  return [head, ...capped(lines)].join("\n");
}

/** 水彩本 数得 3本，与账面相差较多，请另一个人再数一遍；…: without the book's figure, which the other would look for. */
function recountAskedText({ items, number }: Of<"recount-asked">): string {
  const told = items.map(({ label, unit, counted, other }) => {
    const own = beside(label, `数得 ${quantityOf(counted, unit)}`);
    return other === undefined
      ? own
      : `${own}，${other.name}数得 ${quantityOf(other.counted, unit)}`;
  });
  const why = items.every(({ other }) => other === undefined) ? "与账面相差较多，" : "";
  const keeper =
    items.length === 1 ? `；播报员可直接回「确认 ${number}」` : "；播报员可在待处理里确认";
  return `${told.join("；")}，${why}请另一个人再数一遍${number === undefined ? "" : keeper}。`;
}

/** The numbers with names and units, and how to report. */
function blindListText({ number, isNew, items }: Of<"blind-list">): string {
  const lines = items.map(({ ordinal, label, unit, zone }) => {
    const where = zone === "" ? "" : `，${zone}`;
    return `${ordinal}. ${nameOf(label)}（${unit}${where}）`;
  });
  if (lines.length === 0) return doneText;
  const head = isNew
    ? `盲盘 ${number} 开始，抽中 ${items.length} 项，账面数结束后可查：`
    : `盲盘 ${number} 还有 ${items.length} 项：`;
  const how = isNew ? [`报数：「${items[0]?.ordinal ?? 1}号 17」；结束：「结束盘点」。`] : [];
  return [head, ...lines, ...how].join("\n");
}

const unknownNumberText = ({ ordinal, most }: Of<"unknown-number">): string =>
  `这次盲盘没有 ${ordinal} 号（共 ${most} 项），没有登记。发「盘点表」看编号。`;

const recountByOtherText = ({ labels }: Of<"recount-by-other">): string =>
  `${namesOf(labels)} 你数过了，请另一个人再数一遍。`;

const recountWantedText = ({ label, unit, counter }: Of<"recount-wanted">): string =>
  `${beside(label, `待复盘，${counter}数过`)}，请另一个人再数一遍，发「盘点：${nameOf(label)} 数量${unit}」。`;

const notCountedText = ({ label, isInSession }: Of<"not-counted">): string =>
  isInSession ? `${nameOf(label)}还没盘，直接报数即可。` : `这次盘点没有 ${nameOf(label)}。`;

const causeNotedText = ({ difference, waits }: Of<"cause-noted">): string =>
  waits
    ? `已记下：${nameOf(difference.label)}差异原因「${difference.cause}」，待另一个人复盘。`
    : `已记下：${differenceText(difference)}`;

const whichItemText = ({ labels }: Of<"which-item">): string =>
  `有几种：${namesOf(labels)}。请写全名称。`;

/** How each kind is worded. */
export const stocktakeFormatters: {
  readonly [Kind in StocktakePart["kind"]]: (
    part: Of<Kind>,
    options: { readonly timeZone: string },
  ) => string;
} = {
  "blind-list": blindListText,
  "nothing-to-count": () => "库存表里没有数量可盘的物品，没有开始。",
  "unknown-number": unknownNumberText,
  "other-number": ({ ordinal, label, written }) =>
    `${ordinal}号是${nameOf(label)}，不是${quoted(written)}，没有登记。请核对编号再报。`,
  "ask-missing": askMissingText,
  "blind-each": () => "盲盘要逐项报数，如「3号 17」，不能整区按账面登记。",
  "recount-asked": recountAskedText,
  "recount-by-other": recountByOtherText,
  "count-again": ({ items }) =>
    `${items.map(({ label, unit, counted }) => beside(label, quantityOf(counted, unit))).join("；")}，请再数一次，再报一次就登记。`,
  "recount-wanted": recountWantedText,
  "not-counted": notCountedText,
  "which-item": whichItemText,
  "session-opened": sessionOpenedText,
  "session-open-already": (part, { timeZone }) => sessionOpenText(part, timeZone),
  "session-none": () => noSessionText,
  "unknown-zone": unknownZoneText,
  "zone-claimed": zoneClaimedText,
  "zone-counted": zoneCountedText,
  "ask-zone-equal": askZoneEqualText,
  "zone-too-large": ({ example, items, most }) =>
    `还有 ${items} 项没报数，一次最多登记 ${most} 项，没有登记。请分区域发，如「${zoneWord(example)}盘完了，没问题」。`,
  "other-zone": otherZoneText,
  "which-zone": () => whichZoneText,
  "ask-cause": askCauseText,
  "cause-noted": causeNotedText,
  "blind-cause": () => "盲盘中不看差异，结束后再说明原因。",
  "no-difference": () => "最近一次盘点里没有找到这一项差异，原因没有记。",
  "session-progress": progressText,
  "session-remaining": remainingText,
  "count-list": countListText,
  "session-summary": (part, { timeZone }) => summaryText(part, timeZone),
};
