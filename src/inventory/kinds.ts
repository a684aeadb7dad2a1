/**
 * Values that are told apart by their `kind`, or by what bears another name, from a table of what each of them holds.
 *
 * @example Kinds<{ asked: { number: number }; unknown: object }> // { kind: "asked", number: 7 }, or { kind: "unknown" }
 */
export type Kinds<Table, Tag extends string = "kind"> = {
  [Kind in keyof Table]: Readonly<Record<Tag, Kind>> & Readonly<Table[Kind]>;
}[keyof Table];
