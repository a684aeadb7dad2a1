/**
 * 断货预警, A4纸还能用几天, 为什么说签字笔要断货, 忽略 荧光笔, 采纳 A4纸, 滞销, 各部门用量: questions about what will run out and how things move.
 * Read from the whole text: the words mean other things elsewhere.
 */
import type { InsightIntent, InsightTopic, Intent } from "../../inventory/intent";
import { matchWritten } from "./mentioned-items";
import type { Message } from "./movement";
import { readPeriod } from "./periods";
import { withoutEnding } from "../text/shorten";

const polite = "(?:请问|帮忙|帮我|麻烦)?";
const look = "(?:查询|查看|查|看看|看|问|发)?(?:一下|下)?";
const end = "(?:了|呢|呀|啊|吗|的)?";
const soon = "(?:下周|下个?星期|未来7天|未来一周|最近|马上|近期|这周|7天内)";
const period = "(?:本月|这个?月|上个?月|本周|这周|最近)?";

/** The first that fits the whole text, without white space and punctuation. */
const topics: readonly (readonly [InsightTopic, string])[] = [
  [
    "run-out-list",
    "断货预警|缺货预警|缺货预测|断货预测|断货清单|(?:高风险)?缺货清单|高风险(?:断货|物品)?清单?",
  ],
  [
    "run-out-list",
    `(?:${soon})?(?:有)?(?:哪些|什么)(?:东西|物品)?(?:快|要|会)(?:要)?(?:断货|缺货|缺|断|用完|没)`,
  ],
  ["run-out-list", `${soon}(?:会|要)(?:缺|断货|缺货)(?:什么|哪些)?|${soon}缺货`],
  ["calibration", "(?:缺货|断货)?预测(?:得)?(?:准不准|准吗|有多准|准确率|靠谱吗)"],
  ["fast", "畅销(?:榜|物品|品)?|(?:哪些|什么)?领得最多的?|(?:用量|领用)排行(?:榜)?|什么领得最多"],
  ["slow", "滞销(?:品|物品)?|积压(?:物品|品)?|哪些(?:东西|物品)?没人(?:用|领)|呆滞(?:物品|料)?"],
  [
    "dropped",
    "哪些(?:东西|物品)?突然少(?:用)?|哪些(?:东西|物品)?(?:用量|领用)?明显减少|用量明显减少",
  ],
  [
    "departments",
    `${period}(?:各|每个)部门(?:的)?(?:用量|领用(?:量|情况|统计)?|领了多少|领了什么)`,
  ],
  ["unrecorded", `${period}(?:的)?(?:漏记率|未登记率|漏登率)(?:是?多少)?`],
  ["silent-departments", "谁没(?:有)?登记|(?:哪个|哪些)部门(?:好久|很久|最近)?没(?:有)?登记"],
];

const compared: readonly (readonly [NonNullable<InsightIntent["against"]>, string])[] = [
  ["last-year", "同比|和去年比|跟去年比|与去年同期比"],
  ["before", "环比|和上(?:个)?月比|跟上(?:个)?月比|与上期比"],
];

const patternOf = (words: string): RegExp =>
  new RegExp(`^${polite}${look}(?:${words})${end}$`, "u");

const readers: readonly (readonly [RegExp, InsightIntent])[] = [
  ...topics.map(([topic, words]) => [patternOf(words), { kind: "insight", topic }] as const),
  ...compared.map(
    ([against, words]) =>
      [patternOf(words), { kind: "insight", topic: "compared", against }] as const,
  ),
];

const name = "(?<name>[^，,。?!]{1,20}?)";
/** With the name of an item in them; nothing without. */
const aboutItems: readonly (readonly [InsightTopic, RegExp])[] = [
  [
    "outlook",
    new RegExp(
      `^${polite}${look}${name}(?:大概|大约|估计)?(?:还)?(?:能|可以|够)用(?:几天|多少天|多久|几个?星期|到什么时候)${end}$`,
      "u",
    ),
  ],
  [
    "outlook",
    new RegExp(
      `^${polite}${look}${name}(?:的)?(?:断货|缺货)?(?:概率|可能性?)(?:是|有)?(?:多少|多大)${end}$`,
      "u",
    ),
  ],
  [
    "outlook",
    new RegExp(
      `^${polite}${look}${name}(?:什么时候|几时|啥时候)(?:会)?(?:用完|断货|缺货)${end}$`,
      "u",
    ),
  ],
  [
    "why",
    new RegExp(
      `^${polite}为(?:什么|啥|何)(?:说)?${name}(?:快|会|就)?(?:要)?(?:断货|缺货|用完)${end}$`,
      "u",
    ),
  ],
  [
    "trend",
    new RegExp(`^${polite}${look}${name}(?:的)?(?:用量|领用)?(?:趋势|走势)(?:图)?${end}$`, "u"),
  ],
];

const ignore = new RegExp(
  `^忽略[\\s:]*${name}(?:[，,。(（\\s]+(?<reason>[^)）]{1,40})[)）]?)?$`,
  "u",
);
const needless = new RegExp(
  `^${name}(?:不用|不必|先不|别)(?:再)?(?:补货|补)(?:了)?(?:[，,](?<reason>.{1,40}))?$`,
  "u",
);

const adopt = new RegExp(
  `^(?:采纳(?:建议)?|按建议(?:采购|下单|买|订|申购))[\\s:]*${name}(?:的?建议)?$`,
  "u",
);

/** One of these stands in everything that is read here. */
const marks = /[断缺预没销压滞最排突减门漏登比概可趋走忽补采建]|[能够]用|用完/;

export function readInsight(message: Message): Intent | undefined {
  if (!marks.test(message.reading.text)) return undefined;
  const text = withoutEnding(message.reading.text.trimStart(), "。.!?~");
  if (text.length > longest * 2 || [...text].length > longest) return undefined;
  const close = text.replace(/[\s，,。]/gu, "");
  const found = readers.find(([pattern]) => pattern.test(close))?.[1];
  if (found?.against !== undefined) return found;
  if (found !== undefined) return { ...found, period: readPeriod(close) };
  return readAboutItem(text, message) ?? readIgnored(text, message) ?? readAdopted(text, message);
}

const longest = 70;

function readAboutItem(text: string, message: Message): Intent | undefined {
  for (const [topic, pattern] of aboutItems) {
    const match = matchWritten(pattern.exec(text)?.groups?.["name"], message);
    if (match !== undefined) return { kind: "insight", topic, match };
  }
  return undefined;
}

function readAdopted(text: string, message: Message): Intent | undefined {
  const match = matchWritten(adopt.exec(text)?.groups?.["name"], message);
  return match && { kind: "adopt-suggestion", match };
}

function readIgnored(text: string, message: Message): Intent | undefined {
  for (const pattern of [ignore, needless]) {
    const groups = pattern.exec(text)?.groups;
    const match = matchWritten(groups?.["name"], message);
    if (match !== undefined)
      return { kind: "ignore-run-out", match, reason: groups?.["reason"]?.trim() ?? "" };
  }
  return undefined;
}
