/**
 * Rows that were moved and that nobody has looked at yet: reads them, from the mark and the record that the move left,
 * and sends the batch that mends them. What is right and what is wrong is said in archive-judge.ts.
 */
import { archiveStuckNotice } from "../language/sheet-words/sheet-sentences";
import { bringUnder, giveBack, moveAway, type Mark } from "./archive-batches";
import { isBackRight, judgeMonth, returnedRows, type Misplaced } from "./archive-judge";
import { lengthOf, runsOf, type ArchiveRule, type RowRun } from "./archive-plan";
import { headerAmong, moveRecordRange, readRecord, topRows } from "./archive-record";
import { readMonth, topRange, type ArchiveTab } from "./archives";
import { quotedTitle } from "./cells";
import type { SheetRequest, ValueRows } from "./client";
import { plainRow, readTimes } from "./ledger-cells";
import type { Mending } from "./mending";
import type { SheetReader } from "./reader";
import type { Grid, SheetFacts } from "./tabs";

type LedgerGrid = Grid<"ledger">;

/** What a run knows of the sheet when it takes a step. */
export interface ArchiveGround {
  readonly ledger: LedgerGrid;
  readonly scratch: SheetFacts;
  readonly limit: number;
  readonly rule: ArchiveRule;
}

/** What is wrong with rows that were moved; `width`: how many columns hold something of theirs. */
export type Fault = { readonly month: LedgerGrid } & (
  | {
      readonly kind: "misplaced";
      readonly firstRow: number;
      readonly groups: readonly Misplaced[];
      readonly width: number;
    }
  | { readonly kind: "misfits"; readonly runs: readonly RowRun[]; readonly width: number }
  /** They went back and lie in the ledger under other columns; the month's tab is where they can be brought in order. */
  | { readonly kind: "strayed"; readonly runs: readonly RowRun[] }
);

export interface ArchiveMending {
  /** Looks at the rows that a mark names; undefined: they are where they belong, or nothing more can be done. */
  lookAt(
    mark: Mark,
    months: readonly ArchiveTab[],
    ground: ArchiveGround,
  ): Promise<Fault | undefined>;
  mend(fault: Fault, mark: Mark, ground: ArchiveGround): Promise<void>;
}

const mostRounds = 10;

export function createArchiveMending(facts: {
  readonly reader: SheetReader;
  /** Sends requests behind the fence of the newest commit, which leave so many more rows in the ledger. */
  readonly send: (requests: readonly SheetRequest[], ledgerRows: number) => Promise<unknown>;
  readonly tell: (text: string, key: string) => void;
  readonly newMarkId: () => string;
  readonly newSheetId: () => number;
  readonly log: Mending["log"];
}): ArchiveMending {
  const { reader, send, tell, log } = facts;
  let rounds = 0;

  const lookAtMonth = async (
    { startRow, endRow }: Mark,
    tab: ArchiveTab,
    rule: ArchiveRule,
  ): Promise<Fault | undefined> => {
    const firstRow = startRow + 1;
    const rows = `${quotedTitle(tab.facts.title)}!${firstRow + 1}:${endRow}`;
    const [record = [], top = [], found = []] = await reader.values([
      moveRecordRange,
      topRange(tab.facts),
      rows,
    ]);
    const month = readMonth(tab.facts, top);
    const block = Array.from({ length: endRow - firstRow }, (_, i) => plainRow(found[i] ?? []));
    const judged = { month: tab.month, header: month.header, rows: block };
    const verdict = judgeMonth(readRecord(record), judged, rule);
    if (verdict.kind === "right") return undefined;
    const width = Math.max(...block.map((row) => row.length));
    if (verdict.kind === "misplaced") return { ...verdict, month, firstRow, width };
    return { ...verdict, month, width, runs: runsOf(verdict.rows.map((row) => firstRow + row)) };
  };

  const giveUp = (title: string, { id, startRow, endRow }: Mark): void => {
    const rows = endRow - startRow - 1;
    tell(archiveStuckNotice(title, startRow + 2, rows), id);
    log({ event: "archive-stuck", tab: title, rows });
  };

  const lookAtLedger = async (
    mark: Mark,
    [tab]: readonly ArchiveTab[],
    ledger: LedgerGrid,
  ): Promise<Fault | undefined> => {
    const [found = [], top = []] = await reader.values([moveRecordRange, topRange(ledger)]);
    const record = readRecord(found);
    const headerIn = (rows: ValueRows): readonly string[] =>
      headerAmong(rows.slice(0, topRows).map(plainRow)) ?? ledger.header;
    if (!record.back || isBackRight(record, headerIn(top))) return undefined;
    if (!tab) {
      giveUp(ledger.title, mark);
      return undefined;
    }
    const [rows = [], monthTop = []] = await reader.values([
      quotedTitle(ledger.title),
      topRange(tab.facts),
    ]);
    const strayed = returnedRows(record.back, [headerIn(rows)], rows.map(plainRow));
    if (strayed.rows.length === 0) return undefined;
    const month = readMonth(tab.facts, monthTop);
    return { kind: "strayed", month, runs: runsOf(strayed.rows) };
  };

  return {
    async lookAt(mark, months, { ledger, rule }) {
      const tab = months.find(({ facts: { sheetId } }) => sheetId === mark.sheetId);
      let fault: Fault | undefined;
      if (mark.sheetId === ledger.sheetId) fault = await lookAtLedger(mark, months, ledger);
      else if (tab && mark.endRow > mark.startRow + 1) fault = await lookAtMonth(mark, tab, rule);
      rounds = fault ? rounds + 1 : 0;
      if (!fault || rounds <= mostRounds) return fault;
      giveUp(fault.kind === "strayed" ? ledger.title : fault.month.title, mark);
      return undefined;
    },
    async mend(fault, mark, { ledger, scratch, rule }) {
      const { month } = fault;
      const common = { ledger, scratch, mark: { old: mark, id: facts.newMarkId() } };
      const freeSheetId = facts.newSheetId();
      if (fault.kind === "misplaced") {
        await send(bringUnder({ ...common, ...fault, freeSheetId }), 0);
      } else if (fault.kind === "strayed") {
        const { requests } = moveAway({ ...common, ...fault, returned: true });
        await send(requests, -lengthOf(fault.runs));
      } else {
        const times = await readTimes(reader, ledger, rule.timeZone);
        const at = ledger.headerRow + 2 + times.findLastIndex((time) => time !== undefined);
        const { requests } = giveBack({ ...common, ...fault, at, freeSheetId });
        await send(requests, lengthOf(fault.runs));
      }
      log({ event: "archive-mended", tab: month.title, fault: fault.kind });
    },
  };
}
