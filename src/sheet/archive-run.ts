/**
 * One run of archiving, a call of the API at a time: what the workbook is like, which rows are too many, a tab for their
 * month, then batch after batch of whole rows from the ledger into it.
 *
 * Why no row is ever lost or double: a batch copies whole rows by their place and deletes the same places, and batches
 * are atomic. Whatever people did since the rows were looked for, whichever rows lie there then are in exactly one tab
 * before and after; so it is as well when the answer is lost, when the process dies, and when the batch is applied late.
 * A second relay's batch, or a late one, names a fence that is gone and is refused whole.
 * What can be wrong is only where rows came to lie. So each batch leaves a mark, a named range on the rows it moved,
 * and an image of the ledger's header; whoever sees the mark next, from the answer or after a crash, looks at the rows
 * themselves: those that don't belong (another month, too young, an item's newest, no time, or under other columns) are
 * moved back by a batch of the same kind. The mark goes when what it names was seen to be right.
 */
import { randomInt } from "node:crypto";
import { tabs } from "../language/headings";
import { archiveStuckNotice, archiveTitle } from "../language/sheet-sentences";
import { headerIn, movedBlock, shapeOf, type Shape } from "./archive-answers";
import {
  alignMonth,
  answerRanges,
  imageRange,
  layMonth,
  moveAway,
  moveBack,
  unmark,
  type Mark,
} from "./archive-batches";
import {
  columnRuns,
  columnSteps,
  goalOf,
  hasColumnsOf,
  lengthOf,
  misfitsIn,
  nextRows,
  runsOf,
  withoutRuns,
  type ArchiveRule,
  type MovedBlock,
} from "./archive-plan";
import type { ArchiveTab } from "./archives";
import { quotedTitle } from "./cells";
import type { Spreadsheet, SheetRequest } from "./client";
import { plainCell, readTimes } from "./ledger-cells";
import type { Mending } from "./mending";
import type { SheetReader } from "./reader";
import { headerOf, readGrid, type Grid, type Row, type SheetFacts } from "./tabs";

/** What a run knows of the sheet when it takes a step. */
export interface ArchiveGround {
  readonly ledger: Grid<"ledger">;
  readonly scratch: SheetFacts;
  readonly limit: number;
  readonly rule: ArchiveRule;
}

/** `write`: a batch was sent; `astray`: it hit other rows; `read`: go on at once; `filtered`: rows are hidden. */
type StepKind = "read" | "write" | "astray" | "done" | "filtered";

export interface ArchiveRun {
  step(ground: ArchiveGround): Promise<StepKind>;
  /** Rows were put on top of the ledger. */
  shift(rows: number): void;
  /** Rows with a time that the ledger holds; undefined before they were counted. */
  filled(): number | undefined;
}

const mostBacks = 5;
const headerRows = 10;

