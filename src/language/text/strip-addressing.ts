/**
 * What of a message is the sender's own words to the bot. Mentions of the bot and quoted lines are blanked out; forwarded
 * talk, the bot's own messages and words to somebody else have none. In and out: folded text.
 */
import type { Member } from "../../inventory/people/member";
import { isKeeper } from "../../inventory/people/rights";
import { foldKey, type Lexicon } from "../names/lexicon";
import { findPerson } from "../names/people";
import { verbs } from "../vocabulary/stock-words";
import type { Folded } from "./normalise";

/** Names under which the bot and its keeper go. */
const addresses =
  "播报员 库存播报员 库存助手 小助手 助手 机器人 库存机器人 播报机器人 仓管 库管 仓库管理员 管理员 所有人 all bot".split(
    " ",
  );

/** Verbs that may stand in 【】 at the head of a message. */
const headings = new Set(
  "领用 领取 领料 入库 到货 补货 归还 退回 盘点 借用 出库 查询 撤销 更正 补登 领用登记 领取登记 入库登记 归还登记 盘点登记".split(
    " ",
  ),
);

/** The sender's own words; undefined when there are none. */
export function stripAddressing(folded: Folded, lexicon: Lexicon): Folded | undefined {
  const unquoted = withoutQuotedLines(withoutTag(withoutEmojiCodes(folded)));
  const own = unquoted === undefined ? undefined : withoutQuotedMessage(unquoted);
  const ownWords = own === undefined ? undefined : withoutAddress(own, lexicon);
  const headed = ownWords === undefined ? undefined : withoutHeading(ownWords, lexicon);
  if (headed === undefined || isForwarded(headed, lexicon) || isConfirmation(headed))
    return undefined;
  return headed;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Blanks out stretches that follow one another, so that both texts keep their length; all at once, as each is a copy. */
function blank(folded: Folded, stretches: readonly Stretch[]): Folded {
  if (stretches.length === 0) return folded;
  const { text, shown } = folded;
  const read: string[] = [];
  const seen: string[] = [];
  let kept = 0;
  for (const { start, end } of stretches) {
    const gap = text.slice(start, end).replaceAll(/[^\n]/g, " ");
    read.push(text.slice(kept, start), gap);
    seen.push(shown.slice(kept, start), gap);
    kept = end;
  }
  return {
    text: read.join("") + text.slice(kept),
    shown: seen.join("") + shown.slice(kept),
  };
}

const emojiCode =
  /(?<![\da-z]):(?:[+-]1|[a-z][a-z_+-][\da-z_+-]{0,40}):(?![\da-z])(?::skin-tone-\d:)?/g;

/** :pray: is what Slack sends for an emoji. */
function withoutEmojiCodes(folded: Folded): Folded {
  if (!folded.text.includes(":")) return folded;
  const codes = [...folded.text.matchAll(emojiCode)];
  return blank(
    folded,
    codes.map(({ index, 0: code }) => ({ start: index, end: index + code.length })),
  );
}

/** #领用 and /领用 are commands of other bots. */
function withoutTag(folded: Folded): Folded {
  const tag = /^\s*[#/]+/.exec(folded.text);
  return tag === null ? folded : blank(folded, [{ start: 0, end: tag[0].length }]);
}

/** Lines behind > and lines of a chat with its times and names. */
function withoutQuotedLines(folded: Folded): Folded | undefined {
  if (!/[>\n]/.test(folded.text)) return folded;
  const lines = folded.text.split("\n");
  const quoted: Stretch[] = [];
  let start = 0;
  for (const line of lines) {
    if (/^\s*>/.test(line) || (lines.length > 1 && chatLine.test(line)))
      quoted.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  const own = blank(folded, quoted);
  return own.text.trim() === "" ? undefined : own;
}

/** 「小李：…」 with a line of dashes, as chat programs quote; the answer stands behind it. */
function withoutQuotedMessage(folded: Folded): Folded | undefined {
  const start = folded.text.search(/\S/);
  if (start < 0) return undefined;
  if (folded.text[start] !== "“") return folded;
  const end = folded.text.indexOf("”", start);
  if (end < 0) return folded;
  const quoted = folded.text.slice(start + 1, end);
  const rest = folded.text.slice(end + 1).replace(/^[\s-]+/, "");
  const whole = /[:\n]/.test(quoted) || rest === "";
  if (!whole) return folded;
  if (rest === "") return undefined;
  const gap = folded.text.length - rest.length;
  return blank(folded, [{ start: 0, end: gap }]);
}

const longestMention = 30;

/** Mentions of the bot and of keepers fall away, wherever they stand; words to a colleague are not for the bot. */
function withoutAddress(folded: Folded, lexicon: Lexicon): Folded | undefined {
  const { text } = folded;
  const mentions: Stretch[] = [];
  let leading = true;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const behind = mentions.at(-1)?.end ?? 0;
    if (at < behind) continue;
    leading &&= text.slice(behind, at).trim() === "";
    const glued = !leading && at > behind && !/[\s，,:;。!]/.test(text[at - 1] ?? "");
    if (glued && !mentionsKeeper(text, at, lexicon)) continue;
    const labelled = !leading && /人:?\s*$/.test(text.slice(Math.max(0, at - 6), at));
    const name = text.slice(at + 1, at + 1 + longestMention);
    const length = labelled ? 0 : mentionLength(name, lexicon, leading);
    if (length !== undefined) mentions.push({ start: at, end: at + 1 + length });
    else if (leading) return undefined;
  }
  return withoutSalutation(blank(folded, mentions));
}

/** 没了@王芳: told to the bot or a keeper, without a blank; 给@王芳 names whom it is for. */
function mentionsKeeper(text: string, at: number, lexicon: Lexicon): boolean {
  if (/[\da-z给帮替为和跟与同]/.test(text[at - 1] ?? "")) return false;
  return keeperLength(text.slice(at + 1, at + 1 + longestMention), lexicon) > 0;
}

/** How many characters of a text name the bot or a keeper. */
function keeperLength(text: string, { people }: Lexicon): number {
  const address = addresses
    .filter((name) => text.startsWith(name))
    .reduce((longest, name) => Math.max(longest, name.length), 0);
  const member = longestMember(text, people.members);
  const keeper = member?.some(isKeeper) === true ? foldKey(member[0]?.name ?? "").length : 0;
  return Math.max(address, keeper);
}

/** How many characters of what follows @ are a name; undefined when it is a colleague's. */
function mentionLength(text: string, lexicon: Lexicon, leading: boolean): number | undefined {
  const { people } = lexicon;
  const word = /^[^\s，,:;。!?、]+/.exec(text)?.[0] ?? "";
  const own = keeperLength(text, lexicon);
  if (own > 0) return own;
  const member = longestMember(text, people.members);
  if (/^[\da-z_.-]+$/.test(word)) return word.length;
  if (
    member !== undefined ||
    findPerson({ folded: word, shown: word }, people, false) !== undefined
  ) {
    return undefined;
  }
  return leading ? word.length : undefined;
}

/** The members whose name a text begins with, the longest name first. */
function longestMember(
  text: string,
  members: Lexicon["people"]["members"],
): readonly Member[] | undefined {
  for (let end = Math.min(text.length, longestMention); end > 0; end -= 1) {
    const found = members.get(text.slice(0, end));
    if (found !== undefined) return found;
  }
  return undefined;
}

const salutation =
  /^\s*(?:(?:库存)?(?:播报员|小?助手|机器人)(?:你好|您好)?\s*[，,:! ]|(?:各位(?:同事|老师|领导|同学)?|大家|同事们)[，,:! ]*(?=我))/;

/** 播报员，…, 播报员你好，… and 各位 我领… */
function withoutSalutation(folded: Folded): Folded {
  const head = salutation.exec(folded.text);
  return head === null ? folded : blank(folded, [{ start: 0, end: head[0].length }]);
}

/** 【入库通知】 heads the bot's words; a verb, an item or a quantity in brackets is a person's. */
function withoutHeading(folded: Folded, { catalogue }: Lexicon): Folded | undefined {
  const [, gap = "", head] = /^(\s*)【([^】]*)】/.exec(folded.text) ?? [];
  if (head === undefined) return folded;
  const start = gap.length;
  const end = start + head.length + 2;
  const key = foldKey(head);
  if (catalogue.names.has(key) || catalogue.specs.has(key)) return folded;
  if (!headings.has(key)) return undefined;
  const marked = blank(folded, [
    { start, end: start + 1 },
    { start: end - 1, end },
  ]);
  return {
    text: `${marked.text.slice(0, end - 1)}:${marked.text.slice(end)}`,
    shown: marked.shown,
  };
}

const confirmationHead = /^\s*已(?:登记|归还|盘点|撤销|更正|确认|驳回|入库)[^:\n]{0,40}:/;
const confirmationBalance = /(?:剩|现有|→) ?-?\d/;

/** 已登记：A4纸 1箱（小李），剩 992箱 is the bot's, and somebody forwards it. */
function isConfirmation({ text }: Folded): boolean {
  return confirmationHead.test(text) && confirmationBalance.test(text);
}

const forwardedMark = /^\s*(?:fw|fwd|转发|转自|转|原文|引用)\s*[:】\]]/;
const chatLine =
  /^\s*(?:\[[^\]\n]{4,40}\]|\d{1,4}[-/.年]\d{1,2}[^\n:]{0,20}\d{1,2}:\d{2}[^\n:]{0,10})\s*-?\s*[^\s:][^:\n]{0,30}:/;
const chatHead =
  /^\s*[^\s:\n]{1,12}\s+(?:\d{1,4}[-/.]\d{1,2}[-/.\d]*\s+)?\d{1,2}:\d{2}(?::\d{2})?\s*:?\s*\n/;

/** 小李：领用A4纸1箱 is somebody else's message. */
function isForwarded({ text, shown }: Folded, { people }: Lexicon): boolean {
  if (!/[:】\]]/.test(text)) return false;
  if (forwardedMark.test(text) || chatLine.test(text) || chatHead.test(text)) return true;
  const speaker = /^\s*([^\s:，。,、\n]{1,16})\s*:(.?)/.exec(text);
  if (speaker === null) return false;
  const folded = speaker[1] ?? "";
  // 寄件台领取：…
  if (verbs.some(({ text, everyday }) => !everyday && folded.endsWith(text))) return false;
  const at = text.indexOf(folded);
  const person = findPerson({ folded, shown: shown.slice(at, at + folded.length) }, people, false);
  return person?.kind === "person" && person.requester.name !== "";
}
