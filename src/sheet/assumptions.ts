/**
 * What the commit protocol takes for granted of the Sheets API, and the marks in the workbook that say which of it a trial
 * found otherwise. A mark is a named range on the hidden tab: it comes with every read at no extra call, and every relay
 * on the sheet obeys it, on whatever machine it runs.
 */
import type { SheetRequest, Spreadsheet } from "./client";

/**
 * `fence`: a batch that names an unknown named range is refused whole. `shift`: copyPaste shifts relative references, there
 * and back. `hidden`: copyPaste copies rows that are hidden.
 */
export type Assumption = "fence" | "shift" | "hidden";

const assumptions: readonly Assumption[] = ["fence", "shift", "hidden"];
const markName = (assumption: Assumption): string => `stockcaster_failed_${assumption}`;

/** The assumptions that a trial on this workbook found to fail. */
export function failedIn({ namedRanges }: Spreadsheet): readonly Assumption[] {
  const names = new Set((namedRanges ?? []).map(({ name }) => name));
  return assumptions.filter((assumption) => names.has(markName(assumption)));
}

/** What brings the marks to a trial's verdict; nothing where they say it already. */
export function markRequests(
  { namedRanges }: Spreadsheet,
  failed: ReadonlySet<Assumption>,
  sheetId: number,
): readonly SheetRequest[] {
  return assumptions.flatMap((assumption): readonly SheetRequest[] => {
    const name = markName(assumption);
    const mark = namedRanges?.find((range) => range.name === name);
    if (!mark && failed.has(assumption)) {
      const corner = { startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 };
      return [{ addNamedRange: { namedRange: { name, range: { sheetId, ...corner } } } }];
    }
    if (mark && !failed.has(assumption)) {
      return [{ deleteNamedRange: { namedRangeId: mark.namedRangeId ?? "" } }];
    }
    return [];
  });
}
