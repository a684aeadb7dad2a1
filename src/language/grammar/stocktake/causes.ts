/** 水彩本差的2本是漏记, 原因：漏记，小李上周拿了没写, 是没入库: why a count differs. */
import type { Intent, Line } from "../../../inventory/intent";
import type { SessionPlace } from "../../../inventory/stocktake/session-place";
import { matchesIn } from "../mentioned-items";
import { readMessage } from "../parse";
import type { Lexicon } from "../../names/lexicon";
import { withoutEnding } from "../../text/shorten";

const longestCause = 60;
const causes =
  "(?:[^，,。?是]{0,4}(?:拿|领|用)(?:了|走了?|的)?(?:没有?|未|忘了?)(?:写|登记?|记)|漏记|漏登记?|忘了?登记|没登记|没入库|忘了?入库|盘错|数错|串规格|规格弄混|单位弄错|单位搞错|损耗|损坏|报废|放错(?:位置|地方|柜子)?|不明|不知道)";
const labelled = new RegExp(`^原因[:：是]?\\s*(?<cause>${causes}.*)$`, "u");
/** 2本, 那一卷 */
const figure = "(?:[那这]\\s*)?(?:[\\d.一二两三四五六七八九十半]+)?\\s*[^\\d是，,]{0,3}?";
const named = new RegExp(
  `^(?<name>[^，,。?]{1,20}?)的?(?:(?:差|少|短|多|盈|亏)(?:出来?)?(?:了|的)*\\s*${figure}|[那这]\\s*${figure})(?:应该|可能|估计)?(?:是因为|是|因为|属于)(?<cause>${causes}.*)$`,
  "u",
);
const bare = new RegExp(`^(?:应该|可能|估计)?是(?<cause>${causes})(?:的|了|吧)*[。!]?$`, "u");
/** 是漏记，小李上周拿了没写; 差的两支是小陈拿走没写 */
const bareTold = new RegExp(
  `^(?:(?:差|少|短|多)(?:出来)?(?:了|的)*${figure})?(?:应该|可能|估计)?是(?<cause>${causes}(?:[，,].+)?)$`,
  "u",
);
/** What may as well be said of something else is none of these. */
const certain =
  "(?:漏记|漏登记?|忘了?登记|没登记|没入库|忘了?入库|串规格|规格弄混|单位[弄搞]错|损耗|放错位置|不明)过?";
const surely = `(?:应该|可能|估计)?(?<cause>${certain})(?:的|了|吧)*[。!]?`;
/** An answer in a word, with what happened behind it perhaps: 漏记，小李上周拿了没写 */
const words = [new RegExp(`^${surely}$`, "u"), new RegExp(`^(?<cause>${certain}[，,].+)$`, "u")];
/** 水彩本是漏记 */
const plainlyNamed = new RegExp(`^(?<name>[^，,。?]{1,20}?)(?:是因为|是|因为|属于)${surely}$`, "u");

/**
 * undefined: it tells no cause. `text`: folded, in the person's own words; of who has counted what differs, or quotes such a
 * count, a cause needs no name, and while a session is open no 是.
 */
export function readCause(
  text: string,
  lexicon: Lexicon,
  { isOpen, differences }: Pick<SessionPlace, "isOpen" | "differences">,
): Intent | undefined {
  if (text.includes("?") || (differences === "none" && !isOpen)) return undefined;
  const isOwn = differences === "own";
  const patterns = [
    ...(isOwn || isOpen ? [labelled] : []),
    ...(isOwn ? [bare, bareTold] : []),
    ...(isOwn && isOpen ? words : []),
  ];
  const { cause } = groupsOf(patterns, text);
  return cause === undefined ? readNamed(text, lexicon) : causeOf(cause, undefined);
}

/** What the first pattern that fits found. */
function groupsOf(patterns: readonly RegExp[], text: string): Readonly<Record<string, string>> {
  const found = patterns.map((pattern) => pattern.exec(text)).find((one) => one !== null);
  return { ...found?.groups };
}

function readNamed(text: string, lexicon: Lexicon): Intent | undefined {
  const { name = "", cause = "" } = groupsOf([named, plainlyNamed], text);
  const [line, another] = namedLines(name, lexicon);
  return line === undefined || another !== undefined ? undefined : causeOf(cause, line);
}

/** The items that a text names, without figures; none where it names one that nobody knows, unless that may be. */
export function namedLines(name: string, lexicon: Lexicon, mayBeUnknown = false): readonly Line[] {
  const message = name === "" ? undefined : readMessage(name, lexicon);
  if (message === undefined) return [];
  const matches = message.clauses.flatMap((clause) => matchesIn(clause, message));
  if (!mayBeUnknown && matches.some(({ kind }) => kind === "none")) return [];
  const amount = { kind: "missing" } as const;
  return matches.map((match) => ({
    ...{ match, amount, requester: undefined, written: match.written },
  }));
}

type CauseLine = Extract<Intent, { readonly does: "cause" }>["named"];

const causeOf = (cause: string, line: CauseLine): Intent => ({
  ...{ kind: "stocktake", does: "cause", named: line },
  cause: withoutEnding(cause, "。!").slice(0, longestCause),
});
