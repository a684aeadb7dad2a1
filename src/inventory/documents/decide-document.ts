/**
 * A document → the rows to book, or what stands in the way of each of its lines. Names are compared exactly: a document
 * is written by a machine, which can't be asked. One that lacks but a code or its units waits in 待处理.
 */
import { decidePlan } from "../decide/decide-plan";
import { silence, type Decision, type DecisionContext } from "../decide/decision";
import { planContextOf } from "../decide/draft-context";
import { draftEntry } from "../decide/plan-summary";
import { planLine, resolveLines, summarizeLine } from "../decide/resolve-items";
import type { Amount, ItemMatch } from "../intent";
import { itemKey, type Item } from "../items/item";
import { toOwnUnit } from "../items/units";
import { inBookingOrder, rowsOfMessage, standingNow } from "../movements/ledger-window";
import type { BookingLine, Movement } from "../movements/movement";
import { bookingLineOf } from "../movements/plan";
import type { Member } from "../people/member";
import type { DocumentHead, DocumentLine, StockDocument } from "./document";
import type { CodeProblem, DocumentProblem } from "./code-parts";
import { formatDocument } from "./document-cell";
import { itemOfCode } from "./outside-code";

/** What a document is decided on. `recent` holds the rows that are to be taken back besides those of the last 48 hours. */
export interface DocumentContext extends Pick<
  DecisionContext,
  "items" | "members" | "policy" | "pending" | "recent" | "recentSince" | "wording" | "codes"
> {
  /** Up to three names that look most like an unknown one. */
  readonly closest: (name: string) => readonly Item[];
}

export interface LineProblem {
  /** From 0. */
  readonly line: number;
  readonly problem: DocumentProblem;
}

export interface DocumentDecision {
  /** Its `lines` are booked; where there are none, `pending` is written and `replyParts` tell why. */
  readonly decision: Decision;
  readonly problems: readonly LineProblem[];
  /** The rows that the lines which are clear come to, whether or not they can stand. */
  readonly wanted: readonly BookingLine[];
  readonly context: DecisionContext;
}

/** What a person would be who books a document: a keeper, by the key that it came with. */
function senderOf({ operator, source }: DocumentHead): Member {
  return { name: operator, department: "", role: "keeper", platform: "api", account: source };
}

/** `id`: of the rows that are booked. */
function contextOf(head: DocumentHead, id: string, known: DocumentContext): DecisionContext {
  const { id: originalId, text, receivedAt: sentAt } = head;
  const message = { id, originalId, quotedId: undefined, type: "message", text, sentAt } as const;
  return { ...known, message, sender: senderOf(head), question: undefined, questions: [] };
}

/** A line as it is looked at further; `problem`: its code stands for no item. */
interface Found {
  readonly match: ItemMatch;
  readonly amount: Amount;
  readonly problem?: CodeProblem;
}

function findLine(line: DocumentLine, source: string, known: DocumentContext): Found {
  const { code, item, quantity, unit } = line;
  const amount: Amount = { kind: "given", quantity, unit, written: `${quantity}${unit}` };
  if (code === undefined) return { match: matchOf(line, known), amount };
  const { wording, items, codes = [] } = known;
  const system = wording.systemName(source);
  const match = itemOfCode(code, [source, system], { codes, items });
  if (match.kind !== "item") {
    const problem = { kind: "outside-code", why: match.kind, code, system, named: item } as const;
    return { match: { kind: "none", closest: [], written: code }, amount, problem };
  }
  const own = toOwnUnit(amount, match.item, wording.units);
  return {
    match: { kind: "one", item: match.item, near: false, written: code },
    // The code's own conversions are no part of the item.
    amount:
      own.kind === "converted"
        ? { ...amount, quantity: own.quantity, unit: match.item.unit }
        : amount,
  };
}

/** The item of that very name and spec. */
function matchOf({ item, spec }: DocumentLine, known: DocumentContext): ItemMatch {
  const written = spec === undefined || spec === "" ? item : `${item} ${spec}`;
  const named = known.items.filter(({ name }) => name.trim() === item.trim());
  const found =
    spec === undefined ? named : named.filter((each) => each.spec.trim() === spec.trim());
  const [first] = found;
  if (first === undefined) {
    const closest = named.length > 0 ? named : known.closest(item);
    return { kind: "none", closest, written };
  }
  const isOne = found.every((each) => itemKey(each) === itemKey(first));
  if (!isOne) return { kind: "several", items: found, written };
  return { kind: "one", item: first, near: false, written };
}

