/**
 * An unclean chain and the sheet as it is now → the commit that mends it: every cell hit by mistake gets its image back,
 * then the bookings are put on the items as they stand. Pure; the caller sends it under the same fence and images.
 */
import type { Movement } from "../inventory/movement";
import type { Obstacle } from "../inventory/outcome";
import type { PendingEntry } from "../inventory/pending";
import { obstacleSentence, voidedReason } from "../language/sheet-sentences";
import { createCellMap, type CellMap } from "./cell-map";
import { sameValue, textOf } from "./cells";
import type { Commit, Move, RowInsert } from "./commit";
import { pendingFields, readMovement } from "./entries";
import { correctLedger, newestBefore } from "./ledger-repair";
import type { Ground } from "./plan";
import { realign } from "./realign";
import { imageColumn, type Link } from "./records";
import { keyOfMove, redoMoves, type Redo } from "./redo";
import { findStains, withoutStains, type Stain } from "./stains";
import type { Stock } from "./stock";
import { fieldOf, isComplete, type Grid } from "./tabs";
import { toSerial } from "./times";
import { correctWarnings } from "./warning-repair";
import { dirtOf, heldBelief, hitItsRow, rowKeyFields, stained, type Dirt } from "./verify";
import type { Grids } from "./workbook";

export interface RepairGround extends Omit<Ground, "stock"> {
  readonly readStock: (grid: Grid<"stock">) => Stock;
}

export interface Repair {
  /** undefined: there is nothing to write. */
  readonly commit: Commit | undefined;
  /** Tabs or columns are missing that the rest of the repair needs. */
  readonly waits: boolean;
  /** true: what is left can be done only after this commit. */
  readonly more: boolean;
  readonly voided: ReadonlyMap<string, readonly Obstacle[]>;
}

/** The movements of a chain as its newest link has them, oldest first. */
export function movesOf(chain: readonly Link[]): readonly Move[] {
  const moves = new Map<string, Move>();
  for (const { head } of chain) for (const move of head.moves) moves.set(move.id, move);
  return [...moves.values()].sort((a, b) => a.at - b.at);
}

interface LastWrite {
  readonly write: Link["writes"][number];
  readonly link: Link;
}

/** The last write of a chain in each row, by what tells the row. */
function lastWrites(chain: readonly Link[]): ReadonlyMap<string, LastWrite> {
  const last = new Map<string, LastWrite>();
  for (const link of chain) {
    for (const write of link.writes) {
      const whole = write.key.length === rowKeyFields[write.tab].length;
      const values = write.key.map(([, value]) => textOf(value));
      if (whole && write.cells.length > 0) last.set(nameOf(write.tab, values), { write, link });
    }
  }
  return last;
}

const nameOf = (tab: string, values: readonly string[]): string => [tab, ...values].join("\u001f");
const nameOfItem = (key: string): string => `stock\u001f${key}`;

const stood = ({ write, link }: LastWrite): boolean =>
  hitItsRow(write, link) && write.cells.every((cell) => heldBelief(write, cell));

export function planRepair(chain: readonly Link[], ground: RepairGround, id: string): Repair {
  const newest = chain.at(-1);
  if (!newest || newest.head.final) {
    return { commit: undefined, waits: false, more: false, voided: new Map() };
  }
  const { grids } = ground.workbook;
  const last = lastWrites(chain);
  const moves = movesOf(chain);
  const dirt = [...dirtOf(chain)];
  const cells = createCellMap(grids);
  const complete = isComplete(grids.stock) && isComplete(grids.ledger) && isComplete(grids.pending);
  const redo = complete ? redoOf(chain, moves, { last, dirt, ground }) : undefined;
  untieCloses(chain, redo?.voided, { last, dirt });
  const stains = findStains(dirt, grids);
  const clean = withoutStains(grids, stains);
  for (const stain of stains) restore(stain, cells);
  const inserts: RowInsert[] = [];
  const shifts = realign(chain, grids, cells);
  let final = moves;
  let crossings: readonly string[] = chain.flatMap(({ head }) => head.crossings);
  let more = shifts.length > 0;
  if (redo) {
    const context = { chain, redo, cells, inserts, clean, ground };
    final = finalMoves(moves, redo);
    putStock(context);
    more = correctLedger({ ...context, moves: final }) || more;
    crossings = correctWarnings({ ...context, moves: final, before: crossings });
    redoEntries(last, context);
    enterVoided(moves, context);
  }
  const writes = cells.writes();
  const waits = !complete && needsMore(moves, last);
  const voided = redo?.voided ?? new Map<string, readonly Obstacle[]>();
  if (writes.length + inserts.length + shifts.length === 0) {
    return { commit: undefined, waits, more: false, voided };
  }
  const head = {
    id,
    root: newest.head.root,
    round: newest.head.round + 1,
    moves: final,
    closes: chain.flatMap(({ head: { closes } }) => closes),
    crossings,
    final: false,
  };
  return { commit: { head, writes, inserts, shifts }, waits, more, voided };
}

