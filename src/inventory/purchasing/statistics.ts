/** How suppliers deliver and answer: orders, rows, on time, short, and the median of their answers. Pure. */
import { grouped } from "../figures/grouped";
import { ordersOf, type Order } from "./orders";
import { statusOf, type PurchaseRow } from "./row";
import type { PurchaseEvent } from "./event";
import { sum } from "../items/quantity";

export interface SupplierFigures {
  readonly supplier: string;
  readonly orders: number;
  readonly rows: number;
  /** Of the rows with a day that has come or that are closed: how many had come by it. */
  readonly onTime: { readonly hits: number; readonly all: number };
  /**
   * Median of the hours until an order was confirmed. Open ones count with the time that they have waited: `isAtLeast` where
   * the median is one of them, or may be. undefined: nothing was ordered.
   */
  readonly answer: { readonly hours: number; readonly isAtLeast: boolean } | undefined;
  readonly answered: number;
  /** Rows of which less came than was ordered. */
  readonly short: number;
  /** By item and unit: what was ordered and what came. */
  readonly quantities: readonly (Pick<PurchaseRow, "itemName" | "spec" | "unit" | "received"> & {
    readonly ordered: number;
  })[];
}

const hourMs = 3_600_000;

/** How long each order was waited for, and whether that is over. */
interface Answer {
  readonly hours: number;
  readonly isOpen: boolean;
}

/**
 * The median, the lower of two middle ones, where some are only known to be longer than they are yet.
 *
 * @example medianAnswer([{ hours: 2, isOpen: false }, { hours: 52, isOpen: true }]) // { hours: 2, isAtLeast: false }
 * @example medianAnswer([{ hours: 52, isOpen: true }]) // { hours: 52, isAtLeast: true }
 */
export function medianAnswer(
  answers: readonly Answer[],
): { readonly hours: number; readonly isAtLeast: boolean } | undefined {
  const sorted = [...answers].sort((one, other) => one.hours - other.hours);
  const middle = sorted[Math.ceil(sorted.length / 2) - 1];
  if (middle === undefined) return undefined;
  // Whatever is open below the middle may end up beyond it.
  const isAtLeast = sorted.some(({ isOpen, hours }) => isOpen && hours <= middle.hours);
  return { hours: middle.hours, isAtLeast };
}

/** `events`: of 采购记录. `today`: `yyyy-MM-dd`; `dayOf`: the day of a moment in the relay's zone. */
export function supplierFigures(
  rows: readonly PurchaseRow[],
  {
    now,
    today,
    events,
    dayOf,
  }: {
    readonly now: Date;
    readonly today: string;
    readonly events: readonly PurchaseEvent[];
    readonly dayOf: (at: Date) => string;
  },
): readonly SupplierFigures[] {
  const placed = rows.filter(
    ({ orderedAt, order }) => order !== undefined && orderedAt !== undefined,
  );
  const suppliers = [...new Set(placed.map(({ supplier }) => supplier))].filter(
    (name) => name !== "",
  );
  return suppliers.map((supplier): SupplierFigures => {
    const own = placed.filter((row) => row.supplier === supplier);
    const orders = ordersOf(own);
    const answers = orders.map((order) => answerOf(order, events, now));
    const due = own.filter((row) => row.dueOn !== "" && row.cancelled < row.quantity);
    const judged = due.filter((row) => row.dueOn < today || statusOf(row) === "done");
    return {
      supplier,
      orders: orders.length,
      rows: own.length,
      onTime: {
        hits: judged.filter((row) => cameInTime(row, events, dayOf)).length,
        all: judged.length,
      },
      answer: medianAnswer(answers),
      answered: answers.filter(({ isOpen }) => !isOpen).length,
      short: own.filter((row) => row.received > 0 && row.cancelled > 0).length,
      quantities: quantitiesOf(own),
    };
  });
}

/** A change takes the time of the confirmation back; the first one stands in 采购记录. */
function answerOf({ number, rows }: Order, events: readonly PurchaseEvent[], now: Date): Answer {
  const ordered = Math.min(...rows.map(({ orderedAt }) => orderedAt?.getTime() ?? Infinity));
  const told = events.filter(({ kind, order }) => kind === "confirmed" && order === number);
  const first = Math.min(
    ...rows.map(({ confirmedAt }) => confirmedAt?.getTime() ?? Infinity),
    ...told.map(({ at }) => at.getTime()),
  );
  const isOver = rows.every((row) => ["done", "cancelled"].includes(statusOf(row)));
  const until = Number.isFinite(first) ? first : now.getTime();
  return {
    hours: Math.max(0, until - ordered) / hourMs,
    isOpen: !Number.isFinite(first) && !isOver,
  };
}

function cameInTime(
  row: PurchaseRow,
  arrivals: readonly PurchaseEvent[],
  dayOf: (at: Date) => string,
): boolean {
  if (statusOf(row) !== "done") return false;
  const days = arrivals
    .filter((event) => event.kind === "arrived" && event.row === row.number)
    .map(({ at }) => dayOf(at));
  return days.every((day) => day <= row.dueOn);
}

function quantitiesOf(rows: readonly PurchaseRow[]): SupplierFigures["quantities"] {
  const keyOf = ({ itemName, spec, unit }: PurchaseRow): string =>
    [itemName, spec, unit].join("\u001f");
  return [...grouped(rows, keyOf).values()].map((same) => {
    const [{ itemName, spec, unit }] = same;
    const ordered = sum(same.map(({ quantity, cancelled }) => quantity - cancelled));
    return { itemName, spec, unit, ordered, received: sum(same.map(({ received }) => received)) };
  });
}
