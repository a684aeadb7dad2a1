/**
 * From lines as they were written to lines that can be booked: which item, how much of its own unit, for whom; or the
 * problem that has to be asked about. Stock is not looked at here.
 */
import type { Amount, BookableType, Line, Requester } from "../intent";
import { itemKey, type Item } from "../items/item";
import { findItem, labelOf, type Person } from "../items/label";
import type { ItemLabel } from "../items/labeller";
import { measure, type Measured } from "../items/measure";
import { unitsOf } from "../items/units";
import { carriesPerson, plannedOn, type LineNote, type PlannedLine } from "../movements/plan";
import { isWithheld } from "../stocktake/withheld";
import type { LineSummary, ProblemSummary, Purpose } from "../reply-parts";
import type { LinesDraft, OpenQuestion, DecisionContext } from "./decision";
import { statedAmount } from "./quantity-limits";

/** Longer choices are no choice: the rest is only counted. */
const mostOptions = 20;

export interface Problem {
  readonly summary: ProblemSummary;
  readonly about: OpenQuestion["about"];
  /** true: an entry is written at once, not only when nobody answers. */
  readonly recorded: boolean;
}

export interface ClearLine {
  readonly item: Item;
  readonly quantity: number;
  readonly note: LineNote;
}

export type Resolved =
  | { readonly kind: "clear"; readonly line: ClearLine }
  | { readonly kind: "unclear"; readonly problem: Problem };

const unclear = (problem: Problem): Resolved => ({ kind: "unclear", problem });

function isUnusable(amount: Amount): boolean {
  return amount.kind === "missing" || amount.kind === "unusable";
}

/** The item of a written name, or the problem with it; `options` are the sheet's items as they stand now. */
export function resolveItem(
  { match, amount }: Pick<Line, "match" | "amount">,
  index: number,
  { items }: Pick<DecisionContext, "items">,
): { readonly item: Item } | Problem {
  const now = (item: Item): Item => findItem(items, item) ?? item;
  const labels = (some: readonly Item[]): readonly ItemLabel[] =>
    some.map((item) => labelOf(item, items));
  const { written } = match;
  switch (match.kind) {
    case "one":
      return { item: now(match.item) };
    case "several": {
      const options = match.items.slice(0, mostOptions).map(now);
      const more = match.items.length - options.length;
      return {
        summary: { kind: "several", written, options: labels(options), more },
        about: { kind: "choice", index, options },
        recorded: isUnusable(amount),
      };
    }
    case "fragment":
      return {
        summary: { kind: "fragment", label: labelOf(now(match.item), items), line: undefined },
        about: { kind: "yes-no", index },
        recorded: isUnusable(amount),
      };
    case "none": {
      const options = match.closest.slice(0, 3).map(now);
      return {
        summary: { kind: "unknown-item", written, closest: labels(options) },
        about: { kind: "item", index, options },
        recorded: true,
      };
    }
  }
}

/** One line on its item, or what is unclear about it. */
export function resolveLine(
  line: Pick<Line, "match" | "amount">,
  index: number,
  purpose: Purpose,
  context: DecisionContext,
): Resolved {
  const found = resolveItem(line, index, context);
  if (!("item" in found)) return unclear(withBooked(found, line, purpose, context));
  const { item } = found;
  if (line.amount.kind === "difference" && isWithheld(item, context)) {
    const summary = { kind: "blind", label: labelOf(item, context.items) } as const;
    return unclear({ summary, about: { kind: "quantity", index }, recorded: false });
  }
  const amount = statedAmount(line.amount, item, context.policy);
  const measured = measure(amount, item, mayBeZero(purpose), context.wording.units);
  const nearFor = line.match.kind === "one" && line.match.near ? line.match.written : "";
  if (measured.kind === "own") {
    const { quantity, typed, rounded, implied } = measured;
    return { kind: "clear", line: { item, quantity, note: { typed, rounded, implied, nearFor } } };
  }
  const summary = measuringProblem(measured, item, context.items);
  return unclear({ summary, about: { kind: "quantity", index }, recorded: true });
}

