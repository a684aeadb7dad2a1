/** The part of the stockroom that reports stand on, in memory: a sheet whose entries of 播报 are added once per key. */
import { SheetAwayError } from "../../src/errors";
import type { Broadcast, BroadcastDraft } from "../../src/inventory/movements/broadcast";
import { defaultPolicy } from "../../src/inventory/policy";
import type { Snapshot, Stockroom } from "../../src/sheet/stockroom";

export interface FakeSheet {
  snapshot: Snapshot;
  isAway: boolean;
  /** Every period that was asked of the ledger. */
  readonly asked: { readonly from: Date; readonly to: Date }[];
  reads: number;
}

type FakeStockroom = Pick<Stockroom, "latest" | "read" | "movements" | "announce" | "onChange">;

export const group = "generic:g1";

export function snapshotAt(readAt: string, more: Partial<Snapshot> = {}): Snapshot {
  return {
    readAt: new Date(readAt),
    timeZone: "Asia/Shanghai",
    title: "库存",
    url: "",
    items: [],
    members: [],
    policy: { ...defaultPolicy, allowedGroups: [group] },
    pending: [],
    recent: [],
    broadcasts: [],
    problems: [],
    ...more,
  };
}

export function createFakeSheet(snapshot: Snapshot): FakeSheet {
  return { snapshot, isAway: false, asked: [], reads: 0 };
}

const away = () => Promise.reject(new SheetAwayError("the sheet is away", undefined));

/** One relay's view of a sheet; several may look at the same one, each with its own last reading. */
export function openFakeStockroom(sheet: FakeSheet, now: () => Date): FakeStockroom {
  let latest = sheet.snapshot;
  const listeners = new Set<(snapshot: Snapshot) => void>();

  function changed(): void {
    latest = sheet.snapshot;
    for (const listener of [...listeners]) listener(latest);
  }

  return {
    latest: () => latest,
    read() {
      if (sheet.isAway) return away();
      sheet.reads += 1;
      sheet.snapshot = { ...sheet.snapshot, readAt: now() };
      changed();
      return Promise.resolve(latest);
    },
    movements(period) {
      if (sheet.isAway) return away();
      sheet.asked.push(period);
      return Promise.resolve(
        sheet.snapshot.recent.filter(({ at }) => at >= period.from && at < period.to),
      );
    },
    async announce(drafts: readonly BroadcastDraft[]) {
      await Promise.resolve();
      if (sheet.isAway) return away();
      const known = new Set(sheet.snapshot.broadcasts.map(({ key }) => key));
      const added = drafts
        .filter(({ key }) => !known.has(key))
        .map((draft): Broadcast => ({ at: now(), ...draft, status: "waiting", reason: "" }));
      sheet.snapshot = {
        ...sheet.snapshot,
        broadcasts: [...added, ...sheet.snapshot.broadcasts],
      };
      changed();
      return added;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export function entry(more: Partial<Broadcast> & Pick<Broadcast, "at">): Broadcast {
  return { type: "digest", group, text: "", key: "", status: "sent", reason: "", ...more };
}
