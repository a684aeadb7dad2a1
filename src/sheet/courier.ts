/**
 * Sends one commit: intent to the journal, one batch to the API, and back comes whether it stands. Doesn't retry and
 * doesn't repair; an error leaves the outcome unknown, and the fence decides it later.
 */
import type { Announced } from "./announced";
import { setImmediate as breath } from "node:timers/promises";
import type { SheetsClient } from "./client";
import { applyCommit } from "./applied";
import { buildBatch } from "./batch";
import type { Commit } from "./commit";
import { withoutFilters } from "./filters";
import { decodeChain, type Link } from "./links";
import { standsWhole } from "./verify";
import { answerFields, type Workbook } from "./workbook";

/** The topic under which the journal keeps the intent of the last batch. */
const intentTopic = "sheet-intent";

export interface Notebook {
  record(topic: string, note: unknown): Promise<void>;
  readonly notes: ReadonlyMap<string, unknown>;
}

export interface Sent {
  /** The workbook as it stands if the commit stands. */
  readonly workbook: Workbook;
  readonly link: Link | undefined;
  readonly stands: boolean;
}

export interface Courier {
  /** @throws SheetAwayError (outcome unknown), SheetRefusedError (not applied), SheetDeniedError */
  send(workbook: Workbook, commit: Commit): Promise<Sent>;
  /** Notes that a commit needs no more looking at. */
  verified(id: string): void;
  /** Notes that commits were found in the sheet, whoever sent them. */
  found(ids: readonly string[]): void;
}

export function createCourier(options: {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
  readonly token: () => Promise<void>;
  readonly notebook: Notebook;
  readonly announced: Announced;
}): Courier {
  const { client, spreadsheetId, token, notebook, announced } = options;
  return {
    async send(workbook, commit) {
      const built = buildBatch(workbook, commit);
      const requests = workbook.failed.includes("hidden")
        ? withoutFilters(workbook, commit, built.requests)
        : built.requests;
      await notebook.record(intentTopic, intentOf(commit));
      announced.sent(commit);
      await token();
      const answer = await client.applyBatch(spreadsheetId, {
        requests,
        responseRanges: [built.responseRange],
        fields: answerFields,
      });
      announced.stand([commit.head.id]);
      await breath();
      const sheet = answer.updatedSpreadsheet?.sheets?.find(
        ({ properties }) => (properties?.sheetId ?? 0) === workbook.scratch?.sheetId,
      );
      const rows = (sheet?.data?.[0]?.rowData ?? []).map(({ values }) => values ?? []);
      const link = decodeChain(rows, built.block.startRow, commit.head.id, commit.head.id)?.at(-1);
      const whole = link !== undefined && link.writes.length === commit.writes.length;
      return {
        workbook: applyCommit(workbook, commit, built),
        link,
        stands: whole && standsWhole(link),
      };
    },
    found: (ids) => announced.stand(ids),
    verified(id) {
      void notebook.record(intentTopic, { id, verified: true }).catch(() => undefined);
    },
  };
}

/** What a restart needs to look for: the commit, its messages, its cells. */
function intentOf({ head, writes }: Commit) {
  return {
    id: head.id,
    root: head.root,
    verified: false,
    messages: [...new Set(head.moves.map(({ message }) => message))].filter((id) => id !== ""),
    cells: writes.map(({ tab, gridRow, cells }) => [
      tab,
      gridRow,
      cells.map(({ column }) => column),
    ]),
  };
}
