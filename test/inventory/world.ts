/**
 * A stockroom and a conversation in memory for tests of decide and say: books what is decided, keeps ledger, entries
 * and open questions, and answers what was said. No sheet, no clock: times are the messages' own.
 */
import { decide, decideAnswer } from "../../src/inventory/decide/decide";
import type {
  Decision,
  Message,
  OpenQuestion,
  DecisionContext,
} from "../../src/inventory/decide/decision";
import { putsAside } from "../../src/inventory/decide/open-question";
import { outcomeReplyParts } from "../../src/inventory/decide/outcome-replies";
import { crossings } from "../../src/inventory/figures/warnings";
import type { Answer, Intent } from "../../src/inventory/intent";
import { itemKey, type Item } from "../../src/inventory/items/item";
import { subtract, sum } from "../../src/inventory/items/quantity";
import { noPurchasing, type Purchasing } from "../../src/inventory/purchasing/orders";
import type { Supplier } from "../../src/inventory/purchasing/supplier";
import { createSteps } from "../../src/inventory/movements/count";
import { rowId, type BookingLine, type Movement } from "../../src/inventory/movements/movement";
import type { BookingOutcome } from "../../src/inventory/movements/outcome";
import type { PendingDraft, PendingEntry } from "../../src/inventory/movements/pending";
import { formatPlan, parsePlan } from "../../src/inventory/movements/plan-cell";
import { accountOf, type Member } from "../../src/inventory/people/member";
import { defaultPolicy, type Policy } from "../../src/inventory/policy";
import { formatReply, type ReplyText } from "../../src/language/replies/reply";
import { suggesting, withStock } from "../../src/inventory/purchasing/suggesting";
import { alertText } from "../../src/language/replies/warnings";
import { wording } from "../../src/language/replies/wording";

export const timeZone = "Asia/Shanghai";

/** What a message is read as, given the question that is open to its sender. */
export type Read = (
  question: OpenQuestion | undefined,
) => { readonly intent: Intent } | { readonly answer: Answer; readonly question: OpenQuestion };

export interface Posted {
  readonly id: string;
  readonly sender: string;
  readonly text: string;
  readonly type?: Message["type"];
  readonly quotes?: string;
  readonly sentAt: Date;
  readonly more?: Pick<Message, "threadId" | "unclearQuote" | "place" | "original" | "isDirect">;
}

export interface Happened {
  readonly decision: Decision;
  readonly rows: readonly Movement[];
  readonly pending: readonly PendingEntry[];
  readonly said: readonly ReplyText[];
  readonly question: OpenQuestion | undefined;
}

export interface World {
  /** `supplier`: in whose own group it is written. */
  deliver(posted: Posted, read: Read, supplier?: Supplier): Happened;
  /** What is written when the ten minutes of a sender's question pass. */
  expire(sender: string): readonly PendingEntry[];
  items(): readonly Item[];
  item(name: string, spec?: string): Item;
  ledger(): readonly Movement[];
  pending(): readonly PendingEntry[];
  purchasing(): Purchasing;
}

interface Start {
  /** 采购 and what belongs to it. */
  readonly purchasing?: Purchasing;
  readonly items: readonly Item[];
  readonly members: readonly Member[];
  readonly policy?: Partial<Policy>;
}

type Booked = Extract<BookingOutcome, { readonly kind: "booked" }>;

const answerWithinMs = 10 * 60_000;
const figureOf = ({ stock }: Item): number =>
  stock.kind === "figure" ? stock.quantity : Number.NaN;
const fullId = (id: string): string => `generic:g1:${id}`;

