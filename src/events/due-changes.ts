/** What is still to be told to an address. In: its cursor and the sheet. Out: changes, the oldest first. */
import { movementChange, type Change } from "../inventory/changes/change";
import type { EventType } from "../inventory/changes/subscription";
import { messageIdOfRow, type Movement } from "../inventory/movements/movement";
import { withheldItems } from "../inventory/stocktake/withheld";
import { voidedRowOf, isVoidId } from "../language/sheet-words/ledger-notes";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import type { OtherChanges } from "./other-changes";
import { isDue, oldestMs, type Cursor } from "./cursor";

/** What an address is told of. */
export interface Interest {
  /** Nothing that an API key of this name has caused. */
  readonly name: string;
  readonly types: readonly EventType[];
}

/** Where changes are found besides the snapshot. */
export interface Sources {
  readonly stockroom: Pick<Stockroom, "movements">;
  readonly others: OtherChanges;
}

export interface DueChanges {
  readonly ledger: readonly Change[];
  readonly others: readonly Change[];
  /** Of items whose figures are withheld for now: they stay due. */
  readonly held: readonly Change[];
  /** Of the ledger: where a stretch ends of which all is done, and after which there may be more. */
  readonly emptyUntil: Date | undefined;
}

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** So far back all movements are in the snapshot, unless there are very many. */
const rememberedMs = 47 * hourMs;
const mostRemembered = 19_000;
const mostAtOnce = 200;

/** What happened after a time, oldest first; older stretches a day at a time. */
async function rowsSince(
  since: number,
  { recent, readAt }: Snapshot,
  stockroom: Pick<Stockroom, "movements">,
): Promise<{ readonly rows: readonly Movement[]; readonly until: Date | undefined }> {
  const oldest = recent.at(-1)?.at.getTime() ?? Infinity;
  const isWhole =
    oldest <= since || (since >= readAt.getTime() - rememberedMs && recent.length < mostRemembered);
  if (isWhole) {
    const end = recent.findIndex(({ at }) => at.getTime() <= since);
    return { rows: recent.slice(0, end < 0 ? recent.length : end).reverse(), until: undefined };
  }
  const until = new Date(since + dayMs);
  const rows = await stockroom.movements({ from: new Date(since + 1), to: until });
  return { rows: rows.toReversed(), until };
}

/** The end of a stretch that was read, short of what may still be booked. */
function passed(since: number, until: Date | undefined, { readAt }: Snapshot): Date | undefined {
  const end = Math.min(until?.getTime() ?? 0, readAt.getTime() - hourMs);
  return end > since ? new Date(end) : undefined;
}

/** The API key's name that caused a row; undefined: none did. */
function sourceOf(id: string): string | undefined {
  const row = messageIdOfRow(isVoidId(id) ? voidedRowOf(id) : id);
  return /^api:([^:]+):/.exec(row)?.[1];
}

const told = (change: Change, { name, types }: Interest): Change => ({
  ...change,
  events:
    name !== "" && sourceOf(change.id) === name
      ? []
      : change.events.filter(({ type }) => types.includes(type)),
});

/**
 * Changes of which nothing is to be told have no events.
 *
 * @throws SheetAwayError where older rows can't be read
 */
export async function dueChanges(
  cursor: Cursor,
  interest: Interest,
  snapshot: Snapshot,
  { stockroom, others }: Sources,
): Promise<DueChanges> {
  const since = Math.max(cursor.ledger.since, snapshot.readAt.getTime() - oldestMs);
  const { rows, until } = await rowsSince(since, snapshot, stockroom);
  const withheld = withheldItems(snapshot.stocktake);
  const ledger: Change[] = [];
  const held: Change[] = [];
  for (const row of rows) {
    if (!isDue(cursor.ledger, row)) continue;
    if (ledger.length >= mostAtOnce) break;
    const change = movementChange(row, snapshot);
    if (withheld.has(change.key)) held.push(change);
    else ledger.push(told(change, interest));
  }
  return {
    ...{ ledger, held },
    others: others(snapshot)
      .filter((change) => isDue(cursor.others, change))
      .sort((left, right) => left.at.getTime() - right.at.getTime())
      .map((change) => told(change, interest)),
    emptyUntil: ledger.length + held.length === 0 ? passed(since, until, snapshot) : undefined,
  };
}
