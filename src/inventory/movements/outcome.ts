/** What became of a booking once the sheet was asked. Comes from the sheet module, goes to outcomeReplyParts. */
import type { Item } from "../items/item";
import type { Movement } from "./movement";
import type { PendingEntry } from "./pending";
import type { Kinds } from "../kinds";

/** Why a line can't stand on the item as the sheet has it. */
export type Obstacle =
  | { readonly kind: "short"; readonly item: Item; readonly stock: number; readonly wanted: number }
  | { readonly kind: "gone"; readonly itemName: string; readonly spec: string }
  | { readonly kind: "unreadable"; readonly item: Item; readonly text: string }
  | { readonly kind: "formula" | "duplicate"; readonly item: Item };

export type BookingOutcome = Kinds<{
  /** Stands in the sheet. `commit` is the same for all bookings of one commit. */
  booked: { commit: string; movements: readonly Movement[]; pending: readonly PendingEntry[] };
  /** The id stood there before; nothing was written. */
  already: { movements: readonly Movement[] };
  /**
   * Not booked. `written` false: nothing of it is in the sheet (decide again). true: it proved impossible during a
   * repair; its rows are voided and `pending` holds the entry written for it.
   */
  impossible: {
    obstacles: readonly Obstacle[];
    written: boolean;
    pending: readonly PendingEntry[];
  };
  /** The sheet takes it in no form, or takes the tab's rows no more; `reason` is a sentence for people. */
  refused: { reason: string; pending: readonly PendingEntry[] };
}>;
