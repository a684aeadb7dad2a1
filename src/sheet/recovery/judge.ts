/**
 * Which writes of a commit landed where they were meant. People may have sorted, moved or typed in the instant before:
 * the evidence copied in the same batch shows what every written row held just then. Pure.
 */
import { isFormula, sameValue, textOf, type CellValue } from "../api/cells";
import type { CellWrite, Debt, DesiredCells, Facts, RowWrite } from "../commit/facts";
import { headerDepth, headerOf, isBlank, likeliestHeader, type PlacedRow } from "../tabs/grid";
import { rowKey, type Row, type Tab } from "../tabs/tab";

export interface Judged {
  /** Cells that stand where they were meant, over what was believed there. */
  readonly landed: readonly { readonly write: RowWrite; readonly cell: CellWrite }[];
  /** What lies under cells that stand elsewhere, or over a person's content; oldest first. */
  readonly debts: readonly Debt[];
  /** Ids of debts that were paid. */
  readonly settled: ReadonlySet<string>;
}

export interface Observed {
  readonly tab: (name: string) => Tab | undefined;
  /** The evidence, by row of the hidden tab. */
  readonly evidence: ReadonlyMap<number, PlacedRow>;
  /** The rows of a tab as they stood right after the batch; undefined where only later ones are known. */
  readonly after: (tab: string) => ReadonlyMap<number, PlacedRow> | undefined;
  /** A row of a tab as it stands now, where only that is known. */
  readonly later: (tab: string, gridRow: number) => Row;
  /** The header of a tab as it was read last. */
  readonly header: (tab: string) => readonly string[];
}

const nothing: Row = [];

export function judgeWrites(facts: Facts, observed: Observed, now: Date): Judged {
  const landed: { write: RowWrite; cell: CellWrite }[] = [];
  const debts: Debt[] = [];
  const settled = new Set<string>();
  for (const name of new Set(facts.writes.map(({ tab }) => tab))) {
    const tab = observed.tab(name);
    if (tab === undefined) continue;
    const writes = facts.writes.filter((write) => write.tab === name);
    const own = facts.debts.filter((debt) => debt.tab === name);
    const header = headerThen(tab, facts, writes, observed);
    const owed: Debt[] = [];
    for (const write of writes) {
      const found = judgeRow(tab, write, header, observed, own);
      for (const cell of found.landed) landed.push({ write, cell });
      owed.push(
        ...found.covered.map((covered, index) =>
          debtOf(covered, { tab, write, commit: facts.commit, index, now }),
        ),
      );
      if (found.isRight) for (const id of write.settles) settled.add(id);
    }
    // The newest is undone first: a header before the names below it, a name before the cells that are found by it.
    const rank = (debt: Debt): number =>
      debt.gridRow === header.gridRow && debt.key === undefined ? 2 : Number(isKeyDebt(tab, debt));
    debts.push(...owed.sort((a, b) => rank(a) - rank(b)));
  }
  return { landed, debts, settled };
}

interface HeaderThen {
  readonly gridRow: number;
  readonly names: readonly string[];
}

/** The header in the instant of the batch: found among the top rows, those that we wrote over as the evidence has them. */
function headerThen(
  tab: Tab,
  { headers }: Pick<Facts, "headers">,
  writes: readonly RowWrite[],
  { evidence, after, header }: Observed,
): HeaderThen {
  const believed = headers[tab.name];
  const tops = new Map<number, PlacedRow>();
  for (const [gridRow, placed] of after(tab.name) ?? []) {
    if (gridRow < headerDepth) tops.set(gridRow, placed);
  }
  const take = (gridRow: number, from: number | undefined): void => {
    const image = from === undefined ? undefined : evidence.get(from);
    if (image && !isBlank(image.row)) tops.set(gridRow, { ...image, gridRow });
  };
  for (const write of writes) take(write.gridRow, write.evidence);
  take(believed?.gridRow ?? 0, believed?.evidence);
  const found = likeliestHeader(tab, [...tops.values()]);
  if (found >= 0) return { gridRow: found, names: headerOf(tops.get(found)?.row ?? nothing) };
  return { gridRow: believed?.gridRow ?? 0, names: header(tab.name) };
}

interface Covered {
  readonly cell: CellWrite;
  readonly header: string;
  readonly was: CellValue;
  readonly key: string | undefined;
  /** The row as it was. */
  readonly image: Row;
}

