/**
 * Puts a full ledger away: in the background, while nothing waits and nothing is left to write, its rows are copied to a
 * tab of their own and cleared in one batch under the fence. What comes of a batch is seen in the look that follows it; a
 * rotation is compared with its archive before anything else is committed.
 */
import { randomInt } from "node:crypto";
import type { BroadcastDraft } from "../../inventory/movements/broadcast";
import { defaultPolicy, digestTargets } from "../../inventory/policy";
import type { Movement } from "../../inventory/movements/movement";
import { tabs } from "../../language/sheet-words/headings";
import { archiveRefusedNotice, rotatedTitle } from "../../language/sheet-words/sheet-sentences";
import type { ApplyBatch } from "../api/apply-batch";
import type { SheetRequest, Spreadsheet } from "../api/client";
import { passFence } from "../commit/batch";
import type { Log } from "../log";
import { newCommitId, type Facts } from "../commit/facts";
import { readArchive } from "../ledger/archive-tabs";
import { readIds } from "../ledger/reading";
import type { Notebook } from "../../inbox/notebook";
import { isFenceRefusal } from "../recovery/refusals";
import type { SheetState } from "../recovery/sheet-state";
import { isComplete, type Grid } from "../tabs/grid";
import type { SheetReader } from "../tabs/reader";
import { factsOf } from "../tabs/sheet-data";
import { rowsRange } from "../tabs/view";
import { wallTextOf } from "../../inventory/wall-clock";
import { comparedRows, putRight, rotate } from "./batches";
import { createCellLimit } from "./cell-limit";

export interface Rotation {
  /** Whether a rotation is to be compared with its archive: nothing is committed before. */
  isUrgent(): boolean;
  /** Milliseconds until the next step; Infinity while nothing is due. */
  untilStepMs(): number;
  /** A call or a few. Answers whether the sheet must be looked at again. @throws SheetAwayError, SheetDeniedError */
  step(): Promise<boolean>;
}

/** So many refusals one after the other are no chance: the keepers are told. */
const refusalsTold = 3;
const hourMs = 3_600_000;
const firstCountMs = 600_000;

