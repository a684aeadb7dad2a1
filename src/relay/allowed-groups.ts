/**
 * Who may book: groups that the 设置 tab lists, and members in direct chats. Another group is told once a day where to be
 * listed.
 */
import type { InboundMessage } from "../channels/channel";
import type { Member } from "../inventory/people/member";
import type { Policy } from "../inventory/policy";
import { tabs } from "../language/sheet-words/headings";
import type { SheetState, Snapshot } from "../sheet/stockroom";
import { placeOf } from "./message-ids";

/** Whether the last snapshot lets this place book. A direct message always passes: its sender is what counts. */
export function isAllowed(
  message: Pick<InboundMessage, "platform" | "groupId">,
  policy: Policy,
): boolean {
  return message.groupId === undefined || policy.allowedGroups.includes(placeOf(message));
}

/**
 * Whether 设置 or 成员 was missing or lacked a column when last read: nobody knows then who may book, so nobody is turned
 * away and everybody waits.
 */
export function isAccessUnknown(
  { problems }: Pick<Snapshot, "problems">,
  { degraded }: Pick<SheetState, "degraded">,
): boolean {
  const titles: readonly string[] = [tabs.settings.title, tabs.members.title];
  return degraded && problems.some(({ tab, cell }) => cell === "" && titles.includes(tab));
}

/** The sender's row of 成员, if there is one. */
export function memberOf(
  message: Pick<InboundMessage, "platform" | "senderId">,
  members: readonly Member[],
): Member | undefined {
  return members.find(
    ({ platform, account }) => platform === message.platform && account === message.senderId,
  );
}

/** Whether a place is to be told today; keeps one day's memory. `day` is the relay's date, yyyy-MM-dd. */
export function createOnceADay(): (place: string, day: string) => boolean {
  let today = "";
  let told = new Set<string>();
  return (place, day) => {
    if (day !== today) {
      today = day;
      told = new Set();
    }
    const isFirst = !told.has(place);
    told.add(place);
    return isFirst;
  };
}
