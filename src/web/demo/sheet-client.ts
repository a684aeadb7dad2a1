/**
 * The editor's own client of the embedded sheet: reads what a person would see of every tab, and writes what they type
 * as the sheet would take it from a keyboard. Loopback only; it knows nothing of stock.
 */
import { SheetAwayError, SheetRefusedError } from "../../errors";

/** A cell as a person sees it. */
export interface Cell {
  readonly shown: string;
  /** What stands in the input when the cell is edited, where that differs: a formula, or text that looks like one. */
  readonly typed: string;
  readonly isNumber: boolean;
}

export interface Tab {
  readonly title: string;
  readonly sheetId: number;
  readonly rowCount: number;
  /** From row 1 on, without empty rows and cells at the end; at most `mostRows`. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface SheetClient {
  /** @throws SheetAwayError, SheetRefusedError */
  read(): Promise<readonly Tab[]>;
  /** `row` and `column` from 0. @throws SheetAwayError, SheetRefusedError */
  write(title: string, row: number, column: number, value: string): Promise<void>;
  /** A new empty row below this one. @throws SheetAwayError, SheetRefusedError */
  insertRow(sheetId: number, below: number): Promise<void>;
  /** @throws SheetAwayError, SheetRefusedError */
  deleteRow(sheetId: number, row: number): Promise<void>;
}

export const mostRows = 300;
const lastColumn = "Z";
const timeoutMs = 10_000;

interface ApiValue {
  readonly stringValue?: string;
  readonly numberValue?: number;
  readonly formulaValue?: string;
}
interface ApiCell {
  readonly formattedValue?: string;
  readonly userEnteredValue?: ApiValue;
  readonly effectiveValue?: ApiValue;
}
interface ApiSheet {
  readonly properties?: {
    readonly title?: string;
    readonly sheetId?: number;
    readonly hidden?: boolean;
    readonly gridProperties?: { readonly rowCount?: number };
  };
  readonly data?: readonly {
    readonly rowData?: readonly { readonly values?: readonly ApiCell[] }[];
  }[];
}

const emptyCell: Cell = { shown: "", typed: "", isNumber: false };

function cellOf({ formattedValue = "", userEnteredValue, effectiveValue }: ApiCell): Cell {
  const text = userEnteredValue?.stringValue;
  const looksTyped = text !== undefined && /^[=+'-]/.test(text);
  return {
    shown: formattedValue,
    typed: userEnteredValue?.formulaValue ?? (looksTyped ? `'${text}` : formattedValue),
    isNumber: effectiveValue?.numberValue !== undefined,
  };
}

/** Without what is empty at the end. */
function trimmed<Value>(values: readonly Value[], isEmpty: (value: Value) => boolean): Value[] {
  const last = values.findLastIndex((value) => !isEmpty(value));
  return values.slice(0, last + 1);
}

function tabOf({ properties = {}, data = [] }: ApiSheet): Tab {
  const rows = (data[0]?.rowData ?? []).map(({ values = [] }) =>
    trimmed(
      values.map((value) => cellOf(value)),
      ({ shown, typed }) => shown === "" && typed === "",
    ),
  );
  return {
    title: properties.title ?? "",
    sheetId: properties.sheetId ?? 0,
    rowCount: properties.gridProperties?.rowCount ?? mostRows,
    rows: trimmed(rows, (row) => row.length === 0),
  };
}

/** @example columnName(27) // "AB" */
const columnName = (column: number): string =>
  (column >= 26 ? columnName(Math.floor(column / 26) - 1) : "") +
  String.fromCharCode(65 + (column % 26));

export const cellAt = (row: readonly Cell[] | undefined, column: number): Cell =>
  row?.[column] ?? emptyCell;

const quotedTitle = (title: string): string => `'${title.replace(/'/g, "''")}'`;

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

  async function sheets(query: readonly (readonly [string, string])[]): Promise<ApiSheet[]> {
    const parameters = new URLSearchParams(
      query.map(([name, value]): [string, string] => [name, value]),
    );
    const answer = (await call("GET", `?${parameters.toString()}`)) as { sheets?: ApiSheet[] };
    return answer.sheets ?? [];
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

  const properties = "sheets.properties(title,sheetId,hidden,gridProperties.rowCount)";
  return {
    async read() {
      const all = await sheets([["fields", properties]]);
      const visible = all.filter((sheet) => sheet.properties?.hidden !== true);
      if (visible.length === 0) return [];
      const values = "sheets.data.rowData.values(formattedValue,userEnteredValue,effectiveValue)";
      const ranges = visible.map(({ properties: { title = "" } = {} }) => {
        return ["ranges", `${quotedTitle(title)}!A1:${lastColumn}${mostRows}`] as const;
      });
      const read = await sheets([
        ...ranges,
        ["includeGridData", "true"],
        ["fields", `${properties},${values}`],
      ]);
      return read.map(tabOf);
    },
    async write(title, row, column, value) {
      const range = `${quotedTitle(title)}!${columnName(column)}${row + 1}`;
      const path = `/values/${encodeURIComponent(range)}?valueInputOption=USER_ENTERED`;
      await call("PUT", path, { range, majorDimension: "ROWS", values: [[value]] });
    },
    insertRow: (sheetId, below) => changeRows("insertDimension", sheetId, below + 1),
    deleteRow: (sheetId, row) => changeRows("deleteDimension", sheetId, row),
  };
}
