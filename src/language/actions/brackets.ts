/**
 * What a bracket adds: a spec to the name before it, a person, a remark, or something that must be asked about. Spec
 * and figures beside a name are never taken for a remark.
 */
import { holdsName, isOutsideCatalogue } from "../names/item-names";
import { isAttribute } from "../names/specs";
import { isWordOf } from "../phrases/clauses";
import { personOfText } from "../phrases/label-values";
import type { BracketPhrase, NamePhrase, Phrase } from "../phrases/phrase";
import { isReasonTail } from "../phrases/reasons";
import { put, type ActionState } from "./stock-action";

/** Reads a bracket into the action that it stands in. */
export function readBracket({ inner, start, end }: BracketPhrase, state: ActionState): void {
  const { parts, extras, reading, lexicon } = state;
  const said = inner.filter((phrase) => phrase.kind !== "break");
  if (said.length === 0) return;
  const [only, more] = said;
  if (only?.kind === "amount" && more === undefined && parts.at(-1)?.kind === "name") {
    put(state, { kind: "amount", phrase: only, approx: "" });
    return;
  }
  const text = reading.text.slice(start + 1, end - 1);
  const names = said.filter((phrase): phrase is NamePhrase => phrase.kind === "name");
  if (names.length === said.length) {
    const tokens = names.flatMap((phrase) => phrase.tokens);
    const known = tokens.every((token) => token.kind !== "unknown" && token.kind !== "unit");
    const person = personOfText(text, reading.shown.slice(start + 1, end - 1), lexicon, false);
    if (person !== undefined && isOutsideCatalogue(tokens)) {
      put(state, { kind: "person", person, labelled: false, onBehalf: false });
      return;
    }
    const aside =
      parts.at(-1)?.kind === "amount" &&
      isOutsideCatalogue(tokens) &&
      /\p{Script=Han}{2}/u.test(text);
    if (aside) {
      extras.remarks.push(reading.shown.slice(start + 1, end - 1).trim());
      return;
    }
    if (known || describes(text) || parts.at(-1)?.kind === "name") {
      put(state, { kind: "beside", tokens });
      return;
    }
  }
  if (said.some(changesMeaning) && !isReasonTail(said)) extras.unexplained = true;
  if (said.some((phrase) => isWordOf(phrase, "late"))) extras.late = true;
  if (said.some((phrase) => isWordOf(phrase, "past"))) extras.past = true;
  extras.remarks.push(reading.shown.slice(start + 1, end - 1).trim());
}

/** A model, a size, a colour. */
function describes(text: string): boolean {
  return /[a-z0-9]/.test(text) || (text.length <= 4 && [...text].some(isAttribute));
}

function changesMeaning(phrase: Phrase): boolean {
  if (phrase.kind === "figure") return phrase.figure === "measure" || phrase.figure === "odd";
  if (phrase.kind === "amount" || phrase.kind === "person") return true;
  if (phrase.kind === "name") {
    return holdsName(phrase.tokens) || phrase.tokens.some((token) => token.kind === "spec");
  }
  return isWordOf(
    phrase,
    "verb",
    "negation",
    "cancel",
    "question",
    "who",
    "how-many",
    "ask-have",
    "future",
    "request",
    "correct",
    "misread",
    "undo",
    "gone",
    "low",
    "price",
    "third",
    "total",
    "each",
    "approx",
    "vague",
  );
}