function judgeRow(
  tab: Tab,
  write: RowWrite,
  header: HeaderThen,
  { evidence, after, later }: Observed,
  debts: readonly Debt[],
): {
  readonly landed: readonly CellWrite[];
  readonly covered: readonly Covered[];
  /** Whether every cell was written into the row and under the header that were meant. */
  readonly isRight: boolean;
} {
  const image = evidence.get(write.evidence)?.row ?? nothing;
  const stands = after(tab.name)?.get(write.gridRow)?.row;
  const isVoid =
    stands === undefined
      ? isBlank(image) && !isSameBut(write, image, later(tab.name, write.gridRow))
      : !isSameBut(write, image, stands);
  const keyTexts = keyTextsOf(tab, image, header.names);
  const cleanTexts = keyTextsOf(tab, withoutDebts(image, header.names, debts), header.names);
  const isHeader = write.gridRow === header.gridRow;
  const isDirty = cleanTexts.some((text, index) => text !== keyTexts[index]);
  const isKeyed =
    write.mark === undefined
      ? keyTexts.every((text, index) => text === write.keyTexts[index]) &&
        (!isDirty || rowKey(cleanTexts) === write.key)
      : image.some((cell) => sameValue(cell, write.mark));
  const isRightRow = isVoid || (isHeader ? write.inHeader : !write.inHeader && isKeyed);
  const key = isHeader || cleanTexts.every((text) => text === "") ? undefined : rowKey(cleanTexts);
  const landed: CellWrite[] = [];
  const covered: Covered[] = [];
  for (const cell of write.cells) {
    const name = header.names[cell.column] ?? "";
    const was = isVoid ? cell.believed : image[cell.column];
    const isRight = isRightRow && name === cell.header;
    if (isRight && sameValue(was, cell.believed)) landed.push(cell);
    else if (!sameValue(was, cell.value)) {
      covered.push({ cell, header: name, was, key: isVoid ? write.key : key, image });
    }
  }
  const isRight =
    isRightRow && write.cells.every(({ column, header: name }) => header.names[column] === name);
  return { landed, covered, isRight };
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

/** Whether a debt lies under one of the headers that tell a row. */
export const isKeyDebt = (tab: Tab, { header }: Debt): boolean =>
  tab.key.some((field) => tab.columns[field]?.header === header);

/** The time that was written into the row, else one that stands there: hardly any other row holds it. */
function stampOf(tab: Tab, { cells }: RowWrite, image: Row): number | undefined {
  const isTime = ({ field }: CellWrite): boolean => tab.columns[field ?? ""]?.kind === "time";
  const own = cells.find(isTime)?.value;
  if (typeof own === "number") return own;
  const written = new Set(cells.map(({ column }) => column));
  return image.find((value, column): value is number => isMoment(value) && !written.has(column));
}

/** A date with a time of day, as a cell holds it. */
export const isMoment = (value: CellValue): value is number =>
  typeof value === "number" && value > 40_000 && value < 80_000 && !Number.isInteger(value);

/** What the key cells of a row hold under a header. */
export function keyTextsOf(tab: Tab, row: Row, names: readonly string[]): readonly string[] {
  return tab.key.map((field) => textOf(row[names.indexOf(tab.columns[field]?.header ?? "")]));
}

/** A row with what older values of ours cover, as far as it tells which row it is. */
function withoutDebts(row: Row, names: readonly string[], debts: readonly Debt[]): Row {
  return row.map((cell, column) => {
    const debt = debts.findLast(
      ({ header, ours, stamp }) =>
        header === names[column] &&
        sameValue(ours, cell) &&
        (stamp === undefined || row.includes(stamp)),
    );
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

/** Times that went astray while the figure beside them landed: the cell is to say yet which row it shows. */
export function strayTimes({ landed }: Judged): readonly DesiredCells[] {
  return landed.flatMap(({ write, cell }): DesiredCells[] => {
    const time = write.cells.find(({ field }) => field === "updatedAt");
    const isAstray = time && !landed.some((one) => one.cell === time);
    if (cell.field !== "stock" || !isAstray || write.key === undefined) return [];
    const { tab, key } = write;
    return [{ tab, key, fields: { updatedAt: time.value }, expected: { stock: cell.value } }];
  });
}
