/** Puts a tab's declaration together: its title and headers from the sheet's words, the rest from its own file. */
import type { CellKind, Column, Extent, Fields, RowCells, RowMistake, Tab, Tally } from "./tab";

interface Heading<Field extends string> {
  readonly title: string;
  readonly columns: Readonly<
    Record<Field, { readonly header: string; readonly required: boolean }>
  >;
}

/**
 * @example declareTab(tabs.members, { name: "members", kinds: {}, needed: ["name"], … })
 */
export function declareTab<Entry, Field extends string>(
  heading: Heading<Field>,
  about: {
    readonly name: string;
    /** Text where nothing is said. */
    readonly kinds: Readonly<Partial<Record<Field, CellKind>>>;
    /** Without these a row is of no use. */
    readonly needed: readonly Field[];
    /** Optional columns that the relay lays itself where a workbook lacks them; none where nothing is said. */
    readonly laidByRelay?: readonly Field[];
    /** Optional columns that the relay lays itself once another tab is there. */
    readonly columnsLaidWith?: Readonly<Partial<Record<Field, string>>>;
    readonly key: readonly Field[];
    readonly numbered?: Field;
    readonly cause?: Field;
    readonly extent: Extent;
    readonly isLaidLater?: boolean;
    readonly laidWith?: string;
    readonly guarded?: readonly Field[];
    readonly together?: readonly Field[];
    readonly tally?: Tally<Entry>;
    readonly mistakes?: (entries: readonly Entry[]) => readonly RowMistake[];
    readonly parse: (cells: RowCells, timeZone: string) => Entry | undefined;
    readonly format: (entry: Entry, timeZone: string) => Fields;
  },
): Tab<Entry> {
  const { kinds, needed, laidByRelay = [], columnsLaidWith, ...rest } = about;
  const columns = Object.fromEntries(
    (Object.entries(heading.columns) as [Field, Heading<Field>["columns"][Field]][]).map(
      ([field, { header, required }]): [string, Column] => [
        field,
        {
          ...{ header, required, kind: kinds[field] ?? "text" },
          needed: needed.includes(field),
          isLaidByRelay: laidByRelay.includes(field),
          ...(columnsLaidWith?.[field] && { laidWith: columnsLaidWith[field] }),
        },
      ],
    ),
  );
  return { title: heading.title, columns, isLaidLater: false, ...rest };
}