export function createWorld({ items: first, members, policy, purchasing: bought }: Start): World {
  let items = [...first];
  let purchasing = bought;
  let ledger: Movement[] = [];
  let pending: PendingEntry[] = [];
  let tick = 0;
  const questions = new Map<string, OpenQuestion>();
  const policyNow = { ...defaultPolicy, ...policy };

  function put(drafts: readonly PendingDraft[], messageId: string, at: Date): PendingEntry[] {
    const entries = drafts.map((draft, index): PendingEntry => ({
      ...draft,
      number: pending.length + index + 1,
      at,
      status: "open",
      handledBy: "",
      handledAt: undefined,
      messageId,
      plan: throughCell(draft, messageId),
    }));
    pending = [...entries].reverse().concat(pending);
    return entries;
  }

  function book(decision: Decision, message: Message, sender: Member): Booked {
    const known = new Map(items.map((item) => [itemKey(item), item]));
    const rows: Movement[] = [];
    for (const [index, line] of decision.lines.entries()) {
      const before = [...rows.toReversed(), ...ledger];
      const at = new Date(tick++);
      const row = movementOf(line, { message, sender, index, known, at, before });
      rows.push(row);
      const item = known.get(itemKey({ name: line.itemName, spec: line.spec }));
      if (item !== undefined)
        known.set(itemKey(item), {
          ...item,
          stock: { kind: "figure", quantity: row.after },
          updatedAt: message.sentAt,
        });
    }
    items = items.map((item) => known.get(itemKey(item)) ?? item);
    ledger = [...rows].reverse().concat(ledger);
    for (const { number, status, handledBy } of decision.closes)
      pending = pending.map((entry) =>
        entry.number === number ? { ...entry, status, handledBy } : entry,
      );
    if (purchasing !== undefined || (decision.purchases?.rows.length ?? 0) > 0)
      purchasing = withPurchases(purchasing ?? noPurchasing, { decision, message, sender, rows });
    const entries = put(decision.pending, message.id, message.sentAt);
    return { kind: "booked", commit: message.id, movements: rows, pending: entries };
  }

  function deliver(posted: Posted, read: Read, supplier?: Supplier): Happened {
    const sender = members.find(({ account }) => account === posted.sender);
    if (sender === undefined) throw new Error(`nobody is called ${posted.sender}`);
    const message = messageOf(posted);
    const asked = questions.get(sender.account);
    const question =
      asked !== undefined && message.sentAt.getTime() - asked.openedAt.getTime() <= answerWithinMs
        ? asked
        : undefined;
    const context: DecisionContext = {
      message,
      sender,
      items,
      members,
      policy: policyNow,
      pending,
      recent: ledger,
      recentSince: new Date(message.sentAt.getTime() - 48 * 3_600_000),
      question,
      questions: question === undefined ? [] : [question],
      wording,
      ...(purchasing && { purchasing }),
      ...(supplier && { supplier }),
    };
    const reading = read(question);
    const decideOn = (known: DecisionContext): Decision =>
      "answer" in reading
        ? decideAnswer(reading.answer, reading.question, known)
        : decide(reading.intent, known);
    const first = decideOn(context);
    const decision =
      first.wantsHistory === undefined
        ? first
        : decideOn({ ...context, recentSince: first.wantsHistory });
    const before = items;
    const outcome = book(decision, message, sender);
    const over = asked?.message;
    if (over !== undefined && (decision.settles.includes(over.id) || putsAside(decision)))
      questions.delete(sender.account);
    if (message.type === "deleted" && over?.originalId === message.originalId)
      questions.delete(sender.account);
    if (decision.question !== undefined) {
      const pendingNumber = decision.question.pendingNumber ?? outcome.pending[0]?.number;
      questions.set(sender.account, { ...decision.question, pendingNumber });
    }
    const { movements } = outcome;
    const alerts = crossings(movements, before, policyNow).map((crossing): ReplyText => {
      return {
        text: alertText({
          ...crossing,
          buy: suggesting({ policy: policyNow })(withStock(crossing.item, crossing.stock)),
        }),
        kind: "alert",
        mentionsKeepers: true,
        choices: [],
      };
    });
    const said = formatReply(outcomeReplyParts(decision, outcome, context), { timeZone });
    assertChoices(decision, said);
    return {
      decision,
      rows: movements,
      pending: outcome.pending,
      said: [...said, ...alerts],
      question: questions.get(sender.account),
    };
  }

  return {
    deliver,
    expire(sender) {
      const question = questions.get(sender);
      questions.delete(sender);
      const draft = question?.unanswered;
      if (question === undefined || draft === undefined) return [];
      return put([draft], question.message.id, question.openedAt);
    },
    items: () => items,
    item(name, spec) {
      const found = items.find(
        (item) => item.name === name && (spec === undefined || item.spec === spec),
      );
      if (found === undefined) throw new Error(`no item is called ${name}`);
      return found;
    },
    ledger: () => ledger,
    pending: () => pending,
    purchasing: () => purchasing ?? noPurchasing,
  };
}

