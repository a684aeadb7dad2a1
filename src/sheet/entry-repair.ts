/**
 * The entries of 待处理 and 播报 that a chain closed or settled: written again where their rows were missed, opened again
 * where their message can't stand; and one entry for every message that can't. Pure.
 */
import type { BookingLine } from "../inventory/movement";
import type { PendingEntry } from "../inventory/pending";
import { planOfLines } from "../inventory/plan";
import { obstacleSentence, voidedReason } from "../language/sheet-sentences";
import { sameValue, textOf } from "./cells";
import { nameOfEntry, stood, type LastWrites } from "./chain-state";
import type { Move } from "./commit";
import { pendingFields, readMovement } from "./entries";
import type { ImagedWrite, Link } from "./links";
import type { RepairContext } from "./repair";
import { fieldOf, type Grid } from "./tabs";

/** The writes that closed entries for messages that are voided: what stood there before is the truth again. */
export function reopened(
  chain: readonly Link[],
  voided: ReadonlySet<string>,
  last: LastWrites,
): readonly ImagedWrite[] {
  return chain
    .flatMap(({ head }) => head.closes)
    .filter(({ message }) => voided.has(message))
    .flatMap(({ number }) => {
      const one = last.get(nameOfEntry(number));
      return one && stood(one) ? [one.write] : [];
    });
}

/** Writes what was missed. */
export function redoEntries(
  voided: ReadonlySet<string>,
  last: LastWrites,
  context: RepairContext,
): void {
  const { chain } = context;
  const dropped = new Set(
    chain
      .flatMap(({ head }) => head.closes)
      .filter(({ message }) => voided.has(message))
      .map(({ number }) => nameOfEntry(number)),
  );
  for (const [name, one] of last) {
    const { tab } = one.write;
    const isMissed = (tab === "pending" || tab === "broadcasts") && !stood(one);
    if (isMissed && !dropped.has(name)) redoEntry(one.wanted, context);
  }
}

function redoEntry(write: ImagedWrite, { cells, clean }: RepairContext): void {
  const grid: Grid | undefined = clean[write.tab];
  const found = grid && rowByKey(grid, write.key);
  if (!grid || !found) return;
  const untouched = write.cells.every(({ header, before, strict }) => {
    const now = found.row[grid.header.indexOf(header)];
    return !strict || sameValue(now, before);
  });
  if (!untouched) return;
  cells.aim(write.tab, found.gridRow, write.aim);
  for (const { header, after, strict } of write.cells) {
    const column = grid.header.indexOf(header);
    if (column < 0) continue;
    cells.put(write.tab, { gridRow: found.gridRow, column }, after, { loose: !strict });
  }
}

function rowByKey(grid: Grid, key: ImagedWrite["key"]) {
  const index = grid.rows.findIndex((row) =>
    key.every(([field, value]) => {
      const column = grid.columns.get(field);
      return column !== undefined && textOf(row[column]) === textOf(value);
    }),
  );
  const row = grid.rows[index];
  return row && { row, gridRow: grid.headerRow + 1 + index };
}

/** One entry for every message that proved impossible only now. */
export function enterVoided(moves: readonly Move[], context: RepairContext): void {
  const { redo, clean, ground, inserts } = context;
  const { pending } = clean;
  if (!pending) return;
  const fresh = [...redo.voided].filter(([message]) => {
    const own = moves.filter((move) => move.message === message);
    return own.every(({ voided }) => voided === undefined);
  });
  const entries = fresh.map(([message, obstacles], index): PendingEntry => {
    return {
      number: ground.lastNumber + index + 1,
      at: ground.now,
      kind: "refused",
      ...whatWas(message, moves, context),
      reason: voidedReason(obstacles.map(obstacleSentence)),
      status: "open",
      handledBy: "",
      handledAt: undefined,
      messageId: message,
    };
  });
  if (entries.length === 0) return;
  const rows = entries.map((entry) => pendingFields(entry, ground.timeZone)).reverse();
  inserts.push({ tab: "pending", gridRow: pending.headerRow + 1, rows });
}

/** The message's text, its sender and what it was to book, from its rows in the ledger. */
function whatWas(
  message: string,
  moves: readonly Move[],
  { clean: { ledger }, ground, chain }: RepairContext,
): Pick<PendingEntry, "text" | "operator" | "account" | "plan"> {
  const own = moves.filter((move) => move.message === message);
  const rows = own.flatMap(({ id, effect }) => {
    const row = ledger?.rows.find((one) => textOf(fieldOf(ledger, one, "id")) === id);
    const movement = ledger && row && readMovement(ledger, row, ground.timeZone);
    return movement === undefined ? [] : [{ ...movement, effect }];
  });
  const lines = rows.flatMap(({ type, effect, ...row }) => {
    if (type === "adjustment") return [];
    const kind = "counted" in effect ? "count" : "change";
    return [{ ...row, type, effect: { kind, ...effect } as BookingLine["effect"] }];
  });
  // What closed an entry is confirmed by that entry, which is open again.
  const isClosing = chain.some(({ head }) => head.closes.some((one) => one.message === message));
  const isWhole = lines.length > 0 && lines.length === own.length;
  const { text = "", operator = "", account = "" } = rows[0] ?? {};
  const plan = isWhole && !isClosing ? planOfLines(lines) : undefined;
  return { text, operator, account, plan };
}
