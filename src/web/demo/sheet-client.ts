/**
 * The editor's own client of the embedded sheet: reads what a person would see of every tab, and writes what they type
 * as the sheet would take it from a keyboard. Loopback only; it knows nothing of stock.
 */
import { SheetAwayError, SheetRefusedError } from "../../errors";
import { createTabReader, quotedTitle, type Tab } from "./tab-reader";

export interface SheetClient {
  /** @throws SheetAwayError, SheetRefusedError */
  read(): Promise<readonly Tab[]>;
  /** `row` and `column` from 0, at most 25. @throws SheetAwayError, SheetRefusedError */
  write(title: string, row: number, column: number, value: string): Promise<void>;
  /** A new empty row below this one. @throws SheetAwayError, SheetRefusedError */
  insertRow(sheetId: number, below: number): Promise<void>;
  /** @throws SheetAwayError, SheetRefusedError */
  deleteRow(sheetId: number, row: number): Promise<void>;
}

const timeoutMs = 10_000;

function reasonOf(body: unknown): string {
  const message = (body as { error?: { message?: unknown } } | null)?.error?.message;
  return typeof message === "string" ? message : "";
}

/** @see https://developers.google.com/workspace/sheets/api/reference/rest */
export function createSheetClient(address: {
  readonly sheetUrl: string;
  /** undefined: its callers need none. */
  readonly sheetToken?: string | undefined;
  readonly spreadsheetId: string;
  /** Whether a tab that is longer than what is shown is shown at its end. */
  readonly endsFirst: (title: string) => boolean;
}): SheetClient {
  const base = `${address.sheetUrl}/v4/spreadsheets/${encodeURIComponent(address.spreadsheetId)}`;

  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const { sheetToken } = address;
    const request = {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        "content-type": "application/json",
        ...(sheetToken === undefined ? {} : { authorization: `Bearer ${sheetToken}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const answer = await fetch(`${base}${path}`, request).catch((cause: unknown) => {
      throw new SheetAwayError("the embedded sheet did not answer", undefined, { cause });
    });
    const said: unknown = await answer.json().catch(() => null);
    if (answer.ok) return said;
    if (answer.status >= 500 || answer.status === 429) {
      throw new SheetAwayError(`the embedded sheet answered ${answer.status}`, answer.status);
    }
    throw new SheetRefusedError(reasonOf(said));
  }

  const changeRows = async (
    kind: "insertDimension" | "deleteDimension",
    sheetId: number,
    row: number,
  ): Promise<void> => {
    const range = { sheetId, dimension: "ROWS", startIndex: row, endIndex: row + 1 };
    const inherits = kind === "insertDimension" ? { inheritFromBefore: row > 1 } : {};
    await call("POST", ":batchUpdate", { requests: [{ [kind]: { range, ...inherits } }] });
  };

  return {
    read: createTabReader((query) => call("GET", query), address.endsFirst),
    async write(title, row, column, value) {
      const range = `${quotedTitle(title)}!${String.fromCharCode(65 + column)}${row + 1}`;
      const path = `/values/${encodeURIComponent(range)}?valueInputOption=USER_ENTERED`;
      await call("PUT", path, { range, majorDimension: "ROWS", values: [[value]] });
    },
    insertRow: (sheetId, below) => changeRows("insertDimension", sheetId, below + 1),
    deleteRow: (sheetId, row) => changeRows("deleteDimension", sheetId, row),
  };
}
