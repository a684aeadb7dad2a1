/** Movements as they become rows: a booking's, and a person's edit. Pure. */
import type { Item } from "../inventory/item";
import { rowId, type Movement } from "../inventory/movement";
import { subtract } from "../inventory/quantity";
import { sheetSource } from "../language/ledger-notes";
import type { Step } from "./chain";
import { noteOf } from "./entries";
import type { Booking } from "./stockroom";

/** A movement of a booking, with its note. */
export function bookedMovement(
  booking: Booking,
  { line, change, before, after }: Step,
  index: number,
  { at, now, timeZone }: { readonly at: Date; readonly now: Date; readonly timeZone: string },
): Movement {
  const { sentAt, operator, account, source, text } = booking;
  const { type, itemName, spec, unit, requester, department, undoes, answers, remark } = line;
  const { note, late } = noteOf({ undoes, remark, sentAt }, now, timeZone);
  return {
    id: rowId(booking.messageId, index),
    at,
    sentAt: late ? sentAt : at,
    type,
    itemName,
    spec,
    change,
    unit,
    before,
    after,
    requester,
    department,
    operator,
    account,
    source,
    text,
    note,
    undoes,
    answers,
    voided: false,
  };
}

/** The row of a person's edit. */
export function adjustment(
  edit: {
    readonly item: Pick<Item, "name" | "spec" | "unit">;
    readonly id: string;
    readonly before: number;
    readonly after: number;
  },
  at: Date,
): Movement {
  const { item, id, before, after } = edit;
  return {
    id,
    at,
    sentAt: at,
    type: "adjustment",
    itemName: item.name,
    spec: item.spec,
    change: subtract(after, before),
    unit: item.unit,
    before,
    after,
    requester: "",
    department: "",
    operator: "",
    account: "",
    source: sheetSource,
    text: "",
    note: "",
    undoes: undefined,
    answers: undefined,
    voided: false,
  };
}
