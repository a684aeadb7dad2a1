/**
 * One look at the sheet: reads it, brings a chain to rest that is not known to stand, joins the ledger to what is
 * remembered. Whoever waits for a fresh snapshot shares it.
 */
import { setImmediate as breath } from "node:timers/promises";
import { SheetAwayError } from "../errors";
import type { Movement } from "../inventory/movements/movement";
import type { Obstacle } from "../inventory/movements/outcome";
import { isAdjustmentId } from "../language/sheet-words/ledger-notes";
import { quotedTitle } from "./cells";
import type { Courier } from "./courier";
import { isContinuous } from "./ledger";
import { ColumnsMovedError } from "./ledger-cells";
import type { Knowledge } from "./knowledge";
import { mendChain, type Mending } from "./mending";
import { remember } from "./remembering";
import type { SheetReader } from "./reader";
import type { Workbook } from "./workbook";

export interface Looking {
  /** Reads, mends, and takes in what it finds. */
  look(): Promise<void>;
  /** From now on the sheet may be other than believed: look before the next commit. */
  doubt(): void;
  /** This commit stands, and is the newest that is known. */
  trust(commit: string): void;
  isDoubtful(): boolean;
  lastLookAt(): number;
  /** Messages that proved impossible while a chain was repaired. */
  readonly voided: ReadonlyMap<string, readonly Obstacle[]>;
}

const topRows = 200;
const tries = 5;
const mostVoided = 1_000;

export function createLooking(facts: {
  readonly reader: SheetReader;
  readonly courier: Courier;
  readonly knowledge: Knowledge;
  readonly now: () => Date;
  readonly seen: unknown;
  readonly log: Mending["log"];
  readonly onAdjustments: (movements: readonly Movement[]) => void;
}): Looking {
  const { reader, courier, knowledge, now, log } = facts;
  const voided = new Map<string, readonly Obstacle[]>();
  let doubtful = true;
  let remembered = false;
  let trusted: string | undefined;
  let lastLookAt = 0;

  const tools: Mending = { reader, courier, ground: (at) => knowledge.repairGround(at), log };
  const read = (): Promise<Workbook> => reader.read({ ledgerRows: topRows, records: undefined });

  /** Reads until the newest commit is one that stands. */
  const readAtRest = async (): Promise<{
    readonly workbook: Workbook;
    readonly repaired: boolean;
  }> => {
    let workbook = await read();
    let repaired = false;
    while (workbook.fence && workbook.fence.id !== trusted) {
      const mended = await mendChain(workbook, tools);
      repaired ||= mended.repaired;
      for (const [message, obstacles] of mended.voided) voided.set(message, obstacles);
      for (const message of voided.keys()) {
        if (voided.size <= mostVoided) break;
        voided.delete(message);
      }
      if (!mended.rested)
        throw new SheetAwayError("the sheet changes too fast just now", undefined);
      trusted = mended.workbook.fence?.id;
      if (trusted !== undefined) courier.verified(trusted);
      workbook = mended.repaired ? await read() : mended.workbook;
    }
    return { workbook, repaired };
  };

  const join = async (workbook: Workbook): Promise<void> => {
    const { ledger } = workbook.grids;
    const top = knowledge.topOf(workbook);
    const joined = remembered && isContinuous(top, (id) => knowledge.memory.has(id));
    if (joined || !ledger) return;
    if (remembered && ledger.headerRow + 1 + ledger.rows.length < topRows) return;
    const done = await remember(workbook, {
      knowledge,
      reader,
      now: now(),
      ledgerRows: topRows,
      seen: remembered ? undefined : facts.seen,
    });
    remembered ||= done;
  };

  /** Reads anew where columns were moved between the read and what joins it. */
  const readJoined = async (): ReturnType<typeof readAtRest> => {
    for (let attempt = 1; ; attempt += 1) {
      const read = await readAtRest();
      try {
        await join(read.workbook);
        return read;
      } catch (error) {
        if (!(error instanceof ColumnsMovedError) || attempt === tries) throw error;
      }
    }
  };

  return {
    voided,
    doubt: () => {
      doubtful = true;
    },
    trust(commit) {
      trusted = commit;
      doubtful = false;
    },
    isDoubtful: () => doubtful,
    lastLookAt: () => lastLookAt,
    async look() {
      const { workbook, repaired } = await readJoined();
      await breath();
      const unknown = knowledge.takeRead(workbook);
      doubtful = false;
      lastLookAt = now().getTime();
      const title = knowledge.unseenSettings();
      if (title !== undefined) knowledge.takeShown(await reader.shown(quotedTitle(title)));
      const adjustments = repaired ? unknown.filter(({ id }) => isAdjustmentId(id)) : [];
      if (adjustments.length > 0) facts.onAdjustments(adjustments);
    },
  };
}
