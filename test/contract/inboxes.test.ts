/** Every driver of the inbox under the contract. */
import { openInbox } from "../../src/inbox/journal";
import { createMemoryInbox } from "../../src/inbox/memory";
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
