import type { Channel, OutboundMessage } from "../channel";

/** What every driver is given: the network, the clock, where pictures are published. */
export interface ChannelDeps {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  /**
   * Puts a picture where a platform can fetch it for a short while, and answers with its public address. Only for
   * platforms that take no upload.
   */
  readonly publishPicture: (png: Buffer) => Promise<string>;
  /** Told of what a channel that can't say anything counts as said. */
  readonly onUndelivered: (message: Pick<OutboundMessage, "id" | "kind">) => void;
  /** Another channel that is on: of two of one platform one may know what the other isn't told. */
  readonly beside?: (platform: string) => Channel | undefined;
  /** How a mention of everybody reads in a text. */
  readonly everyone: string;
  /** What opens a list of choices. */
  readonly choose: string;
}
