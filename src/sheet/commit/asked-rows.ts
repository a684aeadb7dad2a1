/** What a batch asks to be shown afterwards, as rows of tabs and as A1 ranges. Pure. */
import { headerDepth } from "../tabs/grid";
import { mostOfOthers } from "../tabs/reader";
import { hiddenTitle, rowsRange, type Asked, type SheetView } from "../tabs/view";
import type { RowWrite } from "./facts";
import type { Places } from "./evidence";
import type { Plan } from "./plan";

/** Near rows are asked for in one range. */
const nearRows = 5;

/** The rows to be shown afterwards: headers, rows written and about to be written, evidence, the ends of tabs added to. */
export function askedRows(
  view: SheetView,
  {
    plan,
    writes,
    watched,
    headers,
  }: {
    readonly plan: Plan;
    readonly writes: readonly RowWrite[];
    readonly watched: ReadonlyMap<string, ReadonlySet<number>>;
    readonly headers: Places["headers"];
  },
): Asked {
  const { grids, hidden } = view;
  const asked = new Map<number, (readonly [number, number])[]>();
  const touched = new Set([...plan.rows.keys(), ...watched.keys(), ...Object.keys(headers)]);
  for (const name of touched) {
    const grid = grids.get(name);
    if (grid === undefined) continue;
    const rows = new Set(watched.get(name) ?? []);
    for (const { tab, gridRow } of writes) if (tab === name) rows.add(gridRow);
    const top = Math.max(headerDepth, grid.headerRow + 1);
    for (let row = 0; row < Math.min(top, grid.rowCount); row += 1) rows.add(row);
    const runs = [...runsOf(rows)];
    const added = plan.rows.get(name)?.length ?? 0;
    if (added > 0) {
      const from = Math.max(0, Math.min(grid.end, grid.rowCount) - 1);
      runs.push([from, grid.end + added + mostOfOthers]);
    }
    asked.set(grid.sheetId, runs);
  }
  const evidence = [...writes, ...Object.values(headers)].map((one) => one.evidence);
  if (hidden && evidence.length > 0) asked.set(hidden.sheetId, runsOf(new Set(evidence)));
  return asked;
}

function runsOf(rows: ReadonlySet<number>): (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const row of [...rows].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && row - last[1] < nearRows) last[1] = row + 1;
    else runs.push([row, row + 1]);
  }
  return runs;
}

export function rangesOf({ grids, hidden }: SheetView, asked: Asked): readonly string[] {
  const titles = new Map([...grids.values()].map(({ sheetId, title }) => [sheetId, title]));
  if (hidden) titles.set(hidden.sheetId, hiddenTitle);
  return [...asked].flatMap(([sheetId, runs]) =>
    runs.map(([from, to]) => rowsRange(titles.get(sheetId) ?? "", from, to)),
  );
}
