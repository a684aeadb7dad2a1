/** The answers that a sentence offers, in the words that answer it: a choice of the list, 是 or 算了, 确认 or 驳回. */
import type { OpenEntry } from "../../inventory/entry-parts";
import type { ProblemSummary, ReplyPart } from "../../inventory/reply-parts";
import type { ItemLabel } from "../../inventory/items/labeller";
import { nameOf, quoted } from "./format";

/** `value` is what a person would write. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What opens a list of choices where they don't all stand there. */
export const choose = "选择";

const word = (value: string): Choice => ({ value, label: value });
const yes = word("是");
const never = word("算了");
const before = word("数之前");
const after = word("数之后");

/** Parts that ask whether to book what they tell. */
const yesNo: ReadonlySet<ReplyPart["kind"]> = new Set([
  ...([
    "ask-booking",
    "ask-correction",
    "ask-counted",
    "ask-since",
    "ask-zone-equal",
    "ask-missing",
  ] as const),
  ...(["ask-new", "ask-order-requests", "ask-cancel", "ask-arrived", "ask-short"] as const),
  ...(["ask-over", "ask-return", "ask-send"] as const),
]);

/** Empty where the answer is a figure or words of the person's own. */
export function choicesOf(part: ReplyPart): readonly Choice[] {
  switch (part.kind) {
    case "ask":
      return problemChoices(part.problem);
    case "ask-took":
      return [before, after, never];
    case "which-question":
      return numbered(part.asked.map((text) => ({ name: quoted(text), spec: "" })));
    default:
      return yesNo.has(part.kind) ? [yes, never] : decisionsOn(part);
  }
}

/** What a keeper may decide on entries that a part names. */
function decisionsOn(part: ReplyPart): readonly Choice[] {
  switch (part.kind) {
    case "short":
    case "below-zero":
    case "blocked":
    case "awaits":
      return part.plan === undefined ? [] : entryChoices(part.number);
    case "joined":
      return entryChoices(part.number);
    case "open-entries":
      return part.decides && part.open.length <= mostListed ? part.open.flatMap(listedChoices) : [];
    case "shortage":
      return part.differs ? entryChoices(part.number) : [];
    case "which-supplier":
      return numbered(part.names.map((name) => ({ name, spec: "" })));
    case "which-order":
      return numbered(part.orders.map(({ number }) => ({ name: `订单${number}`, spec: "" })));
    case "which-entry":
      return part.open.map(({ number }) => word(`${entryVerbs[part.verb]} ${number}`));
    default:
      return [];
  }
}

function problemChoices(problem: ProblemSummary): readonly Choice[] {
  switch (problem.kind) {
    case "several":
      return numbered(problem.options);
    case "unknown-item":
      return problem.closest.length === 0 ? [] : numbered(problem.closest);
    case "fragment":
      return [yes, never];
    default:
      return [];
  }
}

/** More entries are a list to read, and are answered in words. */
const mostListed = 3;

const listedChoices = ({ number, plan }: OpenEntry<unknown>): readonly Choice[] =>
  plan === undefined ? [word(`${entryVerbs.reject} ${number}`)] : entryChoices(number);

const entryVerbs = { confirm: "确认", reject: "驳回" } as const;

const entryChoices = (number: number | undefined): readonly Choice[] =>
  number === undefined
    ? []
    : [word(`${entryVerbs.confirm} ${number}`), word(`${entryVerbs.reject} ${number}`)];

/** Numbered as in the list, so that a button that has to cut a long name still tells which one it is. */
function numbered(labels: readonly ItemLabel[]): readonly Choice[] {
  const options = labels.map((label, index) => ({
    value: String(index + 1),
    label: `${index + 1}. ${nameOf(label)}`,
  }));
  return [...options, never];
}
