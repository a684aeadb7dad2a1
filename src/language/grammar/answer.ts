/**
 * What a person says to the bot's own open question: a choice of the list, the missing piece, yes or no. A text that says
 * more than that is no answer; parse reads it, and a new booking drops the question.
 */
import type { OpenQuestion } from "../../inventory/decide/decision";
import type { Amount, Answer, ItemMatch } from "../../inventory/intent";
import { itemKey, type Item } from "../../inventory/items/item";
import { matchTokens } from "../names/item-names";
import { foldKey, type Lexicon } from "../names/lexicon";
import { figureOfSpec, specWords } from "../names/specs";
import { amountOf } from "../phrases/amounts";
import { isWordOf } from "../phrases/clauses";
import type { AmountPhrase, NamePhrase, Phrase } from "../phrases/phrase";
import { readNumeral } from "../text/numerals";
import type { Token } from "../tokens/tokens";
import { doneShape, no, yes } from "../vocabulary/yes-no-words";
import type { Message } from "./movement";
import { readMessage } from "./parse";

/** Reads a text as an answer to the question; undefined when it is none, and parse() is to read it. */
export function parseAnswer(
  text: string,
  question: OpenQuestion,
  lexicon: Lexicon,
): Answer | undefined {
  if (text.length > longestAnswer) return undefined;
  const message = readMessage(text, lexicon);
  if (message === undefined) return undefined;
  const { about } = question;
  const said = writtenIn(message);
  if (no.has(said) || everyPart(message, no)) return { kind: "no" };
  if (about.kind === "yes-no") return readYes(said, message, about.index !== undefined);
  if (about.kind === "quantity") return readAmountAnswer(message);
  if (about.kind === "before-after") return readBeforeAfter(said);
  if (about.kind === "order" || about.kind === "supplier") return readListed(said, about);
  return readItemChoice(said, message, about);
}

/** One of the items that were listed, or the name of another. */
function readItemChoice(
  said: string,
  message: Message,
  about: Extract<OpenQuestion["about"], { readonly options: unknown }>,
): Answer | undefined {
  const pick = readPick(said, message, about.options);
  if (pick !== undefined) return { kind: "pick", option: pick };
  if (yes.has(said) && about.options.length === 1) return { kind: "pick", option: 0 };
  return about.kind === "item" ? readItemAnswer(message) : undefined;
}

/** 2, 订单12, 青竹文具: one of a list of orders or suppliers. */
function readListed(
  said: string,
  about: Extract<OpenQuestion["about"], { readonly kind: "order" | "supplier" }>,
): Answer | undefined {
  const words =
    about.kind === "order"
      ? about.numbers.map((number) => [`订单${number}`, `${number}号单`, `#${number}`])
      : about.names.map((name) => [foldKey(name)]);
  const named = words.findIndex((own) => own.includes(said));
  const isOnly = words.length === 1 && yes.has(said);
  const option = named >= 0 ? named : isOnly ? 0 : readNumber(said, words.length);
  return option === undefined ? undefined : { kind: "pick", option };
}

/** 是, or where it was asked whether it is an item, the name of the one that is meant. */
function readYes(said: string, message: Message, ofItem: boolean): Answer | undefined {
  if (yes.has(said) || everyPart(message, yes) || saysDone(message)) return { kind: "yes" };
  return ofItem ? readItemAnswer(message) : undefined;
}

/** 数之前, 之后拿的, 2 */
function readBeforeAfter(said: string): Answer | undefined {
  const word =
    /^(?:是|应该是|在)?(?:数|盘|盘点|清点)?(?:之|以)?([前后後])(?:拿|领|取|用|还|入库|到|的|了|就)*$/u.exec(
      said,
    )?.[1];
  if (word !== undefined) return { kind: "pick", option: word === "前" ? 0 : 1 };
  const option = ["1", "2"].indexOf(/^(?:第|选)?([12一二])(?:个|项|种)?$/u.exec(said)?.[1] ?? "");
  return option < 0 ? undefined : { kind: "pick", option };
}

const longestAnswer = 60;

/** 2, 第二个 of so many that were listed, from 0; `none`: 算了. undefined for anything else. */
export function readChoice(text: string, count: number): number | "none" | undefined {
  const said = text.normalize("NFKC").replace(/[\s，,。.!?~、:;]/g, "");
  if (said.length > longestAnswer) return undefined;
  return no.has(said) ? "none" : readNumber(said, count);
}

