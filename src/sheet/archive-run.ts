/**
 * One run of archiving, a call of the API at a time: what the workbook is like, which rows are too many, a tab for their
 * month, then batch after batch of whole rows from the ledger into it.
 *
 * Why no row is ever lost or double: a batch copies whole rows by their place and deletes the same places, and batches
 * are atomic. Whatever people did since the rows were looked for, whichever rows lie there then are in exactly one tab
 * before and after; so it is as well when the answer is lost, when the process dies, and when the batch is applied late.
 * A second relay's batch, or a late one, names a fence that is gone and is refused whole.
 * What can be wrong is only where rows came to lie. So each batch leaves a mark, a named range on the rows it moved, and
 * a record of the ledger's header in that moment; whoever sees the mark next, from the answer or after a crash, looks at
 * the rows themselves. Rows under other columns are brought in order in the month's tab; rows that don't belong there
 * (another month, too young, an item's newest, no time) go back to the ledger, with a mark and a record as well: were its
 * columns moved just then, the rows are found by what they hold, and taken to the month's tab once more. In the ledger
 * itself no cell is ever moved by its place. The mark goes when what it names was seen to be right.
 */
import { randomInt } from "node:crypto";
import { tabs } from "../language/sheet-words/headings";
import { archiveTitle } from "../language/sheet-words/sheet-sentences";
import { answerRanges, movedRows, shapeOf, type Shape } from "./archive-answers";
import { alignMonth, layMonth, moveAway, unmark, type Mark } from "./archive-batches";
import { columnSteps } from "./archive-columns";
import { judgeMonth } from "./archive-judge";
import { createArchiveMending, type ArchiveGround, type Fault } from "./archive-mending";
import { goalOf, lengthOf, nextRows, withoutRuns } from "./archive-plan";
import { readMonth, topRange, type ArchiveTab } from "./archives";
import type { Spreadsheet, SheetRequest } from "./client";
import { readTimes, type Times } from "./ledger-cells";
import type { Mending } from "./mending";
import type { SheetReader } from "./reader";
import type { Grid } from "./tabs";

/** `write`: a batch was sent; `astray`: it hit other rows; `read`: go on at once; `filtered`: rows are hidden. */
type StepKind = "read" | "write" | "astray" | "done" | "filtered";

export interface ArchiveRun {
  step(ground: ArchiveGround): Promise<StepKind>;
  /** Rows were put on top of the ledger. */
  shift(rows: number): void;
  /** Rows with a time that the ledger holds; undefined before they were counted. */
  filled(): number | undefined;
}