/** 采购 once a decision stands: 已收 is what the rows of the ledger come to. */
function withPurchases(
  { rows, suppliers, events }: Purchasing,
  {
    decision: { purchases },
    message,
    sender,
    rows: booked,
  }: {
    readonly decision: Decision;
    readonly message: Message;
    readonly sender: Member;
    readonly rows: readonly Movement[];
  },
): Purchasing {
  const changes = new Map(purchases?.changes.map(({ row, to }) => [row.number, to]));
  const all = [...rows, ...(purchases?.rows ?? [])].map((row) => ({
    ...row,
    ...changes.get(row.number),
    received: sum([
      row.received,
      ...booked.flatMap(({ purchaseRow, change }) => (purchaseRow === row.number ? [change] : [])),
    ]),
  }));
  const added = (purchases?.events ?? []).map((event, index) => ({
    ...{ ...event, at: message.sentAt, operator: sender.name, text: message.text },
    messageId: rowId(message.id, index),
  }));
  return {
    rows: all,
    suppliers: [...suppliers, ...(purchases?.suppliers ?? [])],
    events: [...added.reverse(), ...events],
  };
}

/** The plan as it is read back from the sheet. */
const throughCell = ({ kind, plan }: PendingDraft, messageId: string): PendingDraft["plan"] =>
  parsePlan(formatPlan(plan, { kind, messageId }), { kind, messageId });

function messageOf({ id, text, type = "message", quotes, sentAt, more }: Posted): Message {
  const originalId = fullId(id);
  return {
    id: type === "message" ? originalId : `${originalId}@${sentAt.getTime()}`,
    originalId,
    quotedId: quotes === undefined ? undefined : fullId(quotes),
    type,
    text,
    sentAt,
    place: fullId(""),
    ...more,
  };
}

function movementOf(
  line: BookingLine,
  {
    message,
    sender,
    index,
    known,
    at,
    before: earlier,
  }: {
    readonly message: Message;
    readonly sender: Member;
    readonly index: number;
    readonly known: ReadonlyMap<string, Item>;
    readonly at: Date;
    /** Newest first. */
    readonly before: readonly Movement[];
  },
): Movement {
  const item = known.get(itemKey({ name: line.itemName, spec: line.spec }));
  if (item === undefined) throw new Error(`booked on ${line.itemName}, which is not there`);
  const { effect, tookAt } = line;
  const rows = earlier.filter(
    ({ itemName: name, spec }) => itemKey({ name, spec }) === itemKey(item),
  );
  const { before, after } = createSteps(figureOf(item), { item, rows, sentAt: message.sentAt })(
    line,
  );
  const count =
    effect.kind === "count"
      ? { counted: effect.counted, at: effect.at ?? message.sentAt }
      : undefined;
  return {
    id: rowId(message.id, index),
    at,
    sentAt: tookAt ?? message.sentAt,
    type: line.type,
    itemName: line.itemName,
    spec: line.spec,
    change: subtract(after, before),
    unit: line.unit,
    before,
    after,
    requester: line.requester,
    department: line.department,
    operator: sender.name,
    account: accountOf(sender),
    source: "generic",
    text: message.text,
    note: line.undoes === undefined ? line.remark : `撤销 ${line.undoes}`,
    undoes: line.undoes,
    ...(line.purchaseRow !== undefined && { purchaseRow: line.purchaseRow }),
    answers: line.answers,
    threadId: message.threadId,
    voided: false,
    count,
  };
}

/** What can be answered by one of a few words offers them as choices. */
function assertChoices({ question }: Decision, said: readonly ReplyText[]): void {
  const offered = said.flatMap(({ choices }) => choices);
  const isFree = question === undefined || ["quantity", "item"].includes(question.about.kind);
  if (!isFree && offered.length === 0)
    throw new Error(`a question offers no choices: ${said.map(({ text }) => text).join("\n")}`);
}
