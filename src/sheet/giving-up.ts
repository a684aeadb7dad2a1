/**
 * What the last repair of a chain says: a note in the rows of its movements, and a notice for the keepers. Pure; the
 * chain rests after it, whatever became of it.
 */
import { digestTargets } from "../inventory/policy";
import { appendedNote } from "../language/sheet-words/ledger-notes";
import { repairStopped, repairStoppedNotice } from "../language/sheet-words/sheet-sentences";
import { textOf } from "./cells";
import type { Move } from "./commit";
import { broadcastFields, type Fields } from "./entries";
import type { RepairContext } from "./repair";
import { fieldOf } from "./tabs";

export function giveUp(moves: readonly Move[], root: string, context: RepairContext): void {
  noteStop(moves, context);
  const { clean, inserts } = context;
  const { broadcasts } = clean;
  const rows = notices(moves, root, context);
  if (!broadcasts || rows.length === 0) return;
  inserts.push({ tab: "broadcasts", gridRow: broadcasts.headerRow + 1, rows });
}

function noteStop(moves: readonly Move[], { clean: { ledger }, cells }: RepairContext): void {
  const column = ledger?.columns.get("note");
  if (!ledger || column === undefined) return;
  const own = new Set(moves.map(({ id }) => id));
  for (const [index, row] of ledger.rows.entries()) {
    if (!own.has(textOf(fieldOf(ledger, row, "id")))) continue;
    const note = appendedNote(textOf(row[column]), repairStopped);
    cells.put("ledger", { gridRow: ledger.headerRow + 1 + index, column }, note);
  }
}

function notices(moves: readonly Move[], root: string, { ground }: RepairContext): Fields[] {
  const names = [...new Set(moves.map(({ name }) => name))];
  return digestTargets(ground.policy).map((group) =>
    broadcastFields(
      {
        type: "notice",
        group,
        text: repairStoppedNotice(names),
        key: `repair:${root}:${group}`,
        at: ground.now,
        status: "waiting",
        reason: "",
      },
      ground.timeZone,
    ),
  );
}
