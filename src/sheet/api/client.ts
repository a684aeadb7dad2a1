/**
 * The Sheets API v4 through googleapis: the only file that names Google's packages. Comes in: a spreadsheet's id and a
 * request; goes out: Google's answer, or an error of the family that says what to mend. No retries, no quota, no stock.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest
 */
import { readFileSync } from "node:fs";
import { JWT } from "google-auth-library";
import { sheets_v4 } from "googleapis/build/src/apis/sheets";
import {
  SettingsError,
  SheetAwayError,
  SheetDeniedError,
  SheetRefusedError,
  UnreachableError,
} from "../../errors";

export type CellData = sheets_v4.Schema$CellData;
export type ExtendedValue = sheets_v4.Schema$ExtendedValue;
export type Spreadsheet = sheets_v4.Schema$Spreadsheet;
export type SheetRequest = sheets_v4.Schema$Request;
type BatchAnswer = sheets_v4.Schema$BatchUpdateSpreadsheetResponse;

/** Unformatted cells of one range, row by row; short rows and missing rows are blank. */
export type ValueRows = readonly (readonly unknown[])[];

interface Batch {
  readonly requests: readonly SheetRequest[];
  /** A1 ranges whose cells come back as they stand after the batch; none: nothing comes back but replies. */
  readonly responseRanges: readonly string[];
  readonly fields: string;
}

export interface SheetsClient {
  /** One spreadsheets.get. @throws SheetAwayError, SheetDeniedError, SheetRefusedError */
  fetchSpreadsheet(
    spreadsheetId: string,
    query: { readonly ranges: readonly string[]; readonly fields: string },
  ): Promise<Spreadsheet>;
  /** One values.batchGet, unformatted, dates as serial numbers; in the order of the ranges. */
  fetchValues(spreadsheetId: string, ranges: readonly string[]): Promise<readonly ValueRows[]>;
  /** One spreadsheets.batchUpdate: all or nothing. */
  applyBatch(spreadsheetId: string, batch: Batch): Promise<BatchAnswer>;
  /** Whom a person has to share the spreadsheet with; undefined where no credentials are used. */
  readonly account: string | undefined;
}

export interface SheetsClientOptions {
  /** Root of the API without `/v4`; undefined: Google's. */
  readonly rootUrl: string | undefined;
  /** A service account's key file; undefined: no credentials are sent. */
  readonly credentialsFile: string | undefined;
  /** Sent as a bearer token where no credentials are; undefined: none. */
  readonly token?: string | undefined;
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
}

const scope = "https://www.googleapis.com/auth/spreadsheets";