export function createArchiveRun(facts: {
  readonly reader: SheetReader;
  /** Sends requests behind the fence of the newest commit. */
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
  const { reader, send, log } = facts;
  let shape: Shape | undefined;
  let times: { rows: readonly (number | undefined)[]; firstRow: number } | undefined;
  let heads = new Map<number, Grid<"ledger">>();
  let mark: Mark | undefined;
  let isJudged = true;
  let misfits: { readonly rows: readonly number[]; readonly block: MovedBlock } | undefined;
  let backs = 0;
  let goal = 0;

  /** From now on nothing that was read of the sheet holds. */
  const forget = (): void => {
    shape = undefined;
    times = undefined;
    heads = new Map();
    misfits = undefined;
  };
  const look = async (): Promise<void> => {
    shape = shapeOf(await reader.structure());
    ({ mark } = shape);
    isJudged = mark === undefined;
    facts.onCells(shape.cells);
  };
  const count = async ({ ledger, limit, rule }: ArchiveGround): Promise<void> => {
    const rows = await readTimes(reader, ledger, rule.timeZone);
    const filled = rows.filter((at) => at !== undefined).length;
    times = { rows, firstRow: ledger.headerRow + 1 };
    goal = filled > limit ? goalOf(limit) : filled;
  };

  /** Looks at the rows that the mark names. */
  const judge = async (on: Mark, tab: ArchiveTab | undefined, rule: ArchiveRule): Promise<void> => {
    isJudged = true;
    if (!tab || on.endRow <= on.startRow + 1) return;
    const title = quotedTitle(tab.facts.title);
    const ranges = [
      imageRange("away"),
      `${title}!${on.startRow + 1}:${on.startRow + 1}`,
      `${title}!${on.startRow + 2}:${on.endRow}`,
    ];
    const [image = [], [header = []] = [], found = []] = await reader.values(ranges);
    const plain = (row: readonly unknown[]): Row => row.map(plainCell);
    const rows = Array.from({ length: on.endRow - on.startRow - 1 }, (_, i) =>
      plain(found[i] ?? []),
    );
    const block = { ledgerHeader: headerIn(image.map(plain)), header: plain(header), rows };
    const wrong = misfitsIn(block, tab.month, rule);
    if (wrong.length > 0) misfits = { rows: wrong, block };
    else backs = 0;
  };

  const putBack = async (
    on: Mark,
    tab: ArchiveTab,
    { ledger, scratch }: ArchiveGround,
  ): Promise<void> => {
    const { rows = [], block } = misfits ?? {};
    const image = block?.ledgerHeader ?? [];
    const place = rows.map((index) => on.startRow + 1 + index);
    const stuck = (title: string, first: number): void => {
      facts.tell(archiveStuckNotice(title, first + 1, rows.length), on.id);
      log({ event: "archive-stuck", tab: title, rows: rows.length });
    };
    if (backs >= mostBacks) {
      stuck(tab.facts.title, place[0] ?? 0);
      misfits = undefined;
      return;
    }
    backs += 1;
    const last = times?.rows.findLastIndex((at) => at !== undefined) ?? -1;
    const at = (times?.firstRow ?? 0) + last + 1;
    const width = Math.max(image.length, ...rows.map((index) => block?.rows[index]?.length ?? 0));
    const runs = runsOf(place);
    const columns = columnRuns(headerOf(image), ledger.header, width);
    const requests = moveBack({ ledger, archive: tab.facts, scratch, runs, at, columns });
    const answer = await send(requests, [imageRange("back")], rows.length);
    log({ event: "archive-back", tab: tab.facts.title, rows: rows.length });
    const seen = movedBlock(answer, { archive: ledger, scratch, rows: 0, slot: "back" });
    forget();
    if (!hasColumnsOf(ledger.header, headerOf(seen.ledgerHeader))) stuck(ledger.title, at);
  };

  const lay = async (month: string, { ledger }: ArchiveGround, taken: Shape): Promise<void> => {
    let sheetId = 0;
    do sheetId = randomInt(1, 2 ** 31 - 1);
    while (taken.sheetIds.has(sheetId));
    const title = archiveTitle(tabs.ledger.title, month);
    await send(layMonth(ledger, { sheetId, title }), [], 0);
    forget();
  };

  const readHead = async ({ facts: tab }: ArchiveTab): Promise<Grid<"ledger">> => {
    const [rows = []] = await reader.values([`${quotedTitle(tab.title)}!1:${headerRows}`]);
    const grid = readGrid(
      "ledger",
      tab,
      rows.map((row) => row.map(plainCell)),
    );
    heads.set(tab.sheetId, grid);
    return grid;
  };

  const move = async (
    { month, runs }: NonNullable<ReturnType<typeof nextRows>>,
    archive: Grid<"ledger">,
    { ledger, scratch, rule }: ArchiveGround,
  ): Promise<StepKind> => {
    const rows = lengthOf(runs);
    const built = moveAway({
      ledger,
      archive,
      scratch,
      runs,
      mark: { old: mark, id: facts.newMarkId() },
    });
    const answer = await send(built.requests, answerRanges(archive, rows), -rows);
    ({ mark } = built);
    log({ event: "archive", tab: archive.title, rows });
    const block = movedBlock(answer, { archive, scratch, rows, slot: "away" });
    if (misfitsIn(block, month, rule).length > 0) {
      forget();
      return "astray";
    }
    const { firstRow, rows: old } = times ?? { firstRow: 0, rows: [] };
    times = { firstRow, rows: withoutRuns(old, firstRow, runs) };
    return "write";
  };

  return {
    filled: () => times?.rows.filter((at) => at !== undefined).length,
    shift(rows) {
      if (times) times = { ...times, firstRow: times.firstRow + rows };
    },
    async step(ground) {
      const { ledger, limit, rule } = ground;
      if (!shape) return look().then(() => "read");
      const { months, filtered } = shape;
      const marked = months.find(({ facts: tab }) => tab.sheetId === mark?.sheetId);
      if (mark && !isJudged) return judge(mark, marked, rule).then(() => "read");
      const isLong = ledger.rowCount - ledger.headerRow - 1 > limit;
      if (!times && (isLong || misfits)) return count(ground).then(() => "read");
      if (mark && marked && misfits) return putBack(mark, marked, ground).then(() => "write");
      const next = times && nextRows({ times: times.rows, firstRow: times.firstRow }, goal, rule);
      if (!next) {
        if (!mark) return "done";
        await send(unmark(mark), [], 0);
        mark = undefined;
        return "write";
      }
      if (filtered.has(ledger.sheetId)) return "filtered";
      const tab = months.find(({ month }) => month === next.month);
      if (!tab) return lay(next.month, ground, shape).then(() => "write");
      const head = heads.get(tab.facts.sheetId);
      if (!head) return readHead(tab).then(() => "read");
      const steps = columnSteps(ledger.header, head.header);
      if (steps.length > 0 || head.columnCount < ledger.columnCount) {
        await send(alignMonth(ledger, head, steps), [], 0);
        forget();
        return "write";
      }
      return move(next, head, ground);
    },
  };
}
