/** What a supplier says in the group of their own: agreement, a day, what is lacking. Nothing else is read there. */
import type { Intent } from "../../../inventory/intent";
import type { Lexicon } from "../../names/lexicon";
import { dayWords, readDay } from "./days";
import { matchOf } from "./things";

type Purchase = Extract<Intent, { readonly kind: "purchase" }>;

const agrees =
  /^(?:好的?|好滴|收到|没问题|可以|行|ok|okay|嗯+|确认|同意|已安排|安排|明白|知道了|照办|没有问题)/u;
const withOrder = /(?:订单|单号|确认|#)\s*#?(\d{1,6})|(\d{1,6})号单/u;
const comes = new RegExp(
  `(${dayWords})(?:上午|下午|之前|前|左右)?(?:能|会|可以)?(?:到货|到|送到|送货|送达|送过?来?)`,
  "u",
);
const leaves = new RegExp(
  `(${dayWords})(?:上午|下午|之前|前|左右)?(?:能|会|可以)?(?:发货|发出|寄出|发)`,
  "u",
);
const lacking = /没货|缺货|断货|无货|没有货|没有了|没了|缺\s*\d|停产|不够|少\s*\d/u;
const longest = 300;

/** Agreement and days that are told in words; undefined: neither. `today`: `yyyy-MM-dd`. */
export function readAgreement(
  text: string,
  today: string,
): { readonly agrees: boolean; readonly dueOn: string; readonly sentOn: string } | undefined {
  const said = text.replace(/\s+/gu, "");
  const dueOn = readDay(comes.exec(said)?.[1] ?? "", today);
  const sentOn = readDay(leaves.exec(said)?.[1] ?? "", today);
  const isYes = agrees.test(said) && !/[?？吗]$/u.test(said);
  return isYes || dueOn !== "" || sentOn !== ""
    ? { agrees: isYes || sentOn !== "", dueOn, sentOn }
    : undefined;
}

/** `text`: folded, in the person's own words. */
export function readSupplierWords(
  text: string,
  lexicon: Lexicon,
  today: string,
): Purchase | undefined {
  if (text.length > longest || /[?？]/u.test(text)) return undefined;
  const [, first, second] = withOrder.exec(text) ?? [];
  const digits = first ?? second;
  const order = digits === undefined ? undefined : Number(digits);
  if (lacking.test(text)) {
    const name = text.split(lacking)[0] ?? "";
    return { kind: "purchase", does: "lacks", match: matchOf(name, lexicon) };
  }
  const told = readAgreement(text, today);
  if (told === undefined) return undefined;
  const { dueOn, sentOn } = told;
  const plain = { order, supplier: "", dueOn, isTheirs: true } as const;
  if (told.agrees) return { kind: "purchase", does: "confirm", ...plain, match: undefined, sentOn };
  const name = text
    .replace(withOrder, " ")
    .replace(comes, " ")
    .replace(/[\s，,。]+/gu, " ")
    .trim();
  const match = name === "" ? undefined : matchOf(name, lexicon);
  // A day of something else is none of ours.
  if (order === undefined && match === undefined && name !== "") return undefined;
  return { kind: "purchase", does: "due", ...plain, match, isPlain: false };
}
