/**
 * With every look at the sheet: figures that people typed into rows of the session under way are booked, and rows that fell
 * behind 流水 are put right.
 */
import { silence } from "../../inventory/decide/decision";
import { rowsBehind } from "../../inventory/decide/sessions/rows-behind";
import { seedOf } from "../../inventory/stocktake/draw";
import { stocktakeHeading } from "../../language/sheet-words/stocktake-words";
import type { Booking, Snapshot, Stockroom } from "../../sheet/stockroom";
import { typedBookings } from "./typed-counts";
import { unpromptedBooking, unpromptedContext } from "./unprompted";

const againMs = 10_000;

/** From now on. Answers how to stop. */
export function watchSession({
  stockroom,
  now,
  onError,
}: {
  readonly stockroom: Pick<Stockroom, "latest" | "onChange" | "book">;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}): () => void {
  let isBusy = false;
  /** What was put right last, and when: where a row can't be written it is not tried with every look. */
  let last = { id: "", at: 0 };

  function bookingsFor(snapshot: Snapshot): readonly Booking[] {
    const at = now();
    const typed = typedBookings(snapshot, at);
    const repair = repairOf(snapshot, at);
    if (repair === undefined) return typed;
    const { messageId: id } = repair;
    if (id === last.id && at.getTime() - last.at < againMs) return typed;
    last = { id, at: at.getTime() };
    return [...typed, repair];
  }

  async function book(bookings: readonly Booking[]): Promise<void> {
    isBusy = true;
    try {
      await Promise.all(bookings.map((booking) => stockroom.book(booking)));
    } catch (error) {
      onError(error);
    } finally {
      isBusy = false;
    }
  }

  function look(snapshot: Snapshot): void {
    const bookings = isBusy ? [] : bookingsFor(snapshot);
    if (bookings.length > 0) void book(bookings);
  }

  const first = stockroom.latest();
  if (first !== undefined) look(first);
  return stockroom.onChange(look);
}

/** Nothing can be put right before people have mended the tab. */
const lacksColumns = ({ problems }: Pick<Snapshot, "problems">): boolean =>
  problems.some(({ tab, cell }) => tab === stocktakeHeading.title && cell === "");

/** undefined: no row is behind. Its id tells what it writes. */
function repairOf(snapshot: Snapshot, at: Date): Booking | undefined {
  if (snapshot.stocktake === undefined || snapshot.stocktake.length === 0) return undefined;
  if (lacksColumns(snapshot)) return undefined;
  const context = unpromptedContext({ id: "", text: "", at }, snapshot);
  const changes = rowsBehind(context);
  if (changes.length === 0) return undefined;
  const id = `sheet:stocktake-rows:${seedOf(JSON.stringify(changes))}`;
  const message = { ...context.message, id, originalId: id };
  const decision = { ...silence, stocktake: { rows: [], changes } };
  return unpromptedBooking(decision, { ...context, message });
}
