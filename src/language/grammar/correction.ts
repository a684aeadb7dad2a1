/** 更正：A4纸 半箱 and 刚才的A4纸是2箱不是1箱: what is right now, in place of what was booked. */
import type { Intent, Line } from "../../inventory/intent";
import { readAction } from "../actions/actions";
import { amountsFor, type Manner } from "../actions/line-amounts";
import { assignPeople } from "../actions/persons";
import { buildPieces } from "../actions/pieces";
import { matchTokens } from "../names/item-names";
import { amountOf } from "../phrases/amounts";
import { clauseOf, has, isWordOf, namesIn, type Clause } from "../phrases/clauses";
import type { AmountPhrase, Phrase } from "../phrases/phrase";
import type { Message } from "./movement";

/** The correction that a message is; undefined when it corrects nothing. */
export function readCorrection(message: Message): Intent | undefined {
  const { clauses } = message;
  const first = clauses.find(({ phrases }) => phrases.some(isSaid))?.phrases.find(isSaid);
  const commanded = isWordOf(first, "correct");
  const misread = clauses.some((clause) => has(clause, "misread"));
  const named = clauses.some((clause) => has(clause, "correct"));
  const denied = clauses.some(deniesFigure);
  if (!commanded && !misread && !named && !denied) return undefined;
  if (misread && !named && !denied && !clauses.some(tellsRight)) return undefined;
  const lines = (commanded ? listed(message) : undefined) ?? contrasted(message);
  return lines === undefined ? undefined : { kind: "correct", lines };
}

function isSaid(phrase: Phrase): boolean {
  return (
    phrase.kind !== "break" && !isWordOf(phrase, "polite", "particle", "self", "fresh", "filler")
  );
}

/** 不是1箱 */
function deniesFigure({ phrases }: Clause): boolean {
  return phrases.some((phrase, index) => denies(phrase) && phrases[index + 1]?.kind === "amount");
}

/** 是2箱, 应该2箱; 领用A4纸1箱，写错了 says nothing of the kind. */
function tellsRight({ phrases }: Clause): boolean {
  return phrases.some(
    (phrase, index) =>
      (isWordOf(phrase, "be") || isShould(phrase)) && phrases[index + 1]?.kind === "amount",
  );
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
  const { pieces, unexplained } = buildPieces(actions, reading, lexicon);
  if (unclean || unexplained || pieces.length === 0) return undefined;
  const bare = pieces.every(({ amount, match }) => amount === undefined && match.kind === "none");
  if (bare) return undefined;
  const { requesters, unclear } = assignPeople(actions, pieces);
  if (unclear) return undefined;
  const amounts = amountsFor(pieces, listManner);
  return pieces.map(({ match, amount }, index) => ({
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

/** One item, one figure that is right, others that are denied. */
function contrasted({ clauses, reading, lexicon }: Message): readonly Line[] | undefined {
  const names = clauses.flatMap(namesIn);
  const [name, another] = names;
  if (name === undefined || another !== undefined) return undefined;
  const right: AmountPhrase[] = [];
  let previous: Phrase | undefined;
  for (const phrase of withoutFormer(clauses.flatMap(({ phrases }) => phrases))) {
    if (phrase.kind === "amount" && !denies(previous)) right.push(phrase);
    const strange =
      phrase.kind === "word" &&
      !isWordOf(phrase, ...allowed) &&
      !denies(phrase) &&
      !isShould(phrase);
    if (strange || phrase.kind === "bracket" || phrase.kind === "figure") return undefined;
    if (phrase.kind !== "break") previous = phrase;
  }
  const [figure, more] = right;
  const match = matchTokens(name.tokens, reading, lexicon);
  const asked = clauses.some(({ mark }) => mark === "?");
  if (figure === undefined || more !== undefined || match.kind === "none" || asked)
    return undefined;
  const amount = amountOf(figure, false);
  const written = `${match.written} ${figure.written}`;
  return [{ match, amount, requester: undefined, written }];
}

/** 应该是2箱 */
function isShould(phrase: Phrase): boolean {
  return (
    phrase.kind === "word" && ["应该", "应", "应当", "不对", "不对的"].includes(phrase.word.text)
  );
}
