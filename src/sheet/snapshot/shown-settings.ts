/**
 * The settings as people see them: a cell that holds a fraction may be a time of day, which only its text tells. They are
 * read again where the settings' values have changed.
 */
import type { Grid, PlacedRow } from "../tabs/grid";

type Cells = readonly (readonly string[])[];

export interface ShownSettings {
  /** The cells as they were shown, where the values are still those. */
  cells(settings: Grid | undefined): Cells | undefined;
  /** The title of the settings whose cells must be read as people see them; undefined when they were. */
  unseen(settings: Grid | undefined): string | undefined;
  take(settings: Grid | undefined, cells: Cells): void;
}

export function createShownSettings(): ShownSettings {
  let shown: { readonly values: string; readonly cells: Cells } | undefined;
  const isSeen = (settings: Grid | undefined): boolean => shown?.values === valuesOf(settings);
  return {
    cells: (settings) => (isSeen(settings) ? shown?.cells : undefined),
    unseen: (settings) =>
      settings !== undefined && !isSeen(settings) && settings.rows.some(isFraction(settings))
        ? settings.title
        : undefined,
    take: (settings, cells) => (shown = { values: valuesOf(settings), cells }),
  };
}

const valueColumn = (settings: Grid): number => settings.columns.get("value") ?? -1;

const valuesOf = (settings: Grid | undefined): string =>
  JSON.stringify(settings?.rows.map(({ row }) => row[valueColumn(settings)] ?? null) ?? []);

const isFraction =
  (settings: Grid) =>
  ({ row }: PlacedRow): boolean => {
    const value = row[valueColumn(settings)];
    return typeof value === "number" && !Number.isInteger(value);
  };
