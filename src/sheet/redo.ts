/**
 * What the movements of an unclean chain come to on the items as people left them: a person's figure is the base, noted
 * by an adjustment first; a message that can't stand is voided with all its lines. Pure.
 */
import { itemKey } from "../inventory/items/item";
import type { Obstacle } from "../inventory/movements/outcome";
import { add, subtract } from "../inventory/items/quantity";
import { foothold } from "./chain";
import type { Move } from "./commit";
import { editId, unusedId } from "./people";
import { gapMs } from "./row-clock";
import type { Stock } from "./stock";

export interface RedoGround {
  /** The stock without strays, as it is once everything untied so far is. */
  readonly stock: () => Stock;
  /** From 1 to one more than there are rounds. */
  readonly round: number;
  /** 消息ID of an item's newest row before the chain. */
  readonly newestBefore: (key: string) => string;
  readonly isUsed: (id: string) => boolean;
}

interface ItemRedo {
  /** All movements of the item, in order, with new adjustments among them. */
  readonly moves: readonly Move[];
  /** Ids of adjustments that are not in the ledger yet. */
  readonly added: readonly string[];
  /** What the item's stock must show; undefined where nothing of it can be booked. */
  readonly figure: number | undefined;
}

export interface Redo {
  readonly items: ReadonlyMap<string, ItemRedo>;
  /** Messages that can't stand, with what is in their way. */
  readonly voided: ReadonlyMap<string, readonly Obstacle[]>;
}

export const keyOfMove = (move: Move): string => itemKey(move);

/**
 * Computes the items of `keys` anew, and those of every message that is voided on the way. `untie` gives the stock as it
 * is without the booking of an item that stood, once one of its messages is voided.
 */
export function redoMoves(
  moves: readonly Move[],
  keys: ReadonlySet<string>,
  ground: RedoGround,
  untie: (key: string) => void,
): Redo {
  const affected = new Set(keys);
  const voided = new Map<string, readonly Obstacle[]>();
  for (;;) {
    const items = new Map<string, ItemRedo>();
    const found = new Map<string, Obstacle[]>();
    for (const key of affected) {
      const own = moves.filter((move) => keyOfMove(move) === key);
      const redo = redoItem(own, ground, new Set(voided.keys()));
      items.set(key, redo.item);
      for (const [message, obstacle] of redo.obstacles) {
        found.set(message, [...(found.get(message) ?? []), obstacle]);
      }
    }
    const fresh = [...found].filter(([message]) => !voided.has(message));
    if (fresh.length === 0) return { items, voided };
    for (const [message, obstacles] of fresh) {
      voided.set(message, obstacles);
      for (const move of moves) {
        const key = keyOfMove(move);
        if (move.message !== message || affected.has(key)) continue;
        affected.add(key);
        untie(key);
      }
    }
  }
}

interface Attempt {
  readonly item: ItemRedo;
  readonly obstacles: ReadonlyMap<string, Obstacle>;
}

const isVoid = (move: Move, voided: ReadonlySet<string>): boolean =>
  move.voided !== undefined || voided.has(move.message);

function redoItem(own: readonly Move[], ground: RedoGround, voided: ReadonlySet<string>): Attempt {
  const [first] = own;
  const bookings = own.filter(({ message }) => message !== "");
  const standing = bookings.filter((move) => !isVoid(move, voided));
  const adjustments = own.filter(({ message }) => message === "");
  const expected = adjustments.at(-1)?.after ?? first?.before ?? 0;
  if (!first) return { item: { moves: [], added: [], figure: undefined }, obstacles: new Map() };
  if (standing.length === 0) {
    const moves = [...adjustments, ...bookings.map((move) => stilled(move, expected))];
    return { item: { moves, added: [], figure: undefined }, obstacles: new Map() };
  }
  const found = foothold(ground.stock(), { itemName: first.name, spec: first.spec });
  if ("kind" in found) {
    const obstacles = new Map(standing.map(({ message }) => [message, found]));
    return { item: { moves: own, added: [], figure: undefined }, obstacles };
  }
  const { figure: base, placed } = found;
  const added: Move[] = [];
  if (base !== expected) {
    const before = bookings[0] ?? first;
    const newest = adjustments.at(-1)?.id ?? ground.newestBefore(placed.key);
    added.push({
      id: unusedId(editId(newest, placed.item, base), ground.isUsed),
      message: "",
      name: placed.item.name,
      spec: placed.item.spec,
      effect: { counted: base },
      before: expected,
      after: base,
      at: before.at - (gapMs - ground.round),
    });
  }
  const { moves, obstacles } = run(bookings, base, { item: placed.item, voided });
  const figure = moves.at(-1)?.after ?? base;
  return {
    item: { moves: [...adjustments, ...added, ...moves], added: added.map(({ id }) => id), figure },
    obstacles,
  };
}

/** A voided movement: nothing changes. */
const stilled = (move: Move, figure: number): Move => ({ ...move, before: figure, after: figure });

function run(
  bookings: readonly Move[],
  base: number,
  {
    item,
    voided,
  }: {
    readonly item: Extract<Obstacle, { kind: "short" }>["item"];
    readonly voided: ReadonlySet<string>;
  },
): { readonly moves: readonly Move[]; readonly obstacles: ReadonlyMap<string, Obstacle> } {
  const moves: Move[] = [];
  const obstacles = new Map<string, Obstacle>();
  const starts = new Map<string, number>();
  let figure = base;
  for (const move of bookings) {
    if (isVoid(move, voided)) {
      moves.push(stilled(move, figure));
      continue;
    }
    const start = starts.get(move.message) ?? figure;
    starts.set(move.message, start);
    const { effect } = move;
    const after = "counted" in effect ? effect.counted : add(figure, effect.change);
    moves.push({ ...move, before: figure, after });
    figure = after;
    if (figure < 0 && figure < start) {
      obstacles.set(move.message, {
        kind: "short",
        item,
        stock: start,
        wanted: subtract(start, figure),
      });
    } else obstacles.delete(move.message);
  }
  return { moves, obstacles };
}
