/** GET /movements: one page of the ledger, for which no more of it is read than the page needs. */
import type { Movement } from "../inventory/movements/movement";
import type { Period } from "../language/text/calendar";
import type { Stockroom } from "../sheet/stockroom";
import { encoded, movementRows, type Page } from "./lists";

export interface MovementQuery {
  readonly item?: string | undefined;
  readonly type?: Movement["type"] | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

type Pages = AsyncIterable<readonly Movement[]>;

/** So many rows are gone through for a page where few of them are asked for; then it ends early. */
const mostRead = 20_000;
const dayMs = 24 * 60 * 60_000;
const firstDays = 31;

/** The row that a page ended with. */
interface Place {
  /** Milliseconds. */
  readonly at: number;
  readonly id: string;
}

/** @throws RangeError where the cursor is of another list */
export async function movementPage(
  stockroom: Pick<Stockroom, "movementPages">,
  query: MovementQuery,
  period: Period,
): Promise<Page> {
  const { item, type, cursor, limit } = query;
  const isWanted = (row: Movement): boolean =>
    (item === undefined || row.itemName === item) && (type === undefined || row.type === type);
  const pageRows = item === undefined && type === undefined ? limit + 2 : undefined;
  const place = cursor === undefined ? undefined : placeIn(cursor);
  const to =
    place === undefined ? period.to : new Date(Math.min(period.to.getTime(), place.at + 1));
  const pages = newestFirst(stockroom, { ...period, to }, pageRows);
  const data: object[] = [];
  let last: Movement | undefined;
  let read = 0;
  for await (const page of place === undefined ? pages : behind(pages, place))
    for (const row of page) {
      const isFull = data.length === limit || read === mostRead;
      if (isFull && last !== undefined) return { data, next: cursorOf(last) };
      last = row;
      read += 1;
      if (isWanted(row)) data.push(movementRows.show(row));
    }
  return { data, next: null };
}

const cursorOf = ({ at, id }: Movement): string => encoded(`${at.getTime()} ${id}`);

function placeIn(cursor: string): Place {
  const [, at, id] = /^(-?\d{1,15}) (.+)$/s.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (at === undefined || id === undefined) throw new RangeError("no row has this cursor");
  return { at: Number(at), id };
}

/** The newest month first, then ever longer stretches: tabs of older rows are looked at once they are needed. */
async function* newestFirst(
  stockroom: Pick<Stockroom, "movementPages">,
  { from, to }: Period,
  pageRows: number | undefined,
): AsyncGenerator<readonly Movement[]> {
  let days = firstDays;
  for (let end = to; end > from; days *= 4) {
    const start = new Date(Math.max(from.getTime(), end.getTime() - days * dayMs));
    yield* stockroom.movementPages({ from: start, to: end }, "newest", pageRows);
    end = start;
  }
}

/** What is older than the row; where that is gone, others of its very moment come again. */
async function* behind(pages: Pages, { at, id }: Place): AsyncGenerator<readonly Movement[]> {
  const same: Movement[] = [];
  let isOver = false;
  const rest = (): readonly Movement[] => same.slice(same.findIndex((row) => row.id === id) + 1);
  for await (const page of pages) {
    const older = page.filter((row) => row.at.getTime() < at);
    if (!isOver) same.push(...page.slice(0, page.length - older.length));
    if (!isOver && older.length > 0) yield rest();
    isOver ||= older.length > 0;
    yield older;
  }
  if (!isOver) yield rest();
}
