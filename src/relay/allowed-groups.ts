/**
 * Who may book: groups that the 设置 tab lists, and members in direct chats. Another group is told once a day where to be
 * listed.
 */
import type { InboundMessage } from "../channels/channel";
import type { Member } from "../inventory/people/member";
import { findSupplier, supplierOfGroup, type Supplier } from "../inventory/purchasing/supplier";
import { tabs } from "../language/sheet-words/headings";
import type { SheetHealth, Snapshot } from "../sheet/stockroom";
import { placeOf } from "./message-ids";

type Place = Pick<InboundMessage, "platform" | "groupId">;

/** Whether the last snapshot lets this place book. A direct message always passes: its sender is what counts. */
export function isAllowed(
  message: Place,
  access: Pick<Snapshot, "policy" | "purchasing">,
): boolean {
  if (message.groupId === undefined || supplierOf(message, access) !== undefined) return true;
  return access.policy.allowedGroups.includes(placeOf(message));
}

/** The supplier whose own group a message was written in, whoever wrote it, and whatever 设置 says of that group. */
export const supplierOf = (
  message: Place,
  { purchasing }: Pick<Snapshot, "purchasing">,
): Supplier | undefined =>
  message.groupId === undefined
    ? undefined
    : supplierOfGroup(placeOf(message), purchasing?.suppliers ?? []);

/** Whether somebody speaks for a supplier: 部门 is the supplier's name. */
const speaksFor = ({ role, department }: Member, supplier: Supplier): boolean =>
  role === "supplier" && findSupplier(department, [supplier]).length > 0;

/** Strangers' direct messages; in a supplier's group everybody but the supplier; a supplier anywhere else. */
export function isKeptOut(
  message: Place & Pick<InboundMessage, "type">,
  member: Member | undefined,
  access: Pick<Snapshot, "purchasing">,
): boolean {
  const supplier = supplierOf(message, access);
  if (supplier === undefined)
    return member === undefined ? message.groupId === undefined : member.role === "supplier";
  return member === undefined || message.type !== "message" || !speaksFor(member, supplier);
}

/**
 * Whether 设置 or 成员 was missing or lacked a column when last read: nobody knows then who may book, so nobody is turned
 * away and everybody waits.
 */
export function isAccessUnknown(
  { problems }: Pick<Snapshot, "problems">,
  { degraded }: Pick<SheetHealth, "degraded">,
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