/** The question after an item tells what 是 will book, with its figure. */
function withBooked(
  problem: Problem,
  { match, amount }: Pick<Line, "match" | "amount">,
  purpose: Purpose,
  context: DecisionContext,
): Problem {
  const { summary } = problem;
  if (summary.kind !== "fragment" || match.kind !== "fragment") return problem;
  if (!isBookable(purpose)) return problem;
  const asked = { match: { ...match, kind: "one", near: false } as const, amount };
  const resolved = resolveLine(asked, 0, purpose, context);
  if (resolved.kind === "unclear") return problem;
  const line = summarizeLine(resolved.line, purpose, context.items);
  return { ...problem, summary: { ...summary, line } };
}

const notBooked: readonly Purpose[] = ["correct", "shortage", "request", "order"];
const isBookable = (purpose: Purpose): purpose is BookableType => !notBooked.includes(purpose);

const mayBeZero = (purpose: Purpose): boolean => purpose === "stocktake" || purpose === "shortage";

function measuringProblem(
  measured: Exclude<Measured, { readonly kind: "own" }>,
  item: Item,
  items: readonly Item[],
): ProblemSummary {
  const label = labelOf(item, items);
  const { written } = measured;
  return measured.kind === "quantity"
    ? { kind: "quantity", label, unit: item.unit, why: measured.why, written }
    : { kind: measured.kind, label, units: unitsOf(item), written };
}

/** All lines, in their order; an item counted twice is unclear from its second line on. */
export function resolveLines(
  lines: readonly Pick<Line, "match" | "amount">[],
  purpose: Purpose,
  context: DecisionContext,
): readonly Resolved[] {
  const resolved = lines.map((line, index) => resolveLine(line, index, purpose, context));
  if (purpose !== "stocktake") return resolved;
  const counted = new Set<string>();
  return resolved.map((entry, index) => {
    if (entry.kind === "unclear") return entry;
    const key = itemKey(entry.line.item);
    if (!counted.has(key)) {
      counted.add(key);
      return entry;
    }
    return unclear({
      summary: { kind: "twice", label: labelOf(entry.line.item, context.items) },
      about: { kind: "quantity", index },
      recorded: true,
    });
  });
}

/** Who stands on a row: the named person, with the department that 成员 knows when exactly one has that name; else the sender. */
export function personOf(
  requester: Requester | undefined,
  { sender, members }: Pick<DecisionContext, "sender" | "members">,
): Person {
  if (requester === undefined) return { name: sender.name, department: sender.department };
  const { name, department, loose } = requester;
  if (loose === true && department === sender.department) return { name: sender.name, department };
  if (department !== "" || name === "") return { name, department };
  const namesakes = members.filter((member) => member.name === name);
  const departments = new Set(namesakes.map((member) => member.department));
  const [known] = departments;
  return { name, department: departments.size === 1 && known !== undefined ? known : "" };
}

/** A clear line as it will be booked. */
export function planLine(
  { item, quantity, note }: ClearLine,
  type: BookableType,
  { person, countedAt }: { readonly person: Person; readonly countedAt: Date },
): PlannedLine {
  return plannedOn(item, {
    ...{ type, quantity, note, countedAt: type === "stocktake" ? countedAt : undefined },
    ...(carriesPerson(type) && { requester: person.name, department: person.department }),
  });
}

export function summarizeLine(
  { item, quantity, note }: ClearLine,
  type: BookableType,
  items: readonly Item[],
): LineSummary {
  return { type, label: labelOf(item, items), quantity, unit: item.unit, note };
}

/** The lines of a draft, a 报缺 being one line. */
export function linesOf(draft: LinesDraft): readonly Line[] {
  if (draft.kind !== "shortage") return draft.lines;
  const amount: Amount = draft.remaining ?? { kind: "missing" };
  return [{ match: draft.match, amount, requester: undefined, written: draft.match.written }];
}
