/** What every driver is given: the network, the clock, where pictures are published. */
export interface ChannelDeps {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  /**
   * Puts a picture where a platform can fetch it for a short while, and answers with its public address. Only for
   * platforms that take no upload.
   */
  readonly publishPicture: (png: Buffer) => Promise<string>;
  /** How a mention of everybody reads in a text. */
  readonly everyone: string;
  /** What opens a list of choices. */
  readonly choose: string;
}
