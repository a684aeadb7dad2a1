/** The zones of a session: which a written place means, and what is said where it means none, or where all is counted. */
import { labelOf } from "../../items/label";
import type { StocktakePart } from "../../stocktake/parts";
import type { Session } from "../../stocktake/session";
import { findZones } from "../../stocktake/zones";
import type { DecisionContext } from "../decision";

export function zonesIn(
  { rows }: Session,
  written: string,
): { readonly zones: readonly string[] } | { readonly part: StocktakePart } {
  const all = [...new Set(rows.map(({ zone }) => zone))];
  const zones = findZones(written, all);
  return zones.length > 0 ? { zones } : { part: { kind: "unknown-zone", written, zones: all } };
}

export function zoneCounted(
  zones: readonly string[],
  { rows }: Session,
  { items }: DecisionContext,
): StocktakePart {
  const recounts = rows.filter(({ zone, status }) => status === "recount" && zones.includes(zone));
  const labels = recounts.map(({ itemName: name, spec }) => labelOf({ name, spec }, items));
  return { kind: "zone-counted", zones, recounts: labels };
}
