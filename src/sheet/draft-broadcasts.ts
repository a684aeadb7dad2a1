/** Entries of 播报 in a commit in the making: what is to be said, each key once, and what became of what was. Pure. */
import type { Broadcast, BroadcastDraft } from "../inventory/movements/broadcast";
import { textOf } from "./cells";
import type { RowInsert, RowWrite } from "./commit";
import { broadcastFields, broadcastStatus, readBroadcast } from "./entries";
import type { Ground } from "./ground";
import { rowWrite, topInsert } from "./row-writes";
import type { BroadcastSettlement } from "./stockroom";
import { fieldOf } from "./tabs";

interface BroadcastRows {
  /** The new ones. */
  readonly entries: readonly Broadcast[];
  announce(drafts: readonly BroadcastDraft[]): void;
  settle(settlement: BroadcastSettlement): void;
  insert(): RowInsert | undefined;
  writes(): readonly RowWrite[];
}

export function createBroadcastRows({
  workbook,
  timeZone,
  now,
}: Pick<Ground, "workbook" | "timeZone" | "now">): BroadcastRows {
  const { broadcasts: grid } = workbook.grids;
  const rowKeys = grid?.rows.map((row) => textOf(fieldOf(grid, row, "key"))) ?? [];
  const keys = new Set(rowKeys);
  const entries: Broadcast[] = [];
  const writes = new Map<string, RowWrite>();

  return {
    entries,
    announce(drafts) {
      for (const one of drafts) {
        if (keys.has(one.key)) continue;
        keys.add(one.key);
        entries.push({ ...one, at: one.at ?? now, status: "waiting", reason: "" });
      }
    },
    settle(settlement) {
      const { key, whereReason } = settlement;
      const index = rowKeys.indexOf(key);
      const row = grid?.rows[index];
      if (!grid || !row) return;
      if (whereReason !== undefined) {
        if (writes.has(key)) return;
        const stands = readBroadcast(grid, row, timeZone);
        if (stands?.status !== "waiting" || stands.reason !== whereReason) return;
      }
      const place = { gridRow: grid.headerRow + 1 + index, row };
      const after = { status: broadcastStatus(settlement) };
      writes.set(key, rowWrite(grid, place, { key }, after, ["status"]));
    },
    insert: () =>
      topInsert(
        grid,
        entries.map((one) => broadcastFields(one, timeZone)),
      ),
    writes: () => [...writes.values()],
  };
}
