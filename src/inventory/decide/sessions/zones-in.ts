/** The zones of a session that a written place means, or what is said where it means none. */
import type { StocktakePart } from "../../stocktake/parts";
import type { Session } from "../../stocktake/session";
import { findZones } from "../../stocktake/zones";

export function zonesIn(
  { rows }: Session,
  written: string,
): { readonly zones: readonly string[] } | { readonly part: StocktakePart } {
  const all = [...new Set(rows.map(({ zone }) => zone))];
  const zones = findZones(written, all);
  return zones.length > 0 ? { zones } : { part: { kind: "unknown-zone", written, zones: all } };
}
