/**
 * What a chain of commits has come to so far: its movements as the newest link has them, and which of its rows were
 * written as they were meant to be. Pure.
 */
import { rowName, type Move } from "./commit";
import type { ImagedWrite, Link } from "./links";
import { keyOfMove } from "./redo";
import { headersOf, heldBelief, hitItsRow } from "./verify";

/** The last write of a chain that aimed at a row. */
export interface LastWrite {
  readonly write: ImagedWrite;
  readonly link: Link;
  /** The first that aimed there: what was wanted. Those of repairs put images back as well. */
  readonly wanted: ImagedWrite;
}

/** By `rowName`. */
export type LastWrites = ReadonlyMap<string, LastWrite>;

export const nameOfItem = (key: string): string => rowName("stock", [key]);
export const nameOfEntry = (number: number): string => rowName("pending", [String(number)]);

/** The movements of a chain as its newest link has them, oldest first. */
export function movesOf(chain: readonly Link[]): readonly Move[] {
  const moves = new Map<string, Move>();
  for (const { head } of chain) for (const move of head.moves) moves.set(move.id, move);
  return [...moves.values()].sort((a, b) => a.at - b.at);
}

export function lastWritesOf(chain: readonly Link[]): LastWrites {
  const last = new Map<string, LastWrite>();
  for (const link of chain) {
    for (const write of link.writes) {
      if (write.aim === "") continue;
      last.set(write.aim, { write, link, wanted: last.get(write.aim)?.wanted ?? write });
    }
  }
  return last;
}

/** Whether a write hit its row, and what it wrote over was what was believed. */
export function stood({ write, link }: Pick<LastWrite, "write" | "link">): boolean {
  const { before } = headersOf(link, write.tab);
  return hitItsRow(write, before) && write.cells.every((cell) => heldBelief(write, cell));
}

/** The items whose movements are not on the sheet yet as they should be. */
export function unsettledItems(moves: readonly Move[], last: LastWrites): ReadonlySet<string> {
  const byKey = new Map<string, Move[]>();
  for (const move of moves) {
    const own = byKey.get(keyOfMove(move));
    if (own) own.push(move);
    else byKey.set(keyOfMove(move), [move]);
  }
  const unsettled = [...byKey].filter(([key, own]) => {
    const bookings = own.filter(({ message }) => message !== "");
    if (bookings.length > 0 && bookings.every(({ voided }) => voided !== undefined)) return false;
    const write = last.get(nameOfItem(key));
    return !write || !stood(write);
  });
  return new Set(unsettled.map(([key]) => key));
}

/** The messages of a chain that were voided in one of its rounds. */
export function voidedIn(moves: readonly Move[]): ReadonlySet<string> {
  return new Set(moves.flatMap(({ message, voided }) => (voided === undefined ? [] : [message])));
}

/** The writes that stood before all bookings of their item were voided: they are to be taken back, in any later round. */
export function takenBack(moves: readonly Move[], last: LastWrites): readonly ImagedWrite[] {
  const bookings = moves.filter(({ message }) => message !== "");
  return [...new Set(bookings.map(keyOfMove))].flatMap((key) => {
    const own = bookings.filter((move) => keyOfMove(move) === key);
    const one = last.get(nameOfItem(key));
    if (!one || !stood(one) || own.some(({ voided }) => voided === undefined)) return [];
    const voidedThen = voidedIn(one.link.head.moves);
    return own.every(({ message }) => voidedThen.has(message)) ? [] : [one.write];
  });
}
