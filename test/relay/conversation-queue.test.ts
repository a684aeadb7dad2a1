import { createLanes } from "../../src/relay/conversation-queue";

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("a lane", () => {
  it("begins the next one only when the one before is done or gives way", async () => {
    const lanes = createLanes();
    const story: string[] = [];
    let finishFirst: () => void = () => undefined;
    const first = lanes.run("g1:li", async (turn) => {
      story.push("first begins");
      await tick();
      turn.giveWay();
      await new Promise<void>((resolve) => (finishFirst = resolve));
      story.push("first is done");
    });
    const second = lanes.run("g1:li", async (turn) => {
      story.push("second begins");
      await turn.earlierWritten();
      story.push("second goes on");
    });
    await tick();
    await tick();
    await tick();
    expect(story).toEqual(["first begins", "second begins"]);
    finishFirst();
    await Promise.all([first, second]);
    expect(story).toEqual(["first begins", "second begins", "first is done", "second goes on"]);
  });

  it("waits for what was written before, not for its answer", async () => {
    const lanes = createLanes();
    void lanes.run("g1:li", async (turn) => {
      turn.written();
      await new Promise<void>(() => undefined);
    });
    await expect(lanes.run("g1:li", (turn) => turn.earlierWritten())).resolves.toBeUndefined();
  });

  it("goes on after one that failed, and tells its caller", async () => {
    const lanes = createLanes();
    const failed = lanes.run("g1:li", () => Promise.reject(new Error("the sheet burnt")));
    const next = lanes.run("g1:li", (turn) => turn.earlierWritten());
    await expect(failed).rejects.toThrow("the sheet burnt");
    await expect(next).resolves.toBeUndefined();
  });

  it("does not hold another conversation back", async () => {
    const lanes = createLanes();
    void lanes.run("g1:li", () => new Promise<void>(() => undefined));
    await expect(lanes.run("g1:wang", () => Promise.resolve())).resolves.toBeUndefined();
  });
});
