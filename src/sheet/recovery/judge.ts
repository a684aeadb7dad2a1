/**
 * Which writes of a commit landed where they were meant. People may have sorted, moved or typed in the instant before:
 * the evidence copied in the same batch shows what every written row held just then. Pure.
 */
import { sameValue, type CellValue } from "../api/cells";
import type { CellWrite, Debt, Facts, RowWrite } from "../commit/facts";
import type { Tab } from "../tabs/tab";
import { createMeeting, type Met } from "./met";
import { headerThen, type HeaderThen, type Observed } from "./observed";
import { isKeyDebt, stampOf } from "./row-marks";

export interface Judged {
  /** Cells that stand where they were meant, over what was believed there. */
  readonly landed: readonly { readonly write: RowWrite; readonly cell: CellWrite }[];
  /** What lies under cells that stand elsewhere, or over a person's content; oldest first. */
  readonly debts: readonly Debt[];
  /** Ids of debts that were paid. */
  readonly settled: ReadonlySet<string>;
}

export function judgeWrites(facts: Facts, observed: Observed, now: Date): Judged {
  const landed: { write: RowWrite; cell: CellWrite }[] = [];
  const debts: Debt[] = [];
  const settled = new Set<string>();
  for (const name of new Set(facts.writes.map(({ tab }) => tab))) {
    const tab = observed.tabs.find((one) => one.name === name);
    if (tab === undefined) continue;
    const writes = facts.writes.filter((write) => write.tab === name);
    const header = headerThen(tab, facts, writes, observed);
    const meet = createMeeting(tab, facts, header, observed);
    const owed: Debt[] = [];
    for (const write of writes) {
      const met = meet(write);
      const found = judgeRow(write, header, met);
      for (const cell of found.landed) landed.push({ write, cell });
      owed.push(
        ...found.covered.map((covered, index) =>
          debtOf(covered, { tab, write, met, commit: facts.commit, index, now }),
        ),
      );
      for (const { settles = [] } of found.right) for (const id of settles) settled.add(id);
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
}

function judgeRow(
  write: RowWrite,
  header: HeaderThen,
  { image, isVoid, isRightRow }: Met,
): {
  readonly landed: readonly CellWrite[];
  readonly covered: readonly Covered[];
  /** The cells that were written into the row and the column that were meant. */
  readonly right: readonly CellWrite[];
} {
  const landed: CellWrite[] = [];
  const covered: Covered[] = [];
  const isUnder = (cell: CellWrite): boolean => (header.names[cell.column] ?? "") === cell.header;
  for (const cell of write.cells) {
    const was = isVoid ? cell.believed : image[cell.column];
    if (isRightRow && isUnder(cell) && sameValue(was, cell.believed)) landed.push(cell);
    else if (!sameValue(was, cell.value)) {
      covered.push({ cell, header: header.names[cell.column] ?? "", was });
    }
  }
  // One column without a name is like another: there it is the content that tells.
  const right = write.cells.filter(
    (cell) => landed.includes(cell) || (isRightRow && isUnder(cell) && cell.header !== ""),
  );
  return { landed, covered, right };
}

function debtOf(
  { cell, header, was }: Covered,
  {
    tab,
    write,
    met,
    commit,
    index,
    now,
  }: {
    readonly tab: Tab;
    readonly write: RowWrite;
    readonly met: Met;
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
    key: met.key,
    keyWas: met.keyWas,
    gridRow,
    header,
    column,
    ours: cell.value,
    was,
    meant: write.key,
    stamp: stampOf(tab, write, met.image),
    since: now.getTime(),
  };
}
