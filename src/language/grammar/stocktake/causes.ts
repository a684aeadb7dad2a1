/** 水彩本差的2本是漏记, 原因：漏记，小李上周拿了没写, 是没入库: why a count differs. */
import type { Intent, Line } from "../../../inventory/intent";
import type { SessionPlace } from "../../../inventory/stocktake/session";
import { matchesIn } from "../mentioned-items";
import { readMessage } from "../parse";
import type { Lexicon } from "../../names/lexicon";
import { withoutEnding } from "../../text/shorten";

const longestCause = 60;
const causes =
  "(?:漏记|漏登记?|忘了?登记|没登记|没入库|忘了?入库|盘错|数错|串规格|规格弄混|单位弄错|单位搞错|损耗|损坏|报废|放错(?:位置|地方|柜子)?|不明|不知道)";
const labelled = new RegExp(`^原因[:：是]?\\s*(?<cause>${causes}.*)$`, "u");
/** 2本, 那一卷 */
const figure = "(?:[那这]\\s*)?(?:[\\d.一二两三四五六七八九十半]+)?\\s*[^\\d是，,]{0,3}?";
const named = new RegExp(
  `^(?<name>[^，,。?]{1,20}?)的?(?:(?:差|少|短|多|盈|亏)(?:出来?)?(?:了|的)*\\s*${figure}|[那这]\\s*${figure})(?:应该|可能|估计)?(?:是因为|是|因为|属于)(?<cause>${causes}.*)$`,
  "u",
);
const bare = new RegExp(`^(?:应该|可能|估计)?是(?<cause>${causes})(?:的|了|吧)*[。!]?$`, "u");
/** An answer in a word: what may as well be said of something else is none. */
const word =
  /^(?:应该|可能|估计)?(?<cause>漏记|漏登记?|忘了?登记|没登记|没入库|忘了?入库|串规格|规格弄混|单位[弄搞]错|损耗|放错位置|不明)(?:的|了|吧)*[。!]?$/u;

/**
 * undefined: it tells no cause. `text`: folded, in the person's own words; of who has counted what differs a cause needs no
 * name, and while they are `asked` for it no 是.
 */
export function readCause(
  text: string,
  lexicon: Lexicon,
  { isOpen: asked, differences }: Pick<SessionPlace, "isOpen" | "differences">,
): Intent | undefined {
  if (text.includes("?") || differences === "none") return undefined;
  const patterns = differences === "own" ? [labelled, bare, ...(asked ? [word] : [])] : [];
  const own = patterns.map((one) => one.exec(text)).find((found) => found !== null)?.groups?.[
    "cause"
  ];
  if (own !== undefined) return causeOf(own, undefined);
  return readNamed(text, lexicon);
}

function readNamed(text: string, lexicon: Lexicon): Intent | undefined {
  const { name = "", cause = "" } = named.exec(text)?.groups ?? {};
  const [line, another] = namedLines(name, lexicon);
  return line === undefined || another !== undefined ? undefined : causeOf(cause, line);
}

/** The items that a text names, without figures; none where it names one that nobody knows. */
export function namedLines(name: string, lexicon: Lexicon): readonly Line[] {
  const message = name === "" ? undefined : readMessage(name, lexicon);
  if (message === undefined) return [];
  const matches = message.clauses.flatMap((clause) => matchesIn(clause, message));
  if (matches.some(({ kind }) => kind === "none")) return [];
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
