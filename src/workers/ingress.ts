/**
 * Messages on their way from any webhook to the company that they belong to. In: verified messages. Out: each published for
 * its company's spreadsheet, or the word that nobody takes it, or that it must be posted again.
 */
import type { Acceptance, InboundMessage } from "../channels/channel";
import { InboxClosedError } from "../errors";
import { timed } from "../relay/message-age";
import { inboxKey, placeOf } from "../relay/message-ids";
import type { Registry } from "./registry";

export interface IngressNeeds {
  /** undefined: the registry could not be read yet. */
  readonly registry: () => Registry | undefined;
  /** @throws InboxClosedError */
  readonly publish: (
    spreadsheetId: string,
    key: string,
    message: unknown,
  ) => Promise<"taken" | "duplicate">;
  /** Messages of one company that this worker takes a minute. */
  readonly perMinute: number;
  readonly now: () => Date;
}

const minuteMs = 60_000;
const unreadSeconds = 10;

export function createIngress(
  needs: IngressNeeds,
): (messages: readonly InboundMessage[]) => Promise<readonly Acceptance[]> {
  let minute = -1;
  let taken = new Map<string, number>();

  function count(spreadsheetId: string): void {
    const current = Math.floor(needs.now().getTime() / minuteMs);
    if (current !== minute) taken = new Map();
    minute = current;
    const before = taken.get(spreadsheetId) ?? 0;
    if (before >= needs.perMinute)
      throw new InboxClosedError(
        `more than ${needs.perMinute} messages of one company came within a minute; post it again`,
        60,
      );
    taken.set(spreadsheetId, before + 1);
  }

  async function takeOne(message: InboundMessage): Promise<Acceptance> {
    const registry = needs.registry();
    if (registry === undefined)
      throw new InboxClosedError("the registry of companies could not be read yet", unreadSeconds);
    const company = registry.byPlace.get(placeOf(message));
    if (company === undefined) return "forbidden-group";
    const { spreadsheetId } = company;
    count(spreadsheetId);
    const kept = timed(message, needs.now());
    const how = await needs.publish(spreadsheetId, inboxKey(message), kept);
    return how === "taken" ? "accepted" : "duplicate";
  }

  return (messages) => Promise.all(messages.map(takeOne));
}
