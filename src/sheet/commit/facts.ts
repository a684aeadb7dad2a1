/**
 * What a commit leaves beside its fence in the hidden tab, as JSON in the same batch: all that another relay, or the next
 * start, needs to go on from the sheet alone. Encoded into cells and read back; nothing else is kept anywhere.
 */
import { randomBytes } from "node:crypto";
import type { CellValue } from "../api/cells";
import type { Fields } from "../tabs/tab";

/** A cell that a commit writes in a row that stands already. */
export interface CellWrite {
  /** What it is written for; undefined where something is put back. */
  readonly field: string | undefined;
  /** What stands above it, as headers are compared. */
  readonly header: string;
  /** Counted from 0. */
  readonly column: number;
  readonly value: CellValue;
  /** What is believed to stand there. */
  readonly believed: CellValue;
  /** The debts that it settles, by id. */
  readonly settles?: readonly string[] | undefined;
}

/** Writes in one row. */
export interface RowWrite {
  readonly tab: string;
  readonly gridRow: number;
  /** The key of the row that is meant; undefined where a row without one is put right. */
  readonly key: string | undefined;
  /** Whether the header itself is meant. */
  readonly inHeader: boolean;
  /** What its key cells hold, in the order of the tab's key: less than the key where cells are merged. */
  readonly keyTexts: readonly string[];
  /** What tells the row where its key stands under another header; undefined where the key does. */
  readonly mark: CellValue;
  readonly cells: readonly CellWrite[];
  /** The row of the hidden tab that shows the row as it was just before. */
  readonly evidence: number;
}

/** What lay in a cell that a write of ours covered by mistake, or a person's content that it covered. */
export interface Debt {
  readonly id: string;
  readonly tab: string;
  /** The row's key; undefined for a header or a row without one. */
  readonly key: string | undefined;
  /** What its key cells held just before: less than its key where older values of ours covered them. */
  readonly keyWas?: string;
  /** Where it was, for a row without a key. */
  readonly gridRow: number;
  /** The header above it, "" where there is none. */
  readonly header: string;
  readonly column: number;
  readonly ours: CellValue;
  readonly was: CellValue;
  /** The key of the row that the value was meant for. */
  readonly meant: string | undefined;
  /** A time in the same row that hardly stands elsewhere: the row is found by it where its key was covered. */
  readonly stamp: number | undefined;
  /** Milliseconds. */
  readonly since: number;
}

/** Cells that are to hold what they should in a row that stands, stock figures aside. */
export interface DesiredCells {
  readonly tab: string;
  readonly key: string;
  readonly fields: Fields;
  /** What must stand there for the cells to be written; where something else does, a person was quicker. */
  readonly expected: Fields;
}

/** A row as a relay appended it. */
export interface OwnRow {
  /** true: it was seen under other columns, so that a cell which is empty now is not a person's doing. */
  readonly isAstray?: boolean;
  readonly tab: string;
  readonly fields: Fields;
}

/** The figure known to stand in an item's cell, where it is not the one that the ledger ends with. */
export interface ShownFigure {
  readonly figure: number;
  /** Whether a count is among what is not shown yet: it holds whatever a person typed meanwhile. */
  readonly counted: boolean;
}

export interface Facts {
  readonly commit: string;
  /** How many rows relays have appended to the ledger so far. */
  readonly count: number;
  /** The commit with which the hidden tab was laid that these facts come from, and how many rows were known then. */
  readonly laid: { readonly commit: string; readonly count: number };
  /** What only this relay knows, until a commit of its own says it; never written. */
  readonly unsaid?: Pick<Facts, "debts" | "desired" | "misplaced"> | undefined;
  /** By the item's key. */
  readonly shown: Readonly<Record<string, ShownFigure>>;
  readonly debts: readonly Debt[];
  readonly desired: readonly DesiredCells[];
  /** Rows that may stand under other columns than they were written for. */
  readonly misplaced: readonly OwnRow[];
  readonly writes: readonly RowWrite[];
  /** The header believed in each tab written to: its row, and the row of the hidden tab that shows it. */
  readonly headers: Readonly<Record<string, BelievedHeader>>;
  /** What this commit appended. */
  readonly rows: readonly OwnRow[];
  /** Messages whose rows this commit appended: whether their items could bear them is not known yet. */
  readonly uncompared: readonly string[];
  /** A rotation that is not compared with its archive yet. */
  readonly rotated: Rotated | undefined;
}

/** The ledger was emptied from row `from` on, after it was copied to a tab with this id. */
interface Rotated {
  readonly sheetId: number;
  /** Counted from 0. */
  readonly from: number;
}

export interface BelievedHeader {
  readonly gridRow: number;
  readonly evidence: number;
}

/** An id that was never used before, of a commit and of its fence. */
export const newCommitId = (): string => `c${randomBytes(8).toString("hex")}`;

export const noFacts: Facts = {
  commit: "",
  count: 0,
  laid: { commit: "", count: 0 },
  shown: {},
  debts: [],
  desired: [],
  misplaced: [],
  writes: [],
  headers: {},
  rows: [],
  uncompared: [],
  rotated: undefined,
};

/** Rows of the hidden tab for facts; evidence lies above (of the stock) and below (of other tabs). */
export const factRows = 64;
const mostCharacters = 40_000;

/**
 * Facts as texts for cells below one another. Surrogates are escaped, so that no character is cut in two; the first cell
 * says how many there are, since older ones may stand below. Rows that there is no place for stand in their tabs alone.
 */
export function encodeFacts(facts: Facts): readonly string[] {
  const desired = facts.desired.map(withBlanks);
  const escaped = JSON.stringify({ ...facts, desired, unsaid: undefined }).replace(
    /[\ud800-\udfff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
  );
  const parts: string[] = [];
  for (let from = 0; from < escaped.length; from += mostCharacters) {
    parts.push(escaped.slice(from, from + mostCharacters));
  }
  if (parts.length >= factRows && facts.rows.length > 0) return encodeFacts({ ...facts, rows: [] });
  return [`facts ${parts.length}`, ...parts];
}

/** JSON leaves out what is undefined: a cell that is to be emptied is null there. */
const withBlanks = ({ fields, expected, ...wish }: DesiredCells): object => ({
  ...wish,
  fields: mapped(fields, (value) => value ?? null),
  expected: mapped(expected, (value) => value ?? null),
});

const withoutBlanks = ({ fields, expected, ...wish }: DesiredCells): DesiredCells => ({
  ...wish,
  fields: mapped(fields, (value) => value ?? undefined),
  expected: mapped(expected, (value) => value ?? undefined),
});

const mapped = <Value>(
  fields: Readonly<Record<string, CellValue | null>>,
  change: (value: CellValue | null) => Value,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, change(value)]));

/** undefined: what stands there is not what a commit wrote. @param cell the texts below one another, counted from 0 */
export function decodeFacts(cell: (index: number) => string): Facts | undefined {
  const parts = Number(/^facts (\d+)$/.exec(cell(0))?.[1]);
  if (!Number.isInteger(parts) || parts >= factRows) return undefined;
  const text = Array.from({ length: parts }, (_, index) => cell(index + 1)).join("");
  try {
    const facts = { ...noFacts, ...(JSON.parse(text) as Facts) };
    return { ...facts, desired: facts.desired.map(withoutBlanks) };
  } catch {
    return undefined;
  }
}
