/** What tells other systems, with its cursors in STATE_DIR and a `fetch` of its own. Starts nothing. */
import path from "node:path";
import { createCursorStore } from "../events/cursor-files";
import { createEvents, type EventNeeds, type Events } from "../events/events";
import { createPublicFetch } from "../outbound";
import type { Resources } from "../resources";
import type { Settings } from "../settings";
import type { Metrics } from "../web/metrics";

export function connectEvents(
  { events: settings, proxy, stateDir }: Settings,
  { sheet, isDurable, relayName, fetch }: Resources,
  {
    metrics,
    ...rest
  }: Pick<EventNeeds, "stockroom" | "now" | "onError"> & { readonly metrics: Metrics },
): Events {
  return createEvents({
    ...{ ...rest, settings, relayName, random: Math.random },
    cursors: createCursorStore(isDurable ? path.join(stateDir, "events") : undefined),
    fetch: settings.allowPrivate ? fetch : createPublicFetch(proxy),
    onPosted: (outcome) => metrics.recordEvent(outcome),
    source: `urn:stockcaster:${encodeURIComponent(sheet.spreadsheetId)}`,
  });
}
