/**
 * An unclean chain and the sheet as it is now → the commit that mends it: every cell hit by mistake gets its image back,
 * then the bookings are put on the items as they stand. Pure; the caller sends it under the same fence and images.
 */
import type { Obstacle } from "../inventory/movements/outcome";
import { obstacleSentence } from "../language/sheet-words/sheet-sentences";
import { createCellMap, type CellMap } from "./cell-map";
import { isFormula } from "./cells";
import { followChain } from "./dirty-rows";
import {
  lastWritesOf,
  movesOf,
  nameOfItem,
  stood,
  takenBack,
  unsettledItems,
  voidedIn,
  type LastWrites,
} from "./chain-state";
import type { Commit, CommitHead, Move, RowInsert, RowMove } from "./commit";
import { enterVoided, redoEntries, reopened } from "./entry-repair";
import { correctLedger, newestBefore } from "./ledger-repair";
import { giveUp } from "./giving-up";
import { repairRounds } from "./row-clock";
import type { Ground } from "./ground";
import { realign } from "./realign";
import type { ImagedWrite, Link } from "./links";
import { imageColumn } from "./records";
import { redoMoves, type Redo } from "./redo";
import { findStains, withoutStains, type Stain } from "./stains";
import type { Stock } from "./stock";
import { isComplete, type Grid } from "./tabs";
import { toSerial } from "./times";
import { correctWarnings } from "./warning-repair";
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
  /** true: it was tried too often. */
  readonly abandoned: boolean;
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

/** Rounds that only put images back are not counted among those of `repairRounds`; but no chain is mended for ever. */
const mostRounds = 30;

const nothing: Repair = {
  commit: undefined,
  waits: false,
  more: false,
  voided: new Map(),
  abandoned: false,
};

export function planRepair(chain: readonly Link[], ground: RepairGround, id: string): Repair {
  const newest = chain.at(-1);
  if (!newest) return nothing;
  if (newest.head.round >= mostRounds) return { ...nothing, abandoned: true };
  const last = lastWritesOf(chain);
  const moves = movesOf(chain);
  const { cells, shifts, redo, headerFirst } = cleaned(chain, moves, { last, ground });
  const inserts: RowInsert[] = [];
  const isNeeded = (): boolean => cells.writes().length + inserts.length + shifts.length > 0;
  const before = chain.flatMap(({ head }) => head.crossings);
  const context = redo && { chain, redo, cells, inserts, clean: cells.applied(), ground };
  const done = context
    ? putRight(context, moves, { last, crossings: before })
    : { moves, crossings: before, astray: false };
  const stopped = newest.head.final;
  const waits = !redo && !stopped && unsettledItems(moves, last).size > 0;
  const voided = redo?.voided ?? nothing.voided;
  if (!isNeeded()) return { ...nothing, waits, voided };
  const redone = newest.head.redone + (context ? 1 : 0);
  const stops = context !== undefined && redone > repairRounds;
  if (stops) giveUp(moves, newest.head.root, { ...context, clean: cells.applied() });
  const head: CommitHead = {
    id,
    root: newest.head.root,
    round: newest.head.round + 1,
    redone,
    moves: done.moves,
    closes: chain.flatMap(({ head: { closes } }) => closes),
    crossings: done.crossings,
    final: stopped || stops,
  };
  const more = headerFirst || shifts.length > 0 || done.astray;
  const commit = { head, writes: cells.writes(), inserts, shifts };
  return { ...nothing, commit, waits, more, voided };
}

/** Strays go, misplaced cells go where they belong; and what the movements come to on the sheet as it is then. */
function cleaned(
  chain: readonly Link[],
  moves: readonly Move[],
  { last, ground }: { readonly last: LastWrites; readonly ground: RepairGround },
): {
  readonly cells: CellMap;
  readonly shifts: readonly RowMove[];
  /** undefined: tabs or columns are missing that it needs, a header comes back first, or enough was tried. */
  readonly redo: Redo | undefined;
  /** A header was hit: what else there is to do is seen once it is back. */
  readonly headerFirst: boolean;
} {
  const { grids } = ground.workbook;
  const cells = createCellMap(grids);
  const back = new Set([...takenBack(moves, last), ...reopened(chain, voidedIn(moves), last)]);
  const { rows, namesSince } = followChain(chain, back);
  const stains = findStains(rows, grids);
  putBack(stains, cells);
  const headerFirst = stains.some(({ tab, gridRow }) => {
    const grid: Grid | undefined = grids[tab];
    return !isComplete(grid) || gridRow === grid.headerRow;
  });
  if (headerFirst) return { cells, shifts: [], redo: undefined, headerFirst };
  const shifts = realign(chain, cells.applied(), { cells, last, namesSince });
  const complete = [grids.stock, grids.ledger, grids.pending].every(isComplete);
  if (!complete || chain.at(-1)?.head.final) return { cells, shifts, redo: undefined, headerFirst };
  const redo = redoOf(chain, { moves, last, ground, ledger: cells.applied().ledger, back, stains });
  const fresh = new Set(redo.voided.keys());
  const spoiled = new Set([...redo.spoiled, ...reopened(chain, fresh, last)]);
  if (spoiled.size === back.size) return { cells, shifts, redo, headerFirst };
  const known = new Map(stains.map((stain) => [placeOf(stain), stain.truth]));
  const isKnown = (stain: Stain): boolean => {
    const place = placeOf(stain);
    return known.has(place) && known.get(place) === stain.truth;
  };
  const all = findStains(followChain(chain, spoiled).rows, grids);
  putBack(
    all.filter((stain) => !isKnown(stain)),
    cells,
  );
  return { cells, shifts, redo, headerFirst };
}

