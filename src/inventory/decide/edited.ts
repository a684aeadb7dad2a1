/**
 * A message that was edited: against what it booked, only the lines that changed are undone and booked anew. One that
 * booked nothing yet is booked as new.
 */
import type { Intent, Line } from "../intent";
import { matchedItems } from "../items/catalogue";
import { itemKey, itemKeyOf, type Item } from "../items/item";
import {
  bookedMessageOf,
  inBookingOrder,
  isWithinDay,
  mayChange,
  originalOf,
  rowsOfMessage,
  standingNow,
} from "../movements/ledger-window";
import { countOf, figureOf } from "../movements/count";
import type { Movement } from "../movements/movement";
import type { Plan, PlannedLine } from "../movements/plan";
import { decidePlan } from "./decide-plan";
import { reply, silence, type Decision, type DecisionContext } from "./decision";
import { draftedPlanContext, type DraftContext } from "./draft-context";
import { refuseToOthers } from "./refuse";
import { notUndone, withdraw } from "./undo";

/**
 * What an edit comes to before its text is decided about: nothing where the text is the one that was read last (a first
 * reaction is told as an edit), and for a message of yesterday that the relay never saw. undefined: it is to be decided.
 */
export function decideEdit(intent: Intent, context: DecisionContext): Decision | undefined {
  const { message } = context;
  if (message.original?.isSameText === true || lastTextOf(context) === message.text) return silence;
  return isUnseen(context) ? decideUnseen(intent, context) : decideEditedAway(intent, context);
}

/** Nothing of the original is known: neither was it taken, nor does the sheet hold a row or an entry of it. */
export function isUnseen({ message, question, recent, pending }: DecisionContext): boolean {
  const { originalId, original } = message;
  return (
    original?.isSeen === false &&
    question?.message.originalId !== originalId &&
    rowsOfMessage(originalId, recent).length === 0 &&
    !pending.some(({ messageId }) => originalOf(messageId) === originalId)
  );
}

/** Only what could be booked is asked about, and what only asks is answered. */
function decideUnseen(intent: Intent, { message }: DecisionContext): Decision | undefined {
  const sentAt = message.original?.sentAt ?? message.sentAt;
  if (!isWithinDay({ sentAt }, message)) return silence;
  const isOrder = ["undo", "correct", "confirm", "reject", "several-entries", "name-code"].includes(
    intent.kind,
  );
  return isOrder ? silence : undefined;
}

/** The text under which the message stands in the sheet, or was asked about; the newest of them. */
function lastTextOf({ message, recent, pending, question }: DecisionContext): string | undefined {
  const { originalId } = message;
  if (question?.message.originalId === originalId) return question.message.text;
  const row = recent.find((each) => bookedMessageOf(each) === originalId && each.text !== "");
  const entry = pending.find(({ messageId }) => originalOf(messageId) === originalId);
  if (row === undefined || entry === undefined) return row?.text ?? entry?.text;
  return row.at.getTime() > entry.at.getTime() ? row.text : entry.text;
}

/** Lines whose item or amount only an answer told, with what was booked of the message before. */
export function filledFromBooked(
  lines: readonly Line[],
  { about, context }: DraftContext,
): readonly Line[] {
  const booked = standingNow(rowsOfMessage(about.originalId, context.recent), context.recent);
  const rowsOf = (item: Item): readonly Movement[] =>
    booked.filter((row) => itemKeyOf(row) === itemKey(item));
  return lines.map((line) => {
    const { match } = line;
    const [item, ...others] = matchedItems(match).filter((option) => rowsOf(option).length > 0);
    if (item === undefined || others.length > 0) return line;
    const one = { kind: "one", item, near: false, written: match.written } as const;
    const known: Line = { ...line, match: match.kind === "one" ? match : one };
    const [row, ...more] = rowsOf(item);
    if (line.amount.kind !== "missing" || row === undefined || more.length > 0) return known;
    const quantity = figureOf(row);
    return {
      ...known,
      amount: { kind: "given", quantity, unit: row.unit, written: `${quantity}` },
    };
  });
}

export function bookEdited(plan: Plan, remark: string, draftContext: DraftContext): Decision {
  const { context, about } = draftContext;
  const rows = rowsOfMessage(about.originalId, context.recent);
  const standing = inBookingOrder(standingNow(rows, context.recent));
  const planContext = draftedPlanContext(draftContext, remark);
  if (rows.length > 0 && standing.length === 0) return ignored("undone");
  if (standing.length === 0) return decidePlan(plan, planContext);
  if (!mayChange(standing, context)) return refuseToOthers("undo-other", context);
  const { undoes, lines } = changesBetween(standing, plan.lines);
  if (undoes.length === 0 && lines.length === 0)
    return withdraw(about.originalId, context) ?? silence;
  if (!undoes.every((row) => isWithinDay(row, about))) return notUndone("old");
  const correction = { undoes: undoes.map(({ id }) => id), lines };
  return decidePlan(correction, { ...planContext, action: { kind: "correction" } });
}

/** `undone`: taken back before it was edited, so that a new message is needed. */
const ignored = (why: "undone" | "no-booking"): Decision => reply({ kind: "edit-ignored", why });

/** Rows and lines that say the same are left alone. */
function changesBetween(
  standing: readonly Movement[],
  lines: readonly PlannedLine[],
): { readonly undoes: readonly Movement[]; readonly lines: readonly PlannedLine[] } {
  const undoes = [...standing];
  const changed = lines.filter((line) => {
    const same = undoes.findIndex((row) => saysTheSame(row, line));
    if (same >= 0) undoes.splice(same, 1);
    return same < 0;
  });
  return { undoes, lines: changed.map((line) => countedThen(line, undoes)) };
}

/** A count that is put right was made when it was first told. */
function countedThen(line: PlannedLine, undone: readonly Movement[]): PlannedLine {
  const count = undone.find(
    (row) => row.type === "stocktake" && row.itemName === line.itemName && row.spec === line.spec,
  );
  const isCount = line.type === "stocktake" && count !== undefined;
  return isCount ? { ...line, countedAt: countOf(count).at } : line;
}

function saysTheSame(row: Movement, line: PlannedLine): boolean {
  return (
    row.type === line.type &&
    row.itemName === line.itemName &&
    row.spec === line.spec &&
    row.unit === line.unit &&
    row.requester === line.requester &&
    row.department === line.department &&
    figureOf(row) === line.quantity
  );
}

/** What to do about an edited text that is no booking: the rows of a booked message stand until they are undone. */
function decideEditedAway(intent: Intent, context: DecisionContext): Decision | undefined {
  const rows = rowsOfMessage(context.message.originalId, context.recent);
  if (standingNow(rows, context.recent).length === 0) return undefined;
  if (intent.kind === "movement" || intent.kind === "maybe-movement") return undefined;
  return ignored("no-booking");
}
