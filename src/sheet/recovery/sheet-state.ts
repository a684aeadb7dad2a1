/**
 * What the relay knows of the sheet: the last view, the facts of the newest commit, what the ledger's memory holds, the
 * snapshot that comes of them. Takes in looks and answers to own commits; sends nothing.
 */
import type { Movement } from "../../inventory/movements/movement";
import type { Batch } from "../commit/batch";
import { decodeFacts, type Facts } from "../commit/facts";
import type { Plan } from "../commit/plan";
import type { AnnounceCrossings, PlanningState } from "../commit/state";
import { planWrites } from "../commit/writes";
import { createLedgerMemory, type LedgerMemory, type LedgerTrace } from "../ledger/memory";
import type { Snapshot } from "../stockroom";
import { createPurchasingReader } from "../snapshot/purchasing-now";
import { readPolicyOf, takeSnapshot } from "../snapshot/snapshot";
import { entriesOf, type Grid } from "../tabs/grid";
import { createLastingStock, noStock, type Stock } from "../tabs/stock-items";
import type { Tab } from "../tabs/tab";
import {
  fenceName,
  hiddenTexts,
  readAnswer,
  withShown,
  type LaidHiddenTab,
  type Shown,
  type SheetView,
} from "../tabs/view";
import type { Spreadsheet } from "../api/client";
import { knownZone } from "../api/times";
import { linkRows } from "../further-tabs/tallies";
import { afterJudging } from "./after-judging";
import { cleanGrid } from "./debts";
import { highestNumbers, keepRows } from "./fresh-view";
import { judgeWrites } from "./judge";
import { withKnown, withoutFacts } from "./lost-facts";
import { haveColumnsMoved, haveRowsMoved, isSound, movementsOf, strayIds } from "./own-rows";

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
  /** Takes in a commit of our own that was applied. Answers whether columns and rows are where they were believed to be. */
  takeCommit(plan: Plan, batch: Batch, answer: Spreadsheet | undefined): boolean;
  /** Takes in that the hidden tab was laid anew, with the facts that are known. */
  takeHidden(laid: LaidHiddenTab): void;
  /** Takes in movements that were read beside the view. */
  takeMovements(movements: readonly Movement[]): void;
  /** Takes in what else of the ledger's rows was read beside the view. */
  takeTraces(traces: readonly LedgerTrace[]): void;
  /** What was compared needs no more comparing. */
  compared(): void;
  /** The newest rotation was compared with its archive. */
  rotationCompared(): void;
}

export interface SheetStateOptions {
  readonly tabs: readonly Tab[];
  readonly now: () => Date;
  readonly timeZone: string | undefined;
  readonly announceCrossings: AnnounceCrossings;
  readonly isOwnBroadcast: (key: string) => boolean;
  /** The facts that an earlier start knew. */
  readonly known: Facts;
}