/** 是的拿了 */
function saysDone({ reading }: Message): boolean {
  return doneShape.test(reading.text.replace(/[\s，,。.!~、]/g, ""));
}

/** The text without blanks, marks and courtesy. */
function writtenIn({ reading }: Message): string {
  const kept = reading.text.replace(/[\s，,。!?~、:;]|(?<!\d)\.|\.(?!\d)/g, "");
  const bare = kept.replace(/(?:谢谢|多谢|唔该|吧|哈|呀|啊|哦|喔|啦|了)+$/, "");
  return yes.has(kept) || no.has(kept) || bare === "" ? kept : bare;
}

/** 不是，算了: all of its clauses say the same. */
function everyPart({ reading }: Message, words: ReadonlySet<string>): boolean {
  const parts = reading.text.split(/[\s，,。.!~、;]+/).filter((part) => part !== "");
  return parts.length > 1 && parts.every((part) => words.has(part));
}

/** The phrases that say something, or undefined where a word of another kind stands among them. */
function plainPhrases({ clauses }: Message): readonly (AmountPhrase | NamePhrase)[] | undefined {
  const said: (AmountPhrase | NamePhrase)[] = [];
  for (const phrase of clauses.flatMap(({ phrases }) => phrases)) {
    if (phrase.kind === "amount" || phrase.kind === "name") said.push(phrase);
    else if (!isHarmless(phrase)) return undefined;
  }
  return said;
}

function isHarmless(phrase: Phrase): boolean {
  return (
    phrase.kind === "break" ||
    isWordOf(
      phrase,
      "polite",
      "particle",
      "filler",
      "of",
      "be",
      "self",
      "aspect",
      "deictic",
      "suggest",
      "approx",
      "wish",
    )
  );
}

/** 2把, or 2; 大概2把 is none, and asked about again. */
function readAmountAnswer(message: Message): Answer | undefined {
  const [amount, more] = plainPhrases(message) ?? [];
  if (amount?.kind !== "amount" || more !== undefined || amount.sign !== "") return undefined;
  const approx = message.clauses.some(({ classes }) => classes.has("approx"));
  const figure = approx
    ? { ...amount, value: undefined, written: message.reading.shown.trim() }
    : amount;
  return { kind: "amount", amount: amountOf(figure, false) };
}

/** 2, 第二个, 黑色, 32G: index of the one option that is meant. A spec goes before a number. */
function readPick(said: string, message: Message, options: readonly Item[]): number | undefined {
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
function readNumber(said: string, count: number): number | undefined {
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

function pickByName(said: string, options: readonly Item[]): number | undefined {
  const key = foldKey(said);
  const exact = options.flatMap((item, index) =>
    foldKey(item.spec) === key || foldKey(item.name + item.spec) === key ? [index] : [],
  );
  return exact.length === 1 ? exact[0] : undefined;
}

/** 弯的 of 弯头 and 直头: the beginning of one option's spec. */
function pickByPart(said: string, options: readonly Item[]): number | undefined {
  const part = foldKey(said.replace(/(?:的|那种|那个|嗰款|款)$/, ""));
  if (!/^\p{Script=Han}/u.test(part)) return undefined;
  const fitting = options.flatMap(({ spec }, index) =>
    foldKey(spec).startsWith(part) ? [index] : [],
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The one option that all spec words and names fit. */
function pickByWords(message: Message, options: readonly Item[]): number | undefined {
  const phrases = plainPhrases(message);
  if (phrases === undefined || phrases.length === 0) return undefined;
  const tokens: Token[] = [];
  for (const phrase of phrases) {
    if (phrase.kind !== "name") return undefined;
    tokens.push(...phrase.tokens);
  }
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

/** A name where the item was asked, with an amount perhaps. */
function readItemAnswer(message: Message): Answer | undefined {
  if (message.clauses.some(({ classes }) => classes.has("approx"))) return undefined;
  const phrases = plainPhrases(message) ?? [];
  const names = phrases.filter((phrase) => phrase.kind === "name");
  const amounts = phrases.filter((phrase) => phrase.kind === "amount");
  if (names.length === 0 || amounts.length > 1) return undefined;
  const tokens = names.flatMap((phrase) => phrase.tokens);
  const match: ItemMatch = matchTokens(tokens, message.reading, message.lexicon);
  if (match.kind === "none") return undefined;
  const [written] = amounts;
  const amount: Amount | undefined = written === undefined ? undefined : amountOf(written, false);
  return { kind: "item", match, amount };
}
