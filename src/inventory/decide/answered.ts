/**
 * Applies an answer to the draft that was asked about: one line is changed, or the draft is dropped. The changed draft is
 * then decided as a new one.
 */
import type { Amount, Answer, ItemMatch, Line } from "../intent";
import { itemKey, type Item } from "../items/item";
import { unitsOf } from "../items/units";
import { decideDraft } from "./decide-draft";
import type {
  Decision,
  DecisionContext,
  Draft,
  LinesDraft,
  OpenQuestion,
  PlanDraft,
} from "./decision";
import { dropQuestions, entryOf } from "./draft-context";
import { linesOf } from "./resolve-items";

export function applyAnswer(
  answer: Answer,
  question: OpenQuestion,
  context: DecisionContext,
): Decision {
  if (answer.kind === "no") return dropQuestions([question], context);
  const about = question.message;
  return decideDraft(answeredDraft(answer, question), {
    ...{ context, about, pendingNumber: entryOf(question, context) },
    saidAt: saysAmount(answer) ? context.message.sentAt : about.sentAt,
  });
}

/** Whether a figure was said only now: what was counted, was counted now. */
const saysAmount = (answer: Answer): boolean => "amount" in answer && answer.amount !== undefined;

/** The draft with what the answer says put in; unchanged, and so asked about again, where it does not fit. */
function answeredDraft(answer: Answer, question: OpenQuestion): Draft {
  const { draft, about } = question;
  if (draft.kind === "plan") return settledDraft(answer, draft);
  if (about.kind === "order" || about.kind === "supplier") return chosenDraft(answer, draft, about);
  if (draft.kind === "purchase") return draft;
  const index = "index" in about ? about.index : undefined;
  const line = index === undefined ? undefined : linesOf(draft)[index];
  if (index === undefined || line === undefined) return draft;
  const change = changeBy(answer, line, about);
  return change === undefined ? draft : withLine(draft, index, change);
}

/** An order of the list, or a supplier; 是 is settled in the draft that it was asked with. */
function chosenDraft(
  answer: Answer,
  draft: Exclude<Draft, PlanDraft>,
  about: Extract<OpenQuestion["about"], { readonly kind: "order" | "supplier" }>,
): Draft {
  if (answer.kind !== "pick") return draft;
  if (about.kind === "supplier") {
    const name = about.names[answer.option] ?? "";
    if (draft.kind !== "order") return draft;
    return draft.supplier === "" ? { ...draft, otherwise: name } : { ...draft, supplier: name };
  }
  const order = about.numbers[answer.option];
  if (draft.kind === "movement") return { ...draft, delivery: { ...draft.delivery, order } };
  return draft.kind === "purchase" && "match" in draft && "order" in draft
    ? { ...draft, order }
    : draft;
}

/** 数之前, 数之后; 是 is settled in the draft that it was asked with. */
function settledDraft(answer: Answer, draft: PlanDraft): PlanDraft {
  if (answer.kind !== "pick") return draft;
  const took = answer.option === 0 ? "before" : "after";
  return { ...draft, settled: { ...draft.settled, took } };
}

function changeBy(
  answer: Answer,
  line: Line,
  about: OpenQuestion["about"],
): Partial<Line> | undefined {
  switch (answer.kind) {
    case "pick": {
      const item = "options" in about ? about.options[answer.option] : undefined;
      if (item === undefined) return undefined;
      const { amount } = answer;
      return { match: chosen(item), ...(amount !== undefined && { amount }) };
    }
    case "yes":
      return line.match.kind === "fragment" ? { match: chosen(line.match.item) } : undefined;
    case "amount":
      return { amount: inAskedUnit(answer.amount, line) };
    case "item": {
      const { match, amount } = answer;
      return amount === undefined ? { match } : { match, amount };
    }
    case "no":
      return undefined;
  }
}

const chosen = (item: Item): ItemMatch => ({ kind: "one", item, near: false, written: item.name });

/** A bare figure for `几包` means that many 包; one for a unit that nobody can convert is asked about again. */
function inAskedUnit(answer: Amount, { amount: asked, match }: Line): Amount {
  if (answer.kind !== "given" || answer.unit !== "") return answer;
  if (asked.kind !== "unusable" && asked.kind !== "given") return answer;
  const known = match.kind === "one" ? unitsOf(match.item) : [];
  const unit = asked.unit ?? known.find((word) => asked.written.endsWith(word)) ?? "";
  return { ...answer, unit, written: `${answer.written}${unit}` };
}

function withLine(draft: LinesDraft, index: number, change: Partial<Line>): LinesDraft {
  if (draft.kind === "shortage") {
    return {
      ...draft,
      match: change.match ?? draft.match,
      remaining: change.amount ?? draft.remaining,
    };
  }
  const lines = draft.lines.map((line, place) => (place === index ? { ...line, ...change } : line));
  const isCount = draft.kind === "movement" && draft.type === "stocktake";
  return { ...draft, lines: isCount ? countedOnce(lines, index) : lines };
}

/** The answered count of an item takes the place of its other counts in the message. */
function countedOnce(lines: readonly Line[], index: number): readonly Line[] {
  const keyOf = (line: Line | undefined): string | undefined =>
    line?.match.kind === "one" ? itemKey(line.match.item) : undefined;
  const answered = keyOf(lines[index]);
  return lines.filter(
    (line, place) => place === index || answered === undefined || keyOf(line) !== answered,
  );
}
