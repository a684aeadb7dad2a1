/** 更正：A4纸 半箱 and 刚才的A4纸是2箱不是1箱: what is right now, in place of what was booked. */
import type { CorrectIntent, Intent, ItemMatch, Line } from "../../inventory/intent";
import { readAction } from "../actions/actions";
import { amountsFor, type Manner } from "../actions/line-amounts";
import { assignPeople } from "../actions/persons";
import { pairNamesWithAmounts } from "../actions/named-amounts";
import { matchTokens } from "../names/item-names";
import { amountOf } from "../phrases/amounts";
import { clauseOf, has, isWordOf, type Clause } from "../phrases/clauses";
import type { AmountPhrase, NamePhrase, Phrase } from "../phrases/phrase";
import { isWord, type Token } from "../tokens/tokens";
import { readMovement, type Message } from "./movement";

/** The correction that a message is; undefined when it corrects nothing. */
export function readCorrection(message: Message): Intent | undefined {
  const { clauses } = message;
  if (!clauses.some(couldCorrect)) return undefined;
  const said = clauses.flatMap(({ phrases }) => phrases).filter(isSaid);
  const [first] = said;
  const commanded = isWordOf(first, "correct");
  const opens = opensCorrection(said);
  const misread = clauses.some((clause) => has(clause, "misread") || isExceeded(clause));
  const named = clauses.some((clause) => has(clause, "correct"));
  const denied = clauses.some(deniesFigure);
  if (!misread && !named && !denied && !opens) return undefined;
  if (!opens && !named && !denied && !clauses.some(tellsRight)) return undefined;
  const lines =
    (commanded ? listed(message) : undefined) ?? contrasted(message, opens || commanded);
  if (lines === undefined) return undefined;
  if (opens && !misread) return { kind: "correct", lines, manner: "supposed" };
  if (opens) return withAct({ kind: "correct", lines, manner: "natural" }, message);
  const sure = commanded || misread || denied || clauses.some(speaksOfOwn) || hasFormer(said);
  return sure ? { kind: "correct", lines } : { kind: "correct", lines, manner: "open" };
}

/** 打错了，领灯架3支: with the act that it holds. */
function withAct(correction: CorrectIntent, message: Message): CorrectIntent {
  const told = readMovement({ ...message, clauses: message.clauses.slice(1) });
  return told?.kind === "movement" ? { ...correction, anew: told } : correction;
}

/** One of the words without which nothing is corrected. */
const couldCorrect = (clause: Clause): boolean =>
  has(clause, "misread", "correct") ||
  clause.phrases.some((phrase) => isShould(phrase) || denies(phrase) || tellsExcess(phrase));

/** 拿错了, 领多了: a slip of the hand, where it is told how much it should have been. */
const tellsExcess = (phrase: Phrase): boolean =>
  phrase.kind === "word" && /^[拿领取用写报登](?:错|多)/.test(phrase.word.text);

/** 不对, 拿错了, 应该是 */
const opensCorrection = (said: readonly Phrase[]): boolean =>
  isWordOf(said[0], "misread") || opensAsSlip(said) || opensAsShould(said);

/** 拿错了，是1瓶 */
const opensAsSlip = ([first, second]: readonly Phrase[]): boolean =>
  first !== undefined && tellsExcess(first) && isWordOf(second, "aspect");

/** 应该是5包, 抛光膏应该是2支 */
function opensAsShould([first, ...rest]: readonly Phrase[]): boolean {
  if (first?.kind === "name") return rest.length < 4 && opensAsShould(rest);
  const [second] = rest;
  return isShould(first) && (isWordOf(second, "be") || second?.kind === "amount");
}

/** 2条改成3条 */
const hasFormer = (said: readonly Phrase[]): boolean =>
  said.filter(({ kind }) => kind === "amount").length > 1;

/** 我刚才领的A4纸改成20箱 can only be a booking. */
const speaksOfOwn = (clause: Clause): boolean => has(clause, "fresh", "self", "verb", "late");

function isSaid(phrase: Phrase): boolean {
  return (
    phrase.kind !== "break" && !isWordOf(phrase, "polite", "particle", "self", "fresh", "filler")
  );
}

/** 不是1箱 */
function deniesFigure({ phrases }: Clause): boolean {
  return phrases.some((phrase, index) => denies(phrase) && phrases[index + 1]?.kind === "amount");
}

const isExceeded = ({ phrases }: Clause): boolean => phrases.some(tellsExcess);

/** 是2箱, 应该2箱, 只要2箱; 领用A4纸1箱，写错了 says nothing of the kind. */
function tellsRight({ phrases }: Clause): boolean {
  return phrases.some(
    (_, index) => isTelling(phrases, index) && phrases[index + 1]?.kind === "amount",
  );
}

/** 是, 应该, 只要, 只拿了 */
function isTelling(phrases: readonly Phrase[], index: number): boolean {
  const [before, phrase] = [phrases[index - 1], phrases[index]];
  if (isWordOf(phrase, "be") || isShould(phrase)) return true;
  const only = before?.kind === "word" && /^(?:只|就)$/.test(before.word.text);
  return only && phrase?.kind === "word" && (phrase.word.text === "要" || isWordOf(phrase, "verb"));
}

