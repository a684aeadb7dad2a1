/**
 * Order within a conversation: messages of one person in one group are decided in the order in which they came, while
 * their bookings may be under way together. A conversation is a key.
 */

export interface Turn {
  /** Resolves when everything that came before in this conversation is written, whether or not it has been answered. */
  earlierWritten(): Promise<void>;
  /** Lets the next one of the conversation begin before this one is written. */
  giveWay(): void;
  /** Nothing more of this one will be written. */
  written(): void;
}

interface Conversation {
  /** Resolves when the next one may begin. */
  open: Promise<void>;
  readonly writing: Set<Promise<void>>;
}

export interface ConversationQueue {
  /** Runs `work` when its turn in the conversation has come; settles as the work does. */
  run(key: string, work: (turn: Turn) => Promise<void>): Promise<void>;
}

export function createConversationQueue(): ConversationQueue {
  const conversations = new Map<string, Conversation>();

  function run(key: string, work: (turn: Turn) => Promise<void>): Promise<void> {
    const conversation = conversations.get(key) ?? { open: Promise.resolve(), writing: new Set() };
    conversations.set(key, conversation);
    const before = [...conversation.writing];
    let giveWay: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (giveWay = resolve));
    let endWriting: () => void = () => undefined;
    const writing = new Promise<void>((resolve) => (endWriting = resolve));
    const written = (): void => {
      giveWay();
      endWriting();
      conversation.writing.delete(writing);
      if (conversation.writing.size === 0) conversations.delete(key);
    };
    const earlierWritten = async (): Promise<void> => {
      await Promise.all(before);
    };
    const done = conversation.open
      .then(() => work({ earlierWritten, giveWay, written }))
      .finally(written);
    conversation.open = begun;
    conversation.writing.add(writing);
    return done;
  }

  return { run };
}
