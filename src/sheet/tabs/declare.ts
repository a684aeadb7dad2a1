/** Puts a tab's declaration together: its title and headers from the sheet's words, the rest from its own file. */
import type { Codec } from "./codecs";
import type { Column, RowCells, Tab } from "./tab";

interface Heading<Field extends string> {
  readonly title: string;
  readonly columns: Readonly<
    Record<Field, { readonly header: string; readonly required: boolean }>
  >;
}

type FieldOf<Of> = Extract<keyof NoInfer<Of>, string>;
type ValueOf<Of> = Of extends Codec<infer Value> ? Value : never;
/** A row's values, those without which it is of no use all there. */
type Values<Of, Needed> = {
  readonly [Field in keyof Of]: Field extends Needed
    ? NonNullable<ValueOf<Of[Field]>>
    : ValueOf<Of[Field]>;
};
type Written<Of> = { readonly [Field in keyof Of]?: ValueOf<Of[Field]> | undefined };

interface About<Entry, Of, Needed> extends Pick<
  Tab<Entry>,
  "name" | "extent" | "isLaidLater" | "laidWith" | "tally" | "mistakes"
> {
  readonly columns: Of;
  /** Without these values there is no entry; cells that lack them are named as problems. */
  readonly needed: readonly Needed[];
  /** Further cells that are named as problems where they are empty or can't be read. */
  readonly expected?: readonly FieldOf<Of>[];
  /** Optional columns that the relay lays itself where a workbook lacks them; none where nothing is said. */
  readonly laidByRelay?: readonly FieldOf<Of>[];
  /** Optional columns that the relay lays itself once another tab is there. */
  readonly columnsLaidWith?: Readonly<Partial<Record<FieldOf<Of>, string>>>;
  readonly key: readonly FieldOf<Of>[];
  readonly numbered?: FieldOf<Of>;
  readonly cause?: FieldOf<Of>;
  readonly guarded?: readonly FieldOf<Of>[];
  readonly together?: readonly FieldOf<Of>[];
  /** undefined: the row holds nothing usable. */
  readonly entry: (
    values: Values<Of, Needed>,
    cells: RowCells,
    timeZone: string,
  ) => Entry | undefined;
  /** The values that are written of an entry; columns that are left out are people's own. */
  readonly values: (entry: Entry) => Written<Of>;
}

/**
 * A tab of which each column is read and written by its codec.
 *
 * @example declareTab(codesHeading, { name: "codes", columns: { system: text, … }, needed: ["code"], … })
 */
export function declareTab<
  Entry,
  Field extends string,
  const Of extends Readonly<Record<NoInfer<Field>, Codec<unknown>>>,
  const Needed extends FieldOf<Of> = never,
>(heading: Heading<Field>, about: About<Entry, Of, Needed>): Tab<Entry> {
  const { columns, needed, expected = [], laidByRelay = [], columnsLaidWith, ...rest } = about;
  const named: readonly string[] = [...needed, ...expected];
  const codecs = Object.entries(columns) as [Field & FieldOf<Of>, Codec<unknown>][];
  const isThere = (value: unknown): boolean => value !== undefined && value !== "";
  return {
    isLaidLater: false,
    ...rest,
    title: heading.title,
    columns: Object.fromEntries(
      codecs.map(([field, { kind }]): [string, Column] => [
        field,
        {
          ...heading.columns[field],
          kind,
          needed: named.includes(field),
          isLaidByRelay: laidByRelay.includes(field),
          ...(columnsLaidWith?.[field] && { laidWith: columnsLaidWith[field] }),
        },
      ]),
    ),
    parse(cells, timeZone) {
      const values: Record<string, unknown> = {};
      for (const [field, codec] of codecs) values[field] = codec.read(cells, field, timeZone);
      if (!needed.every((field) => isThere(values[field]))) return undefined;
      return about.entry(values as Values<Of, Needed>, cells, timeZone);
    },
    format(entry, timeZone) {
      const values: Partial<Record<string, unknown>> = about.values(entry);
      const written = codecs.filter(([field]) => Object.hasOwn(values, field));
      return Object.fromEntries(
        written.map(([field, codec]) => {
          const value = values[field];
          return [field, value === undefined ? undefined : codec.write(value, timeZone)];
        }),
      );
    },
  };
}
