/**
 * What real Google Sheets does and a call may find done or not. Each call is kept with the traits under which it was
 * applied, so that doing it again comes to the same; a call of an older store has none.
 */

/** Traits that tests switch on, by what `npm run sheet -- --trait` calls them. */
export const switches = [
  /** copyPaste leaves out the rows of its source that a filter hides. */
  "filter-hides",
  /** The file is an Office file: every call is refused. */
  "office-file",
  /** The caller is no editor of protected ranges: a request that changes their cells is refused. */
  "protected-ranges",
] as const;

export type Switch = (typeof switches)[number];

/** What every call finds. */
export const standing = [
  /** The name and id of a named range whose tab was deleted stay taken. */
  "ghost-names",
  /** Rows and columns are inserted before the end, or inherit from before. */
  "insertion-inside",
] as const;

export type Trait = Switch | (typeof standing)[number];
