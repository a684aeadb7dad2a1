/**
 * The embedded sheet's front door: a server for the part of the Google Sheets REST API v4 that the relay, its tools and
 * people's edits use, on a loopback port. It knows nothing of stock.
 */

/** One call as it came in; `path` is the decoded path without the query. */
export interface SheetCall {
  readonly kind: "read" | "write";
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export interface SheetAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** For tests: sees every call before it is applied; may apply, delay, answer an error, or drop the connection before or after applying. */
export type Intercept = (
  call: SheetCall,
  apply: () => SheetAnswer,
) => Promise<SheetAnswer | "reset">;

export interface LocalSheetOptions {
  /** Where the workbook is kept; undefined: in memory only. */
  readonly dir: string | undefined;
  readonly host?: string;
  readonly port?: number;
  readonly spreadsheetId?: string;
  readonly title?: string;
  /** IANA name. */
  readonly timeZone?: string;
  readonly latencyMs?: number;
  readonly quota?: { readonly readsPerMinute: number; readonly writesPerMinute: number };
  readonly intercept?: Intercept;
  readonly now?: () => Date;
  readonly cellLimit?: number;
}

export interface LocalSheet {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  readonly spreadsheetId: string;
  close(): Promise<void>;
}

/** Opens the workbook and listens. */
export function startLocalSheet(options: LocalSheetOptions): Promise<LocalSheet> {
  return Promise.reject(new Error(`not laid yet: ${options.dir ?? "memory"}`));
}
