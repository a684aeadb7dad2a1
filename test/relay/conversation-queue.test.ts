import { createConversationQueue } from "../../src/relay/conversation-queue";

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the queue of a conversation", () => {
  it("begins the next one only when the one before is done or gives way", async () => {
    const conversations = createConversationQueue();
    const handling: string[] = [];
    let finishFirst: () => void = () => undefined;
    const first = conversations.run("g1:li", async (turn) => {
      handling.push("first begins");
      await tick();
      turn.giveWay();
      await new Promise<void>((resolve) => (finishFirst = resolve));
      handling.push("first is done");
    });
    const second = conversations.run("g1:li", async (turn) => {
      handling.push("second begins");
      await turn.earlierWritten();
      handling.push("second goes on");
    });
    await tick();
    await tick();
    await tick();
    expect(handling).toEqual(["first begins", "second begins"]);
    finishFirst();
    await Promise.all([first, second]);
    expect(handling).toEqual(["first begins", "second begins", "first is done", "second goes on"]);
  });

  it("waits for what was written before, not for its answer", async () => {
    const conversations = createConversationQueue();
    void conversations.run("g1:li", async (turn) => {
      turn.written();
      await new Promise<void>(() => undefined);
    });
    await expect(
      conversations.run("g1:li", (turn) => turn.earlierWritten()),
    ).resolves.toBeUndefined();
  });

  it("goes on after one that failed, and tells its caller", async () => {
    const conversations = createConversationQueue();
    const failed = conversations.run("g1:li", () => Promise.reject(new Error("the sheet burnt")));
    const next = conversations.run("g1:li", (turn) => turn.earlierWritten());
    await expect(failed).rejects.toThrow("the sheet burnt");
    await expect(next).resolves.toBeUndefined();
  });

  it("does not hold another conversation back", async () => {
    const conversations = createConversationQueue();
    void conversations.run("g1:li", () => new Promise<void>(() => undefined));
    await expect(conversations.run("g1:wang", () => Promise.resolve())).resolves.toBeUndefined();
  });
});