export function createSheetState(options: SheetStateOptions): SheetState {
  const { tabs, now } = options;
  const memory = createLedgerMemory();
  const readStock = createLastingStock();
  const purchasingOf = createPurchasingReader();
  let view: SheetView | undefined;
  let facts = options.known;
  /** The tabs as they are meant, and where they are not. */
  let meant: Pick<PlanningState, "clean" | "owed" | "gone" | "misplaced"> | undefined;
  let stock: Stock = noStock;
  let itemsReadAt: Date | undefined;
  let snapshot: Snapshot | undefined;
  let lastNumbers: ReadonlyMap<string, number> = new Map();
  let isFresh = false;
  /** Movements that the facts of the last take-over tell whole. */
  let told: readonly Movement[] = [];
  /** Ids in rows that stand under other columns, and that no facts tell. */
  let lost: readonly string[] = [];
  /** The ids of rows newer than those that were read beside the view since. */
  const learnt = new Set<string>();

  const timeZone = (): string => knownZone(view?.zone) ?? knownZone(options.timeZone) ?? "UTC";
  const ledger = () => view?.grids.get("ledger") as Grid<Movement> | undefined;
  const planning = (): PlanningState | undefined =>
    view &&
    meant && {
      view,
      ...meant,
      stock,
      facts,
      memory,
      policy: snapshot?.policy ?? readPolicyOf(undefined).policy,
      timeZone: timeZone(),
      now: now(),
      lastNumbers,
      isFresh,
      lost,
      announceCrossings: options.announceCrossings,
    };

  /** Brings everything that follows from the view and the facts up to date. */
  const refresh = (readAt = snapshot?.readAt ?? now()): void => {
    if (view === undefined) return;
    const cleaned = [...view.grids.values()].map((grid) => cleanGrid(grid, facts));
    const clean = new Map(cleaned.map(({ grid }) => [grid.tab.name, grid]));
    const [owed, gone] = [cleaned.flatMap((one) => one.owed), cleaned.flatMap((one) => one.gone)];
    meant = { clean, owed, gone, misplaced: cleaned.flatMap((one) => one.misplaced) };
    ({ stock, itemsReadAt } = readStock(clean.get("stock"), { timeZone: timeZone(), readAt }));
    for (const { item, key } of stock.placed)
      if (!item.duplicate && item.stock.kind === "figure" && !memory.newest(key))
        memory.see(key, item.stock.quantity);
    lastNumbers = highestNumbers(view, lastNumbers);
    // What the sheet shows already is desired no more.
    const known = facts.desired.length + facts.misplaced.length > 0 ? planning() : undefined;
    const left = known && planWrites(known, { isHeld: () => false, skip: new Set() });
    if (left) facts = { ...facts, desired: left.desired, misplaced: left.misplaced };
    snapshot = takeSnapshot({
      ...options,
      ...{ view, clean, stock, memory, facts, purchasingOf },
      timeZone: timeZone(),
      readAt,
      itemsReadAt,
    });
  };

  /** Takes in rows of the ledger, as the facts tell them wherever they stand, else as it shows them. Answers how many were not known when that was done last. */
  const absorbLedger = (): number => {
    const grid = ledger();
    told = movementsOf([...facts.misplaced, ...facts.rows], timeZone());
    const shown = untold(entriesOf(grid, timeZone()).map(({ entry }) => entry));
    const unknown = learnt.size + [...told, ...shown].filter(({ id }) => !memory.has(id)).length;
    learnt.clear();
    memory.absorb([...told, ...shown.filter(({ id }) => !memory.has(id))], now().getTime());
    const strays = grid ? strayIds(grid, memory.has) : [];
    const read = new Set(shown.map(({ id }) => id));
    lost = [...lost, ...strays.filter((id) => !read.has(id))];
    memory.know(strays, now().getTime());
    return unknown;
  };
  const untold = (rows: readonly Movement[]): readonly Movement[] => {
    const ids = new Set(told.map(({ id }) => id));
    return rows.filter((row) => isSound(row) && !ids.has(row.id));
  };

  /** Judges the newest commit's writes. `own`: what it booked; `shown`: its answer, undefined where only a later look is known. */
  const judge = (at: SheetView, own: readonly Movement[], shown?: Shown): void => {
    const judged = judgeWrites(facts, { tabs, view: at, shown }, now());
    facts = afterJudging(facts, judged, { own, memory });
  };
  /** The rows of the newest commit may stand under other columns than they were written for. */
  const doubtRows = (): void => {
    facts = { ...facts, misplaced: [...facts.misplaced, ...facts.rows] };
  };

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
      linkRows(ledger(), { memory, timeZone: timeZone(), isWhole: isSound });
      refresh(fresh.readAt);
    },
    takeOver(fresh) {
      const before = facts.count;
      view = keepRows(view, fresh);
      isFresh = true;
      const found = fresh.fence && decodeFacts(hiddenTexts(fresh, fresh.fence));
      if (found) facts = withKnown(found, facts);
      const unknown = absorbLedger();
      if (found) lost = [];
      else facts = withoutFacts(facts, { view, memory, timeZone: timeZone() });
      judge(fresh, movementsOf(facts.rows, timeZone()));
      if (found) doubtRows();
      refresh(fresh.readAt);
      return facts.count - before <= unknown;
    },
    takeCommit(plan, batch, answer) {
      if (view === undefined) return false;
      const shown = readAnswer(view, answer, batch.asked);
      const fence = view.fence && { ...view.fence, id: plan.commit, name: fenceName(plan.commit) };
      const after = withShown({ ...view, fence }, shown);
      const isMoved = haveColumnsMoved(view, shown);
      const isMixed = isMoved || haveRowsMoved(meant?.clean.values() ?? [], shown);
      isFresh = false;
      lost = [];
      memory.absorb(plan.movements, now().getTime());
      ({ facts } = batch);
      judge(after, plan.movements, shown);
      view = isMoved ? { ...view, fence } : after;
      if (isMoved) doubtRows();
      else refresh();
      return !isMixed;
    },
    takeHidden(laid) {
      if (view) view = { ...view, ...laid, earlierFences: [], hiddenRows: new Map() };
      const [commit, { count }] = [laid.fence.id, facts];
      facts = { ...facts, commit, laid: { commit, count }, unsaid: undefined };
    },
    takeTraces(traces) {
      const ids = new Set(told.map(({ id }) => id));
      memory.trace(traces.filter(({ id }) => !ids.has(id)));
    },
    takeMovements(movements) {
      const others = untold(movements);
      const newest = Math.max(...told.map(({ at }) => at.getTime()));
      const isLater = ({ at }: Movement): boolean => told.length > 0 && at.getTime() > newest;
      for (const { id } of others.filter(isLater)) learnt.add(id);
      memory.absorb(others, now().getTime());
    },
    compared: () => (facts = { ...facts, uncompared: [] }),
    rotationCompared: () => (facts = { ...facts, rotated: undefined }),
  };
}
