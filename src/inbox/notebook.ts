/** Notes that outlive a restart, newest of every topic: last-seen figures, open questions, what was delivered. */
export interface Notebook {
  /**
   * Keeps a note and resolves once it is safe. Without a note (undefined) the topic is forgotten. The note must survive JSON.
   *
   * @throws InboxClosedError when it can't be kept now
   */
  record(topic: string, note: unknown): Promise<void>;
  /** The newest note of every topic at start, in the order recorded. */
  readonly notes: ReadonlyMap<string, unknown>;
}
