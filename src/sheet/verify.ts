/**
 * Whether a commit stands: its before-images against what the relay believed when it sent it. Pure: links of a chain in,
 * verdicts and the cells that were hit by mistake out.
 */
import { canonicalHeader, tabs, type TabName } from "../language/headings";
import { isFormula, sameValue, textOf, type CellValue } from "./cells";
import type { CellWrite } from "./commit";
import type { HeaderRecord, ImagedWrite, Link } from "./records";
import { headerOf, readColumns, type Row } from "./tabs";

/** A cell that holds a number of ours and should hold `truth`: the oldest image of it that is not our own. */
export interface Dirt {
  readonly tab: TabName;
  /** Where it was when it was hit. */
  readonly gridRow: number;
  readonly column: number;
  /** The header above it then. */
  readonly header: readonly string[];
  /** The row as it was, and the columns of it that were written. */
  readonly row: Row;
  readonly written: ReadonlySet<number>;
  readonly truth: CellValue;
  readonly slot: number;
  readonly strays: readonly CellValue[];
}

/** The fields that tell a row of a tab from another. */
export const rowKeyFields: Readonly<Record<TabName, readonly string[]>> = {
  stock: ["name", "spec"],
  ledger: ["id"],
  pending: ["number"],
  broadcasts: ["key"],
  members: ["account"],
  settings: ["key"],
};

/** The headers at the moment of a link, as they are compared. */
export const headersOf = (record: HeaderRecord | undefined): readonly string[] =>
  record ? headerOf(record.image) : [];

const headerText = (tab: TabName, field: string): string => {
  const columns: Readonly<Record<string, { readonly header: string }>> = tabs[tab].columns;
  return canonicalHeader(columns[field]?.header ?? "");
};

/** Whether a tab's columns stood where the link believed them. */
export function columnsHeld(record: HeaderRecord): boolean {
  const header = headersOf(record);
  return [...record.columns].every(
    ([field, column]) => header[column] === headerText(record.tab, field),
  );
}

/** Whether a write hit the row it was meant for, under the headers it was meant for. */
export function hitItsRow(write: ImagedWrite, link: Link): boolean {
  const header = headersOf(link.headers.get(write.tab));
  const { columns } = readColumns(write.tab, header);
  const cells = [...write.cells, ...write.watched];
  if (cells.some((cell) => (header[cell.column] ?? "") !== cell.header)) return false;
  return write.key.every(([field, value]) => {
    const column = columns.get(field);
    if (column === undefined) return false;
    const imaged = write.image[column];
    const shown = isFormula(imaged) ? write.shown?.[column] : imaged;
    return textOf(shown) === textOf(value);
  });
}

/** Whether a cell of a row that was hit rightly held what was believed. */
export function heldBelief(
  write: ImagedWrite,
  cell: Pick<CellWrite, "column" | "before" | "strict">,
): boolean {
  const imaged = write.image[cell.column];
  if (isFormula(imaged)) return isFormula(cell.before);
  return !cell.strict || sameValue(imaged, cell.before);
}

/** Whether everything that a write assumed was so. */
function stands(write: ImagedWrite, link: Link): boolean {
  return (
    hitItsRow(write, link) &&
    [...write.cells, ...write.watched].every((cell) => heldBelief(write, cell))
  );
}

/** Whether a commit stands as it was believed: the good path, one round trip. */
export function standsWhole(link: Link): boolean {
  return (
    [...link.headers.values()].every(columnsHeld) &&
    link.writes.every((write) => stands(write, link))
  );
}

/** Whether a cell still holds what the relay put there by mistake. */
export function isStray(dirt: Pick<Dirt, "strays">, value: CellValue): boolean {
  return dirt.strays.some((stray) =>
    isFormula(stray) ? isFormula(value) : sameValue(stray, value),
  );
}

/**
 * The cells that a chain left wrong. Where one of our own numbers already lay, the oldest image is the truth; where a
 * person typed in between, the person's value is.
 */
export function dirtOf(chain: readonly Link[]): readonly Dirt[] {
  let found: Dirt[] = [];
  for (const link of chain) {
    for (const write of link.writes) {
      const right = hitItsRow(write, link);
      for (const cell of write.cells) {
        const known = found.find((dirt) =>
          isSameCell(dirt, write, cell.column, headersOf(link.headers.get(write.tab))),
        );
        found = found.filter((dirt) => dirt !== known);
        if (right && heldBelief(write, cell)) continue;
        found.push(stained(write, cell, link, known));
      }
    }
  }
  return found;
}

/** A cell of a write as dirt: its image is the truth, unless a stray of ours already lay there. */
export function stained(write: ImagedWrite, cell: CellWrite, link: Link, known?: Dirt): Dirt {
  const imaged = write.image[cell.column];
  if (known && isStray(known, imaged)) return { ...known, strays: [...known.strays, cell.after] };
  return {
    tab: write.tab,
    gridRow: write.gridRow,
    column: cell.column,
    header: headersOf(link.headers.get(write.tab)),
    row: write.image,
    written: new Set(write.cells.map(({ column }) => column)),
    truth: imaged,
    slot: write.slot,
    strays: [cell.after],
  };
}

function isSameCell(
  dirt: Dirt,
  write: ImagedWrite,
  column: number,
  header: readonly string[],
): boolean {
  if (dirt.tab !== write.tab) return false;
  if (columnNow(dirt.header, dirt.column, header) !== column) return false;
  return likeness(dirt, write.image, header) === "same";
}

/**
 * Whether a row is the one that was hit, by the cells that were not written: all the same, only its key the same, or
 * another row.
 */
export function likeness(
  dirt: Dirt,
  row: Row,
  header: readonly string[],
): "same" | "key" | "other" {
  let differs = false;
  const { columns } = readColumns(dirt.tab, dirt.header);
  for (let column = 0; column < Math.max(dirt.row.length, dirt.header.length); column += 1) {
    if (dirt.written.has(column)) continue;
    const then = dirt.row[column];
    const now = row[columnNow(dirt.header, column, header)];
    if (isFormula(then) || isFormula(now)) continue;
    if (!sameValue(then, now)) differs = true;
  }
  if (!differs) return "same";
  const keyed = (field: string): boolean => {
    const column = columns.get(field);
    if (column === undefined || dirt.written.has(column)) return false;
    const then = textOf(dirt.row[column]);
    return then === textOf(row[columnNow(dirt.header, column, header)]);
  };
  const named = columns.get("name");
  const blank = dirt.tab === "stock" && named !== undefined && textOf(dirt.row[named]) === "";
  return !blank && rowKeyFields[dirt.tab].every(keyed) ? "key" : "other";
}

/** Where a column stands now, by its header; the same place for one without a header of its own. */
export function columnNow(then: readonly string[], column: number, now: readonly string[]): number {
  const header = then[column] ?? "";
  if (header === "") return column;
  const index = now.indexOf(header);
  return index >= 0 ? index : -1;
}
