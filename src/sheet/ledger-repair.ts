/**
 * The rows of a chain in the ledger: brought to what its movements come to, with a row of their own for what people typed
 * meanwhile. Pure; only the commit's own rows are touched.
 */
import { itemKey } from "../inventory/item";
import type { Movement } from "../inventory/movement";
import { subtract } from "../inventory/quantity";
import { voidedNote } from "../language/ledger-notes";
import { quantityOf, textOf } from "./cells";
import type { Move } from "./commit";
import { movementFields, readMovement } from "./entries";
import { adjustment } from "./new-rows";
import { keyOfMove } from "./redo";
import type { RepairContext, RepairGround } from "./repair";
import { fieldOf, type Grid, type Row } from "./tabs";

/** 消息ID of an item's newest row that is not of the chain. */
export function newestBefore(
  key: string,
  own: ReadonlySet<string>,
  {
    ledger,
    memory,
    timeZone,
  }: Pick<RepairGround, "memory" | "timeZone"> & { readonly ledger: Grid<"ledger"> | undefined },
): string {
  const rows = (ledger?.rows ?? []).flatMap((row) =>
    ledger ? (readMovement(ledger, row, timeZone) ?? []) : [],
  );
  const found = rows
    .filter(
      (movement) =>
        !own.has(movement.id) && itemKey({ name: movement.itemName, spec: movement.spec }) === key,
    )
    .sort((a, b) => b.at.getTime() - a.at.getTime())[0];
  if (found) return found.id;
  const known = memory.baseline(key)?.id ?? "";
  return own.has(known) ? "" : known;
}

/** Rewrites and inserts; answers whether a row can be found only after its cells are back under their headers. */
export function correctLedger(
  context: RepairContext & { readonly moves: readonly Move[] },
): boolean {
  const { redo, clean, moves } = context;
  const grid = clean.ledger;
  if (!grid) return false;
  const changed = changedInChain(context);
  const added = new Set([...redo.items.values()].flatMap((item) => item.added));
  let astray = false;
  for (const move of moves) {
    const touched =
      redo.items.has(keyOfMove(move)) || changed.has(move.id) || redo.voided.has(move.message);
    if (!touched || added.has(move.id)) continue;
    const index = grid.rows.findIndex((row) => textOf(fieldOf(grid, row, "id")) === move.id);
    const row = grid.rows[index];
    if (row) correctRow(grid, { row, gridRow: grid.headerRow + 1 + index }, move, context);
    else
      astray ||= [...grid.rows, ...grid.top].some((one) =>
        one.some((cell) => textOf(cell) === move.id),
      );
  }
  for (const move of moves.filter(({ id }) => added.has(id))) insertAdjustment(grid, move, context);
  return astray;
}

/** Movements that a repair of this chain has rewritten before. */
function changedInChain({ chain }: RepairContext): ReadonlySet<string> {
  const changed = new Set<string>();
  const first = new Map<string, Move>();
  for (const { head } of chain) {
    for (const move of head.moves) {
      const known = first.get(move.id) ?? move;
      first.set(move.id, known);
      const same =
        known.before === move.before && known.after === move.after && known.voided === move.voided;
      if (!same) changed.add(move.id);
    }
  }
  return changed;
}

function correctRow(
  grid: Grid<"ledger">,
  { row, gridRow }: { readonly row: Row; readonly gridRow: number },
  move: Move,
  { cells, ground }: RepairContext,
): void {
  const figures = {
    change: subtract(move.after, move.before),
    before: move.before,
    after: move.after,
  };
  for (const field of ["change", "before", "after"] as const) {
    const column = grid.columns.get(field);
    if (column === undefined || quantityOf(row[column]) === figures[field]) continue;
    cells.put("ledger", { gridRow, column }, figures[field]);
  }
  const known = readMovement(grid, row, ground.timeZone);
  if (move.voided === undefined || known === undefined || known.voided) return;
  const { note, link } = movementFields({ ...known, voided: true }, ground.timeZone);
  const texts = { note: voidedNote(move.voided, textOf(note)), link };
  for (const field of ["note", "link"] as const) {
    const column = grid.columns.get(field);
    if (column !== undefined) cells.put("ledger", { gridRow, column }, texts[field]);
  }
}

/** A person's figure, noted just below the booking that it precedes. */
function insertAdjustment(
  grid: Grid<"ledger">,
  move: Move,
  { inserts, ground, moves }: RepairContext & { readonly moves: readonly Move[] },
): void {
  const key = keyOfMove(move);
  const booking = moves.find((one) => one.message !== "" && keyOfMove(one) === key);
  const index = grid.rows.findIndex((row) => textOf(fieldOf(grid, row, "id")) === booking?.id);
  const row: Movement = adjustment(
    {
      item: { name: move.name, spec: move.spec, unit: unitOf(grid, index) },
      id: move.id,
      before: move.before,
      after: move.after,
    },
    new Date(move.at),
  );
  const gridRow = grid.headerRow + 1 + (index < 0 ? 0 : index + 1);
  inserts.push({ tab: "ledger", gridRow, rows: [movementFields(row, ground.timeZone)] });
}

function unitOf(grid: Grid<"ledger">, index: number): string {
  const row = grid.rows[index];
  return row ? textOf(fieldOf(grid, row, "unit")) : "";
}