/** What the parts of a repair share. */
export interface RepairContext {
  readonly chain: readonly Link[];
  readonly redo: Redo;
  readonly cells: CellMap;
  readonly inserts: RowInsert[];
  /** The sheet without strays. */
  readonly clean: Grids;
  readonly ground: RepairGround;
}

const isUnsettled = (
  key: string,
  moves: readonly Move[],
  last: ReadonlyMap<string, LastWrite>,
): boolean => {
  const own = moves.filter((move) => keyOfMove(move) === key);
  if (
    own.some(({ message }) => message !== "") &&
    own.every(({ message, voided }) => message === "" || voided !== undefined)
  )
    return false;
  const write = last.get(nameOfItem(key));
  return !write || !stood(write);
};

const needsMore = (moves: readonly Move[], last: ReadonlyMap<string, LastWrite>): boolean =>
  moves.some((move) => isUnsettled(keyOfMove(move), moves, last));

function redoOf(
  chain: readonly Link[],
  moves: readonly Move[],
  facts: {
    readonly last: ReadonlyMap<string, LastWrite>;
    readonly dirt: Dirt[];
    readonly ground: RepairGround;
  },
): Redo {
  const { last, dirt, ground } = facts;
  const { grids } = ground.workbook;
  const keys = new Set(moves.map(keyOfMove).filter((key) => isUnsettled(key, moves, last)));
  let stock: Stock | undefined;
  const cleanStock = (): Stock => {
    const clean = withoutStains(grids, findStains(dirt, grids)).stock;
    stock ??= clean ? ground.readStock(clean) : undefined;
    if (!stock) throw new Error("a redo needs the stock tab");
    return stock;
  };
  const untie = (key: string): void => {
    const write = last.get(nameOfItem(key));
    if (!write || !stood(write)) return;
    for (const cell of write.write.cells.filter(({ strict }) => strict)) {
      dirt.push(stained(write.write, cell, write.link));
    }
    stock = undefined;
  };
  const own = new Set(moves.map(({ id }) => id));
  return redoMoves(
    moves,
    keys,
    {
      stock: cleanStock,
      round: (chain.at(-1)?.head.round ?? 0) + 1,
      newestBefore: (key) => newestBefore(key, own, ground),
      isUsed: (id) => own.has(id) || ground.memory.has(id),
    },
    untie,
  );
}

/** What a voided message closed is opened again. */
function untieCloses(
  chain: readonly Link[],
  voided: Redo["voided"] | undefined,
  { last, dirt }: { readonly last: ReadonlyMap<string, LastWrite>; readonly dirt: Dirt[] },
): void {
  for (const { number, message } of chain.flatMap(({ head }) => head.closes)) {
    const write = last.get(nameOf("pending", [String(number)]));
    if (!voided?.has(message) || !write || !stood(write)) continue;
    for (const cell of write.write.cells) dirt.push(stained(write.write, cell, write.link));
  }
}

function restore({ dirt, gridRow, column }: Stain, cells: CellMap): void {
  const from = { row: dirt.slot, column: imageColumn + dirt.column };
  cells.put(dirt.tab, { gridRow, column }, dirt.truth, { from });
}

