/** What googleapis throws → the error family: away (tried again), denied (a person must mend it), refused (never again). */
import {
  SheetAwayError,
  SheetDeniedError,
  SheetRefusedError,
  UnreachableError,
} from "../../errors";
import type { SheetFault } from "../stockroom";

interface ApiFailure {
  readonly status?: number;
  readonly message?: string;
  readonly response?: { readonly status?: number; readonly data?: unknown };
}

/** What was answered, as far as it is known. */
interface Failed {
  readonly status: number | undefined;
  readonly said: string;
  readonly data: unknown;
  /** Whose access it was. */
  readonly account: string | undefined;
}

/** Maps what googleapis throws to the error family. `account`: whose access it was. */
export function sheetError(thrown: unknown, account: string | undefined): Error {
  const unreachable = unreachableError(thrown);
  if (unreachable) return unreachable;
  const failure = thrown as ApiFailure;
  const data = failure.response?.data;
  const status = failure.response?.status ?? failure.status;
  const said = messageOf(data) ?? failure.message ?? String(thrown);
  const cause = { cause: thrown };
  const denial = denialOf({ status, said, data, account });
  if (denial) {
    const text = `${denial.mend} (${status}: ${said})`;
    return new SheetDeniedError(text, denial.status, cause);
  }
  if (status === 400) return new SheetRefusedError(said, cause);
  if (status !== undefined && isRefusal(status)) {
    return new SheetRefusedError(`${status}: ${said}`, cause);
  }
  if (status === 429 || status === 403) {
    return new SheetAwayError(`${quotaMend} (${status}: ${said})`, status, cause);
  }
  const how = status === undefined ? `did not answer: ${said}` : `answered ${status}: ${said}`;
  return new SheetAwayError(`the sheet ${how}; it is tried again by itself`, status, cause);
}

/** What the API answered; the loop's own reasons have no cause. */
export function faultOf(error: Error | undefined): SheetFault | undefined {
  const isApis = error instanceof SheetAwayError || error instanceof SheetDeniedError;
  if (!isApis || error.cause === undefined) return undefined;
  const host = error.cause instanceof UnreachableError ? error.cause.host : undefined;
  return { status: error.status, host, isDenied: error instanceof SheetDeniedError };
}

/** Google's packages wrap what `fetch` threw. */
function unreachableError(thrown: unknown): SheetAwayError | undefined {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (error instanceof UnreachableError) {
      const message = `${error.message}; it is tried again by itself`;
      return new SheetAwayError(message, undefined, { cause: error });
    }
  }
  return undefined;
}

/** What a person must mend, where access is denied, and the status that it counts as. */
function denialOf({
  status,
  said,
  data,
  account,
}: Failed): { readonly mend: string; readonly status: number } | undefined {
  const whom = account ?? "the account of the API at SHEETS_API_URL";
  const isKeyRefused =
    status === 400 && /invalid_grant|invalid_client/.test(JSON.stringify(data ?? ""));
  if (isKeyRefused || status === 401) return { mend: keyMend(account, whom), status: 401 };
  if (status === 400 && isOfficeFile(data, said)) return { mend: officeFileMend, status };
  if (status === 403 && !isQuota(said)) return { mend: forbiddenMend(said, whom), status };
  return status === 404 ? { mend: unknownSheetMend, status } : undefined;
}

const keyMend = (account: string | undefined, whom: string): string =>
  account === undefined
    ? `${whom} is refused: set SHEETS_API_TOKEN to the token that \`npm run sheet\` printed`
    : `the key of ${whom} is not valid (any more): make a new one in the Google Cloud console, or set this machine's clock`;

const unknownSheetMend =
  "there is no spreadsheet with this id: check SPREADSHEET_ID, or with workers the id in the registry, the long part of the sheet's link";

const quotaMend =
  "the Sheets API's quota is used up; it is tried again by itself. If this lasts, ask for more quota in the Google Cloud console, or lower SHEETS_READS_PER_MINUTE and SHEETS_WRITES_PER_MINUTE";

/** Answers that the same request would get again; the embedded sheet says 501 to what it does not implement. */
const isRefusal = (status: number): boolean =>
  status === 501 || (status >= 400 && status < 500 && ![403, 408, 429].includes(status));

const forbiddenMend = (said: string, whom: string): string =>
  /has not been used|is disabled/.test(said)
    ? "enable the Google Sheets API in the project of the service account"
    : `share the spreadsheet with ${whom} as editor, and see that the Google Sheets API is enabled`;

const officeFileMend =
  "the file is no Google spreadsheet but an Office file: open it, choose File → Save as Google Sheets, and set SPREADSHEET_ID to the new one's id";

/** A workbook that was uploaded and never converted is refused by every call. */
const isOfficeFile = (data: unknown, said: string): boolean =>
  /office file/i.test(said) || statusOf(data) === "FAILED_PRECONDITION";

/** Some of Google's front ends say 403 where a quota is used up. */
const isQuota = (said: string): boolean => /rate ?limit|quota/i.test(said);

function messageOf(data: unknown): string | undefined {
  const { message } = errorIn(data);
  return typeof message === "string" ? message.slice(0, 500) : undefined;
}

/** @see https://cloud.google.com/apis/design/errors */
const statusOf = (data: unknown): unknown => errorIn(data).status;

function errorIn(data: unknown): { readonly message?: unknown; readonly status?: unknown } {
  const body = typeof data === "string" ? parsed(data) : data;
  return (body as { error?: { message?: unknown; status?: unknown } } | undefined)?.error ?? {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
