/**
 * A plan is what will be booked once nothing is unclear any more: rows to undo, then lines to book, all or nothing.
 * It stands in 方案 (plan-cell.ts), so that a keeper's 确认 survives a restart. No stock is looked at here.
 */
import type { BookableType } from "../intent";
import type { Item, ItemLine } from "../items/item";
import type { BookingLine, Effect } from "./movement";

/** What the reply should tell about how a line was read. */
export interface LineNote {
  /** The quantity as it was written, where it differs from the booked one (2包); "" else. */
  readonly typed: string;
  /** true: the conversion did not end and was rounded. */
  readonly rounded: boolean;
  /** true: nothing was written, and 1 was understood. */
  readonly implied: boolean;
  /** What was written where the item was found as a near miss; "" else. */
  readonly nearFor: string;
}

export const plainNote: LineNote = { typed: "", rounded: false, implied: false, nearFor: "" };

export interface PlannedLine extends ItemLine {
  readonly type: BookableType;
  /** > 0; of a stocktake ≥ 0, the counted figure. */
  readonly quantity: number;
  readonly note: LineNote;
  /** Of a stocktake: when it was counted. */
  readonly countedAt?: Date | undefined;
  /** 行号 of the row of 采购 that it is booked on. */
  readonly purchaseRow?: number | undefined;
  /** true: a receipt that goes back to who delivered it. */
  readonly goesBack?: true | undefined;
}

export interface Plan {
  /** Ids of the rows to undo, in the order of their undoing. */
  readonly undoes: readonly string[];
  readonly lines: readonly PlannedLine[];
}

function effectOf({
  type,
  quantity,
  countedAt,
  goesBack,
}: Pick<PlannedLine, "type" | "quantity" | "countedAt" | "goesBack">): Effect {
  switch (type) {
    case "issue":
      return { kind: "change", change: -quantity };
    case "receipt":
      return { kind: "change", change: goesBack === true ? -quantity : quantity };
    case "return":
      return { kind: "change", change: quantity };
    case "stocktake":
      return { kind: "count", counted: quantity, ...(countedAt && { at: countedAt }) };
  }
}

export function bookingLineOf(
  line: PlannedLine,
  { remark, answers }: Pick<BookingLine, "remark" | "answers">,
): BookingLine {
  const { type, itemName, spec, unit, requester, department, purchaseRow } = line;
  const effect = effectOf(line);
  const undoes = undefined;
  const own = { type, itemName, spec, unit, effect, requester, department };
  return { ...own, remark, undoes, answers, ...(purchaseRow !== undefined && { purchaseRow }) };
}

/** What was to be booked, as a plan again: for a keeper's 确认 of what the sheet did not take. */
export function planOfLines(lines: readonly BookingLine[]): Plan {
  return {
    undoes: lines.flatMap(({ undoes }) => undoes ?? []),
    lines: lines.flatMap((line) => {
      const { type, itemName, spec, unit, effect, requester, department, purchaseRow } = line;
      if (type === "undo") return [];
      const quantity = effect.kind === "count" ? effect.counted : Math.abs(effect.change);
      const countedAt = effect.kind === "count" ? effect.at : undefined;
      const planned = { type, itemName, spec, unit, quantity, requester, department };
      const isBack = type === "receipt" && effect.kind === "change" && effect.change < 0;
      const bought = {
        ...(purchaseRow !== undefined && { purchaseRow }),
        ...(isBack && { goesBack: true as const }),
      };
      return [{ ...planned, ...bought, countedAt, note: plainNote }];
    }),
  };
}

/** Whose name stands on a row: only take-outs and returns carry a person. */
export function carriesPerson(type: BookableType): boolean {
  return type === "issue" || type === "return";
}

/** A planned line on an item, without anything to tell about how it was read, and nobody's where nobody is named. */
export const plannedOn = (
  { name: itemName, spec, unit }: Pick<Item, "name" | "spec" | "unit">,
  line: Pick<PlannedLine, "type" | "quantity" | "countedAt"> &
    Partial<Pick<PlannedLine, "requester" | "department" | "note">>,
): PlannedLine => ({
  itemName,
  spec,
  unit,
  requester: "",
  department: "",
  note: plainNote,
  ...line,
});
