/**
 * The warnings of a chain once its figures changed: new ones are added, those that no longer hold are withdrawn before
 * anybody sends them. Pure.
 */
import type { Movement } from "../inventory/movement";
import { subtract } from "../inventory/quantity";
import { withdrawnReason } from "../language/sheet-sentences";
import { textOf } from "./cells";
import type { Move } from "./commit";
import { broadcastFields, broadcastStatus, readBroadcast } from "./entries";
import type { RepairContext } from "./repair";
import { fieldOf } from "./tabs";

/** Answers the keys of the warnings that hold now. */
export function correctWarnings(
  context: RepairContext & { readonly moves: readonly Move[]; readonly before: readonly string[] },
): readonly string[] {
  const { redo, clean, ground, before, moves, cells, inserts } = context;
  const grid = clean.broadcasts;
  if (redo.items.size === 0 || !grid || !clean.stock) return before;
  const items = ground.readStock(clean.stock).items;
  const drafts = ground.announceCrossings(
    moves.map(movementOf),
    items,
    ground.policy,
    ground.timeZone,
  );
  const standing = new Map(drafts.map((draft) => [draft.key, draft]));
  const seen = new Set<string>();
  grid.rows.forEach((row, index) => {
    const key = textOf(fieldOf(grid, row, "key"));
    seen.add(key);
    const broadcast = readBroadcast(grid, row, ground.timeZone);
    if (broadcast?.status !== "waiting" || !before.includes(key)) return;
    const gridRow = grid.headerRow + 1 + index;
    const draft = standing.get(key);
    const text = grid.columns.get("text");
    const status = grid.columns.get("status");
    if (draft && text !== undefined && draft.text !== broadcast.text) {
      cells.put("broadcasts", { gridRow, column: text }, draft.text);
    }
    if (!draft && status !== undefined) {
      const withdrawn = broadcastStatus({ status: "failed", reason: withdrawnReason });
      cells.put("broadcasts", { gridRow, column: status }, withdrawn);
    }
  });
  const rows = drafts
    .filter(({ key }) => !seen.has(key))
    .map((draft) =>
      broadcastFields({ ...draft, at: ground.now, status: "waiting", reason: "" }, ground.timeZone),
    );
  if (rows.length > 0) {
    inserts.push({ tab: "broadcasts", gridRow: grid.headerRow + 1, rows: rows.reverse() });
  }
  return [...standing.keys()];
}

/** As much of a movement as a warning needs. */
function movementOf(move: Move): Movement {
  const at = new Date(move.at);
  return {
    id: move.id,
    at,
    sentAt: at,
    type: move.message === "" ? "adjustment" : "issue",
    itemName: move.name,
    spec: move.spec,
    change: subtract(move.after, move.before),
    unit: "",
    before: move.before,
    after: move.after,
    requester: "",
    department: "",
    operator: "",
    account: "",
    source: "",
    text: "",
    note: "",
    undoes: undefined,
    answers: undefined,
    voided: false,
  };
}
