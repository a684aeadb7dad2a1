/**
 * One commit as data: rows to insert, cells to write, rows to move, and what it is about. Sent as one batch (batch.ts);
 * where it is found not to stand, its chain is repaired (repair.ts).
 */
import type { TabName } from "../language/sheet-words/headings";
import type { CellValue } from "./cells";
import type { Fields } from "./entries";

/** A cell that a commit writes in a row that stands already. */
export interface CellWrite {
  /** The header believed above it, as headers are compared. */
  readonly header: string;
  readonly column: number;
  readonly before: CellValue;
  readonly after: CellValue;
  /** false: whatever stood there is ours to overwrite, a formula aside. */
  readonly strict: boolean;
  /** Where the image of a formula lies that is to be put back. */
  readonly from?: { readonly row: number; readonly column: number };
}

/** Writes in one row; the row is the right one when its key fields hold these values. */
export interface RowWrite {
  readonly tab: TabName;
  readonly gridRow: number;
  /** The `rowName` of what is brought to what was wanted; "" where an image is only put back. */
  readonly aim: string;
  readonly key: readonly (readonly [field: string, value: CellValue])[];
  readonly cells: readonly CellWrite[];
  /** Cells that must be as believed although they are not written. */
  readonly watched: readonly Omit<CellWrite, "after" | "from">[];
}

/** A row's name: its tab and what tells it there. */
export function rowName(tab: TabName, values: readonly string[]): string {
  return [tab, ...values].join("\u001f");
}

/** Rows inserted above `gridRow`, topmost first. */
export interface RowInsert {
  readonly tab: TabName;
  readonly gridRow: number;
  readonly rows: readonly Fields[];
}

/** Rows of ours that stand above the header, to be moved below it. */
export interface RowMove {
  readonly tab: TabName;
  readonly from: number;
  readonly to: number;
}

/** What a movement of the chain is to come to, kept beside the images so that anybody can repair. */
export interface Move {
  readonly id: string;
  /** The message it belongs to; "" for an adjustment. */
  readonly message: string;
  readonly name: string;
  readonly spec: string;
  /** A signed change, or the figure that the stock becomes. */
  readonly effect: { readonly change: number } | { readonly counted: number };
  readonly before: number;
  readonly after: number;
  /** Milliseconds. */
  readonly at: number;
  /** Why it was voided. */
  readonly voided?: string;
}

/** What a commit is about beside its cells. */
export interface CommitHead {
  readonly id: string;
  /** The first commit of the chain that this one repairs; its own id for a first one. */
  readonly root: string;
  readonly round: number;
  /** In how many rounds so far the movements were put on the sheet anew; the others only put images back. */
  readonly redone: number;
  readonly moves: readonly Move[];
  /** Entries closed, by number, with the message that closed them. */
  readonly closes: readonly { readonly number: number; readonly message: string }[];
  /** Keys of the warnings that its movements caused. */
  readonly crossings: readonly string[];
  /** true: the movements are not put on the sheet anew after this one; images still go back. */
  readonly final: boolean;
}

/** The head of a commit that is no repair. */
export function firstHead(
  id: string,
  about: Partial<Pick<CommitHead, "moves" | "closes" | "crossings">> = {},
): CommitHead {
  const nothing = { moves: [], closes: [], crossings: [] };
  return { id, root: id, round: 0, redone: 0, ...nothing, ...about, final: false };
}

export interface Commit {
  readonly head: CommitHead;
  readonly writes: readonly RowWrite[];
  readonly inserts: readonly RowInsert[];
  readonly shifts: readonly RowMove[];
}
