/**
 * Reads what a person would see of every tab of the embedded sheet. A tab of which only a part is shown is shown from its
 * top, or at its end where rows are added below.
 */

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
  /** How many rows are left out between the first of `rows` and the second. */
  readonly above: number;
}

export const mostRows = 300;
const lastColumn = "Z";

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
  readonly data?: readonly ApiData[];
}
interface ApiData {
  readonly rowData?: readonly { readonly values?: readonly ApiCell[] }[];
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

function rowsOf({ rowData = [] }: ApiData = {}): (readonly Cell[])[] {
  const rows = rowData.map(({ values = [] }) =>
    trimmed(
      values.map((value) => cellOf(value)),
      ({ shown, typed }) => shown === "" && typed === "",
    ),
  );
  return trimmed(rows, (row) => row.length === 0);
}

/** @param from the row, from 0, with which the second range begins, where there is one */
function tabOf({ properties = {}, data = [] }: ApiSheet, from: number): Tab {
  const [first, last] = [rowsOf(data[0]), rowsOf(data[1])];
  const end = from + last.length;
  const shown = last.slice(1 - mostRows);
  const isWhole = data[1] === undefined;
  return {
    title: properties.title ?? "",
    sheetId: properties.sheetId ?? 0,
    rowCount: properties.gridProperties?.rowCount ?? mostRows,
    rows: isWhole ? first : [first[0] ?? [], ...shown],
    above: isWhole ? 0 : end - shown.length - 1,
  };
}

export const cellAt = (row: readonly Cell[] | undefined, column: number): Cell =>
  row?.[column] ?? emptyCell;

export const quotedTitle = (title: string): string => `'${title.replace(/'/g, "''")}'`;

/** @param call a GET of the spreadsheet with this query */
export function createTabReader(
  call: (query: string) => Promise<unknown>,
  endsFirst: (title: string) => boolean,
): () => Promise<readonly Tab[]> {
  async function sheets(query: readonly (readonly [string, string])[]): Promise<ApiSheet[]> {
    const parameters = new URLSearchParams(
      query.map(([name, value]): [string, string] => [name, value]),
    );
    const answer = (await call(`?${parameters.toString()}`)) as { sheets?: ApiSheet[] };
    return answer.sheets ?? [];
  }

  const properties = "sheets.properties(title,sheetId,hidden,gridProperties.rowCount)";
  /** Where tabs begin that are shown at their end: the row, from 0, that follows their first. By sheetId. */
  let starts: ReadonlyMap<number, number> = new Map();

  const readCells = (ranges: readonly string[], cells: string): Promise<ApiSheet[]> =>
    sheets([
      ...ranges.map((range) => ["ranges", range] as const),
      ["includeGridData", "true"],
      ["fields", `${properties},sheets.data.rowData.values(${cells})`],
    ]);

  /** How many rows of a tab are filled. */
  async function lengthOf({ title, rows, rowCount, above }: Tab): Promise<number> {
    if (above > 0 || rows.length < mostRows || rowCount <= mostRows) return rows.length + above;
    const [rest] = await readCells([`${quotedTitle(title)}!A${mostRows + 1}:A`], "formattedValue");
    return rows.length + (rest?.data?.[0]?.rowData?.length ?? 0);
  }

  async function read(): Promise<readonly Tab[]> {
    const all = await sheets([["fields", properties]]);
    const visible = all.filter((sheet) => sheet.properties?.hidden !== true);
    if (visible.length === 0) return [];
    const known = new Map(
      visible.map(({ properties: { sheetId = 0, gridProperties } = {} }) => {
        const start = starts.get(sheetId) ?? 1;
        return [sheetId, start < (gridProperties?.rowCount ?? 0) ? start : 1] as const;
      }),
    );
    const startOf = (sheetId = 0): number => known.get(sheetId) ?? 1;
    const ranges = visible.flatMap(({ properties: { title = "", sheetId } = {} }) => {
      const [tab, start] = [quotedTitle(title), startOf(sheetId)];
      return start === 1
        ? [`${tab}!A1:${lastColumn}${mostRows}`]
        : [`${tab}!A1:${lastColumn}1`, `${tab}!A${start + 1}:${lastColumn}`];
    });
    const answer = await readCells(ranges, "formattedValue,userEnteredValue,effectiveValue");
    const tabs = answer.map((sheet) => tabOf(sheet, startOf(sheet.properties?.sheetId)));
    const next = await Promise.all(
      tabs
        .filter(({ title }) => endsFirst(title))
        .map(async (tab) => {
          const start = Math.max(1, (await lengthOf(tab)) + 1 - mostRows);
          return [tab.sheetId, start] as const;
        }),
    );
    starts = new Map(next);
    const hasGrown = next.some(([sheetId, start]) => start > 1 && startOf(sheetId) === 1);
    return hasGrown ? read() : tabs;
  }

  return read;
}
