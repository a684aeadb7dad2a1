/**
 * Behaviours of real Google Sheets that this server can imitate or leave out, call by call. Each call is stored with the
 * traits under which it was applied, so that replaying it gives the same result; a call of an older store has none.
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

/** Traits that are on for every new call. */
export const standing = [
  /** The name and id of a named range whose tab was deleted stay taken. */
  "ghost-names",
  /** Rows and columns are inserted before the end, or inherit from before. */
  "insertion-inside",
] as const;

export type Trait = Switch | (typeof standing)[number];
