/**
 * The sheet as it is known → what the rest of the relay sees of it: items, members, policy, entries, and a sentence for
 * everything that people should mend. Pure.
 */
import type { Subscription } from "../../inventory/changes/subscription";
import type { Broadcast } from "../../inventory/movements/broadcast";
import type { OutsideCode } from "../../inventory/documents/outside-code";
import type { Item } from "../../inventory/items/item";
import type { Member } from "../../inventory/people/member";
import type { PendingEntry } from "../../inventory/movements/pending";
import type { Policy } from "../../inventory/policy";
import type { ForecastRow } from "../../inventory/forecast/row";
import type { LinePrice, Quote } from "../../inventory/purchasing/price";
import type { StocktakeRow } from "../../inventory/stocktake/row";
import { tabs } from "../../language/sheet-words/headings";
import { readPolicy } from "../../language/sheet-words/policy";
import { inCell } from "../../language/sheet-words/sheet-sentences";
import { cellName, textOf } from "../api/cells";
import type { Facts } from "../commit/facts";
import type { LedgerMemory } from "../ledger/memory";
import { goalOf } from "../recovery/reconcile";
import type { SheetProblem, Snapshot } from "../stockroom";
import { entriesOf, fieldOf, type Grid } from "../tabs/grid";
import type { Stock } from "../tabs/stock-items";
import type { Tab } from "../tabs/tab";
import type { SheetView } from "../tabs/view";
import { entriesNow } from "../further-tabs/entries-now";
import type { PurchasingReader } from "./purchasing-now";
import {
  ownMistakes,
  rowProblems,
  sameAccounts,
  structureProblems,
  tableProblems,
  unreadConversionsIn,
  wordProblems,
} from "./problems";

const hourMs = 3_600_000;
const pendingHours = 48;
const broadcastHours = 8 * 24;
/** The next digest begins where the last one ended, also after holidays. */
const digestHours = 62 * 24;

interface Known {
  readonly tabs: readonly Tab[];
  readonly view: SheetView;
  /** The tabs once every debt is paid. */
  readonly clean: ReadonlyMap<string, Grid>;
  readonly stock: Stock;
  readonly memory: LedgerMemory;
  readonly facts: Pick<Facts, "shown" | "desired">;
  readonly timeZone: string;
  readonly purchasingOf: PurchasingReader;
  readonly isOwnBroadcast: (key: string) => boolean;
  readonly readAt: Date;
  /** Where it is not `readAt`. */
  readonly itemsReadAt: Date | undefined;
}

export function takeSnapshot(known: Known): Snapshot {
  const { view, clean, memory, timeZone, readAt } = known;
  const grid = <Entry>(name: string) => clean.get(name) as Grid<Entry> | undefined;
  const [settings, members] = [grid("settings"), grid<Member>("members")];
  const { policy, problems } = readPolicyOf(settings);
  const purchasing = known.purchasingOf(clean, {
    ...{ desired: known.facts.desired, booked: memory.tallies(), timeZone, now: readAt },
  });
  const suppliers = new Set(purchasing?.suppliers.map(({ group }) => group));
  const isOurs = (group: string): boolean => !suppliers.has(group);
  return {
    readAt,
    timeZone,
    title: view.title,
    url: view.url,
    items: itemsNow(known),
    ...(known.itemsReadAt && { itemsReadAt: known.itemsReadAt }),
    members: entriesOf(members, timeZone).map(({ entry }) => entry),
    // What is posted of the stock goes to no supplier, whatever 设置 says.
    policy: {
      ...policy,
      allowedGroups: policy.allowedGroups.filter(isOurs),
      digestGroups: policy.digestGroups.filter(isOurs),
    },
    ...pendingAndClosed(grid("pending"), timeZone, readAt),
    recent: memory.recent(),
    stocktake: entriesNow(grid<StocktakeRow>("stocktake"), known.facts.desired, timeZone),
    forecasts: entriesNow(grid<ForecastRow>("forecasts"), known.facts.desired, timeZone),
    ...(purchasing && { purchasing }),
    codes: entriesOf(grid<OutsideCode>("codes"), timeZone).map(({ entry }) => entry),
    ...(clean.has("subscriptions") && {
      subscriptions: entriesNow(grid<Subscription>("subscriptions"), known.facts.desired, timeZone),
    }),
    ...pricesNow(clean, timeZone),
    broadcasts: broadcastsNow(grid("broadcasts"), timeZone, readAt).map((entry) =>
      known.isOwnBroadcast(entry.key) ? entry : { ...entry, byAnother: true },
    ),
    problems: [...structureProblems(known.tabs, clean), ...cellProblems(clean, known), ...problems],
  };
}

