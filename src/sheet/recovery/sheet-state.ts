/**
 * What the relay knows of the sheet: the last view, the facts of the newest commit, what the ledger's memory holds, the
 * snapshot that comes of them. Takes in looks and answers to own commits; sends nothing.
 */
import type { Movement } from "../../inventory/movements/movement";
import type { PendingEntry } from "../../inventory/movements/pending";
import type { Batch } from "../commit/batch";
import { decodeFacts, noFacts, type Facts } from "../commit/facts";
import type { Plan } from "../commit/plan";
import type { AnnounceCrossings, PlanningState } from "../commit/state";
import { planWrites } from "../commit/writes";
import { createLedgerMemory, type LedgerMemory, traceOf, type LedgerTrace } from "../ledger/memory";
import type { Snapshot } from "../stockroom";
import { readPolicyOf, takeSnapshot } from "../snapshot/snapshot";
import { entriesOf, rowAt, type Grid, type PlacedRow } from "../tabs/grid";
import { createStockReader, noStock, type Stock } from "../tabs/stock-items";
import type { Tab } from "../tabs/tab";
import {
  fenceName,
  readAnswer,
  withShown,
  type LaidHiddenTab,
  type Shown,
  type SheetView,
} from "../tabs/view";
import type { Spreadsheet } from "../api/client";
import { knownZone } from "../api/times";
import { cleanGrid, type Owed } from "./debts";
import { isSound, keepRows, strayIds, tracesOf } from "./fresh-view";
import { judgeWrites, strayTimes, type Judged, type Observed } from "./judge";
import { withoutFacts } from "./lost-facts";
import { findAppendedElsewhere, findMisplacedRows, isAsAppended } from "./misplaced";

export interface SheetState {
  readonly memory: LedgerMemory;
  view(): SheetView | undefined;
  facts(): Facts;
  /** undefined before the first look. */
  planning(): PlanningState | undefined;
  snapshot(): Snapshot | undefined;
  /** The relay's zone: as configured, else the spreadsheet's. */
  timeZone(): string;
  /** Takes in a look whose fence is the one that is known. */
  takeLook(view: SheetView): void;
  /** Takes in a look that shows the hidden tab: whatever the newest commit was, this is how the sheet stands. Answers whether every row that was appended since was seen. */
  takeOver(view: SheetView): boolean;
  /** Takes in a commit of our own that was applied. Answers whether the columns are where they were believed to be. */
  takeCommit(plan: Plan, batch: Batch, answer: Spreadsheet | undefined): boolean;
  /** Takes in that the hidden tab was laid anew, with the facts that are known. */
  takeHidden(laid: LaidHiddenTab): void;
  /** Takes in movements that were read beside the view. */
  takeMovements(movements: readonly Movement[]): void;
  /** Takes in what else of the ledger's rows was read beside the view. */
  takeTraces(traces: readonly LedgerTrace[]): void;
  /** Rows that were appended without an answer may stand under other columns than they were written for. */
  doubtRows(rows: Plan["rows"]): void;
  /** What was compared needs no more comparing. */
  compared(): void;
  /** The newest rotation was compared with its archive. */
  rotationCompared(): void;
  /** The settings as people see them, where cells hold fractions. */
  takeShownSettings(cells: readonly (readonly string[])[]): void;
  /** The title of the settings whose cells must be read as people see them; undefined when they were. */
  unseenSettings(): string | undefined;
}

export interface SheetStateOptions {
  readonly tabs: readonly Tab[];
  readonly now: () => Date;
  readonly timeZone: string | undefined;
  readonly announceCrossings: AnnounceCrossings;
  readonly isOwnBroadcast: (key: string) => boolean;
}

