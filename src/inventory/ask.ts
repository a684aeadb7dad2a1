/**
 * The bot's question about what is unclear in a message: what is asked, what is understood already, and which entry is
 * written for it. Problems in, decision out; the wording is language/say's.
 */
import { silence, type Decision, type Draft, type OpenQuestion, type Scene } from "./decision";
import type { Course } from "./course";
import type { Amount, BookableType, Line, MovementIntent } from "./intent";
import type { Item } from "./item";
import { labelOf } from "./label";
import type { PendingDraft } from "./pending";
import type { Plan } from "./plan";
import { linesOf, spokenLine, type Problem, type Purpose, type Resolved } from "./resolve";
import type { Form, FormLine, SpokenLine } from "./saying";
import { draftEntry } from "./spoken-plan";

function purposeOf(draft: Draft): Purpose {
  return draft.kind === "movement" ? draft.type : draft.kind;
}

/** Asks about the first problem; the others wait for the answer. */
export function ask(draft: Draft, resolved: readonly Resolved[], asking: Course): Decision {
  const { scene, about, pendingNumber, maybe } = asking;
  const problems = resolved.flatMap((entry) => (entry.kind === "unclear" ? [entry.problem] : []));
  const [first] = problems;
  if (first === undefined) return silence;
  const purpose = purposeOf(draft);
  const recorded = maybe ? undefined : problems.find((problem) => problem.recorded);
  const written = recorded !== undefined && pendingNumber === undefined;
  return {
    ...silence,
    pending: written ? [unclearEntry(recorded, asking)] : [],
    sayings: [
      {
        kind: "ask",
        type: purpose,
        problem: first.spoken,
        understood: understoodOf(resolved, draft, scene),
        others: problems.length - 1,
        form: formOf(draft, resolved, scene.items),
        number: pendingNumber,
      },
    ],
    question: {
      message: about,
      openedAt: scene.message.sentAt,
      draft,
      about: first.about,
      pendingNumber,
      unanswered:
        written || pendingNumber !== undefined ? undefined : unanswered(undefined, asking),
    },
    dropsQuestion: true,
    wantsFresh: problems.some(({ spoken }) => readsSheet.has(spoken.kind)),
  };
}

/** Problems that somebody may just have mended in the sheet. */
const readsSheet: ReadonlySet<Problem["spoken"]["kind"]> = new Set(["unknown-item", "unit"]);

/** Take-outs and receipts in one message: asked to be sent apart, with an entry, as the one form that can't be booked. */
export function askApart(types: readonly BookableType[], asking: Course): Decision {
  return {
    ...silence,
    pending: [draftEntry("unclear", { kind: "mixed", types }, undefined, asking)],
    sayings: [{ kind: "mixed", types, number: undefined }],
    dropsQuestion: true,
  };
}

/** The question whether a message is a booking at all; `plan` is what 是 will book. */
export function askWhether(
  why: "no-verb" | "past" | "unclear",
  draft: MovementIntent,
  { plan, lines }: { readonly plan: Plan; readonly lines: readonly SpokenLine[] },
  asking: Course,
): Decision {
  const question: OpenQuestion = {
    message: asking.about,
    openedAt: asking.scene.message.sentAt,
    draft,
    about: { kind: "yes-no", index: undefined },
    pendingNumber: undefined,
    unanswered: unanswered(plan, asking),
  };
  return {
    ...silence,
    sayings: [{ kind: "ask-booking", why, lines }],
    question,
    dropsQuestion: true,
  };
}

function unclearEntry({ spoken: problem }: Problem, asking: Course): PendingDraft {
  return draftEntry("unclear", { kind: "unclear", problem }, undefined, asking);
}

function unanswered(plan: Plan | undefined, asking: Course): PendingDraft {
  return draftEntry("unanswered", { kind: "unanswered" }, plan, asking);
}

function understoodOf(
  resolved: readonly Resolved[],
  draft: Draft,
  { items }: Pick<Scene, "items">,
): readonly SpokenLine[] {
  if (draft.kind !== "movement") return [];
  return resolved.flatMap((entry) =>
    entry.kind === "clear" ? [spokenLine(entry.line, draft.type, items)] : [],
  );
}

function formOf(draft: Draft, resolved: readonly Resolved[], items: readonly Item[]): Form {
  const lines = linesOf(draft);
  const person = lines.find(({ requester }) => requester !== undefined)?.requester;
  const type = draft.kind === "movement" ? draft.type : "correct";
  const written = lines.map((line, index) => formLine(line, resolved[index], items));
  return { type, lines: written, person };
}

/** A line in the sender's own words, with blanks for what is unclear. */
function formLine(
  { match, amount }: Line,
  resolved: Resolved | undefined,
  items: readonly Item[],
): FormLine {
  const item = match.kind === "one" || match.kind === "fragment" ? match.item : undefined;
  const named = { name: match.kind === "several" ? match.written : "", spec: "" };
  const label = item === undefined ? named : labelOf(item, items);
  const own = item?.unit ?? "";
  if (resolved?.kind === "unclear" && resolved.problem.about.kind === "quantity")
    return { label, quantity: "", unit: own };
  return { label, ...formAmount(amount, own) };
}

function formAmount(amount: Amount, own: string): Omit<FormLine, "label"> {
  switch (amount.kind) {
    case "given":
      return { quantity: String(amount.quantity), unit: amount.unit === "" ? own : amount.unit };
    case "dozens":
    case "pairs":
      return { quantity: amount.written, unit: "" };
    case "implied":
      return { quantity: "1", unit: own };
    case "missing":
    case "unusable":
      return { quantity: "", unit: own };
  }
}
