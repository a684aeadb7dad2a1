import { createMemoryInbox } from "../../src/inbox/memory";

const now = () => new Date("2026-11-22T08:00:00Z");

describe("the inbox without a disk", () => {
  afterEach(() => jest.useRealTimers());

  it("calls a repeat a duplicate only once the first is in the sheet", async () => {
    const inbox = createMemoryInbox<string>({ now });
    await inbox.take("a", "");
    let answer = "";
    const repeat = inbox.take("a", "").then((word) => (answer = word));
    await new Promise(setImmediate);
    expect(answer).toBe("");
    inbox.finish("a");
    expect(await repeat).toBe("duplicate");
  });

  it("refuses a repeat whose first does not come into the sheet in 20 seconds", async () => {
    jest.useFakeTimers();
    const inbox = createMemoryInbox<string>({ now });
    await inbox.take("a", "");
    const repeat = expect(inbox.take("a", "")).rejects.toMatchObject({ retryAfterSeconds: 20 });
    await jest.advanceTimersByTimeAsync(20_000);
    await repeat;
    expect(inbox.backlog()).toBe(1);
  });

  it("takes a message again that failed, and tells its repeats to come back", async () => {
    const inbox = createMemoryInbox<string>({ now, limit: 1 });
    await inbox.take("a", "");
    const repeat = expect(inbox.take("a", "")).rejects.toMatchObject({ retryAfterSeconds: 5 });
    inbox.release("a");
    await repeat;
    expect(inbox.backlog()).toBe(0);
    expect(await inbox.take("a", "")).toBe("taken");
    inbox.finish("a");
    inbox.release("a");
    expect(await inbox.take("a", "")).toBe("duplicate");
  });
});
