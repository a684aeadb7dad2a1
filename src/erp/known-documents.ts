/** Which documents of an ERP the ledger holds, and which wait for a code: from 消息ID, nothing is stored apart. */
import type { Movement } from "../inventory/movements/movement";
import type { PendingEntry } from "../inventory/movements/pending";
import { documentId } from "../inventory/documents/document";
import type { Stockroom } from "../sheet/stockroom";
import { approvalOf, type Approval } from "./adapter";

export interface KnownDocument extends Approval {
  readonly externalId: string;
}

export interface KnownDocuments {
  /** Oldest approval first. @throws SheetAwayError before the ledger was read */
  all(): Promise<readonly KnownDocument[]>;
  add(externalId: string): void;
  /** It was taken back. */
  remove(externalId: string): void;
}

/** An ERP takes an approval back within its accounting period. */
const lookBackMs = 40 * 24 * 60 * 60_000;
const mostKnown = 20_000;

export function createKnownDocuments(
  source: string,
  {
    stockroom,
    now,
  }: { stockroom: Pick<Stockroom, "latest" | "read" | "movements">; now: () => Date },
): KnownDocuments {
  const known = new Map<string, KnownDocument>();
  let isRead = false;

  function add(externalId: string): void {
    const approval = approvalOf(externalId);
    if (approval === undefined) return;
    known.set(externalId, { ...approval, externalId });
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  }

  async function readLedger(): Promise<void> {
    const to = new Date(now().getTime() + 60_000);
    const from = new Date(to.getTime() - lookBackMs);
    const snapshot = stockroom.latest() ?? (await stockroom.read());
    const rows = await stockroom.movements({ from, to });
    for (const externalId of idsIn(source, rows, snapshot.pending)) add(externalId);
    isRead = true;
  }

  return {
    async all() {
      if (!isRead) await readLedger();
      return [...known.values()].sort((left, right) => (left.stamp < right.stamp ? -1 : 1));
    },
    add,
    remove: (externalId) => void known.delete(externalId),
  };
}

/** Oldest first. */
function idsIn(
  source: string,
  rows: readonly Movement[],
  pending: readonly PendingEntry[],
): readonly string[] {
  const start = documentId(source, "");
  const ids = [...rows.map(({ id }) => id), ...pending.map(({ messageId }) => messageId)];
  const own = ids.flatMap((id) => (id.startsWith(start) ? [id.slice(start.length)] : []));
  return [...new Set(own.map((id) => id.replace(/[@#].*$/, "")))].reverse();
}
