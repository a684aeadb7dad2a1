/**
 * Which writes of a commit landed where they were meant. People may have sorted, moved or typed in the instant before:
 * the evidence copied in the same batch shows what every written row held just then. Pure.
 */
import { isFormula, sameValue, type CellValue } from "../api/cells";
import type { CellWrite, Debt, Facts, RowWrite } from "../commit/facts";
import { isBlank, rowAt, withCells } from "../tabs/grid";
import { rowKey, type Row, type Tab } from "../tabs/tab";
import { headerThen, rowsAfter, type HeaderThen, type Observed } from "./observed";
import { isKeyDebt, keyTextsOf, stampOf } from "./row-marks";

export interface Judged {
  /** Cells that stand where they were meant, over what was believed there. */
  readonly landed: readonly { readonly write: RowWrite; readonly cell: CellWrite }[];
  /** What lies under cells that stand elsewhere, or over a person's content; oldest first. */
  readonly debts: readonly Debt[];
  /** Ids of debts that were paid. */
  readonly settled: ReadonlySet<string>;
}

const nothing: Row = [];

export function judgeWrites(facts: Facts, observed: Observed, now: Date): Judged {
  const landed: { write: RowWrite; cell: CellWrite }[] = [];
  const debts: Debt[] = [];
  const settled = new Set<string>();
  for (const name of new Set(facts.writes.map(({ tab }) => tab))) {
    const tab = observed.tabs.find((one) => one.name === name);
    if (tab === undefined) continue;
    const writes = facts.writes.filter((write) => write.tab === name);
    const own = facts.debts.filter((debt) => debt.tab === name);
    const header = headerThen(tab, facts, writes, observed);
    const owed: Debt[] = [];
    for (const write of writes) {
      const found = judgeRow(write, header, meet(tab, write, header, observed, own));
      for (const cell of found.landed) landed.push({ write, cell });
      owed.push(
        ...found.covered.map((covered, index) =>
          debtOf(covered, { tab, write, commit: facts.commit, index, now }),
        ),
      );
      if (found.isRight) for (const id of write.settles) settled.add(id);
    }
    // The newest is undone first: headers, then key cells, then the cells that are found by those keys.
    const rank = (debt: Debt): number =>
      debt.gridRow === header.gridRow && debt.key === undefined ? 2 : Number(isKeyDebt(tab, debt));
    debts.push(...owed.sort((a, b) => rank(a) - rank(b)));
  }
  return { landed, debts, settled };
}

interface Covered {
  readonly cell: CellWrite;
  readonly header: string;
  readonly was: CellValue;
  readonly key: string | undefined;
  /** The row as it was. */
  readonly image: Row;
}

/** What a write met: the row as it was just before, and whether it was the row that was meant. */
interface Met {
  readonly image: Row;
  /** Whether the evidence says nothing: what was believed stands in for it. */
  readonly isVoid: boolean;
  readonly isRightRow: boolean;
  /** The key of the row that was there; undefined for a header or a row without one. */
  readonly key: string | undefined;
}

function meet(
  tab: Tab,
  write: RowWrite,
  header: HeaderThen,
  observed: Observed,
  debts: readonly Debt[],
): Met {
  const { hiddenRows: evidence, grids } = observed.view;
  const image = evidence.get(write.evidence)?.row ?? nothing;
  const grid = grids.get(tab.name);
  const later = grid === undefined ? nothing : rowAt(grid, write.gridRow);
  const stands = rowsAfter(observed, tab.name)?.get(write.gridRow)?.row;
  const isVoid =
    stands === undefined
      ? isBlank(image) && !isSameBut(write, image, later)
      : !isSameBut(write, image, stands);
  const cleanTexts = keyTextsOf(tab, withoutDebts(tab, image, header.names, debts), header.names);
  const isHeader = write.gridRow === header.gridRow;
  const isMeant = isHeader
    ? write.inHeader
    : !write.inHeader && isKeyed(tab, write, image, header, cleanTexts);
  const hasKey = !isHeader && cleanTexts.some((text) => text !== "");
  return {
    image,
    isVoid,
    isRightRow: isVoid || isMeant,
    key: isVoid ? write.key : hasKey ? rowKey(cleanTexts) : undefined,
  };
}

