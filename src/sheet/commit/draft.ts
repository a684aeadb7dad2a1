/** Rows of a commit in the making: movements with their running figures, and entries of the other tabs, each key once. */
import type { Item } from "../../inventory/items/item";
import type { Movement } from "../../inventory/movements/movement";
import { adjustmentId, typedMeanwhile } from "../../language/sheet-words/ledger-notes";
import { adjustment, bookedMovement, voiding, type Step } from "../ledger/movements";
import { createRowClock } from "../ledger/row-clock";
import { traceOf } from "../ledger/memory";
import { formerNameOf } from "../ledger/former-name";
import { rowByKey } from "../tabs/grid";
import { rowKey, type Fields } from "../tabs/tab";
import type { PersonsFigure } from "../recovery/reconcile";
import type { Booking } from "../stockroom";
import type { DesiredCells, ShownFigure } from "./facts";
import { toSerial } from "../../inventory/wall-clock";
import type { PlanningState } from "./state";
import { textOf } from "../api/cells";

export interface Draft {
  /** Oldest first. */
  readonly movements: readonly Movement[];
  /** The figures known to stand in cells that don't show what the ledger will end with. */
  readonly shown: Map<string, ShownFigure>;
  /** L, with the movements so far. */
  readonly ledgerFigure: (key: string) => number | undefined;
  /** Notes a person's figure. */
  adjust(figure: PersonsFigure): void;
  book(booking: Booking, steps: readonly Step[]): readonly Movement[];
  /** Takes back rows that stand, the newest first. */
  takeBack(rows: readonly Movement[], reason: string): void;
  /** Adds a row; answers false where a row with its key stands or is on its way, or the tab takes none. */
  append(tab: string, entry: unknown): boolean;
  /** Whether a row with an entry's key stands or is on its way. */
  holds(tab: string, entry: unknown): boolean;
  nextNumber(tab: string): number;
  /** The rows to append, by the tab's name. */
  rows(): ReadonlyMap<string, readonly Fields[]>;
  /** 上次更新时间 where a figure that stands in a cell is the very one that the ledger has come to. */
  times(): readonly DesiredCells[];
  /** The items as they stand once everything is shown. */
  itemsAfter(): readonly Item[];
}

export function createDraft(
  state: PlanningState,
  { commit, isHeld }: { readonly commit: string; readonly isHeld: (tab: string) => boolean },
): Draft {
  const { memory, facts, timeZone, now, clean } = state;
  const nextAt = createRowClock({ newestAt: memory.newestAt(), now, timeZone });
  const movements: Movement[] = [];
  const shown = new Map(Object.entries(facts.shown));
  /** Items whose figure was not the ledger's last, so that the time beside it is not its row's. */
  const untimed = new Set(shown.keys());
  const ends = new Map<string, Movement>();
  const rows = new Map<string, Fields[]>();
  const keys = new Set<string>();
  const numbers = new Map(state.lastNumbers);

  const ledgerFigure = (key: string): number | undefined =>
    ends.get(key)?.after ?? memory.newest(key)?.figure;

  const add = (tab: string, fields: Fields): void => {
    rows.set(tab, [...(rows.get(tab) ?? []), fields]);
  };
  const rowFor = (tab: string, entry: unknown) => {
    const grid = clean.get(tab);
    if (grid === undefined) return undefined;
    const fields = grid.tab.format(entry, timeZone);
    const key = rowKey(grid.tab.key.map((field) => textOf(fields[field])));
    const name = `${tab}\u001f${key}`;
    return { fields, name, stands: keys.has(name) || rowByKey(grid, key) !== undefined };
  };
  const push = (one: Movement): Movement => {
    const { key } = traceOf(one);
    const formerly = ends.has(key) ? undefined : formerNameOf(key, state);
    const movement = formerly === undefined ? one : { ...one, formerly };
    const known = shown.get(key) ?? {
      figure: ledgerFigure(key) ?? movement.before,
      counted: false,
    };
    movements.push(movement);
    ends.set(key, movement);
    shown.set(key, { ...known, counted: known.counted || movement.type === "stocktake" });
    return movement;
  };

  return {
    movements,
    shown,
    ledgerFigure,
    adjust({ found, typed, before, after }) {
      const id = adjustmentId(commit, movements.length + 1);
      const note = after === typed ? "" : typedMeanwhile(typed);
      push(adjustment(found.item, { id, at: nextAt(), before, after, note }));
      untimed.add(found.key);
      // A count that is not shown yet holds whatever else is typed.
      shown.set(found.key, { figure: typed, counted: shown.get(found.key)?.counted === true });
    },
    book: (booking, steps) =>
      steps.map((step, index) =>
        push(bookedMovement(booking, step, index, { at: nextAt(), now, timeZone })),
      ),
    takeBack(taken, reason) {
      for (const row of [...taken].reverse()) {
        const before = ledgerFigure(traceOf(row).key) ?? row.after;
        push(voiding(row, { at: nextAt(), before, reason }));
      }
    },
    append(tab, entry) {
      const { fields, name, stands } = rowFor(tab, entry) ?? {};
      if (fields === undefined || name === undefined || stands === true || isHeld(tab))
        return false;
      keys.add(name);
      add(tab, fields);
      return true;
    },
    holds: (tab, entry) => rowFor(tab, entry)?.stands === true,
    nextNumber(tab) {
      const number = (numbers.get(tab) ?? 0) + 1;
      numbers.set(tab, number);
      return number;
    },
    rows() {
      const ledger = clean.get("ledger");
      const own = movements.map((movement) => ledger?.tab.format(movement, timeZone) ?? {});
      return own.length === 0 ? rows : new Map([["ledger", own], ...rows]);
    },
    times: () =>
      [...ends].flatMap(([key, { at, after }]): readonly DesiredCells[] => {
        if (!untimed.has(key) || shown.get(key)?.figure !== after) return [];
        const fields = { updatedAt: toSerial(at, timeZone) };
        return [{ tab: "stock", key, fields, expected: { stock: after } }];
      }),
    itemsAfter: () =>
      state.stock.placed.map(({ item, key }) => {
        const end = ends.get(key);
        if (end === undefined || item.duplicate) return item;
        return { ...item, stock: { kind: "figure", quantity: end.after }, updatedAt: end.at };
      }),
  };
}
