/**
 * Whose a row of 流水 or an entry of 待处理 is: the account's that caused it. A display name is anyone's choice, so it
 * counts only for rows of earlier versions, which hold no account, and only where it can be one member's.
 */
import type { DecisionContext } from "../decide/decision";
import type { Movement } from "../movements/movement";
import type { PendingEntry } from "../movements/pending";
import { accountOf, type Member } from "./member";

/** Who caused it, as the sheet tells. */
export interface Caused {
  /** `platform:account`; "" on rows of earlier versions. */
  readonly account: string;
  readonly operator: string;
  readonly platform: string;
}

export const causedRow = ({ account, operator, source }: Movement): Caused => ({
  account,
  operator,
  platform: source,
});

export const causedEntry = ({ account, operator, messageId }: PendingEntry): Caused => ({
  account,
  operator,
  platform: messageId.slice(0, Math.max(0, messageId.indexOf(":"))),
});

/** The member who caused it; undefined where that can't be told. */
export function writerOf(
  { account, operator, platform }: Caused,
  members: readonly Member[],
): Member | undefined {
  if (account !== "") return members.find((member) => accountOf(member) === account);
  const namesakes = members.filter(
    (member) => member.platform === platform && member.name === operator,
  );
  return namesakes.length === 1 ? namesakes[0] : undefined;
}

/** Whether the sender caused it. */
export function isOwn(
  caused: Caused,
  { sender, members }: Pick<DecisionContext, "sender" | "members">,
): boolean {
  const own = accountOf(sender);
  if (caused.account !== "") return caused.account === own;
  const writer = writerOf(caused, members);
  return writer !== undefined && accountOf(writer) === own;
}
