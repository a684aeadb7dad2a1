/** Placeholder replaced below. */
import type { BroadcastDraft } from "../../inventory/broadcast";
import type { SheetsClient } from "../client";
import type { Log } from "../commit/committer";
import type { Notebook } from "../own-broadcasts";
import type { SheetState } from "../recovery/sheet-state";
import type { SheetReader } from "../tabs/reader";

export function createRotation(_: {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
  readonly token: () => Promise<void>;
  readonly reader: SheetReader;
  readonly state: SheetState;
  readonly notebook: Notebook;
  readonly now: () => Date;
  readonly log: Log;
  readonly announce: (drafts: readonly BroadcastDraft[]) => Promise<unknown>;
}) {
  return { untilStepMs: () => Infinity, step: () => Promise.resolve() };
}
