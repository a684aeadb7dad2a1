/**
 * Never two messages where one will do. Comes in: what waits for one target; goes out: what to send next, as one message
 * that stands for one or several. Pure.
 */
import type { OutboundMessage } from "../channels/channel";

/** A message with what the outbox has to know of it. */
export interface Outgoing extends OutboundMessage {
  readonly platform: string;
  /** The commit that booked it; receipts of one commit may share a message. */
  readonly commit: string | undefined;
  /** How long it is tried; undefined: as long as an answer is worth having. */
  readonly tryForMs?: number;
}

/** Up to this many receipts of one commit stay messages of their own. */
const receiptsApart = 3;
/** A shared message stays readable, and within every platform's limit. */
const longestShared = 1_500;

const isReceipt = ({ kind, reaction }: Outgoing): boolean =>
  kind === "receipt" && reaction === undefined;

/** The first ones whose texts fit into one message together; always one at least. */
function thatFit(messages: readonly Outgoing[]): readonly Outgoing[] {
  let length = 0;
  const end = messages.findIndex(({ text }) => (length += text.length + 1) > longestShared);
  return end < 0 ? messages : messages.slice(0, Math.max(1, end));
}

/**
 * What to send next of what is due, oldest first: warnings before all else; receipts of one commit together when there
 * are more than three, and all waiting receipts together when the platform made them wait.
 *
 * @param due oldest first, not empty
 */
export function nextToSend(due: readonly Outgoing[], wasHeldBack: boolean): readonly Outgoing[] {
  const first = due.find(({ kind }) => kind === "alert") ?? due[0];
  if (first === undefined) return [];
  if (!isReceipt(first)) return [first];
  const receipts = due.filter(isReceipt);
  const ofCommit = receipts.filter(({ commit }) => commit !== undefined && commit === first.commit);
  if (wasHeldBack) return thatFit(receipts);
  return ofCommit.length > receiptsApart ? thatFit(ofCommit) : [first];
}

/** One message that stands for all; its id is the first one's, so that a retry has it again. */
export function merged(messages: readonly [Outgoing, ...Outgoing[]]): Outgoing {
  const [first] = messages;
  if (messages.length === 1) return first;
  return {
    ...first,
    text: messages.map(({ text }) => text).join("\n"),
    inReplyTo: messages.flatMap(({ inReplyTo }) => inReplyTo),
    mentions: [...new Set(messages.flatMap(({ mentions }) => mentions))],
  };
}
