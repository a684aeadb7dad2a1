/**
 * Watches Google's limit of cells: once 80% are used the keepers are told, and again only after it fell below. Counts
 * what it is given; reads nothing.
 * @see https://support.google.com/drive/answer/37603
 */
import type { BroadcastDraft } from "../../inventory/movements/broadcast";
import { digestTargets, type Policy } from "../../inventory/policy";
import { cellLimitNotice } from "../../language/sheet-words/sheet-sentences";
import type { Spreadsheet } from "../api/client";
import type { Log } from "../log";
import type { Notebook } from "../../inbox/notebook";

/** The topic under which the journal keeps whether the keepers were told. */
const toldTopic = "sheet-cells-told";

const mostCells = 10_000_000;
const warnedShare = 0.8;

export interface CellLimit {
  /** Takes in what tabs there are. */
  count(structure: Spreadsheet): void;
}

export function createCellLimit(options: {
  readonly notebook: Notebook;
  readonly policy: () => Policy;
  readonly announce: (drafts: readonly BroadcastDraft[]) => Promise<unknown>;
  readonly now: () => Date;
  readonly log: Log;
}): CellLimit {
  const { notebook, policy, announce, now, log } = options;
  let isTold = notebook.notes.get(toldTopic) === true;
  const keep = (value: boolean): void => {
    isTold = value;
    void notebook.record(toldTopic, value).catch(() => undefined);
  };
  return {
    count(structure) {
      const cells = cellsOf(structure);
      const isFull = cells >= mostCells * warnedShare;
      if (!isFull && isTold) keep(false);
      if (!isFull || isTold) return;
      log({ event: "cells-nearly-full", cells, limit: mostCells });
      // A day in the key: where no journal outlives a restart, it is said once a day at most.
      const day = now().toISOString().slice(0, 10);
      const drafts = digestTargets(policy()).map((group): BroadcastDraft => {
        const key = `cells:${day}:${group}`;
        return { type: "notice", group, text: cellLimitNotice(cells, mostCells), key };
      });
      isTold = true;
      announce(drafts).then(
        () => keep(true),
        () => (isTold = false),
      );
    },
  };
}

/** How many cells all tabs have together. */
function cellsOf({ sheets = [] }: Spreadsheet): number {
  return sheets.reduce((cells, { properties }) => {
    const { rowCount, columnCount } = properties?.gridProperties ?? {};
    return cells + (rowCount ?? 0) * (columnCount ?? 0);
  }, 0);
}
