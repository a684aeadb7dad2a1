/**
 * When rows are archived: in the background, one call of the API at a time, while nothing waits to be booked and nobody
 * reads the ledger; a batch every few seconds, so that bookings find the quota free. What fails is tried again later. On a
 * workbook where a trial found the API other than assumed, no row is moved.
 */
import type { BroadcastDraft } from "../inventory/movements/broadcast";
import { defaultPolicy, digestTargets } from "../inventory/policy";
import { SheetRefusedError } from "../errors";
import { archiveRefusedNotice } from "../language/sheet-words/sheet-sentences";
import type { ArchiveGround } from "./archive-mending";
import { createArchivePace } from "./archive-pace";
import { createArchiveRun } from "./archive-run";
import { createCellWatch } from "./cell-watch";
import type { SheetRequest, SheetsClient, Spreadsheet } from "./client";
import { applyCommit } from "./applied";
import { buildBatch } from "./batch";
import { firstHead } from "./commit";
import type { Notebook } from "./courier";
import { ColumnsMovedError } from "./ledger-cells";
import type { Looking } from "./looking";
import type { Knowledge } from "./knowledge";
import { newCommitId, type Mending } from "./mending";
import type { SheetReader } from "./reader";
import { isFenceRefusal } from "./refusals";
import { isComplete } from "./tabs";
import { answerFields, type Workbook } from "./workbook";

export interface Archiving {
  /** Milliseconds until the next step; Infinity while rows may not be moved. */
  untilStepMs(): number;
  /** One call, or none. @throws SheetAwayError, SheetDeniedError */
  step(): Promise<void>;
  /** A commit of our own put rows on top of the ledger. */
  noteCommit(rows: number): void;
  /** Reads the ledger while no row is moved. */
  whileReading<Found>(read: () => Promise<Found>): Promise<Found>;
}

/**
 * Rows younger than this stay: the ids of 30 days are what makes a booking stand once after a restart, and undoing,
 * correcting and the digest look back two days at most.
 */
const youngMs = 32 * 24 * 3_600_000;
/** So many refusals one after the other are no chance: the keepers are told. */
const refusalsTold = 3;