/** Puts the chain's movements, entries and warnings on the sheet as it is without strays. */
function putRight(
  context: RepairContext,
  moves: readonly Move[],
  { last, crossings: before }: { readonly last: LastWrites; readonly crossings: readonly string[] },
) {
  const { redo } = context;
  const final = finalMoves(moves, redo);
  putStock(context);
  const astray = correctLedger({ ...context, moves: final });
  const crossings = correctWarnings({ ...context, moves: final, before });
  redoEntries(voidedIn(final), last, context);
  enterVoided(moves, context);
  return { moves: final, crossings, astray };
}

/** Every stained cell gets its image back. */
function putBack(stains: readonly Stain[], cells: CellMap): void {
  for (const { tab, gridRow, column, truth, image } of stains) {
    const from = { row: image.row, column: imageColumn + image.column };
    cells.put(tab, { gridRow, column }, truth, { from, stained: true });
  }
}

const placeOf = ({ tab, gridRow, column }: Stain): string => `${tab} ${gridRow} ${column}`;

/** The redo, and the writes that stood but are to be taken back, since a message of theirs is voided. */
function redoOf(
  chain: readonly Link[],
  facts: {
    readonly moves: readonly Move[];
    readonly last: LastWrites;
    readonly ground: RepairGround;
    readonly ledger: Grid<"ledger"> | undefined;
    readonly back: ReadonlySet<ImagedWrite>;
    readonly stains: readonly Stain[];
  },
): Redo & { readonly spoiled: ReadonlySet<ImagedWrite> } {
  const { moves, last, ground, ledger } = facts;
  const { grids } = ground.workbook;
  const spoiled = new Set(facts.back);
  let { stains } = facts;
  let stock: Stock | undefined;
  const cleanStock = (): Stock => {
    if (!grids.stock) throw new Error("a redo needs the stock tab");
    stock ??= ground.readStock(withoutStains(grids.stock, stains));
    return stock;
  };
  const untie = (key: string): void => {
    const one = last.get(nameOfItem(key));
    if (!one || !stood(one)) return;
    spoiled.add(one.write);
    stains = findStains(followChain(chain, spoiled).rows, grids);
    stock = undefined;
  };
  const own = new Set(moves.map(({ id }) => id));
  const redoGround = {
    stock: cleanStock,
    round: (chain.at(-1)?.head.redone ?? 0) + 1,
    newestBefore: (key: string) => newestBefore(key, own, { ...ground, ledger }),
    isUsed: (id: string) => own.has(id) || ground.memory.has(id),
  };
  return { ...redoMoves(moves, unsettledItems(moves, last), redoGround, untie), spoiled };
}

/** The moves as the redo leaves them, with new adjustments in their place. */
function finalMoves(moves: readonly Move[], { items, voided }: Redo): readonly Move[] {
  const redone = new Map(
    [...items.values()].flatMap((item) => item.moves).map((move) => [move.id, move]),
  );
  const known = new Set(moves.map(({ id }) => id));
  const added = [...redone.values()].filter(({ id }) => !known.has(id));
  return [...moves.map((move) => redone.get(move.id) ?? move), ...added]
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
  const figureColumn = grid.columns.get("stock") ?? -1;
  const timeColumn = grid.columns.get("updatedAt") ?? -1;
  for (const [key, { figure, moves }] of redo.items) {
    const placed = stock.byKey.get(key);
    const end = moves.at(-1);
    const typed = moves.every(({ message }) => message === "");
    if (!placed || !end || (figure === undefined && !typed)) continue;
    const { gridRow, row } = placed;
    cells.aim("stock", gridRow, nameOfItem(key));
    if (figure !== undefined && row[figureColumn] !== figure) {
      cells.put("stock", { gridRow, column: figureColumn }, figure);
    }
    if (isFormula(row[timeColumn])) continue;
    const time = toSerial(new Date(end.at), ground.timeZone);
    cells.put("stock", { gridRow, column: timeColumn }, time, { loose: true });
  }
}
