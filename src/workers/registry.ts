/**
 * The registry of companies as people fill it in. In: the rows of the tab 公司. Out: the companies to serve, which group's
 * messages belong to which, and a sentence for each row that can't be used; the others go on. Pure.
 */
import {
  pausedStates,
  registryHeading,
  registrySentences as sentences,
  servedStates,
} from "../language/sheet-words/registry-words";

export interface Company {
  /** Of the registry, as people count rows. */
  readonly row: number;
  readonly spreadsheetId: string;
  /** IANA name; undefined: the spreadsheet's. */
  readonly timeZone: string | undefined;
  /** Whose key is used; undefined: that of the registry. */
  readonly account: string | undefined;
}

export interface Registry {
  readonly companies: readonly Company[];
  /** By `platform:group`; `platform:` alone stands for direct messages. */
  readonly byPlace: ReadonlyMap<string, Company>;
  readonly problems: readonly string[];
}

const { columns } = registryHeading;
type Field = keyof typeof columns;
type Values = Readonly<Record<Field, string>>;

interface Row extends Company {
  readonly places: readonly string[];
  readonly isPaused: boolean;
}

/** @param rows of the tab, unformatted, its headings somewhere in the first ten */
export function readRegistry(rows: readonly (readonly unknown[])[]): Registry {
  const fields = Object.keys(columns) as Field[];
  const textOf = (cell: unknown): string =>
    typeof cell === "string" || typeof cell === "number" ? String(cell).trim() : "";
  const isHeader = (row: readonly unknown[]): boolean =>
    row.some((cell) => textOf(cell) === columns.spreadsheetId.header);
  const at = Math.max(0, rows.slice(0, 10).findIndex(isHeader));
  const header = (rows[at] ?? []).map(textOf);
  const missing = Object.values(columns).flatMap(({ header: name, required }) =>
    required && !header.includes(name) ? [name] : [],
  );
  if (missing.length > 0)
    return { companies: [], byPlace: new Map(), problems: [sentences.missingColumns(missing)] };
  const problems: string[] = [];
  const read = rows.slice(at + 1).flatMap((row, index): Row[] => {
    const valueOf = (field: Field): string => textOf(row[header.indexOf(columns[field].header)]);
    const values = Object.fromEntries(fields.map((field) => [field, valueOf(field)])) as Values;
    if (Object.values(values).every((value) => value === "")) return [];
    const number = at + index + 2;
    const wrong = wrongIn(values, number);
    if (wrong !== undefined) problems.push(wrong);
    return wrong === undefined ? [rowOf(values, number, problems)] : [];
  });
  return { ...companiesOf(read, problems), problems };
}

function wrongIn(values: Values, row: number): string | undefined {
  const { spreadsheetId, timeZone, account, status } = values;
  if (!/^[\w-]{1,200}$/.test(spreadsheetId)) return sentences.wrongId(row, spreadsheetId);
  if (timeZone !== "" && !isZone(timeZone)) return sentences.wrongZone(row, timeZone);
  if (!/^(?:[\w-][\w.-]{0,99})?$/.test(account)) return sentences.wrongAccount(row, account);
  if (![...servedStates, ...pausedStates].includes(status))
    return sentences.wrongStatus(row, status);
  return undefined;
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

function rowOf(values: Values, number: number, problems: string[]): Row {
  const written = values.groups.split(/[,，、;；\s]+/).filter(Boolean);
  const places = written.flatMap((text) => {
    const place = /^([a-z\d-]+)[:：](.{0,200})$/i.exec(text);
    if (place === null) problems.push(sentences.wrongGroup(number, text));
    return place === null ? [] : [`${place[1]?.toLowerCase() ?? ""}:${place[2] ?? ""}`];
  });
  return {
    row: number,
    places: [...new Set(places)],
    spreadsheetId: values.spreadsheetId,
    timeZone: values.timeZone === "" ? undefined : values.timeZone,
    account: values.account === "" ? undefined : values.account,
    isPaused: pausedStates.includes(values.status),
  };
}

/** A sheet stands once, a group belongs to one company; a paused one keeps its groups from others. */
function companiesOf(
  rows: readonly Row[],
  problems: string[],
): Pick<Registry, "companies" | "byPlace"> {
  const bySheet = new Map<string, Row>();
  const byPlace = new Map<string, Row[]>();
  for (const row of rows) {
    const first = bySheet.get(row.spreadsheetId);
    if (first === undefined) bySheet.set(row.spreadsheetId, row);
    else problems.push(sentences.sameSheet(row.row, first.row));
    if (first !== undefined) continue;
    for (const place of row.places) byPlace.set(place, [...(byPlace.get(place) ?? []), row]);
  }
  for (const [place, claimants] of byPlace) {
    if (claimants.length === 1) continue;
    problems.push(
      sentences.claimedTwice(
        place,
        claimants.map(({ row }) => row),
      ),
    );
    byPlace.delete(place);
  }
  const served = [...byPlace].flatMap(([place, [row]]) =>
    row === undefined || row.isPaused ? [] : [[place, row] as const],
  );
  return {
    companies: [...bySheet.values()].filter(({ isPaused }) => !isPaused),
    byPlace: new Map(served),
  };
}