export function createRotation(options: {
  readonly apply: ApplyBatch;
  readonly reader: SheetReader;
  readonly state: SheetState;
  readonly notebook: Notebook;
  readonly now: () => Date;
  readonly log: Log;
  readonly announce: (drafts: readonly BroadcastDraft[]) => Promise<unknown>;
}): Rotation {
  const { apply, reader, state, now, log } = options;
  const policy = () => state.snapshot()?.policy ?? defaultPolicy;
  const cellLimit = createCellLimit({ ...options, policy });
  let refusals = 0;
  let notBefore = 0;
  let countAt = now().getTime() + firstCountMs;

  const ledger = (): Grid<Movement> | undefined =>
    state.view()?.grids.get("ledger") as Grid<Movement> | undefined;

  const isDue = (): boolean => {
    const grid = ledger();
    const { hidden, fence } = state.view() ?? {};
    if (!grid || !isComplete(grid) || !hidden || !fence) return false;
    return grid.end - grid.headerRow - 1 > policy().archiveRows && isAtRest(state.facts());
  };

  const structure = async (): Promise<Spreadsheet> => {
    const found = await reader.structure();
    countAt = now().getTime() + 24 * hourMs;
    cellLimit.count(found);
    return found;
  };

  /** One batch under the fence. @returns false where it was refused */
  const send = async (facts: Facts, requests: readonly SheetRequest[]): Promise<boolean> => {
    const view = state.view();
    if (view === undefined) return false;
    const { refused } = await apply([...passFence(view, facts), ...requests]);
    if (refused === undefined) {
      refusals = 0;
      return true;
    }
    log({ event: "rotation-refused", reason: refused.message });
    if (!isFenceRefusal(refused.message)) refusals += 1;
    return false;
  };

  const tellRefused = (): void => {
    notBefore = now().getTime() + hourMs;
    const day = dayOf(now(), state.timeZone());
    const drafts = digestTargets(policy()).map((group): BroadcastDraft => {
      const key = `archive:${day}:${group}`;
      return { type: "notice", group, text: archiveRefusedNotice(), key };
    });
    options.announce(drafts).catch(() => undefined);
  };

  const putAway = async (grid: Grid<Movement>): Promise<boolean> => {
    const rows = (await readIds(reader, grid)).length;
    if (rows <= policy().archiveRows) {
      // Something stands far below the last row.
      notBefore = now().getTime() + hourMs;
      return false;
    }
    const archive = newTab(await structure(), grid.sheetId, dayOf(now(), state.timeZone()));
    const from = grid.headerRow + 1;
    const facts: Facts = {
      ...state.facts(),
      commit: newCommitId(),
      rows: [],
      rotated: { sheetId: archive.sheetId, from },
    };
    if (await send(facts, rotate(grid, archive, from))) {
      log({ event: "rotated", title: archive.title, rows });
    } else if (refusals >= refusalsTold) tellRefused();
    return true;
  };

  const compare = async (
    grid: Grid<Movement>,
    { sheetId, from }: NonNullable<Facts["rotated"]>,
  ): Promise<boolean> => {
    const sheets = (await structure()).sheets ?? [];
    const archive = sheets.find(({ properties }) => properties?.sheetId === sheetId);
    const requests = archive ? await differences(grid, archive, from) : [];
    if (requests.length === 0 || refusals >= refusalsTold) {
      refusals = 0;
      state.rotationCompared();
      return false;
    }
    const facts = { ...state.facts(), commit: newCommitId(), rotated: undefined };
    if (await send(facts, requests)) log({ event: "rotation-put-right" });
    return true;
  };

  const differences = async (
    grid: Grid<Movement>,
    archive: NonNullable<Spreadsheet["sheets"]>[number],
    from: number,
  ): Promise<readonly SheetRequest[]> => {
    const facts = factsOf(archive);
    const tops = await reader.values(
      [facts.title, grid.title].map((title) => rowsRange(title, 0, comparedRows(from))),
    );
    const [before = [], after = []] = tops;
    return putRight(readArchive(facts, before), readArchive(grid, after), from);
  };

  return {
    isUrgent: () => state.facts().rotated !== undefined && ledger() !== undefined,
    untilStepMs() {
      const time = now().getTime();
      const untilCount = Math.max(0, countAt - time);
      return isDue() ? Math.min(untilCount, Math.max(0, notBefore - time)) : untilCount;
    },
    async step() {
      const grid = ledger();
      const { rotated } = state.facts();
      if (grid && rotated) return compare(grid, rotated);
      if (grid && isDue() && now().getTime() >= notBefore) return putAway(grid);
      await structure();
      return false;
    },
  };
}

/** Whether nothing is left to write that a row of the ledger may have to do with. */
const isAtRest = (facts: Facts): boolean =>
  Object.keys(facts.shown).length === 0 &&
  [facts.debts, facts.desired, facts.misplaced, facts.uncompared].every(
    ({ length }) => length === 0,
  );

/** `2026-11-28` in a zone. */
const dayOf = (at: Date, timeZone: string): string => wallTextOf(at, timeZone).slice(0, 10);

/** A tab after the ledger, with an id and a title that no other has. */
function newTab(
  { sheets = [] }: Spreadsheet,
  ledger: number,
  day: string,
): { readonly sheetId: number; readonly title: string; readonly index: number } {
  const titles = new Set(sheets.map(({ properties }) => properties?.title?.toLowerCase()));
  const base = rotatedTitle(tabs.ledger.title, day);
  let title = base;
  for (let number = 2; titles.has(title.toLowerCase()); number += 1) title = `${base} (${number})`;
  const place = sheets.findIndex(({ properties }) => properties?.sheetId === ledger);
  return { sheetId: randomInt(1, 2 ** 31 - 1), title, index: place + 1 };
}
