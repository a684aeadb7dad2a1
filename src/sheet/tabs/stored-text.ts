/** Text as it is written into a cell. */
import type { CellValue } from "../api/cells";

/** Below the 50,000 characters that a cell may hold. @see https://support.google.com/drive/answer/37603 */
const longestText = 45_000;

/** Text as text, whatever it begins with, cut to what a cell holds; an empty one leaves the cell empty. */
export const storedText = (text: string): CellValue =>
  text === "" ? undefined : text.slice(0, longestText);