export function createArchiveRun(facts: {
  readonly reader: SheetReader;
  /** Sends requests behind the fence of the newest commit, which leave so many more rows in the ledger. */
  readonly send: (
    requests: readonly SheetRequest[],
    ranges: readonly string[],
    ledgerRows: number,
  ) => Promise<Spreadsheet | undefined>;
  readonly onCells: (cells: number) => void;
  readonly tell: (text: string, key: string) => void;
  readonly newMarkId: () => string;
  readonly log: Mending["log"];
}): ArchiveRun {
  const { reader, send, log, newMarkId } = facts;
  let shape: Shape | undefined;
  let times: { rows: Times; firstRow: number; readonly headerRow: number } | undefined;
  let heads = new Map<number, Grid<"ledger">>();
  let mark: Mark | undefined;
  let isJudged = true;
  let fault: Fault | undefined;
  let goal = 0;

  /** From now on nothing that was read of the sheet holds. */
  const forget = (): void => {
    shape = undefined;
    times = undefined;
    heads = new Map();
    fault = undefined;
  };
  const newSheetId = (): number => {
    let sheetId = 0;
    do sheetId = randomInt(1, 2 ** 31 - 1);
    while (shape?.sheetIds.has(sheetId));
    return sheetId;
  };
  const mending = createArchiveMending({
    ...facts,
    send: (requests, ledgerRows) => send(requests, [], ledgerRows),
    newSheetId,
  });

  const look = async (): Promise<void> => {
    shape = shapeOf(await reader.structure());
    ({ mark } = shape);
    isJudged = mark === undefined;
    facts.onCells(shape.cells);
  };
  const count = async ({ ledger, limit, rule }: ArchiveGround): Promise<void> => {
    const rows = await readTimes(reader, ledger, rule.timeZone);
    const filled = rows.filter((at) => at !== undefined).length;
    const { headerRow } = ledger;
    times = { rows, firstRow: headerRow + 1, headerRow };
    goal = filled > limit ? goalOf(limit) : filled;
  };
  const judge = async (on: Mark, { months }: Shape, ground: ArchiveGround): Promise<void> => {
    fault = await mending.lookAt(on, months, ground);
    isJudged = true;
  };
  const lay = async (month: string, { ledger }: ArchiveGround): Promise<void> => {
    const title = archiveTitle(tabs.ledger.title, month);
    await send(layMonth(ledger, { sheetId: newSheetId(), title }), [], 0);
    forget();
  };
  const readHead = async ({ facts: tab }: ArchiveTab): Promise<void> => {
    const [top = []] = await reader.values([topRange(tab)]);
    heads.set(tab.sheetId, readMonth(tab, top));
  };

  const move = async (
    next: NonNullable<ReturnType<typeof nextRows>>,
    month: Grid<"ledger">,
    { ledger, scratch, rule }: ArchiveGround,
  ): Promise<StepKind> => {
    const { runs } = next;
    const rows = lengthOf(runs);
    const ids = { old: mark, id: newMarkId() };
    const built = moveAway({ ledger, month, scratch, runs, mark: ids, returned: false });
    const answer = await send(built.requests, answerRanges(month, rows), -rows);
    ({ mark } = built);
    log({ event: "archive", tab: month.title, rows });
    const { laid, ...moved } = movedRows(answer, { month, scratch, rows });
    const record = { away: { laid, month: moved.header }, back: undefined };
    const verdict = judgeMonth(record, { ...moved, month: next.month }, rule);
    if (verdict.kind !== "right") {
      forget();
      return "astray";
    }
    if (times) times = { ...times, rows: withoutRuns(times.rows, times.firstRow, runs) };
    return "write";
  };

  /** The next batch of rows for a month's tab that is there and has the ledger's columns, or what makes it so. */
  const moveNext = async (
    next: NonNullable<ReturnType<typeof nextRows>>,
    ground: ArchiveGround,
    { months, filtered }: Shape,
  ): Promise<StepKind> => {
    const { ledger } = ground;
    if (filtered.has(ledger.sheetId)) return "filtered";
    const tab = months.find(({ month }) => month === next.month);
    if (!tab) return lay(next.month, ground).then(() => "write");
    const month = heads.get(tab.facts.sheetId);
    if (!month) return readHead(tab).then(() => "read");
    const steps = columnSteps(ledger.header, month.header);
    if (steps.length === 0 && month.columnCount >= ledger.columnCount)
      return move(next, month, ground);
    await send(alignMonth(ledger, month, steps), [], 0);
    forget();
    return "write";
  };

  return {
    filled: () => times?.rows.filter((at) => at !== undefined).length,
    shift(rows) {
      if (times) times = { ...times, firstRow: times.firstRow + rows };
    },
    async step(ground) {
      const { ledger, limit, rule } = ground;
      if (times?.headerRow !== ledger.headerRow) times = undefined;
      if (!shape) return look().then(() => "read");
      if (mark && !isJudged) return judge(mark, shape, ground).then(() => "read");
      if (mark && fault) {
        await mending.mend(fault, mark, ground);
        forget();
        return "write";
      }
      const isLong = ledger.rowCount - ledger.headerRow - 1 > limit;
      if (!times && isLong) return count(ground).then(() => "read");
      const next = times && nextRows({ times: times.rows, firstRow: times.firstRow }, goal, rule);
      if (next) return moveNext(next, ground, shape);
      if (!mark) return "done";
      await send([unmark(mark)], [], 0);
      mark = undefined;
      return "write";
    },
  };
}
