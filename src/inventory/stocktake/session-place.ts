/** What is under way where a person writes: how a session changes the reading of their words. */
import { itemKeyOf, type Item } from "../items/item";
import { isRowOf, type Movement } from "../movements/movement";
import { countersOf, type StocktakeRow } from "./row";
import {
  claimedZones,
  finishedZones,
  isBlindSession,
  newestSession,
  openSession,
  progressOf,
  rowsToExplain,
} from "./session";
import { zonesOf } from "./zones";

/** What a session makes of a person's words. */
export interface SessionPlace {
  readonly isOpen: boolean;
  /** Its items have numbers. */
  readonly isBlind: boolean;
  /** Zones of the session, else those of the items. */
  readonly zones: readonly string[];
  /** Whether the person has taken on a zone in which something is left to be counted. */
  readonly hasZone: boolean;
  /** Whether the person has counted all of a zone, and has no other. */
  readonly isDone: boolean;
  /** Whether the person has counted or quotes, or anybody has counted, what differs, or differed until it was recounted. */
  readonly differences: "own" | "others" | "none";
}

/** So long after a count its difference is spoken of. */
const explainedWithinMs = 7 * 24 * 60 * 60_000;

interface Ledger {
  readonly recent: readonly Pick<Movement, "id" | "itemName" | "spec">[];
  readonly stocktake?: readonly StocktakeRow[] | undefined;
}

export function sessionPlaceOf(
  ledger: Ledger & { readonly items: readonly Pick<Item, "location">[] },
  name: string,
  { sentAt, quotedId }: { readonly sentAt: Date; readonly quotedId: string | undefined },
): SessionPlace {
  const { stocktake, items } = ledger;
  const session = openSession(stocktake);
  const hasZone = claimedZones(session, name).length > 0;
  return {
    isOpen: session !== undefined,
    isBlind: isBlindSession(session),
    zones: session === undefined ? zonesOf(items) : progressOf(session).map(({ zone }) => zone),
    hasZone,
    isDone:
      session !== undefined &&
      !isBlindSession(session) &&
      !hasZone &&
      finishedZones(session, name).length > 0,
    differences: differencesFor(name, sentAt, keysQuoted(quotedId, ledger), stocktake),
  };
}

/** The items of the rows that a quoted message booked. */
function keysQuoted(quotedId: string | undefined, { recent }: Ledger): ReadonlySet<string> {
  const rows = quotedId === undefined ? [] : recent.filter((row) => isRowOf(row, quotedId));
  return new Set(rows.map(itemKeyOf));
}

function differencesFor(
  name: string,
  at: Date,
  quoted: ReadonlySet<string>,
  stocktake: readonly StocktakeRow[] = [],
): SessionPlace["differences"] {
  const session = newestSession(stocktake);
  const since = at.getTime() - explainedWithinMs;
  const toExplain = new Set(rowsToExplain(session));
  const fresh = (session?.rows ?? []).filter((row) => {
    const { countedAt, recounted } = row;
    const isSpokenOf = toExplain.has(row) || recounted !== undefined;
    return isSpokenOf && countedAt !== undefined && countedAt.getTime() >= since;
  });
  const isMeant = (row: StocktakeRow): boolean =>
    countersOf(row).includes(name) || quoted.has(itemKeyOf(row));
  if (fresh.some(isMeant)) return "own";
  return fresh.length > 0 ? "others" : "none";
}
