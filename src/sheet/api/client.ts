/**
 * The Sheets API v4 through @googleapis/sheets: the only file that names Google's packages. Comes in: a spreadsheet's id and a
 * request; goes out: Google's answer, or an error of the family that says what to mend. No retries, no quota, no stock.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest
 */
import { readFileSync } from "node:fs";
import { JWT } from "google-auth-library";
import { sheets_v4 } from "@googleapis/sheets";
import { SettingsError } from "../../errors";
import { sheetError } from "./client-errors";

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
      throw sheetError(error, key?.email);
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
