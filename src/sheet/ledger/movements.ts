/** Movements as they become rows: a booking's, a person's edit, the taking back of a row that could not stand. Pure. */
import type { Item } from "../../inventory/items/item";
import {
  rowId,
  type BookingLine,
  type Count,
  type Movement,
} from "../../inventory/movements/movement";
import { subtract } from "../../inventory/items/quantity";
import { sheetSource, rowVoidId, writeNote } from "../../language/sheet-words/ledger-notes";
import type { Booking } from "../stockroom";
import { wallTextOf } from "../../inventory/wall-clock";

/** What a line comes to. */
export interface Step {
  readonly key: string;
  readonly line: BookingLine;
  readonly before: number;
  readonly after: number;
}

const lateAfterMs = 10 * 60_000;

/** The n-th movement of a booking, n from 0. */
export function bookedMovement(
  booking: Booking,
  { line, before, after }: Step,
  index: number,
  { at, now, timeZone }: { readonly at: Date; readonly now: Date; readonly timeZone: string },
): Movement {
  const { messageId, sentAt, operator, account, source, text, threadId } = booking;
  const { type, itemName, spec, unit, requester, department, undoes, answers, remark } = line;
  const own = notAfter(at, line.tookAt ?? sentAt);
  const isLate = now.getTime() - own.getTime() > lateAfterMs;
  const time = isLate ? wallTextOf(own, timeZone) : undefined;
  return {
    id: rowId(messageId, index),
    at,
    sentAt: own,
    type,
    itemName,
    spec,
    change: subtract(after, before),
    unit,
    before,
    after,
    requester,
    department,
    operator,
    account,
    source,
    text,
    note: writeNote({ undoes, remark, sentAt: time }),
    undoes,
    answers,
    threadId,
    voided: false,
    count: countedBefore(line.effect, { after, at: own }),
    ...(line.purchaseRow !== undefined && { purchaseRow: line.purchaseRow }),
  };
}

const notAfter = (limit: Date, moment: Date): Date => (moment > limit ? limit : moment);

/** What was counted and when, where the row itself does not tell it. */
function countedBefore(
  effect: BookingLine["effect"],
  row: { readonly after: number; readonly at: Date },
): Count | undefined {
  if (effect.kind === "change") return undefined;
  const count = { counted: effect.counted, at: notAfter(row.at, effect.at ?? row.at) };
  const isTold = count.counted === row.after && count.at.getTime() === row.at.getTime();
  return isTold ? undefined : count;
}

/** The row that notes a person's figure. */
export function adjustment(
  item: Pick<Item, "name" | "spec" | "unit">,
  row: {
    readonly id: string;
    readonly at: Date;
    readonly before: number;
    readonly after: number;
    readonly note: string;
  },
): Movement {
  return {
    ...row,
    sentAt: row.at,
    type: "adjustment",
    itemName: item.name,
    spec: item.spec,
    change: subtract(row.after, row.before),
    unit: item.unit,
    requester: "",
    department: "",
    operator: "",
    account: "",
    source: sheetSource,
    text: "",
    undoes: undefined,
    answers: undefined,
    voided: false,
  };
}

/** The row that takes back a row of a booking that proved impossible. */
export function voiding(
  row: Movement,
  { at, before, reason }: { readonly at: Date; readonly before: number; readonly reason: string },
): Movement {
  const change = subtract(0, row.change);
  return {
    ...row,
    id: rowVoidId(row.id),
    at,
    sentAt: at,
    type: "undo",
    change,
    before,
    after: subtract(before, row.change),
    note: writeNote({ undoes: row.id, remark: reason, sentAt: undefined }),
    undoes: row.id,
    answers: undefined,
    count: undefined,
  };
}
