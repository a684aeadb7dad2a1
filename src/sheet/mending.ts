/**
 * Brings the newest chain of commits to rest: reads its records beside the sheet as it is now, repairs what does not
 * stand, and looks again, five rounds at most. The same for a commit just sent, for one that a crash left behind, and
 * for another relay's.
 */
import { randomBytes } from "node:crypto";
import { SheetIncompleteError, SheetRefusedError } from "../errors";
import type { Obstacle } from "../inventory/movements/outcome";
import { textOf } from "./cells";
import type { Commit } from "./commit";
import type { Courier, Sent } from "./courier";
import { decodeChain, type Link } from "./links";
import type { SheetReader } from "./reader";
import { movesOf } from "./chain-state";
import { planRepair, type RepairGround } from "./repair";
import { incompleteness } from "./snapshot";
import type { Workbook } from "./workbook";

export interface Mended {
  /** The sheet as it was last read or written. */
  readonly workbook: Workbook;
  /** false: it was not brought to rest yet, since others wrote meanwhile. */
  readonly rested: boolean;
  /** Whether anything was written. */
  readonly repaired: boolean;
  /** Messages that proved impossible. */
  readonly voided: ReadonlyMap<string, readonly Obstacle[]>;
}

export interface Mending {
  readonly reader: SheetReader;
  readonly courier: Courier;
  readonly ground: (workbook: Workbook) => RepairGround;
  readonly log: (event: { readonly event: string; readonly [detail: string]: unknown }) => void;
}

export function newCommitId(): string {
  return `sc${randomBytes(10).toString("hex")}`;
}

/** More than a commit has lines, so that a header below them is seen. */
const topRows = 450;
const mostReads = 12;

/**
 * Mends the chain that the workbook's fence names. Where people sorted the chain's rows away from the top of the ledger,
 * all of it is read.
 *
 * @throws SheetIncompleteError when a tab or column is missing that the rest of the repair needs
 */
export async function mendChain(seen: Workbook, tools: Mending): Promise<Mended> {
  const { reader, courier, ground, log } = tools;
  const voided = new Map<string, readonly Obstacle[]>();
  let workbook = seen;
  let repaired = false;
  let ledgerRows = topRows;
  for (let reads = 0; reads < mostReads; reads += 1) {
    const { fence } = workbook;
    if (!fence || fence.endRow <= fence.startRow)
      return { workbook, rested: true, repaired, voided };
    workbook = await reader.read({ ledgerRows, records: fence });
    if (workbook.fence?.id !== fence.id) continue;
    const chain = decodeChain(workbook.records, fence.startRow, fence.id);
    if (!chain) {
      log({ event: "records-missing", commit: fence.id });
      return { workbook, rested: true, repaired, voided };
    }
    courier.found(chain.map(({ head }) => head.id));
    const repair = planRepair(chain, ground(workbook), newCommitId());
    const ledgerSize = workbook.grids.ledger?.rowCount ?? 0;
    if (repair.commit && ledgerRows < ledgerSize && !holdsAll(chain, workbook)) {
      ledgerRows = ledgerSize;
      continue;
    }
    for (const [message, obstacles] of repair.voided) voided.set(message, obstacles);
    const { commit } = repair;
    if (!commit) {
      if (repair.abandoned) log({ event: "repair-abandoned", commit: fence.id });
      if (repair.waits) throw new SheetIncompleteError(incompleteness(workbook.grids) ?? "");
      return { workbook, rested: true, repaired, voided };
    }
    log({
      event: "repair",
      commit: commit.head.id,
      root: commit.head.root,
      round: commit.head.round,
      cells: commit.writes.length,
    });
    const sent = await sendUnlessRefused(courier, workbook, commit);
    if (!sent) continue;
    repaired = true;
    workbook = sent.workbook;
    const done = sent.stands && !repair.more && !repair.waits;
    if (done) return { workbook, rested: true, repaired, voided };
  }
  return { workbook, rested: false, repaired, voided };
}

/** undefined: another relay was quicker, or the sheet changed its shape; what to do is planned anew. */
async function sendUnlessRefused(
  courier: Courier,
  workbook: Workbook,
  commit: Commit,
): Promise<Sent | undefined> {
  try {
    return await courier.send(workbook, commit);
  } catch (error) {
    if (error instanceof SheetRefusedError) return undefined;
    throw error;
  }
}

const holdsAll = (chain: readonly Link[], { grids }: Workbook): boolean => {
  const { ledger } = grids;
  const known = new Set(ledger?.rows.flatMap((row) => row.map(textOf)));
  return movesOf(chain).every(({ id }) => known.has(id));
};