export function createArchiving(facts: {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
  readonly token: () => Promise<void>;
  readonly reader: SheetReader;
  readonly knowledge: Knowledge;
  readonly looking: Looking;
  readonly notebook: Notebook;
  readonly announce: (drafts: readonly BroadcastDraft[]) => Promise<unknown>;
  /** Adds the hidden tab where it is not there yet. */
  readonly prepare: () => Promise<unknown>;
  readonly wake: () => void;
  readonly now: () => Date;
  readonly log: Mending["log"];
  /** Between two batches; undefined: the usual pause. */
  readonly paceMs: number | undefined;
}): Archiving {
  const { client, spreadsheetId, token, reader, knowledge, looking, now, log } = facts;
  const pace = createArchivePace(facts.paceMs);
  let readers = 0;
  let isRunning = false;
  let isSaid = false;
  let fence: string | undefined;
  let counted: { readonly filled: number; readonly rowCount: number } | undefined;

  const policy = () => knowledge.snapshot()?.policy;
  const tell = (text: string, key: string): void => {
    const drafts = digestTargets(policy() ?? defaultPolicy).map((group): BroadcastDraft => ({
      type: "notice",
      group,
      text,
      key: `archive:${key}:${group}`,
    }));
    facts.announce(drafts).catch(() => undefined);
  };
  const watch = createCellWatch({ ...facts, policy });

  const send = async (
    requests: readonly SheetRequest[],
    responseRanges: readonly string[],
    ledgerRows: number,
  ): Promise<Spreadsheet | undefined> => {
    const workbook = knowledge.workbook();
    if (!workbook) return undefined;
    const id = newCommitId();
    const commit = { head: firstHead(id), writes: [], inserts: [], shifts: [] };
    const built = buildBatch(workbook, commit);
    await token();
    looking.doubt();
    const answer = await client.applyBatch(spreadsheetId, {
      requests: [...built.requests, ...requests],
      responseRanges,
      fields: responseRanges.length > 0 ? answerFields : "spreadsheetId",
    });
    knowledge.takeCommit(withLedgerRows(applyCommit(workbook, commit, built), ledgerRows), []);
    looking.trust(id);
    fence = id;
    return answer.updatedSpreadsheet;
  };
  const newRun = () =>
    createArchiveRun({
      reader,
      send,
      onCells: (cells) => watch.count(cells),
      tell,
      newMarkId: newCommitId,
      log,
    });
  let run = newRun();

  const rest = (): void => {
    isRunning = false;
    run = newRun();
  };
  const finish = (rowCount: number): void => {
    const filled = run.filled();
    if (filled !== undefined) counted = { filled, rowCount };
    const isLong = (filled ?? 0) > (policy()?.archiveRows ?? Infinity);
    if (isLong && !isSaid) log({ event: "archive-waits", reason: "the rows are too young" });
    isSaid = isLong;
    pace.afterRun(isLong);
    rest();
  };

  const groundOf = (workbook: Workbook | undefined): ArchiveGround | undefined => {
    const { scratch } = workbook ?? {};
    const ledger = workbook?.grids.ledger;
    if (!scratch || !ledger) return undefined;
    const newest = [...knowledge.memory.baselines().values()].filter(({ id }) => id !== "");
    const rule = {
      before: now().getTime() - youngMs,
      newest: {
        ids: new Set(newest.map(({ id }) => id)),
        times: new Set(newest.map(({ at }) => at)),
      },
      timeZone: knowledge.timeZone(),
    };
    return { ledger, scratch, limit: policy()?.archiveRows ?? Infinity, rule };
  };

  /** Whether the ledger may have passed its limit since it was counted. */
  const mayBeLong = (): boolean => {
    const ledger = knowledge.workbook()?.grids.ledger;
    if (!ledger) return false;
    const most = counted
      ? counted.filled + ledger.rowCount - counted.rowCount
      : ledger.rowCount - ledger.headerRow - 1;
    return most > (policy()?.archiveRows ?? Infinity);
  };

  const advance = async (): Promise<void> => {
    const workbook = knowledge.workbook();
    const ground = groundOf(workbook);
    if (!ground) {
      if (mayBeLong()) await facts.prepare();
      else pace.afterLook();
      return;
    }
    if (isRunning && fence !== workbook?.fence?.id) run = newRun();
    fence = workbook?.fence?.id;
    isRunning = true;
    const kind = await run.step(ground);
    if (kind === "write" || kind === "astray") pace.afterBatch();
    if (kind === "astray") looking.doubt();
    if (kind === "done") finish(ground.ledger.rowCount);
    if (kind === "filtered") {
      log({ event: "archive-waits", reason: "a filter hides rows of the ledger" });
      pace.afterObstacle();
      rest();
    }
  };
  const refused = (error: SheetRefusedError | ColumnsMovedError): void => {
    looking.doubt();
    log({ event: "archive-refused", reason: error.message });
    const isCrossing = error instanceof ColumnsMovedError || isFenceRefusal(error);
    if (isCrossing) pace.afterCrossing();
    else if (pace.afterRefusal() === refusalsTold)
      tell(archiveRefusedNotice(), now().toISOString().slice(0, 10));
    rest();
  };

  return {
    untilStepMs() {
      const workbook = knowledge.workbook();
      const isSafe = isComplete(workbook?.grids.ledger) && workbook.failed.length === 0;
      if (readers > 0 || !isSafe) return Infinity;
      const isDue = isRunning || workbook.isArchiving || mayBeLong();
      return pace.untilMs(isDue);
    },
    async step() {
      try {
        await advance();
      } catch (error) {
        if (error instanceof ColumnsMovedError || error instanceof SheetRefusedError) {
          refused(error);
          return;
        }
        pace.afterCrossing();
        rest();
        throw error;
      }
    },
    noteCommit(rows) {
      run.shift(rows);
      fence = knowledge.workbook()?.fence?.id;
    },
    async whileReading(read) {
      readers += 1;
      try {
        return await read();
      } finally {
        readers -= 1;
        facts.wake();
      }
    },
  };
}

/** The workbook with so many more or fewer rows of the ledger. */
function withLedgerRows(workbook: Workbook, rows: number): Workbook {
  const { ledger } = workbook.grids;
  if (!ledger || rows === 0) return workbook;
  const grids = { ...workbook.grids, ledger: { ...ledger, rowCount: ledger.rowCount + rows } };
  return { ...workbook, grids };
}
