/** Where the bot's own mention stood in a text. */

/** What stays of the space behind it: nothing, unless only that keeps two words apart. */
export function spaceLeft(before: string, space: string): string {
  return before === "" || /\s$/u.test(before) ? "" : space;
}