/** Whether a row bears the mark, or the key, of the row that was meant. `cleanTexts`: its key cells with debts undone. */
function isKeyed(
  tab: Tab,
  { mark, keyTexts, key, cells }: RowWrite,
  image: Row,
  { names }: HeaderThen,
  cleanTexts: readonly string[],
): boolean {
  if (mark !== undefined) return image.some((cell) => sameValue(cell, mark));
  // Of rows without a key it is the one that holds what was believed.
  if (keyTexts.every((text) => text === ""))
    return cells.every(({ column, believed }) => sameValue(image[column], believed));
  const texts = keyTextsOf(tab, image, names);
  const isDirty = cleanTexts.some((text, index) => text !== texts[index]);
  return (
    texts.every((text, index) => text === keyTexts[index]) &&
    (!isDirty || rowKey(cleanTexts) === key)
  );
}

function judgeRow(
  write: RowWrite,
  header: HeaderThen,
  { image, isVoid, isRightRow, key }: Met,
): {
  readonly landed: readonly CellWrite[];
  readonly covered: readonly Covered[];
  /** Whether every cell was written into the row and under the header that were meant. */
  readonly isRight: boolean;
} {
  const landed: CellWrite[] = [];
  const covered: Covered[] = [];
  const isUnder = (cell: CellWrite): boolean => (header.names[cell.column] ?? "") === cell.header;
  for (const cell of write.cells) {
    const was = isVoid ? cell.believed : image[cell.column];
    if (isRightRow && isUnder(cell) && sameValue(was, cell.believed)) landed.push(cell);
    else if (!sameValue(was, cell.value)) {
      covered.push({ cell, header: header.names[cell.column] ?? "", was, key, image });
    }
  }
  return { landed, covered, isRight: isRightRow && write.cells.every(isUnder) };
}

function debtOf(
  { cell, header, was, key, image }: Covered,
  {
    tab,
    write,
    commit,
    index,
    now,
  }: {
    readonly tab: Tab;
    readonly write: RowWrite;
    readonly commit: string;
    readonly index: number;
    readonly now: Date;
  },
): Debt {
  const { gridRow } = write;
  const { column } = cell;
  return {
    id: `${commit}:${gridRow}:${column}:${index}`,
    tab: tab.name,
    key,
    gridRow,
    header,
    column,
    ours: cell.value,
    was,
    meant: write.key,
    stamp: stampOf(tab, write, image),
    since: now.getTime(),
  };
}

/**
 * A row with what older values of ours cover, as far as it tells which row it is. Rows next to one another may hold the same
 * value and time: the debt is right with which the row has its key again.
 */
function withoutDebts(tab: Tab, row: Row, names: readonly string[], debts: readonly Debt[]): Row {
  return row.map((cell, column) => {
    const own = debts.filter(
      ({ header, ours, stamp }) =>
        header === names[column] &&
        sameValue(ours, cell) &&
        (stamp === undefined || row.includes(stamp)),
    );
    const keyed = own.findLast(({ key, was }) => {
      const texts = keyTextsOf(tab, withCells(row, [[column, was]]), names);
      return rowKey(texts) === key;
    });
    const debt = keyed ?? own.at(-1);
    return debt === undefined ? cell : debt.was;
  });
}

/** Whether a row is the same as its evidence but for what was written; formulas may show themselves shifted. */
function isSameBut({ cells }: RowWrite, image: Row, stands: Row): boolean {
  const written = new Set(cells.map(({ column }) => column));
  const width = Math.max(image.length, stands.length);
  for (let column = 0; column < width; column += 1) {
    const [before, after] = [image[column], stands[column]];
    if (written.has(column) || isFormula(before) || isFormula(after)) continue;
    if (!sameValue(before, after)) return false;
  }
  return true;
}
