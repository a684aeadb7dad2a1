/**
 * Commits as their records in the hidden tab tell them, for whoever has to see whether they stand and to repair them.
 * Pure: rows to links of a chain.
 */
import type { TabName } from "../language/sheet-words/headings";
import { cellValue } from "./cells";
import type { CellData } from "./client";
import type { CommitHead, RowWrite } from "./commit";
import {
  decodeFacts,
  decodeHead,
  decodeWrite,
  type HeaderFacts,
  type ImageFacts,
  type NearFacts,
  type WriteFacts,
} from "./record-facts";
import { imageColumn } from "./records";
import type { PlacedRow, Row } from "./tabs";

/** A commit as its records tell it. */
export interface Link {
  readonly head: CommitHead;
  readonly headers: ReadonlyMap<TabName, HeaderRecord>;
  readonly writes: readonly ImagedWrite[];
}

/** A tab's header at the moment of the commit, and where the commit believed its columns to be. */
export interface HeaderRecord {
  readonly tab: TabName;
  readonly headerRow: number;
  readonly columns: ReadonlyMap<string, number>;
  /** What was inserted in this tab: ids, numbers or keys, as `textOf` shows them. */
  readonly inserted: readonly string[];
  readonly image: Row;
  /** The rows above and below it, one of which is the header where people moved it. */
  readonly near: readonly PlacedRow[];
}

export interface ImagedWrite extends RowWrite {
  readonly image: Row;
  /** What the image showed, where its key is computed. */
  readonly shown: Row | undefined;
  /** The row of the hidden tab that holds the image. */
  readonly slot: number;
}

/** A row of the hidden tab, and which one it is. */
interface Slot {
  readonly cells: Row;
  readonly slot: number;
}

/** One record of a commit, its head's aside. */
interface StoredRecord {
  readonly kind: Row[number];
  /** undefined: they can't be read. */
  readonly facts: ImageFacts | undefined;
  readonly image: Row;
  readonly slot: number;
}

/**
 * The chain that ends in a commit, oldest link first; undefined where its records are not there, or not whole.
 * `startRow` is the row of the hidden tab that `rows[0]` is; `only` leaves out all links but one.
 */
export function decodeChain(
  rows: readonly (readonly CellData[])[],
  startRow: number,
  newest: string,
  only?: string,
): readonly Link[] | undefined {
  const slots = rows.map((cells, index) => ({
    cells: cells.map(cellValue),
    slot: startRow + index,
  }));
  const heads = slots.flatMap(({ cells }) => decodeHead(cells) ?? []);
  const root = heads.find(({ id }) => id === newest)?.root;
  if (root === undefined) return undefined;
  const links = heads
    .filter((head) => head.root === root && (only === undefined || head.id === only))
    .sort((a, b) => a.round - b.round)
    .map((head) => decodeLink(head, slots));
  return links.every((link) => link !== undefined) ? links : undefined;
}

function decodeLink(head: CommitHead, slots: readonly Slot[]): Link | undefined {
  const records = slots.flatMap((each) => recordOf(head.id, each) ?? []);
  const headers = decodeHeaders(records);
  const writes = decodeWrites(records);
  return headers && writes && { head, headers, writes };
}

const kindsOfImages: ReadonlySet<unknown> = new Set(["header", "near", "row", "shown"]);

function recordOf(commit: string, { cells, slot }: Slot): StoredRecord | undefined {
  const [id, , kind, text] = cells;
  if (id !== commit || !kindsOfImages.has(kind) || typeof text !== "string") return undefined;
  const facts = decodeFacts<ImageFacts>(text);
  const image = cells.slice(imageColumn, imageColumn + (facts?.n ?? cells.length));
  return { kind, facts, image, slot };
}

function decodeHeaders(records: readonly StoredRecord[]): Link["headers"] | undefined {
  const headers = new Map<TabName, HeaderRecord>();
  const rowsNear = records.filter(({ kind }) => kind === "near");
  for (const { kind, facts, image, slot } of records) {
    if (kind !== "header") continue;
    if (!facts) return undefined;
    const { t: tab, r: headerRow, c, i: inserted } = facts as HeaderFacts;
    const near = rowsNear
      .filter((row) => (row.facts as NearFacts | undefined)?.t === tab)
      .map((row) => ({ gridRow: headerRow + row.slot - slot, row: row.image }));
    headers.set(tab, { tab, headerRow, columns: new Map(c), inserted, image, near });
  }
  return headers;
}

function decodeWrites(records: readonly StoredRecord[]): Link["writes"] | undefined {
  const writes: ImagedWrite[] = [];
  for (const { kind, facts, image, slot } of records) {
    if (kind === "row") {
      if (!facts) return undefined;
      writes.push({ ...decodeWrite(facts as WriteFacts), image, shown: undefined, slot });
    } else if (kind === "shown") {
      const last = writes.pop();
      if (last) writes.push({ ...last, shown: image });
    }
  }
  return writes;
}
