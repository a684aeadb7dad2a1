/**
 * One look at 金蝶: documents of ours that are approved no more are taken back, then new approvals are booked in their order.
 * The newest approval that the ledger knows says where to begin, so that a look that fails loses nothing.
 */
import type { ErpAction } from "../adapter";
import type { KnownDocument, KnownDocuments } from "../known-documents";
import { createNewApprovals } from "./new-approvals";
import type { QueryBills } from "./query";
import { earlier, queryHeads, stillStands } from "./receipts";

interface PollNeeds {
  readonly query: QueryBills;
  readonly known: KnownDocuments;
  /** Where to begin while the ledger knows no document of 金蝶: a second as `stampOf` writes it. */
  readonly since: string;
  /** 组织编码; undefined: all that the user may see. */
  readonly org: string | undefined;
  readonly book: (action: ErpAction) => Promise<unknown>;
}

export interface Poll {
  /** @throws DeliveryError, SheetAwayError */
  look(): Promise<void>;
}

/** 金蝶's servers need not agree to the minute, and an approval is seen when its transaction ends. */
const overlapMinutes = 10;
/** The newest so many are looked at each time, and as many of the others in turn. */
const checkedAtOnce = 100;

export function createPoll({ known, since, ...needs }: PollNeeds): Poll {
  const { query, book } = needs;
  const approvals = createNewApprovals(needs);
  let turn = 0;

  async function check(documents: readonly KnownDocument[]): Promise<void> {
    if (documents.length === 0) return;
    const ids = [...new Set(documents.map(({ id }) => id))];
    const found = await queryHeads(query, `FID in (${ids.join(",")})`, ids.length + 1);
    const heads = new Map(found.map((head) => [head.id, head]));
    for (const { externalId, id, stamp, number } of documents) {
      const head = heads.get(id);
      if (head === undefined) {
        // It may be deleted, or hidden from the user: that is for people to tell.
        const gone = `${externalId}/gone`;
        await book({ kind: "report", externalId: gone, number, why: "gone" });
        known.remove(externalId);
      } else if (!stillStands(stamp, head)) await book({ kind: "void", externalId });
    }
  }

  return {
    async look() {
      const all = await known.all();
      const newest = all.reduce((latest, { stamp }) => (stamp > latest ? stamp : latest), since);
      const older = all.slice(0, -checkedAtOnce);
      const turns = Math.max(1, Math.ceil(older.length / checkedAtOnce));
      const from = (turn++ % turns) * checkedAtOnce;
      await check(older.slice(from, from + checkedAtOnce));
      await check(all.slice(-checkedAtOnce));
      await approvals.bookSince(earlier(newest, overlapMinutes));
    },
  };
}
