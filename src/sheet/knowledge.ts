/**
 * What the relay knows of the sheet: the last workbook, what the ledger's memory holds, the snapshot that comes of both.
 * Takes in reads and own commits; sends nothing.
 */
import { textOf, sameValue } from "./cells";
import { readMovement } from "./entries";
import { createLedgerMemory, type LedgerMemory } from "./ledger-memory";
import { findEdits } from "./people";
import type { AnnounceCrossings, Ground } from "./ground";
import type { RepairGround } from "./repair";
import { readPolicyOf, settingsRows, takeSnapshot, type SettingsRow } from "./snapshot";
import { createStockReader, type Stock } from "./stock";
import type { Snapshot } from "./stockroom";
import { fieldOf, type Grid, type Row } from "./tabs";
import { knownZone } from "./times";
import type { Grids, Workbook } from "./workbook";
import type { Movement } from "../inventory/movements/movement";

export interface Knowledge {
  readonly memory: LedgerMemory;
  workbook(): Workbook | undefined;
  snapshot(): Snapshot | undefined;
  /** The relay's zone: as configured, else the spreadsheet's. */
  timeZone(at?: Workbook): string;
  /** Takes in a read; answers what of the ledger's top was not known. */
  takeRead(workbook: Workbook): readonly Movement[];
  /** The movements that the ledger rows of a workbook show, top first. */
  topOf(workbook: Workbook): readonly Movement[];
  /** Takes in a commit of our own that stands. */
  takeCommit(workbook: Workbook, movements: readonly Movement[]): void;
  /** Takes in movements that were read beside the workbook. */
  takeMovements(movements: readonly Movement[]): void;
  /** Sets the settings as people see them, where cells hold fractions. */
  takeShown(shown: readonly (readonly string[])[]): void;
  /** The settings whose cells must be read as people see them; undefined when they were. */
  unseenSettings(): string | undefined;
  ground(): Ground | undefined;
  repairGround(workbook: Workbook): RepairGround;
  hasEdits(): boolean;
}

export function createKnowledge(options: {
  readonly now: () => Date;
  readonly timeZone: string | undefined;
  readonly announceCrossings: AnnounceCrossings;
  readonly isOwnBroadcast: (key: string) => boolean;
}): Knowledge {
  const { now, announceCrossings } = options;
  const memory = createLedgerMemory();
  let workbook: Workbook | undefined;
  let stock: Stock = { placed: [], items: [], byKey: new Map(), doubled: new Map(), problems: [] };
  let snapshot: Snapshot | undefined;
  let lastNumber = 0;
  let shown: { readonly raw: string; readonly cells: readonly (readonly string[])[] } | undefined;
  const timeZone = (at = workbook): string =>
    knownZone(options.timeZone) ?? knownZone(at?.zone) ?? "UTC";
  const readStock = createStockReader(() => timeZone());
  const readMended = createStockReader(() => timeZone());

  const rawSettings = (grid: Grid<"settings"> | undefined): string =>
    JSON.stringify(grid?.rows.map((row) => fieldOf(grid, row, "value") ?? null) ?? []);
  const settings = (): readonly SettingsRow[] => {
    const grid = workbook?.grids.settings;
    const seen = shown?.raw === rawSettings(grid) ? shown.cells : undefined;
    return settingsRows(grid, seen).rows;
  };
  const numbersOf = ({ pending }: Grids): number =>
    Math.max(
      0,
      ...(pending?.rows
        .map((row) => Number(textOf(fieldOf(pending, row, "number"))))
        .filter(Number.isSafeInteger) ?? []),
    );
  const refresh = (readAt: Date): void => {
    if (!workbook) return;
    if (workbook.grids.stock) stock = readStock(workbook.grids.stock);
    lastNumber = Math.max(lastNumber, numbersOf(workbook.grids));
    for (const { item, key } of stock.placed) {
      if (item.duplicate || item.stock.kind !== "figure" || memory.baseline(key)) continue;
      memory.see(key, { figure: item.stock.quantity, id: "", at: 0 });
    }
    snapshot = takeSnapshot({
      workbook,
      stock,
      memory,
      timeZone: timeZone(),
      settings: settings(),
      isOwnBroadcast: options.isOwnBroadcast,
      readAt,
    });
  };
  const topOf = (at: Workbook): readonly Movement[] => {
    const { ledger } = at.grids;
    const zone = timeZone(at);
    return (ledger?.rows ?? []).flatMap((row) => (ledger && readMovement(ledger, row, zone)) ?? []);
  };

  const facts = (at: Workbook) => ({
    workbook: at,
    memory,
    policy:
      snapshot?.policy ??
      readPolicyOf(at.grids.settings, settingsRows(at.grids.settings, undefined).rows).policy,
    timeZone: timeZone(at),
    now: now(),
    lastNumber: Math.max(lastNumber, numbersOf(at.grids)),
    announceCrossings,
  });

  return {
    memory,
    workbook: () => workbook,
    snapshot: () => snapshot,
    timeZone,
    topOf,
    takeRead(fresh) {
      const kept = keepRows(workbook, fresh);
      workbook = kept;
      const top = topOf(kept);
      const unknown = top.filter(({ id }) => !memory.has(id));
      memory.absorb(top, now().getTime());
      memory.heed(
        strayIds(kept.grids.ledger, (id) => memory.has(id)),
        now().getTime(),
      );
      refresh(fresh.readAt);
      return unknown;
    },
    takeCommit(after, movements) {
      workbook = after;
      memory.absorb(movements, now().getTime());
      refresh(snapshot?.readAt ?? now());
    },
    takeMovements(movements) {
      memory.absorb(movements, now().getTime());
      refresh(snapshot?.readAt ?? now());
    },
    takeShown(cells) {
      shown = { raw: rawSettings(workbook?.grids.settings), cells };
      refresh(snapshot?.readAt ?? now());
    },
    unseenSettings() {
      const grid = workbook?.grids.settings;
      if (!grid || shown?.raw === rawSettings(grid)) return undefined;
      return settingsRows(grid, undefined).needsShown ? grid.title : undefined;
    },
    ground: () => workbook && { ...facts(workbook), stock },
    repairGround: (at) => ({ ...facts(at), readStock: readMended }),
    hasEdits: () => findEdits(stock, memory).length > 0,
  };
}

const idShape = /^[^:\s]+:[^:\s]*:\S+$/;

/** What may be ids in ledger rows whose own are not known: a column may stand where it does not belong. */
function strayIds(
  ledger: Grid<"ledger"> | undefined,
  isKnown: (id: string) => boolean,
): readonly string[] {
  return (ledger?.rows ?? [])
    .filter((row) => ledger && !isKnown(textOf(fieldOf(ledger, row, "id"))))
    .flatMap((row) => row.map(textOf).filter((text) => idShape.test(text)));
}

/** Rows that did not change keep their identity, so that what was made of them need not be made again. */
function keepRows(before: Workbook | undefined, fresh: Workbook): Workbook {
  const { stock } = fresh.grids;
  const known = before?.grids.stock?.rows;
  if (!stock || !known) return fresh;
  const rows = stock.rows.map((row, index) => {
    const old = known[index];
    return old && isSameRow(old, row) ? old : row;
  });
  return { ...fresh, grids: { ...fresh.grids, stock: { ...stock, rows } } };
}

function isSameRow(left: Row, right: Row): boolean {
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [left[index], right[index]];
    if (!sameValue(one, other)) return false;
    if (typeof one === "object" && typeof other === "object" && one.shown !== other.shown)
      return false;
  }
  return true;
}
