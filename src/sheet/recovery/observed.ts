/** What a commit met: the rows and the header of a tab in the instant of its batch, as far as an answer or a later look shows. Pure. */
import type { Facts, RowWrite } from "../commit/facts";
import { headerDepth, headerOf, isBlank, likeliestHeader, type PlacedRow } from "../tabs/grid";
import type { Tab } from "../tabs/tab";
import type { Shown, SheetView } from "../tabs/view";

export interface Observed {
  readonly tabs: readonly Tab[];
  /** As it stood after the batch, or stands now where only that is known; with the evidence. */
  readonly view: SheetView;
  /** The rows that the batch's answer showed; undefined where only a later look is known. */
  readonly shown: Shown | undefined;
}

/** The rows of a tab as they stood right after the batch; undefined where only later ones are known. */
export const rowsAfter = (
  { shown, view }: Observed,
  tab: string,
): ReadonlyMap<number, PlacedRow> | undefined => shown?.get(view.grids.get(tab)?.sheetId ?? -1);

export interface HeaderThen {
  readonly gridRow: number;
  readonly names: readonly string[];
}

/** The header in the instant of the batch: found among the top rows, those that we wrote over as the evidence has them. */
export function headerThen(
  tab: Tab,
  { headers }: Pick<Facts, "headers">,
  writes: readonly RowWrite[],
  observed: Observed,
): HeaderThen {
  const { grids, hiddenRows: evidence } = observed.view;
  const believed = headers[tab.name];
  const tops = new Map<number, PlacedRow>();
  for (const [gridRow, placed] of rowsAfter(observed, tab.name) ?? []) {
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
  return { gridRow: believed?.gridRow ?? 0, names: grids.get(tab.name)?.header ?? [] };
}
