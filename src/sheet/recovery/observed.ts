/** What a commit met: the rows and the header of a tab in the instant of its batch, as far as an answer or a later look shows. Pure. */
import type { Facts, RowWrite } from "../commit/facts";
import {
  headerDepth,
  headerOf,
  isBlank,
  likeliestHeader,
  rowAt,
  type PlacedRow,
} from "../tabs/grid";
import type { Row, Tab } from "../tabs/tab";
import type { Shown, SheetView } from "../tabs/view";

export interface Observed {
  readonly tab: (name: string) => Tab | undefined;
  /** The evidence, by row of the hidden tab. */
  readonly evidence: ReadonlyMap<number, PlacedRow>;
  /** The rows of a tab as they stood right after the batch; undefined where only later ones are known. */
  readonly after: (tab: string) => ReadonlyMap<number, PlacedRow> | undefined;
  /** A row of a tab as it stands now, where only that is known. */
  readonly later: (tab: string, gridRow: number) => Row;
  /** The header of a tab as it was read last. */
  readonly header: (tab: string) => readonly string[];
}

/** What an answer, or a later look, shows of the tabs. `rows`: as they stood right after the batch; undefined where only later ones are known. */
export const observed = (
  tabs: readonly Tab[],
  rows: Shown | undefined,
  { grids, hiddenRows }: SheetView,
): Observed => ({
  tab: (name) => tabs.find((tab) => tab.name === name),
  evidence: hiddenRows,
  after: (name) => rows?.get(grids.get(name)?.sheetId ?? -1),
  later(name, gridRow) {
    const grid = grids.get(name);
    return grid === undefined ? [] : rowAt(grid, gridRow);
  },
  header: (name) => grids.get(name)?.header ?? [],
});

export interface HeaderThen {
  readonly gridRow: number;
  readonly names: readonly string[];
}

/** The header in the instant of the batch: found among the top rows, those that we wrote over as the evidence has them. */
export function headerThen(
  tab: Tab,
  { headers }: Pick<Facts, "headers">,
  writes: readonly RowWrite[],
  { evidence, after, header }: Observed,
): HeaderThen {
  const believed = headers[tab.name];
  const tops = new Map<number, PlacedRow>();
  for (const [gridRow, placed] of after(tab.name) ?? []) {
    if (gridRow < headerDepth) tops.set(gridRow, placed);
  }
  const take = (gridRow: number, from: number | undefined): void => {
    const image = from === undefined ? undefined : evidence.get(from);
    if (image && !isBlank(image.row)) tops.set(gridRow, { ...image, gridRow });
  };
  for (const write of writes) take(write.gridRow, write.evidence);
  take(believed?.gridRow ?? 0, believed?.evidence);
  const found = likeliestHeader(tab, [...tops.values()]);
  if (found >= 0) return { gridRow: found, names: headerOf(tops.get(found)?.row ?? []) };
  return { gridRow: believed?.gridRow ?? 0, names: header(tab.name) };
}