export function createSheetState(options: SheetStateOptions): SheetState {
  const { tabs, now } = options;
  const memory = createLedgerMemory();
  const readStock = createStockReader();
  let view: SheetView | undefined;
  let facts = noFacts;
  let clean: ReadonlyMap<string, Grid> = new Map();
  let owed: readonly Owed[] = [];
  let gone: PlanningState["gone"] = [];
  let stock: Stock = noStock;
  let snapshot: Snapshot | undefined;
  let lastNumber = 0;
  let isFresh = false;
  let shownSettings: { raw: string; cells: readonly (readonly string[])[] } | undefined;

  const timeZone = (): string => knownZone(view?.zone) ?? knownZone(options.timeZone) ?? "UTC";
  const tabNamed = (name: string): Tab | undefined => tabs.find((tab) => tab.name === name);
  const rawSettings = (): string => {
    const grid = view?.grids.get("settings");
    const values = grid?.rows.map(({ row }) => row[grid.columns.get("value") ?? -1] ?? null);
    return JSON.stringify(values ?? []);
  };
  const settingsCells = () =>
    shownSettings?.raw === rawSettings() ? shownSettings.cells : undefined;

  const planning = (): PlanningState | undefined =>
    view && {
      view,
      clean,
      owed,
      gone,
      stock,
      facts,
      memory,
      policy: snapshot?.policy ?? readPolicyOf(undefined, []).policy,
      timeZone: timeZone(),
      now: now(),
      lastNumber,
      isFresh,
      announceCrossings: options.announceCrossings,
    };

  /** Brings everything that follows from the view and the facts up to date. */
  const refresh = (readAt: Date): void => {
    if (view === undefined) return;
    const cleaned = [...view.grids.values()].map((grid) => cleanGrid(grid, facts.debts));
    clean = new Map(cleaned.map(({ grid }) => [grid.tab.name, grid]));
    owed = cleaned.flatMap((one) => one.owed);
    gone = cleaned.flatMap((one) => one.gone);
    const stockGrid = clean.get("stock");
    if (stockGrid) stock = readStock(stockGrid, timeZone());
    for (const { item, key } of stock.placed) {
      if (item.duplicate || item.stock.kind !== "figure" || memory.newest(key)) continue;
      memory.see(key, item.stock.quantity);
    }
    const pending = view.grids.get("pending") as Grid<PendingEntry> | undefined;
    const numbers = entriesOf(pending, timeZone()).map(({ entry }) => entry.number);
    lastNumber = Math.max(lastNumber, 0, ...numbers.filter(Number.isSafeInteger));
    const known = facts.desired.length + facts.misplaced.length > 0 ? planning() : undefined;
    // What the sheet shows already is desired no more.
    const left = known && planWrites(known, { isHeld: () => false, skip: new Set() });
    if (left) facts = { ...facts, desired: left.desired, misplaced: left.misplaced };
    snapshot = takeSnapshot({
      view,
      clean,
      stock,
      memory,
      shown: facts.shown,
      timeZone: timeZone(),
      settings: settingsCells(),
      isOwnBroadcast: options.isOwnBroadcast,
      readAt,
    });
  };

  const absorbLedger = (): readonly Movement[] => {
    const grid = view?.grids.get("ledger") as Grid<Movement> | undefined;
    const rows = entriesOf(grid, timeZone()).map(({ entry }) => entry);
    const unknown = rows.filter(
      (row) => !memory.has(row.id) && isSound(row) && isAsAppended(facts, traceOf(row)),
    );
    memory.absorb(unknown, now().getTime());
    if (grid) memory.know(strayIds(grid, memory.has), now().getTime());
    return unknown;
  };

  /** What judging says of the newest commit's writes, taken into the facts. */
  const takeJudged = (judged: Judged): void => {
    const shown = { ...facts.shown };
    const counts = new Set(facts.appended.flatMap(({ key, isCount }) => (isCount ? [key] : [])));
    for (const { write, cell } of judged.landed) {
      const { key, tab } = write;
      if (tab !== "stock" || key === undefined || cell.field !== "stock") continue;
      if (typeof cell.value !== "number") continue;
      if (memory.newest(key)?.figure === cell.value) Reflect.deleteProperty(shown, key);
      else shown[key] = { figure: cell.value, counted: counts.has(key) };
    }
    const kept = facts.debts.filter(({ id }) => !judged.settled.has(id));
    const desired = [...facts.desired, ...strayTimes(judged)];
    const debts = [...kept, ...judged.debts];
    facts = { ...facts, shown, debts, desired, writes: [], headers: {} };
  };

  const observe = (rows: Shown | undefined, at: SheetView): Observed => ({
    tab: tabNamed,
    evidence: at.hiddenRows,
    after: (name) => rows?.get(at.grids.get(name)?.sheetId ?? -1),
    later(name, gridRow) {
      const grid = at.grids.get(name);
      return grid === undefined ? [] : rowAt(grid, gridRow);
    },
    header: (name) => at.grids.get(name)?.header ?? [],
  });

  return {
    memory,
    view: () => view,
    facts: () => facts,
    snapshot: () => snapshot,
    timeZone,
    planning,
    takeLook(fresh) {
      view = keepRows(view, fresh);
      isFresh = true;
      refresh(fresh.readAt);
    },
    takeOver(fresh) {
      const before = facts.count;
      view = keepRows(view, fresh);
      isFresh = true;
      const found = fresh.fence && decodeFacts(fresh.hiddenRows, fresh.fence.startRow);
      if (found) facts = found;
      const unknown = absorbLedger();
      facts = found ?? withoutFacts(facts, { view, memory, timeZone: timeZone() });
      const missed = facts.appended.filter(({ id }) => !memory.has(id));
      memory.trace([...tracesOf(facts.misplaced, timeZone()), ...facts.appended]);
      takeJudged(judgeWrites(facts, observe(undefined, fresh), now()));
      const elsewhere = findAppendedElsewhere(view.grids.get("ledger"), facts, timeZone());
      facts = { ...facts, misplaced: [...facts.misplaced, ...elsewhere] };
      refresh(fresh.readAt);
      const isComplete = facts.count - before <= unknown.length + missed.length;
      return isComplete && missed.length === 0;
    },
    takeCommit(plan, batch, answer) {
      if (view === undefined) return false;
      const shown = readAnswer(view, answer, batch.asked);
      const after = withShown({ ...view, fence: fenceOf(view, plan.commit) }, shown);
      const { misplaced, isMoved } = findMisplacedRows(view, plan.rows, shown);
      isFresh = false;
      memory.absorb(plan.movements, now().getTime());
      facts = { ...batch.facts, misplaced: [...batch.facts.misplaced, ...misplaced] };
      takeJudged(judgeWrites(batch.facts, observe(shown, after), now()));
      view = isMoved ? { ...view, fence: after.fence } : after;
      if (!isMoved) refresh(snapshot?.readAt ?? now());
      return !isMoved;
    },
    takeHidden(laid) {
      if (view) view = { ...view, ...laid, earlierFences: [], hiddenRows: new Map() };
      facts = { ...facts, commit: laid.fence.id };
    },
    takeTraces(traces) {
      memory.trace(traces.filter((trace) => isAsAppended(facts, trace)));
    },
    takeMovements(movements) {
      const sound = movements.filter(
        (movement) => isSound(movement) && isAsAppended(facts, traceOf(movement)),
      );
      memory.absorb(sound, now().getTime());
      refresh(snapshot?.readAt ?? now());
    },
    doubtRows(rows) {
      const doubted = [...rows].flatMap(([tab, all]) => all.map((fields) => ({ tab, fields })));
      facts = { ...facts, misplaced: [...facts.misplaced, ...doubted] };
    },
    compared() {
      facts = { ...facts, uncompared: [] };
    },
    rotationCompared() {
      facts = { ...facts, rotated: undefined };
    },
    takeShownSettings(cells) {
      shownSettings = { raw: rawSettings(), cells };
      refresh(snapshot?.readAt ?? now());
    },
    unseenSettings() {
      const grid = view?.grids.get("settings");
      if (grid === undefined || shownSettings?.raw === rawSettings()) return undefined;
      const column = grid.columns.get("value") ?? -1;
      const isFraction = ({ row }: PlacedRow): boolean => {
        const value = row[column];
        return typeof value === "number" && !Number.isInteger(value);
      };
      return grid.rows.some(isFraction) ? grid.title : undefined;
    },
  };
}

const fenceOf = ({ fence }: SheetView, commit: string): SheetView["fence"] =>
  fence && { ...fence, id: commit, name: fenceName(commit) };
