/** Which one of a list somebody means: by its number, its spec, its name or the beginning of it; perhaps with an amount. */
import type { Answer } from "../../../inventory/intent";
import { itemKey, type Item } from "../../../inventory/items/item";
import { foldKey } from "../../names/lexicon";
import { figureOfSpec, specWords } from "../../names/specs";
import { amountOf } from "../../phrases/amounts";
import type { NamePhrase } from "../../phrases/phrase";
import { readNumeral } from "../../text/numerals";
import type { Token } from "../../tokens/tokens";
import type { Message } from "../movement";
import { plainPhrases } from "./plain-phrases";

/** 2, 第二个, 黑色, 32G: index of the one option that is meant. A spec goes before a number. */
export function readPick(
  said: string,
  message: Message,
  options: readonly Item[],
): number | undefined {
  if (options.length === 0) return undefined;
  const described =
    pickByWords(message, options) ??
    pickByName(said, options) ??
    pickByFigure(said, options) ??
    pickByPart(said, options);
  if (described !== undefined) return described;
  return readNumber(said, options.length);
}

/** The place in a list of so many, from 0. */
export function readNumber(said: string, count: number): number | undefined {
  const number =
    /^(?:第|选|选择|选第|要第|就第)?(.+?)(?:个|项|种|款|号|条|样)?$/.exec(said)?.[1] ?? "";
  if (number === "最后" || number === "最后一") return count - 1;
  const numeral = readNumeral(number, 0);
  if (numeral?.end !== number.length || numeral.value === undefined) return undefined;
  const { value } = numeral;
  return Number.isInteger(value) && value >= 1 && value <= count ? value - 1 : undefined;
}

/** 64的, 157: the figure of one option's spec; a bare one only where it is no number of the list. */
function pickByFigure(said: string, options: readonly Item[]): number | undefined {
  const [, figure, of] = /^(\d+(?:\.\d+)?)(的|那种|那个|嗰款)?$/.exec(said) ?? [];
  if (figure === undefined) return undefined;
  const listed = Number.isInteger(Number(figure)) && Number(figure) <= options.length;
  if (of === undefined && listed) return undefined;
  const fitting = options.flatMap(({ spec }, index) =>
    specWords(spec).some(([word = ""]) => figureOfSpec(word) === figure) ? [index] : [],
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** 9%嗰支, 弯的那种: that one. */
const thatOne = /(?:的|嘅)?(?:[那嗰][种个款支枝只件条把盒包瓶卷张台块]?|款)$|(?:的|嘅)$/u;

function pickByName(said: string, options: readonly Item[]): number | undefined {
  const key = foldKey(said.replace(thatOne, ""));
  const exact = options.flatMap((item, index) =>
    foldKey(item.spec) === key || foldKey(item.name + item.spec) === key ? [index] : [],
  );
  return exact.length === 1 ? exact[0] : undefined;
}

/** 弯的 of 弯头 and 直头: the beginning of one option's spec. */
function pickByPart(said: string, options: readonly Item[]): number | undefined {
  const part = foldKey(said.replace(thatOne, ""));
  if (!/^\p{Script=Han}/u.test(part)) return undefined;
  const fitting = options.flatMap(({ spec }, index) =>
    foldKey(spec).startsWith(part) ? [index] : [],
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The one option that all spec words and names fit. */
function pickByWords(message: Message, options: readonly Item[]): number | undefined {
  const phrases = plainPhrases(message) ?? [];
  const names = phrases.filter((phrase) => phrase.kind === "name");
  return names.length < phrases.length ? undefined : pickByNames(names, options);
}

function pickByNames(names: readonly NamePhrase[], options: readonly Item[]): number | undefined {
  const tokens = names.flatMap((phrase) => phrase.tokens);
  const fitting = options.flatMap((item, index) =>
    tokens.every((token) => fits(token, item)) && tokens.some(says) ? [index] : [],
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function says({ kind }: Token): boolean {
  return kind === "spec" || kind === "name";
}

function fits(token: Token, item: Item): boolean {
  const same = (other: Item): boolean => itemKey(other) === itemKey(item);
  if (token.kind === "spec") return [...token.items].some(same);
  if (token.kind === "name") return token.items.some(same) || [...(token.spec ?? [])].some(same);
  return token.kind === "brand" || token.kind === "word";
}

/** 黑色两支, 1 两支; 两支 alone leaves the choice open. */
export function readPickWithAmount(message: Message, options: readonly Item[]): Answer | undefined {
  if (message.clauses.some(({ classes }) => classes.includes("approx"))) return undefined;
  const phrases = plainPhrases(message) ?? [];
  const names = phrases.filter((phrase) => phrase.kind === "name");
  const amounts = phrases.filter((phrase) => phrase.kind === "amount");
  const written = amounts.at(-1);
  if (written === undefined || written.unit === "" || written.sign !== "") return undefined;
  const amount = amountOf(written, false);
  const [number] = amounts;
  if (names.length === 0 && number === written) return { kind: "amount", amount };
  const option =
    names.length > 0
      ? pickByNames(names, options)
      : number?.unit === ""
        ? readNumber(number.written, options.length)
        : undefined;
  const isOne = amounts.length === (names.length > 0 ? 1 : 2);
  return option === undefined || !isOne ? undefined : { kind: "pick", option, amount };
}
