/**
 * Text → intent: folded, stripped of addressing, cut into tokens, phrases and clauses, then read by one reader after another. Pure, and
 * linear in the length of the text. Rights, stock and conversation are not looked at.
 */
import type { Intent } from "../../inventory/intent";
import type { Lexicon } from "../names/lexicon";
import { has, isWordOf, splitClauses, type Clause } from "../phrases/clauses";
import { readLabels } from "../phrases/labels";
import type { Phrase } from "../phrases/phrase";
import { readPhrases } from "../phrases/phrases";
import { joinPersonNames } from "../phrases/split-person-names";
import { joinUnknownNames } from "../phrases/unknown-names";
import { unnumber } from "../text/list-numbers";
import { fold } from "../text/normalise";
import { stripAddressing } from "../text/strip-addressing";
import { tokenise } from "../tokens/tokenise";
import { readAccuracy } from "./accuracy";
import { readCommand, readWholeText } from "./commands";
import { readCorrection } from "./correction";
import { readExplicit } from "./explicit-form";
import { readHistory } from "./history";
import { askOfSeveral, openDetails } from "./issue-details";
import { readInsight } from "./insight";
import { readMovement, type Message } from "./movement";
import { readLocation, readQuery } from "./query";
import { readShortage } from "./shortage";
import { readStockCheck } from "./stock-check";
import { readTakenBack } from "./taken-back";
import { readUnknown } from "./unknown-item";

const longestMessage = 4000;

const chatter: Intent = { kind: "chatter" };

/**
 * What a message means, as far as its text and the names of the catalogue tell. Never throws.
 *
 * @example parse("领用：A4纸 1箱，领用人：市场部小李", lexicon).kind // "movement"
 */
export function parse(text: string, lexicon: Lexicon): Intent {
  if (text.length > longestMessage && [...text].length > longestMessage)
    return { kind: "too-long", limit: longestMessage };
  const message = readMessage(text, lexicon);
  if (message === undefined) return chatter;
  const whole = readWholeText(message);
  if (whole !== undefined || speaksLikeBot(message)) return whole ?? chatter;
  return (
    readCommand(message) ??
    readAccuracy(message) ??
    readLocation(message) ??
    readInsight(message) ??
    readCorrection(message) ??
    readTakenBack(message) ??
    readHistory(message) ??
    readAboutStock(message)
  );
}

/** What was read last with a lexicon: readers of several kinds look at one text after another. */
const lastRead = new WeakMap<
  Lexicon,
  { readonly text: string; readonly message: Message | undefined }
>();

/** A text as the readers of single kinds get it; undefined when none of it is the sender's own words to the bot. */
export function readMessage(text: string, lexicon: Lexicon): Message | undefined {
  const known = lastRead.get(lexicon);
  if (known?.text === text) return known.message;
  const message = readAnew(text, lexicon);
  lastRead.set(lexicon, { text, message });
  return message;
}

function readAnew(text: string, lexicon: Lexicon): Message | undefined {
  const own = stripAddressing(fold(text), lexicon);
  if (own === undefined) return undefined;
  const reading = tokenise(unnumber(own), lexicon);
  const { phrases, hint } = readLabels(readPhrases(reading), reading, lexicon);
  if (quotesWords(phrases)) return undefined;
  const joined = joinUnknownNames(joinPersonNames(phrases, reading, lexicon), reading);
  const { phrases: said, headed } = openDetails(joined, reading);
  return { reading, clauses: splitClauses(said), lexicon, hint, underDetails: headed };
}

function readAboutStock(message: Message): Intent {
  const check = readStockCheck(message);
  if (check !== undefined) return check;
  const movement = readMovement(message);
  if (movement?.kind === "movement" && message.underDetails) return askOfSeveral(movement);
  if (movement?.kind === "movement" || movement?.kind === "mixed") return movement;
  const shortage = readShortage(message);
  // 补货 is also asked for; with a figure it is what came
  const asked =
    movement?.kind === "maybe-movement" &&
    movement.movement.type === "receipt" &&
    movement.movement.lines.some(({ amount }) => amount.kind === "missing");
  if (movement !== undefined && !(asked && shortage !== undefined)) return movement;
  const read = shortage ?? readQuery(message) ?? readUnknown(message) ?? readExplicit(message);
  return read ?? chatter;
}

/** 操作人, 当前库存： and the like stand in what the bot says, and in what is forwarded of it. */
function speaksLikeBot({ clauses }: Message): boolean {
  return clauses.some((clause) => has(clause, "bot-speech") || fillsForm(clause));
}

/** A label of the bot's notices with its value. */
function fillsForm({ phrases, classes }: Clause): boolean {
  if (!classes.includes("bot-label")) return false;
  if (phrases.some(({ kind }) => kind === "amount")) return true;
  return phrases.some(
    (phrase, index) => isWordOf(phrase, "bot-label") && isColon(phrases[index + 1]),
  );
}

function isColon(phrase: Phrase | undefined): boolean {
  return phrase?.kind === "break" && phrase.mark === ":";
}

/** “领用：A4纸 1箱”: words in quotation marks that could be a booking are somebody's example. */
function quotesWords(phrases: readonly Phrase[]): boolean {
  let quoted = false;
  let hasAction = false;
  for (const phrase of phrases) {
    const mark = phrase.kind === "break" ? phrase.mark : "";
    if (mark === "“" || (mark === '"' && !quoted)) quoted = true;
    else if (mark === "”" || mark === '"') quoted = false;
    else if (quoted && (phrase.kind === "amount" || isWordOf(phrase, "verb", "requester-label")))
      hasAction = true;
  }
  return hasAction;
}