export function decideDocument(document: StockDocument, known: DocumentContext): DocumentDecision {
  const context = contextOf(document, document.id, known);
  const { type, countedAt, receivedAt, requester } = document;
  const lines = document.lines.map((line) => findLine(line, document.source, known));
  const resolved = resolveLines(lines, type, context);
  const clear = resolved.flatMap((each) => (each.kind === "clear" ? [each.line] : []));
  const problems = resolved.flatMap((each, line) =>
    each.kind === "unclear"
      ? [{ line, problem: lines[line]?.problem ?? each.problem.summary }]
      : [],
  );
  const person = requester ?? { name: document.operator, department: "" };
  const when = { person, countedAt: countedAt ?? receivedAt };
  const plan = { undoes: [], lines: clear.map((line) => planLine(line, type, when)) };
  const wanted = plan.lines.map((line) => bookingLineOf(line, { remark: "", answers: undefined }));
  const [first] = problems;
  const waits = mayWait(document, problems);
  if (first !== undefined) {
    const understood = clear.map((line) => summarizeLine(line, type, context.items));
    const cause =
      waits || first.problem.kind === "outside-code"
        ? ({ kind: "code", problems: problems.map(({ problem }) => problem) } as const)
        : ({ kind: "unclear", problem: first.problem, understood } as const);
    const entry = draftEntry(waits ? "code" : "refused", cause, undefined, planContextOf(context));
    const kept = waits ? { ...entry, document } : entry;
    return { decision: { ...silence, pending: [kept] }, problems, wanted, context };
  }
  const decision = decidePlan(plan, {
    ...planContextOf(context),
    closes: known.pending
      .filter(({ status, messageId }) => status === "open" && messageId === document.id)
      .map(({ number }) => ({ number, status: "confirmed", handledBy: document.operator })),
    settled: { took: "after", since: true },
  });
  return { decision, problems: [], wanted, context };
}

/** Whether nothing but 外部编码 is in the way; a cell has to hold the document. */
function mayWait({ lines, ...head }: StockDocument, problems: readonly LineProblem[]): boolean {
  const isOfCodes = problems.every(
    ({ line, problem: { kind } }) =>
      lines[line]?.code !== undefined && (kind === "outside-code" || kind === "unit"),
  );
  return isOfCodes && formatDocument({ ...head, lines }) !== undefined;
}

/** What still stands of a document's rows, in the order of their booking. */
export function standingRows(id: string, recent: readonly Movement[]): readonly Movement[] {
  return inBookingOrder(standingNow(rowsOfMessage(id, recent), recent));
}

/**
 * The 消息ID of the rows that take a document back: always the same, since it is taken back once.
 *
 * @example documentVoidId("api:erp:CGRK-001") // "api:erp:CGRK-001@0"
 */
export function documentVoidId(id: string): string {
  return `${id}@0`;
}

/** Takes back what still stands of a document; `rows` in the order of their booking. */
export function decideVoid(
  head: DocumentHead,
  rows: readonly Movement[],
  known: DocumentContext,
): DocumentDecision {
  const context = contextOf(head, documentVoidId(head.id), known);
  const plan = { undoes: rows.map(({ id }) => id), lines: [] };
  const decision = decidePlan(plan, {
    ...planContextOf(context),
    action: { kind: "undo" },
    settled: { counted: true },
  });
  return { decision, problems: [], wanted: [], context };
}

/** Whether rows are what the lines of a document come to: the same content, booked before. */
export function isSameContent(
  lines: readonly Pick<BookingLine, "type" | "itemName" | "spec" | "effect">[],
  rows: readonly Movement[],
): boolean {
  const booked = inBookingOrder(rows);
  return (
    booked.length === lines.length &&
    lines.every(({ type, itemName, spec, effect }, index) => {
      const row = booked[index];
      if (row === undefined || row.type !== type) return false;
      const figure = effect.kind === "count" ? (row.count?.counted ?? row.after) : row.change;
      const wanted = effect.kind === "count" ? effect.counted : effect.change;
      return row.itemName === itemName && row.spec === spec && figure === wanted;
    })
  );
}
