/**
 * Never two messages where one will do. In: what waits for one target. Out: what to send next, as one message
 * that stands for one or several. In their order, unless the platform's limit makes them wait: then alerts before all
 * else, and texts that wait share a message, oldest first. Pure.
 */
import { createHash } from "node:crypto";
import type { OutboundMessage } from "../channels/channel";

/** A message with what the outbox has to know of it. */
export interface Outgoing extends OutboundMessage {
  readonly platform: string;
  /** The commit that booked it; confirmations of one commit may share a message. */
  readonly commit: string | undefined;
  /** How long it is tried; undefined: as long as an answer is worth having. */
  readonly tryForMs?: number;
  /** Asked before every try; where it says no, the message is left to another relay. */
  readonly isStillOurs?: () => boolean;
}

/** What waits, with how often it was tried. What was tried may have arrived under its id, so it stays as it is. */
export interface Waiting {
  readonly message: Outgoing;
  readonly tries: number;
}

/** Up to this many confirmations of one commit stay messages of their own. */
const confirmationsApart = 3;
/** Below what the strictest platform takes in one piece (2048 bytes), or sharing would cost more of its limit than it saves. */
const longestSharedBytes = 1900;
/** After so many failures in a row another message may show whether it is the message or the target that fails. */
const suspectAfterFailures = 5;

/**
 * What to send next as one message, the one that gives the place in the order first.
 *
 * @param waiting oldest first
 * @param slots how many messages may go before the target must wait; Infinity where nothing limits
 * @param failures tries that failed since one did not
 */
export function nextToSend<Each extends Waiting>(
  waiting: readonly Each[],
  { slots, failures }: { readonly slots: number; readonly failures: number },
): readonly Each[] {
  const isScarce = waiting.length > slots;
  const [first, second] = isScarce ? alertsFirst(waiting) : waiting;
  if (first === undefined) return [];
  const isTargetSuspect = failures > suspectAfterFailures && failures % 2 === 0;
  if (isTargetSuspect && second !== undefined) return [second];
  const others = waiting.filter((each) => each !== first && mayShare(first, each));
  const ofCommit = others.filter(({ message }) => isOfCommit(first.message, message));
  const limited = slots !== Infinity;
  if (ofCommit.length >= confirmationsApart) return thatFit(first, ofCommit, limited);
  return isScarce ? thatFit(first, others, limited) : [first];
}

function alertsFirst<Each extends Waiting>(waiting: readonly Each[]): readonly Each[] {
  const isAlert = ({ message }: Waiting): boolean => message.kind === "alert";
  return [...waiting.filter(isAlert), ...waiting.filter((each) => !isAlert(each))];
}

const isOfCommit = (first: Outgoing, other: Outgoing): boolean =>
  first.commit !== undefined &&
  first.commit === other.commit &&
  first.kind === "confirmation" &&
  other.kind === "confirmation";

function mayShare(first: Waiting, other: Waiting): boolean {
  const both = [first, other];
  return (
    both.every(({ tries }) => tries === 0) &&
    both.every(({ message }) => message.picture === undefined && message.kind !== "digest") &&
    (first.message.kind === "alert") === (other.message.kind === "alert") &&
    first.message.reaction === other.message.reaction &&
    (first.message.isStillOurs === undefined) === (other.message.isStillOurs === undefined)
  );
}

/** Where the platform sets a limit, as many as it takes in one piece; else all. */
function thatFit<Each extends Waiting>(
  first: Each,
  others: readonly Each[],
  limited: boolean,
): readonly Each[] {
  let bytes = Buffer.byteLength(first.message.text);
  const end = others.findIndex(
    ({ message }) => (bytes += Buffer.byteLength(message.text) + 1) > longestSharedBytes,
  );
  return [first, ...(limited && end >= 0 ? others.slice(0, end) : others)];
}

export const isOurs = ({ isStillOurs }: Outgoing): boolean => isStillOurs?.() ?? true;

/**
 * One message that stands for all. Its id depends on nothing but theirs. It offers no choices: whose question a button
 * answers must be beyond doubt, and the text has the words.
 */
export function merged(messages: readonly [Outgoing, ...Outgoing[]]): Outgoing {
  const [first] = messages;
  if (messages.length === 1) return first;
  const ids = messages.map(({ id }) => id).join("\n");
  return {
    ...first,
    id: createHash("sha256").update(ids).digest("hex").slice(0, 32),
    kind: messages.every(({ kind }) => kind === first.kind) ? first.kind : "reply",
    text: messages.map(({ text }) => text).join("\n"),
    inReplyTo: [...new Set(messages.flatMap(({ inReplyTo }) => inReplyTo))],
    mentions: [...new Set(messages.flatMap(({ mentions }) => mentions))],
    choices: [],
    isStillOurs: () => messages.every(isOurs),
  };
}
