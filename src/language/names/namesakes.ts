/** Names that are told apart: nobody joins under a name that people would read as a member's. */
import { foldName } from "../text/normalise";

/**
 * The name itself, or with a number behind it where one of the taken names reads the same: without regard to width,
 * letter case, traditional characters, white space and invisible characters.
 *
 * @example distinctName("陈 静", ["陈静"]) // "陈 静（2）"
 */
export function distinctName(name: string, taken: readonly string[]): string {
  const folded = new Set(taken.map(foldName));
  let distinct = name;
  for (let number = 2; folded.has(foldName(distinct)); number += 1)
    distinct = `${name}（${number}）`;
  return distinct;
}

/**
 * The name that `distinctName` put a number behind; others as they are.
 *
 * @example undistinguishedName("陈静（2）") // "陈静"
 */
export const undistinguishedName = (name: string): string => name.replace(/（\d{1,4}）$/u, "");
