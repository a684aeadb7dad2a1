/**
 * What a person says to the bot's own open question: a choice of the list, the missing piece, yes or no. A text that says
 * more than that is no answer; parse reads it, and a new booking drops the question.
 */
import type { OpenQuestion } from "../../../inventory/decide/decision";
import type { Amount, Answer, ItemMatch } from "../../../inventory/intent";
import { matchTokens } from "../../names/item-names";
import { foldKey, type Lexicon } from "../../names/lexicon";
import { amountOf } from "../../phrases/amounts";
import { amountsIn, has, namesAnItem } from "../../phrases/clauses";
import { doneShape, no, yes } from "../../vocabulary/yes-no-words";
import type { Message } from "../movement";
import { readMessage } from "../parse";
import { readNumber, readPick, readPickWithAmount } from "./pick";
import { plainPhrases } from "./plain-phrases";

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
  if (no.test(said)) return { kind: "no" };
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
  if (yes.test(said) && about.options.length === 1) return { kind: "pick", option: 0 };
  const item = about.kind === "item" ? readItemAnswer(message) : undefined;
  return item ?? readPickWithAmount(message, about.options);
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
  const isOnly = words.length === 1 && yes.test(said);
  const option = named >= 0 ? named : isOnly ? 0 : readNumber(said, words.length);
  return option === undefined ? undefined : { kind: "pick", option };
}

/** 是, or where it was asked whether it is an item, the name of the one that is meant. */
function readYes(said: string, message: Message, ofItem: boolean): Answer | undefined {
  if (yes.test(said) || saysDone(message)) return { kind: "yes" };
  return (ofItem ? readItemAnswer(message) : undefined) ?? readReasoned(message);
}

/** 不是，坏的我修好了; 对的，客人自提: what names an item or a figure, or takes back, says something else. */
function readReasoned({ clauses, reading }: Message): Answer | undefined {
  const [first = "", ...rest] = reading.text.split(/[\s，,。!;]+/);
  const names = clauses.some((clause) => namesAnItem(clause) || amountsIn(clause).length > 0);
  if (rest.length === 0 || names) return undefined;
  if (no.test(first)) return { kind: "no" };
  const doubts = [
    "negation",
    "cancel",
    "future",
    "wish",
    "question",
    "request",
    "correct",
  ] as const;
  const sure = !clauses.some((clause) => clause.mark === "?" || has(clause, ...doubts, "misread"));
  return sure && yes.test(first) ? { kind: "yes" } : undefined;
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
  return no.test(said) ? "none" : readNumber(said, count);
}

/** 是的拿了 */
function saysDone({ reading }: Message): boolean {
  return doneShape.test(reading.text.replace(/[\s，,。.!~、]/g, ""));
}

/** The text without blanks, marks and courtesy. */
function writtenIn({ reading }: Message): string {
  const kept = reading.text.replace(/[\s，,。!?~、:;]|(?<!\d)\.|\.(?!\d)/g, "");
  const bare = kept.replace(/(?:谢谢|多谢|唔该|吧|哈|呀|啊|哦|喔|啦|了)+$/, "");
  return yes.test(kept) || no.test(kept) || bare === "" ? kept : bare;
}

/** 2把, or 2; 大概2把 is none, and asked about again. */
function readAmountAnswer(message: Message): Answer | undefined {
  const [amount, more] = plainPhrases(message) ?? [];
  if (amount?.kind !== "amount" || more !== undefined || amount.sign !== "") return undefined;
  const approx = message.clauses.some(({ classes }) => classes.includes("approx"));
  const figure = approx
    ? { ...amount, value: undefined, written: message.reading.shown.trim() }
    : amount;
  return { kind: "amount", amount: amountOf(figure, false) };
}

/** A name where the item was asked, with an amount perhaps. */
function readItemAnswer(message: Message): Answer | undefined {
  if (message.clauses.some(({ classes }) => classes.includes("approx"))) return undefined;
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
