/**
 * Watches Google's limit of cells: once 80% are used the keepers are told, and again only after it fell below. Counts
 * what it is given; reads nothing.
 * @see https://support.google.com/drive/answer/37603
 */
import type { BroadcastDraft } from "../inventory/movements/broadcast";
import { digestTargets, type Policy } from "../inventory/policy";
import { cellLimitNotice } from "../language/sheet-words/sheet-sentences";
import type { Notebook } from "./courier";
import type { Mending } from "./mending";

/** The topic under which the journal keeps whether the keepers were told. */
const toldTopic = "sheet-cells-told";

const mostCells = 10_000_000;
const warnedShare = 0.8;

export interface CellWatch {
  /** Takes in how many cells all tabs have together. */
  count(cells: number): void;
}

export function createCellWatch(facts: {
  readonly notebook: Notebook;
  readonly policy: () => Policy | undefined;
  readonly announce: (drafts: readonly BroadcastDraft[]) => Promise<unknown>;
  readonly now: () => Date;
  readonly log: Mending["log"];
}): CellWatch {
  const { notebook, policy, announce, now, log } = facts;
  let told = notebook.notes.get(toldTopic) === true;
  const keep = (value: boolean): void => {
    told = value;
    void notebook.record(toldTopic, value).catch(() => undefined);
  };
  return {
    count(cells) {
      const full = cells >= mostCells * warnedShare;
      if (!full && told) keep(false);
      const current = policy();
      if (!full || told || !current) return;
      log({ event: "cells-nearly-full", cells, limit: mostCells });
      // A day in the key: where no journal outlives a restart, it is said once a day at most.
      const day = now().toISOString().slice(0, 10);
      const drafts = digestTargets(current).map((group): BroadcastDraft => {
        const key = `cells:${day}:${group}`;
        return { type: "notice", group, text: cellLimitNotice(cells, mostCells), key };
      });
      told = true;
      announce(drafts).then(
        () => keep(true),
        () => (told = false),
      );
    },
  };
}
