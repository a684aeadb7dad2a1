/** The list to count by: what is still to be counted of a place, else of the person's own zones, else of all. */
import { findItem, readable } from "../../items/label";
import type { CountLine, StocktakePart } from "../../stocktake/parts";
import { isToCount, type StocktakeRow } from "../../stocktake/row";
import { claimedZones, progressOf, type Session } from "../../stocktake/session";
import type { DecisionContext } from "../decision";
import { zoneCounted, zonesIn } from "./zones-in";

/** `written` "": no place is named. */
export function countList(
  written: string,
  session: Session,
  context: DecisionContext,
): StocktakePart {
  const found =
    written === ""
      ? { zones: claimedZones(session, context.sender.name) }
      : zonesIn(session, written);
  if ("part" in found) return found.part;
  const all = progressOf(session).map(({ zone }) => zone);
  const isDone = !session.rows.some((row) => found.zones.includes(row.zone) && isToCount(row));
  if (written !== "" && isDone) return zoneCounted(found.zones, session, context);
  const asked = found.zones.length === 0 ? all : found.zones;
  const isBlind = session.rows.some(({ kind }) => kind === "blind");
  const zones = all.flatMap((zone) => {
    const open = session.rows.filter(
      (row) => asked.includes(zone) && row.zone === zone && isToCount(row),
    );
    const lines = open.map((row) => lineOf(row, isBlind, context));
    return lines.length === 0 ? [] : [{ zone, lines }];
  });
  return { kind: "count-list", number: session.number, isBlind, at: context.message.sentAt, zones };
}

function lineOf(
  { itemName: name, spec, unit, ordinal }: StocktakeRow,
  isBlind: boolean,
  { items }: DecisionContext,
): CountLine {
  const item = findItem(items, { name, spec });
  const book = isBlind || item === undefined ? undefined : readable(item.stock);
  return { name, spec, unit, book, ordinal };
}
