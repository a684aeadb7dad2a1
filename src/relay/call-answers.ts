/**
 * How often somebody who talks to the bot, without asking anything of it, is answered: with a line, then with a shorter
 * one, then not until they have been quiet for a while.
 */
import type { HintTopic } from "../inventory/intent";
import { isSuspended } from "../inventory/people/rights";
import { createRecentMap } from "../recent-map";
import type { MessageContext } from "./read-and-decide";
import { conversationOf } from "./message-ids";

const whileMs = 10 * 60_000;
const mostKept = 1_000;

/** What to answer a call; undefined: nothing. */
type AnswerTo = (
  call: Pick<MessageContext, "message" | "sender">,
  about: HintTopic,
) => HintTopic | undefined;

export function createCallAnswers(): AnswerTo {
  /** By conversation: how many were answered in a row, and when the last call came, ms. */
  const rows = createRecentMap<{ readonly answered: number; readonly at: number }>(mostKept);
  return ({ message, sender }, about) => {
    if (isSuspended(sender) || message.isOld === true) return undefined;
    const conversation = conversationOf(message);
    const row = rows.get(conversation);
    const at = message.sentAt.getTime();
    const isRow = row !== undefined && at - row.at <= whileMs;
    const answered = isRow ? row.answered : 0;
    rows.set(conversation, { answered: answered + 1, at });
    if (answered > 1) return undefined;
    return answered === 1 && about === "not-understood" ? "still-not-understood" : about;
  };
}
