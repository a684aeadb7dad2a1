/** Every driver of the inbox under the contract. */
import { openJetStreamInbox } from "../../src/inbox/jetstream/inbox";
import { openInbox } from "../../src/inbox/journal";
import { createMemoryInbox } from "../../src/inbox/memory";
import { connectToNats, describeOnNats } from "../inbox/describe-on-nats";
import { makeFolder, removeFolder } from "../inbox/folder";
import { inboxContract } from "./inbox";

const now = (): Date => new Date("2026-11-22T08:00:00Z");

describe("the inbox on disk", () => {
  let dir = "";
  beforeEach(async () => (dir = await makeFolder()));
  afterEach(() => removeFolder(dir));
  inboxContract({
    isDurable: true,
    open: (limit) =>
      openInbox<string>({ dir, now, log: () => undefined, ...(limit !== undefined && { limit }) }),
  });
});

describe("the inbox without a disk", () => {
  inboxContract({
    isDurable: false,
    open: async (limit) =>
      createMemoryInbox<string>({ now, ...(limit !== undefined && { limit }) }),
  });
});

describeOnNats("the inbox on NATS JetStream", () => {
  const there = connectToNats();
  let count = 0;
  beforeEach(() => void (count += 1));
  inboxContract({
    isDurable: true,
    open: (limit) =>
      openJetStreamInbox<string>({
        ...{ stream: there.stream, now, spreadsheetId: `sheet-${count}` },
        ...(limit !== undefined && { limit }),
      }),
  });
});
