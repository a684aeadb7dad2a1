/**
 * Takes what waits into one commit after another: plans it on what is known of the sheet, sends it, and answers whoever
 * waits once it stands. What the sheet refuses is left to refusals.ts.
 */
import { setImmediate as breath } from "node:timers/promises";
import { SheetIncompleteError, SheetRefusedError } from "../errors";
import type { Movement } from "../inventory/movement";
import { createAnswering } from "./answering";
import type { SheetRequest, SheetsClient } from "./client";
import type { Courier } from "./courier";
import type { Looking } from "./looking";
import type { Knowledge } from "./knowledge";
import { newCommitId, type Mending } from "./mending";
import { planCommit, type Planned, type Wanted } from "./plan";
import { missingColumns, preparation } from "./preparing";
import { createRefusals, type DeadLetters } from "./refusals";
import { incompleteness } from "./snapshot";
import type { Waiting, WaitingLine } from "./waiting";
import type { Workbook } from "./workbook";

export interface Committing {
  /** One commit of what waits; what is left stays in line. Returns false when a fresh look is needed first. */
  commit(): Promise<boolean>;
  needed(): boolean;
  lastCommitAt(): Date | undefined;
}

export function createCommitting(facts: {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
  readonly token: () => Promise<void>;
  readonly courier: Courier;
  readonly knowledge: Knowledge;
  readonly looking: Looking;
  readonly line: WaitingLine;
  readonly now: () => Date;
  readonly deadLetters: DeadLetters;
  readonly log: Mending["log"];
  readonly onCommit: (movements: readonly Movement[]) => void;
}): Committing {
  const { client, spreadsheetId, token, courier, knowledge, looking, line, now, log } = facts;
  const answering = createAnswering({ knowledge, looking, line });
  const refusals = createRefusals({ ...facts, answering });
  let lastCommitAt: Date | undefined;
  /** Once a start: what is refused, or deleted again by a person, is done without. */
  let triedColumns = false;

  async function commit(): Promise<boolean> {
    await breath();
    answering.answerAttempted();
    const ground = knowledge.ground();
    if (!ground) return false;
    const { workbook } = ground;
    const missing = incompleteness(workbook.grids);
    if (missing !== undefined) throw new SheetIncompleteError(missing);
    if (!workbook.scratch) return prepare(preparation(workbook));
    const columns = triedColumns ? [] : missingColumns(workbook);
    if (columns.length > 0) {
      const prepared = await prepare(columns);
      triedColumns = true;
      return prepared;
    }
    const waiting = line.first(refusals.mostWaiting());
    const wanted = { ...wantedOf(waiting), edits: !refusals.editsRest() };
    const planned = planCommit(ground, wanted, newCommitId());
    await breath();
    const taken = await answering.answerUnwritten(waiting, planned);
    try {
      return await send(workbook, taken, planned);
    } catch (error) {
      if (!(error instanceof SheetRefusedError)) throw error;
      await refusals.refused(taken, error);
      return false;
    }
  }

  async function prepare(requests: readonly SheetRequest[]): Promise<false> {
    await token();
    looking.doubt();
    try {
      await client.applyBatch(spreadsheetId, {
        requests,
        responseRanges: [],
        fields: "spreadsheetId",
      });
    } catch (error) {
      if (!(error instanceof SheetRefusedError)) throw error;
      log({ event: "refused", reason: error.message, waiting: 0 });
    }
    return false;
  }

  async function send(
    workbook: Workbook,
    taken: readonly Waiting[],
    planned: Planned,
  ): Promise<boolean> {
    if (!planned.commit) {
      await answering.answerPlanned(taken, planned, workbook.fence?.id ?? "");
      return true;
    }
    for (const waiting of taken) if (waiting.kind === "booking") waiting.attempted = true;
    const { id } = planned.commit.head;
    looking.doubt();
    const sent = await courier.send(workbook, planned.commit);
    lastCommitAt = now();
    refusals.applied();
    log({ event: "commit", commit: id, movements: planned.movements.length, stands: sent.stands });
    if (!sent.stands) return false;
    courier.verified(id);
    await breath();
    knowledge.takeCommit(sent.workbook, planned.movements);
    looking.trust(id);
    await answering.answerPlanned(taken, planned, id);
    await breath();
    facts.onCommit(planned.movements);
    return true;
  }

  return {
    commit,
    needed: () => line.length > 0 || (knowledge.hasEdits() && !refusals.editsRest()),
    lastCommitAt: () => lastCommitAt,
  };
}

function wantedOf(waiting: readonly Waiting[]): Omit<Wanted, "edits"> {
  return {
    bookings: waiting.flatMap((one) => (one.kind === "booking" ? [one.booking] : [])),
    announcements: waiting.flatMap((one) => (one.kind === "drafts" ? one.drafts : [])),
    settlements: waiting.flatMap((one) => (one.kind === "settlements" ? one.settlements : [])),
  };
}