/** @throws SettingsError when the credentials file can't be read or is no service account's key */
export function createSheetsClient(options: SheetsClientOptions): SheetsClient {
  const { fetch: fetchImplementation } = options;
  const key = options.credentialsFile === undefined ? undefined : readKey(options.credentialsFile);
  const auth =
    key && new JWT({ ...key, scopes: scope, transporterOptions: { fetchImplementation } });
  const { rootUrl, token } = options;
  const api = new sheets_v4.Sheets({
    ...(rootUrl === undefined ? {} : { rootUrl: rootUrl.replace(/\/*$/, "/") }),
    ...(auth ? { auth } : {}),
    ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
    fetchImplementation,
    retry: false,
    timeout: options.timeoutMs,
  }).spreadsheets;
  const told = async <Answer>(call: Promise<{ readonly data: Answer }>): Promise<Answer> => {
    try {
      return (await call).data;
    } catch (error) {
      throw unreachableError(error) ?? sheetError(error, key?.email);
    }
  };
  return {
    account: key?.email,
    fetchSpreadsheet: (spreadsheetId, { ranges, fields }) =>
      told(api.get({ spreadsheetId, ranges: [...ranges], fields })),
    async fetchValues(spreadsheetId, ranges) {
      const answer = await told(
        api.values.batchGet({
          spreadsheetId,
          ranges: [...ranges],
          valueRenderOption: "UNFORMATTED_VALUE",
          dateTimeRenderOption: "SERIAL_NUMBER",
          fields: "valueRanges(values)",
        }),
      );
      return ranges.map((_, index) => (answer.valueRanges?.[index]?.values ?? []) as unknown[][]);
    },
    applyBatch(spreadsheetId, { requests, responseRanges, fields }) {
      const body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest = {
        requests: [...requests],
        ...(responseRanges.length > 0 && {
          includeSpreadsheetInResponse: true,
          responseIncludeGridData: true,
          responseRanges: [...responseRanges],
        }),
      };
      // Google's packages copy an object twice, member by member, and send a text as it is.
      const requestBody = JSON.stringify(body) as sheets_v4.Schema$BatchUpdateSpreadsheetRequest;
      const headers = { "content-type": "application/json" };
      return told(api.batchUpdate({ spreadsheetId, fields, requestBody }, { headers }));
    },
  };
}

function readKey(file: string): { readonly email: string; readonly key: string } {
  const name = `GOOGLE_APPLICATION_CREDENTIALS (${file})`;
  let key: unknown;
  try {
    key = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new SettingsError([
      missing
        ? `${name}: there is no such file; download the service account's JSON key and save it there`
        : `${name} can't be read as JSON; download the service account's key again`,
    ]);
  }
  const { client_email: email, private_key: secret } = (key ?? {}) as Record<string, unknown>;
  if (typeof email !== "string" || typeof secret !== "string") {
    throw new SettingsError([
      `${name} is no service account's key: client_email and private_key are missing; see credentials.example.json`,
    ]);
  }
  return { email, key: secret };
}

interface ApiFailure {
  readonly status?: number;
  readonly message?: string;
  readonly response?: { readonly status?: number; readonly data?: unknown };
}

/** Maps what googleapis throws to the error family. */
function sheetError(thrown: unknown, account: string | undefined): Error {
  const failure = thrown as ApiFailure;
  const status = failure.response?.status ?? failure.status;
  const said = messageOf(failure.response?.data) ?? failure.message ?? String(thrown);
  const cause = { cause: thrown };
  const keyRefused =
    status === 400 &&
    /invalid_grant|invalid_client/.test(JSON.stringify(failure.response?.data ?? ""));
  const whom = account ?? "the account of the API at SHEETS_API_URL";
  if (keyRefused || status === 401) {
    const mend =
      account === undefined
        ? `${whom} is refused: set SHEETS_API_TOKEN to the token that \`npm run sheet\` printed`
        : `the key of ${whom} is not valid (any more): make a new one in the Google Cloud console, or set this machine's clock`;
    return new SheetDeniedError(`${mend} (${status}: ${said})`, 401, cause);
  }
  if (status === 400) {
    return isOfficeFile(failure.response?.data, said)
      ? new SheetDeniedError(`${officeFileMend} (400: ${said})`, status, cause)
      : new SheetRefusedError(said, cause);
  }
  if (status === 403 && !isQuota(said)) {
    return new SheetDeniedError(`${forbiddenMend(said, whom)} (403: ${said})`, status, cause);
  }
  if (status === 404) {
    const mend =
      "there is no spreadsheet with this id: check SPREADSHEET_ID, the long part of the sheet's link";
    return new SheetDeniedError(`${mend} (404: ${said})`, status, cause);
  }
  if (status !== undefined && isRefusal(status)) {
    return new SheetRefusedError(`${status}: ${said}`, cause);
  }
  if (status === 429 || status === 403) {
    const mend =
      "the Sheets API's quota is used up; it is tried again by itself. If this lasts, ask for more quota in the Google Cloud console, or lower SHEETS_READS_PER_MINUTE and SHEETS_WRITES_PER_MINUTE";
    return new SheetAwayError(`${mend} (${status}: ${said})`, status, cause);
  }
  const how = status === undefined ? `did not answer: ${said}` : `answered ${status}: ${said}`;
  return new SheetAwayError(`the sheet ${how}; it is tried again by itself`, status, cause);
}

/** Google's packages wrap what `fetch` threw. */
function unreachableError(thrown: unknown): SheetAwayError | undefined {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (error instanceof UnreachableError) {
      const message = `${error.message}; it is tried again by itself`;
      return new SheetAwayError(message, undefined, { cause: thrown });
    }
  }
  return undefined;
}

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
