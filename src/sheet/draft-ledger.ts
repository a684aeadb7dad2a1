/**
 * Movements of a commit in the making, with the figures that the items of 库存 end on. A person's edit of an item gets its
 * row before the first booking on it. Pure.
 */
import type { Item } from "../inventory/items/item";
import type { Movement } from "../inventory/movements/movement";
import type { Step } from "./chain";
import type { Move, RowInsert, RowWrite } from "./commit";
import { movementFields } from "./entries";
import type { Ground } from "./ground";
import { adjustment, bookedMovement } from "./new-rows";
import type { PersonsEdit } from "./people";
import { createRowClock, gapMs } from "./row-clock";
import { stockWrite, topInsert } from "./row-writes";
import type { Booking } from "./stockroom";

interface LedgerRows {
  /** Oldest first. */
  readonly movements: readonly Movement[];
  readonly moves: readonly Move[];
  adjust(edit: PersonsEdit): void;
  book(
    booking: Booking,
    steps: readonly Step[],
    edits: ReadonlyMap<string, PersonsEdit>,
  ): readonly Movement[];
  itemsAfter(): readonly Item[];
  insert(): RowInsert | undefined;
  stockWrites(): readonly RowWrite[];
}

export function createLedgerRows(ground: Ground): LedgerRows {
  const { workbook, stock, timeZone, now } = ground;
  const { grids } = workbook;
  const nextAt = createRowClock(ground);
  const movements: Movement[] = [];
  const moves: Move[] = [];
  const adjusted = new Set<string>();
  /** Items with a booking in this commit. */
  const begun = new Set<string>();
  /** The last movement of each item. */
  const ends = new Map<string, Movement>();

  const push = (
    key: string,
    movement: Movement,
    { message, effect }: Pick<Move, "message" | "effect">,
  ): void => {
    const { id, itemName: name, spec, before, after, at } = movement;
    movements.push(movement);
    moves.push({ id, message, name, spec, effect, before, after, at: at.getTime() });
    ends.set(key, movement);
  };

  const adjust = ({ placed, before, after, id }: PersonsEdit): void => {
    const { key, item } = placed;
    if (adjusted.has(key)) return;
    adjusted.add(key);
    const movement = adjustment({ item, id, before, after }, nextAt(gapMs));
    push(key, movement, { message: "", effect: { counted: after } });
  };

  const take = (booking: Booking, step: Step, index: number): Movement => {
    const { key, line } = step;
    const at = nextAt(begun.has(key) ? 1 : gapMs);
    begun.add(key);
    const movement = bookedMovement(booking, step, index, { at, now, timeZone });
    const { effect } = line;
    push(key, movement, {
      message: booking.messageId,
      effect: effect.kind === "count" ? { counted: effect.counted } : { change: effect.change },
    });
    return movement;
  };

  return {
    movements,
    moves,
    adjust,
    book: (booking, steps, edits) =>
      steps.map((step, index) => {
        const edit = edits.get(step.key);
        if (edit) adjust(edit);
        return take(booking, step, index);
      }),
    itemsAfter: () =>
      stock.placed.map(({ item, key }) => {
        const end = ends.get(key);
        if (!end || item.duplicate) return item;
        return { ...item, stock: { kind: "figure", quantity: end.after }, updatedAt: end.at };
      }),
    insert: () =>
      topInsert(
        grids.ledger,
        movements.map((movement) => movementFields(movement, timeZone)),
      ),
    stockWrites: () =>
      [...ends].flatMap(([key, end]) => {
        const placed = stock.byKey.get(key);
        return placed && grids.stock ? [stockWrite(grids.stock, placed, end, timeZone)] : [];
      }),
  };
}