/** The moves as the redo leaves them, with new adjustments in their place. */
function finalMoves(moves: readonly Move[], { items, voided }: Redo): readonly Move[] {
  const redone = new Map(
    [...items.values()].flatMap((item) => item.moves).map((move) => [move.id, move]),
  );
  const kept = moves.map((move) => redone.get(move.id) ?? move);
  const added = [...redone.values()].filter(({ id }) => !moves.some((move) => move.id === id));
  return [...kept, ...added]
    .map((move): Move => {
      const obstacles = move.message === "" ? undefined : voided.get(move.message);
      if (!obstacles || move.voided !== undefined) return move;
      return { ...move, voided: obstacles.map(obstacleSentence).join("; ") };
    })
    .sort((a, b) => a.at - b.at);
}

/** The stock cells of the items that are redone. */
function putStock({ redo, cells, clean, ground }: RepairContext): void {
  const grid = clean.stock;
  if (!grid) return;
  const stock = ground.readStock(grid);
  const columns = { stock: grid.columns.get("stock"), updatedAt: grid.columns.get("updatedAt") };
  for (const [key, { figure, moves }] of redo.items) {
    const placed = stock.byKey.get(key);
    const end = moves.at(-1);
    if (!placed || !end) continue;
    const { gridRow, row } = placed;
    const typed = moves.every(({ message }) => message === "");
    if (figure === undefined && !typed) continue;
    if (figure !== undefined && columns.stock !== undefined && row[columns.stock] !== figure) {
      cells.put("stock", { gridRow, column: columns.stock }, figure);
    }
    const time = toSerial(new Date(end.at), ground.timeZone);
    if (columns.updatedAt === undefined) continue;
    if (typeof row[columns.updatedAt] === "object") continue;
    cells.put("stock", { gridRow, column: columns.updatedAt }, time, { loose: true });
  }
}

/** Entries closed and broadcasts settled by the chain whose rows were missed. */
function redoEntries(
  last: ReadonlyMap<string, LastWrite>,
  { redo, chain, cells, clean }: RepairContext,
): void {
  const dropped = new Set(
    chain
      .flatMap(({ head }) => head.closes)
      .filter(({ message }) => redo.voided.has(message))
      .map(({ number }) => nameOf("pending", [String(number)])),
  );
  for (const [name, one] of last) {
    const { write } = one;
    if ((write.tab !== "pending" && write.tab !== "broadcasts") || stood(one) || dropped.has(name))
      continue;
    const grid: Grid | undefined = clean[write.tab];
    const [[field = "", value] = []] = write.key;
    const column = grid?.columns.get(field);
    const index =
      grid?.rows.findIndex(
        (row) => column !== undefined && textOf(row[column]) === textOf(value),
      ) ?? -1;
    const row = grid?.rows[index];
    if (!grid || !row) continue;
    const gridRow = grid.headerRow + 1 + index;
    const untouched = write.cells.every(
      ({ header, before, strict }) =>
        !strict || sameValue(row[grid.header.indexOf(header)], before),
    );
    if (!untouched) continue;
    for (const { header, after, strict } of write.cells) {
      const at = grid.header.indexOf(header);
      if (at >= 0) cells.put(write.tab, { gridRow, column: at }, after, { loose: !strict });
    }
  }
}

/** One entry for every message that proved impossible only now. */
function enterVoided(
  moves: readonly Move[],
  { redo, clean, ground, inserts }: RepairContext,
): void {
  const { ledger, pending } = clean;
  if (!pending || !ledger) return;
  let number = ground.lastNumber;
  const entries = [...redo.voided].flatMap(([message, obstacles]): PendingEntry[] => {
    const own = moves.filter((move) => move.message === message);
    if (own.some(({ voided }) => voided !== undefined)) return [];
    const row = ledger.rows.find((one) => textOf(fieldOf(ledger, one, "id")) === own[0]?.id);
    const booked: Movement | undefined = row && readMovement(ledger, row, ground.timeZone);
    number += 1;
    return [
      {
        number,
        at: ground.now,
        kind: "refused",
        text: booked?.text ?? "",
        operator: booked?.operator ?? "",
        reason: voidedReason(obstacles.map(obstacleSentence)),
        status: "open",
        handledBy: "",
        handledAt: undefined,
        messageId: message,
      },
    ];
  });
  if (entries.length === 0) return;
  const rows = entries.map((entry) => pendingFields(entry, ground.timeZone)).reverse();
  inserts.push({ tab: "pending", gridRow: pending.headerRow + 1, rows });
}