/** 是牙剪, 应该是氯化钠: what it was instead. */
function tellsThing({ phrases }: Clause, name: Phrase): boolean {
  const at = phrases.indexOf(name);
  return isTelling(phrases, at - 1);
}

function denies(phrase: Phrase | undefined): boolean {
  return phrase?.kind === "word" && ["不是", "并非", "唔系", "而不是"].includes(phrase.word.text);
}

const listManner: Manner = {
  type: "issue",
  verbs: [],
  signed: true,
  restarts: [],
  unread: new Set(),
};

/** 更正： with lines as in a booking. */
function listed({ clauses, reading, lexicon }: Message): readonly Line[] | undefined {
  const actions = clauses.map((clause) => {
    const phrases = withoutFormer(clause.phrases).filter(
      (phrase) => !isWordOf(phrase, "correct", "misread"),
    );
    return readAction(clauseOf(phrases, clause.line, clause.mark), {
      reading,
      lexicon,
      underway: true,
    });
  });
  const unclean = actions.some(
    ({ extras }) => extras.unexplained || extras.third || extras.observed || extras.guards.size > 0,
  );
  const { namedAmounts, unexplained } = pairNamesWithAmounts(actions, reading, lexicon);
  if (unclean || unexplained || namedAmounts.length === 0) return undefined;
  const bare = namedAmounts.every(
    ({ amount, match }) => amount === undefined && match.kind === "none",
  );
  if (bare) return undefined;
  const { requesters, unclear } = assignPeople(actions, namedAmounts);
  if (unclear) return undefined;
  const amounts = amountsFor(namedAmounts, listManner);
  return namedAmounts.map(({ match, amount }, index) => ({
    match,
    amount: amounts[index] ?? { kind: "missing" },
    requester: requesters[index]?.[0],
    written: [match.written, amount?.written ?? ""].join(" ").trim(),
  }));
}

/** 2个改为3个: what was is named beside what is right. */
function withoutFormer(phrases: readonly Phrase[]): readonly Phrase[] {
  const said = phrases.filter((phrase) => phrase.kind !== "break" || phrase.mark === "→");
  const former = new Set(
    said.filter(
      (phrase, index) =>
        phrase.kind === "amount" &&
        (isWordOf(said[index + 1], "correct") || said[index + 1]?.kind === "break") &&
        said[index + 2]?.kind === "amount",
    ),
  );
  return former.size === 0 ? phrases : phrases.filter((phrase) => !former.has(phrase));
}

const allowed = [
  "be",
  "correct",
  "misread",
  "fresh",
  "moment",
  "self",
  "of",
  "particle",
  "aspect",
  "polite",
  "filler",
  "deictic",
  "verb",
  "amount-label",
  "again",
  "register",
] as const;

/** One item, one figure that is right, others that are denied; the item may be left out where that is plain. */
function contrasted(
  { clauses, reading, lexicon }: Message,
  nameless: boolean,
): readonly Line[] | undefined {
  const phrases = clauses.flatMap((clause) => clause.phrases);
  const names = phrases.filter(
    (phrase, index): phrase is NamePhrase =>
      phrase.kind === "name" && !phrase.tokens.every(isDeictic) && !denies(phrases[index - 1]),
  );
  const [name, another] = names;
  if (another !== undefined || (name === undefined && !nameless)) return undefined;
  const right = figuresIn(withoutFormer(phrases));
  if (right === undefined) return undefined;
  const [figure, more] = right;
  const asked = clauses.some(({ mark }) => mark === "?");
  const isSwap = name !== undefined && clauses.some((clause) => tellsThing(clause, name));
  if ((figure === undefined && !isSwap) || more !== undefined || asked) return undefined;
  const match = name === undefined ? unnamed : matchTokens(name.tokens, reading, lexicon);
  if (name !== undefined && match.kind === "none") return undefined;
  const amount = figure === undefined ? ({ kind: "missing" } as const) : amountOf(figure, false);
  const written = `${match.written} ${figure?.written ?? ""}`.trim();
  return [{ match, amount, requester: undefined, written }];
}

/** The figures that are not denied; undefined where something else is said besides. */
function figuresIn(phrases: readonly Phrase[]): readonly AmountPhrase[] | undefined {
  const right: AmountPhrase[] = [];
  let previous: Phrase | undefined;
  for (const [index, phrase] of phrases.entries()) {
    if (phrase.kind === "amount" && !denies(previous)) right.push(phrase);
    if (phrase.kind === "bracket" || phrase.kind === "figure" || isStrange(phrases, index))
      return undefined;
    if (phrase.kind !== "break") previous = phrase;
  }
  return right;
}

function isStrange(phrases: readonly Phrase[], index: number): boolean {
  const phrase = phrases[index];
  if (phrase?.kind !== "word" || isWordOf(phrase, ...allowed)) return false;
  return !denies(phrase) && !tellsExcess(phrase) && !isTelling(phrases, index);
}

const unnamed: ItemMatch = { kind: "none", closest: [], written: "" };

const isDeictic = (token: Token): boolean => isWord(token, "deictic", "of");

/** 应该是2箱 */
function isShould(phrase: Phrase | undefined): boolean {
  return phrase?.kind === "word" && ["应该", "应", "应当"].includes(phrase.word.text);
}
