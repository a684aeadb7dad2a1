/**
 * The simulated group of the start page, and those of suppliers beside it: chats that live in this process's memory. What
 * people do on the page comes out as messages for the relay, what the relay sends is kept in the transcript. No webhook:
 * nobody else can post here.
 */
import { randomUUID } from "node:crypto";
import { DeliveryError } from "../../errors";
import type { Channel, Choice, InboundMessage, OutboundKind, Picture } from "../channel";

export interface SimulatedPerson {
  readonly id: string;
  readonly name: string;
}

interface EntryBase {
  readonly id: string;
  /** A group, or where a person and the bot are alone; absent: the first group. */
  readonly groupId?: string;
  readonly at: Date;
  readonly text: string;
}

/** What a colleague wrote. */
export interface PersonEntry extends EntryBase {
  readonly from: "person";
  readonly sender: SimulatedPerson;
  readonly quotes: string | undefined;
  readonly state: "sent" | "edited" | "deleted";
  /** Emoji that the bot put on it. */
  readonly reactions: readonly string[];
}

/** What the relay said. */
export interface BotEntry extends EntryBase {
  readonly from: "bot";
  readonly kind: OutboundKind;
  readonly inReplyTo: readonly string[];
  /** Accounts. */
  readonly mentions: readonly string[];
  readonly picture: Picture | undefined;
  /** Set: only this person was written to. */
  readonly recipientId: string | undefined;
  /** Shown as buttons. */
  readonly choices: readonly Choice[];
}

export type TranscriptEntry = PersonEntry | BotEntry;

interface Saying {
  readonly quotes?: string | undefined;
  readonly groupId?: string | undefined;
}

export interface SimulatedGroup {
  readonly channel: Channel;
  /** Of the first group. */
  readonly groupId: string;
  /** A person writes, in the first group where nothing is said; the message is for the relay to take. */
  say(sender: SimulatedPerson, text: string, more?: Saying): InboundMessage;
  /** A person deletes what they wrote; undefined when it is not there, not theirs or deleted already. */
  remove(sender: SimulatedPerson, messageId: string): InboundMessage | undefined;
  /** A person changes what they wrote; undefined as for remove. */
  edit(sender: SimulatedPerson, messageId: string, text: string): InboundMessage | undefined;
  /** A person taps a button of the bot's message; undefined when there is no such button for them. */
  tap(sender: SimulatedPerson, messageId: string, value: string): InboundMessage | undefined;
  /** Of all groups, oldest first; only the newest entries are kept. */
  transcript(): readonly TranscriptEntry[];
  /** Puts what was said before a restart above what was said since. */
  restore(earlier: readonly TranscriptEntry[]): void;
  /** Called after every change of the transcript. Returns how to stop. */
  onChange(listener: () => void): () => void;
}

/** The channel's name in ids and in the 成员 tab. */
const platform = "simulated";
const firstGroup = "office";
const mostEntries = 300;

