/** Messages whose entry for 待处理 is on its way to the sheet, by person: a snapshot may not show it yet. */
export interface EntriesUnderWay {
  messagesOf(person: string): ReadonlySet<string>;
  /** Counts the message's entry until `work` settles. */
  during<Result>(person: string, messageId: string, work: Promise<Result>): Promise<Result>;
}

const none: ReadonlySet<string> = new Set();

export function createEntriesUnderWay(): EntriesUnderWay {
  const messages = new Map<string, Set<string>>();
  return {
    messagesOf: (person) => messages.get(person) ?? none,
    during(person, messageId, work) {
      const own = messages.get(person) ?? new Set();
      messages.set(person, own.add(messageId));
      return work.finally(() => {
        own.delete(messageId);
        if (own.size === 0) messages.delete(person);
      });
    },
  };
}