/** Of the spreadsheet of prices; nothing of any other. */
function pricesNow(grids: ReadonlyMap<string, Grid>, timeZone: string): Pick<Snapshot, "prices"> {
  const all = <Entry>(name: string): readonly Entry[] =>
    entriesOf(grids.get(name) as Grid<Entry> | undefined, timeZone).map(({ entry }) => entry);
  return grids.has("quotes") || grids.has("linePrices")
    ? { prices: { quotes: all<Quote>("quotes"), lines: all<LinePrice>("linePrices") } }
    : {};
}

/** What stands in cells and can't be used; those of 设置 come with its policy. */
export function cellProblems(
  grids: ReadonlyMap<string, Grid>,
  { stock, timeZone }: { readonly stock: Pick<Stock, "problems">; readonly timeZone: string },
): readonly SheetProblem[] {
  const [members, codes] = [grids.get("members"), grids.get("codes")];
  const purchases = grids.get("purchases");
  return [
    ...stock.problems,
    ...(codes ? unreadConversionsIn(codes) : []),
    ...(members ? [...wordProblems(members, "role"), ...sameAccounts(members)] : []),
    ...(purchases ? wordProblems(purchases, "status") : []),
    ...[...grids.values()].flatMap((grid) => [
      ...tableProblems(grid),
      ...rowProblems(grid, timeZone),
      ...ownMistakes(grid, timeZone),
    ]),
  ];
}

/** The items with what was booked and not shown yet. */
function itemsNow({ stock, memory, facts: { shown } }: Known): readonly Item[] {
  if (Object.keys(shown).length === 0) return stock.items;
  return stock.placed.map(({ item, key }) => {
    const unshown = shown[key];
    const newest = memory.newest(key);
    if (unshown === undefined || newest === undefined || item.duplicate) return item;
    if (item.stock.kind !== "figure") return item;
    const quantity = goalOf(item.stock.quantity, newest.figure, unshown);
    const updatedAt = newest.at > 0 ? new Date(newest.at) : item.updatedAt;
    return { ...item, stock: { kind: "figure", quantity }, updatedAt };
  });
}

export function readPolicyOf(grid: Grid | undefined): {
  readonly policy: Policy;
  readonly problems: readonly SheetProblem[];
} {
  const { policy, problems } = readPolicy(
    (grid?.rows ?? []).map((placed) => ({
      key: grid ? textOf(fieldOf(grid, placed, "key")) : "",
      value: grid ? textOf(fieldOf(grid, placed, "value")) : "",
    })),
  );
  const column = grid?.columns.get("value") ?? 0;
  return {
    policy,
    problems: problems.map(({ index, sentence }) => {
      const cell = cellName(grid?.rows[index]?.gridRow ?? 0, column);
      const tab = grid?.title ?? tabs.settings.title;
      return { tab, cell, sentence: inCell(tab, cell, sentence) };
    }),
  };
}

function pendingAndClosed(
  grid: Grid<PendingEntry> | undefined,
  timeZone: string,
  now: Date,
): Pick<Snapshot, "pending" | "closed"> {
  const since = now.getTime() - pendingHours * hourMs;
  const isPending = ({ status, handledAt, at }: PendingEntry): boolean =>
    status === "open" || (handledAt ?? at).getTime() >= since;
  const entries = entriesOf(grid, timeZone)
    .map(({ entry }) => entry)
    .sort((a, b) => b.number - a.number);
  return {
    pending: entries.filter(isPending),
    closed: entries.filter((entry) => !isPending(entry)),
  };
}

function broadcastsNow(
  grid: Grid<Broadcast> | undefined,
  timeZone: string,
  now: Date,
): readonly Broadcast[] {
  const since = now.getTime() - broadcastHours * hourMs;
  const sinceDigest = now.getTime() - digestHours * hourMs;
  return entriesOf(grid, timeZone)
    .map(({ entry }) => entry)
    .filter(({ at, type }) => at.getTime() >= (type === "digest" ? sinceDigest : since))
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}
