/**
 * spreadsheets.batchUpdate: all requests in order or, at the first that can't be done, none. The refusal names the request.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/batchUpdate
 */
import { spreadsheetAnswer } from "./answers/spreadsheet";
import { below, prune, type Mask } from "./masks";
import { invalid, Refusal, unimplemented } from "./refusal";
import { checkAllowed } from "./requests/protection";
import { requestTable } from "./requests/table";
import type { Workbook } from "./workbook/model";

export interface Batch {
  readonly requests?: readonly Readonly<Record<string, unknown>>[];
  readonly includeSpreadsheetInResponse?: boolean;
  readonly responseRanges?: readonly string[];
  readonly responseIncludeGridData?: boolean;
}

type Kind = keyof typeof requestTable;

interface Step {
  readonly kind: Kind;
  readonly request: unknown;
}

/** Which request each step is. @throws Refusal 501 when one of them is not served, whatever the others are */
function readSteps(requests: readonly Readonly<Record<string, unknown>>[]): Step[] {
  const unserved = requests.flatMap(Object.keys).find((kind) => !Object.hasOwn(requestTable, kind));
  if (unserved !== undefined) throw unimplemented(`the request ${unserved}`);
  return requests.map((request, i) => {
    const [first, second] = Object.entries(request);
    if (first === undefined) throw invalid(`Invalid requests[${i}]: No request set.`);
    if (second !== undefined) {
      throw invalid(
        `Invalid value at 'requests[${i}]' (oneof), oneof field 'kind' is already set. Cannot set '${second[0]}'`,
      );
    }
    return { kind: first[0] as Kind, request: first[1] };
  });
}

function applyStep(book: Workbook, { kind, request }: Step, i: number): object {
  try {
    checkAllowed(book, request);
    return requestTable[kind](book, request as never);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const prefix = error.code === 400 ? `Invalid requests[${i}].${kind}: ` : "";
    throw new Refusal(error.code, `${prefix}${error.message}`, error.details);
  }
}

/** Applies a batch within a run of the history, so that a throw undoes it. */
export function applyBatch(book: Workbook, batch: Batch, mask: Mask, url: string): unknown {
  const { requests = [], responseRanges = [] } = batch;
  if (requests.length === 0) throw invalid("Must specify at least one request.");
  const replies = readSteps(requests).map((step, i) => applyStep(book, step, i));
  const told = below(mask, "replies");
  const updated = below(mask, "updatedSpreadsheet");
  const isTold = batch.includeSpreadsheetInResponse === true && updated !== undefined;
  return {
    ...(below(mask, "spreadsheetId") ? { spreadsheetId: book.spreadsheetId } : {}),
    ...(told ? { replies: prune(replies, told) } : {}),
    ...(isTold
      ? {
          updatedSpreadsheet: spreadsheetAnswer(book, {
            ranges: responseRanges,
            includeGridData: batch.responseIncludeGridData === true,
            mask: updated,
            url,
          }),
        }
      : {}),
  };
}
