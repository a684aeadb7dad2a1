/** What tells other systems, with its cursors in STATE_DIR and a `fetch` of its own. Starts nothing. */
import path from "node:path";
import { createCursorStore } from "./events/cursor-files";
import { createEvents, type EventNeeds, type Events } from "./events/events";
import { createPublicFetch } from "./outbound";
import type { Resources } from "./resources";
import type { Settings } from "./settings";

export function connectEvents(
  { events: settings, proxy, stateDir }: Settings,
  { sheet, isDurable, relayName, fetch }: Resources,
  rest: Pick<EventNeeds, "stockroom" | "now" | "onError" | "onPosted">,
): Events {
  return createEvents({
    ...{ ...rest, settings, relayName, random: Math.random },
    cursors: createCursorStore(isDurable ? path.join(stateDir, "events") : undefined),
    fetch: settings.allowPrivate ? fetch : createPublicFetch(proxy),
    source: `urn:stockcaster:${encodeURIComponent(sheet.spreadsheetId)}`,
  });
}