/** The newest entries, and who listens to their changes. */
function createTranscript() {
  let entries: readonly TranscriptEntry[] = [];
  const listeners = new Set<() => void>();
  const set = (changed: readonly TranscriptEntry[]): void => {
    entries = changed.slice(-mostEntries);
    for (const listener of listeners) listener();
  };
  return {
    entries: () => entries,
    find: (id: string) => entries.find((entry) => entry.id === id),
    prepend: (earlier: readonly TranscriptEntry[]): void => set([...earlier, ...entries]),
    append: (entry: TranscriptEntry): void => set([...entries, entry]),
    replace: (entry: PersonEntry): void =>
      set(entries.map((other) => (other.id === entry.id ? entry : other))),
    onChange(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function channelInto(
  transcript: ReturnType<typeof createTranscript>,
  isGroup: (groupId: string) => boolean,
  now: () => Date,
): Channel {
  return {
    platform,
    sendLimit: undefined,
    maxBodyBytes: 0,
    read: () => ({ kind: "rejected", status: 404, reason: "the simulated group has no webhook" }),
    answer: () => ({ status: 404, contentType: "text/plain", body: "" }),
    send(message) {
      const { groupId } = message;
      if (groupId !== undefined && !isGroup(groupId)) {
        const reason = `there is no simulated group ${groupId}`;
        return Promise.reject(new DeliveryError(reason, { retryable: false }));
      }
      const {
        id,
        kind,
        text,
        inReplyTo,
        mentions,
        picture,
        recipientId,
        reaction,
        choices = [],
      } = message;
      const answered = transcript.find(inReplyTo[0] ?? "");
      if (reaction !== undefined && answered?.from === "person") {
        const reactions = [...new Set([...answered.reactions, reaction])];
        transcript.replace({ ...answered, reactions });
        return Promise.resolve({ messageId: undefined });
      }
      if (transcript.find(id) === undefined) {
        const said = { id, at: now(), from: "bot", kind, text, inReplyTo, mentions } as const;
        // What was said in private is answered there.
        const place = groupId ?? answered?.groupId;
        const where = place === undefined ? {} : { groupId: place };
        transcript.append({ ...said, ...where, picture, recipientId, choices });
      }
      return Promise.resolve({ messageId: id });
    },
  };
}

/** What was said to one person is shown to nobody else. */
export function isSeenBy(entry: TranscriptEntry, { id }: Pick<SimulatedPerson, "id">): boolean {
  return entry.from === "person" || entry.recipientId === undefined || entry.recipientId === id;
}

const directPrefix = "direct:";

/** Where somebody and the bot write to each other alone. */
export const directWith = (account: string): string => `${directPrefix}${account}`;

function inbound(
  type: InboundMessage["type"],
  { id, groupId = firstGroup, sender, text, quotes }: PersonEntry,
  sentAt: Date,
): InboundMessage {
  const place = groupId.startsWith(directPrefix) ? undefined : groupId;
  return {
    ...{ type, platform, messageId: id, groupId: place, text, sentAt },
    ...{ senderId: sender.id, senderName: sender.name, quotedMessageId: quotes },
  };
}

/** Whether an entry stands in that group. */
export const isIn = ({ groupId = firstGroup }: TranscriptEntry, group: string): boolean =>
  groupId === group;

/** Opens an empty group. `isFurther`: whether there is another one of this name, as a supplier's own. */
export function createSimulatedGroup({
  now,
  isFurther = () => false,
}: {
  readonly now: () => Date;
  readonly isFurther?: (groupId: string) => boolean;
}): SimulatedGroup {
  const transcript = createTranscript();
  const isGroup = (groupId: string): boolean => groupId === firstGroup || isFurther(groupId);

  const findOwn = (sender: SimulatedPerson, id: string): PersonEntry | undefined => {
    const entry = transcript.find(id);
    const isTheirs = entry?.from === "person" && entry.sender.id === sender.id;
    return isTheirs && entry.state !== "deleted" ? entry : undefined;
  };

  return {
    channel: channelInto(transcript, isGroup, now),
    groupId: firstGroup,
    say(sender, text, { quotes, groupId = firstGroup } = {}) {
      const at = now();
      const said = { id: randomUUID(), groupId, at, from: "person", sender, text, quotes } as const;
      const entry: PersonEntry = { ...said, state: "sent", reactions: [] };
      transcript.append(entry);
      return inbound("message", entry, at);
    },
    remove(sender, messageId) {
      const found = findOwn(sender, messageId);
      if (found === undefined) return undefined;
      transcript.replace({ ...found, state: "deleted" });
      return inbound("deleted", found, now());
    },
    edit(sender, messageId, text) {
      const found = findOwn(sender, messageId);
      if (found === undefined) return undefined;
      const edited: PersonEntry = { ...found, text, state: "edited" };
      transcript.replace(edited);
      return inbound("edited", edited, now());
    },
    tap(sender, messageId, value) {
      const entry = transcript.find(messageId);
      if (entry?.from !== "bot" || !isSeenBy(entry, sender)) return undefined;
      if (!entry.choices.some((choice) => choice.value === value)) return undefined;
      const at = now();
      const { groupId = firstGroup } = entry;
      const written = { id: `tap-${randomUUID()}`, groupId, at, sender, text: value };
      const tapped: PersonEntry = {
        ...{ ...written, from: "person", quotes: messageId, state: "sent", reactions: [] },
      };
      return {
        ...inbound("message", tapped, at),
        tap: { answerTo: messageId },
      };
    },
    transcript: transcript.entries,
    restore: transcript.prepend,
    onChange: (listener) => transcript.onChange(listener),
  };
}
