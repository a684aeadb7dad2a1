/**
 * Tries on scratch tabs of a spreadsheet what only the API itself can tell. Comes in: a client; goes out: one finding for
 * each thing tried. Nothing is left in the workbook, and the relay needs no mark of what was found: it works either way.
 */
import { SheetRefusedError } from "../../errors";
import type { SheetsClient } from "../api/client";
import { tryAppending, tryTable } from "./appending";
import { tryCompareAndSwap } from "./compare-and-swap";
import { tryCopies, tryRotation } from "./copies";
import { tryFence, tryGhostName } from "./fence";
import type { Finding } from "./finding";
import { clearScratch, createScratch, type Scratch } from "./scratch";

type Trial = (scratch: Scratch) => Promise<Finding | readonly Finding[]>;

const trials: readonly (readonly [about: string, trial: Trial])[] = [
  ["the fence of a commit", tryFence],
  ["the name of a range after its tab was deleted", tryGhostName],
  ["rows appended to a tab", tryAppending],
  ["rows appended to a Table", tryTable],
  ["copies of rows", tryCopies],
  ["a tab duplicated and cleared", tryRotation],
  ["findReplace as a compare-and-swap", tryCompareAndSwap],
];

/**
 * A trial that is refused where it should not be is a finding, and the others go on. What an earlier trial left behind is
 * removed first, what this one laid in any case.
 *
 * @throws SheetAwayError, SheetDeniedError, and SheetRefusedError where scratch tabs can't be removed
 */
export async function trySheet(
  client: SheetsClient,
  spreadsheetId: string,
): Promise<readonly Finding[]> {
  const scratch = createScratch(client, spreadsheetId);
  await clearScratch(scratch);
  try {
    const findings: Finding[] = [];
    for (const [about, trial] of trials) findings.push(...(await attempt(scratch, about, trial)));
    return findings;
  } finally {
    await clearScratch(scratch);
  }
}

async function attempt(scratch: Scratch, about: string, trial: Trial): Promise<readonly Finding[]> {
  try {
    return [await trial(scratch)].flat();
  } catch (error) {
    if (!(error instanceof SheetRefusedError)) throw error;
    const means = "it could not be tried to its end; please send us this line";
    return [{ about, saw: error.message.replace(/\.$/, ""), means, isFine: false }];
  }
}
