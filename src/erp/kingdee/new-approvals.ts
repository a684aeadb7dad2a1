/** Approvals of 采购入库单 since a moment, booked in their order; those that were dealt with are not asked for again. */
import type { ErpAction } from "../adapter";
import type { QueryBills } from "./query";
import { bookingOf, idOfHead, lineFields, lineOf, queryHeads, type Head } from "./receipts";

export interface NewApprovals {
  /** @param from as 金蝶 writes its times @throws DeliveryError */
  bookSince(from: string): Promise<void>;
}

const headsAtOnce = 200;
const mostPages = 50;
/** Documents whose lines are asked for together, and lines of them. */
const documentsAtOnce = 20;
const linesAtOnce = 5_000;
const mostDone = 10_000;

export function createNewApprovals({
  query,
  org,
  book,
}: {
  readonly query: QueryBills;
  /** 组织编码; undefined: all that the user may see. */
  readonly org: string | undefined;
  readonly book: (action: ErpAction) => Promise<unknown>;
}): NewApprovals {
  const done = new Set<string>();

  async function bookTogether(heads: readonly Head[]): Promise<void> {
    if (heads.length === 0) return;
    const rows = await query({
      fields: lineFields,
      filter: `FID in (${heads.map(({ id }) => id).join(",")})`,
      order: "FID,FInStockEntry_FEntryID",
      limit: linesAtOnce,
    });
    if (rows.length >= linesAtOnce && heads.length > 1) {
      for (const head of heads) await bookTogether([head]);
      return;
    }
    const lines = rows.map(lineOf);
    for (const head of heads) {
      const own = lines.filter(({ id }) => id === head.id);
      await book(bookingOf(head, own));
      done.add(idOfHead(head));
    }
  }

  function forgetOldest(): void {
    for (const oldest of done) {
      if (done.size <= mostDone) return;
      done.delete(oldest);
    }
  }

  return {
    // Page after page by the time of approval: offsets would shift where somebody takes an approval back meanwhile.
    async bookSince(start) {
      let [from, limit] = [start, headsAtOnce];
      for (let page = 0; page < mostPages; page += 1) {
        const heads = await queryHeads(query, approvedSince(from, org), limit);
        const fresh = heads.filter((head) => head.isApproved && !done.has(idOfHead(head)));
        for (let first = 0; first < fresh.length; first += documentsAtOnce)
          await bookTogether(fresh.slice(first, first + documentsAtOnce));
        if (heads.length < limit) break;
        const last = heads.at(-1)?.approvedAt.slice(0, 19) ?? from;
        // So many in one second: the page has to hold more of them.
        if (last <= from) limit *= 2;
        from = last;
      }
      forgetOldest();
    },
  };
}

function approvedSince(from: string, org: string | undefined): string {
  const ofOrg = org === undefined ? "" : ` and FStockOrgId.FNumber='${org.replaceAll("'", "''")}'`;
  return `FDocumentStatus='C' and FApproveDate>='${from}'${ofOrg}`;
}
