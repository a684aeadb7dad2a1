/** A person who has no row in 成员 yet, as they are to be added there. Pure. */
import type { InboundMessage } from "../channels/channel";
import { cleanName, type Member } from "../inventory/people/member";
import { distinctName } from "../language/names/namesakes";
import { foldName } from "../language/text/normalise";

export interface Newcomer {
  readonly member: Member;
  /** The member whose name they bear, told to the keepers once; undefined where nobody has it. */
  readonly namesake: string | undefined;
}

/** `shown` is the display name as the platform tells it; where nothing of it is left, the account stands for it. */
export function newcomerOf(
  { platform, senderId: account }: Pick<InboundMessage, "platform" | "senderId">,
  shown: string,
  members: readonly Member[],
): Newcomer {
  const own = cleanName(shown) || cleanName(account) || account;
  const names = members.map(({ name }) => name);
  return {
    member: { name: distinctName(own, names), department: "", role: "staff", platform, account },
    namesake: names.find((name) => foldName(name) === foldName(own)),
  };
}
