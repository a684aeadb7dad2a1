import fc from "fast-check";
import { fakeChannel, final, outboxTo, outgoing, passing, confirmation } from "./fake-channel";

beforeEach(() => jest.useFakeTimers({ now: new Date("2026-11-22T08:00:00Z") }));
afterEach(() => jest.useRealTimers());

const second = 1000;
const minute = 60 * second;
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
const ids = (messages: readonly { readonly id: string }[]) => messages.map(({ id }) => id);

describe("the outbox", () => {
  it("sends a message once and tells the platform's id of it", async () => {
    const channel = fakeChannel();
    const { outbox } = outboxTo(channel);
    const sent = outbox.send(outgoing("a"));
    expect(outbox.pending()).toBe(1);
    await pass(10);
    expect(await sent).toMatchObject({ kind: "delivered", messageId: "theirs-a" });
    expect(ids(channel.said)).toEqual(["a"]);
    expect(outbox.pending()).toBe(0);
  });

  it("keeps the order within a target, and sends one message at a time there", async () => {
    const channel = fakeChannel();
    let underWay = 0;
    channel.onSend = async () => {
      underWay += 1;
      expect(underWay).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 50));
      underWay -= 1;
    };
    const { outbox } = outboxTo(channel);
    for (const id of ["a", "b", "c"]) void outbox.send(outgoing(id));
    await pass(second);
    expect(ids(channel.said)).toEqual(["a", "b", "c"]);
  });

  it("keeps the order also when a message has to be tried again", async () => {
    const channel = fakeChannel();
    let failures = 3;
    channel.onSend = () => {
      if (failures-- > 0) throw passing();
    };
    const { outbox } = outboxTo(channel);
    for (const id of ["a", "b", "c"]) void outbox.send(outgoing(id));
    await pass(minute);
    expect(ids(channel.said)).toEqual(["a", "b", "c"]);
  });

  it("gives up what is refused for good, with the reason, and goes on with the next", async () => {
    const channel = fakeChannel();
    channel.onSend = ({ id }) => {
      if (id === "a") throw final();
    };
    const { outbox } = outboxTo(channel);
    const sent = outbox.send(outgoing("a"));
    void outbox.send(outgoing("b"));
    await pass(10);
    expect(await sent).toMatchObject({ kind: "given-up", reason: "fake: no such group" });
    expect(channel.tries).toHaveLength(2);
    expect(ids(channel.said)).toEqual(["b"]);
  });

  it("says the words without their buttons where the platform refuses these", async () => {
    const channel = fakeChannel();
    channel.onSend = ({ choices = [] }) => {
      if (choices.length > 0) throw final();
    };
    const { outbox } = outboxTo(channel);
    const sent = outbox.send(outgoing("a", { choices: [{ value: "1", label: "1. 黑色" }] }));
    await pass(10);
    expect(await sent).toMatchObject({ kind: "delivered", messageId: "theirs-a" });
    expect(channel.said).toMatchObject([{ id: "a", text: "text a", choices: [] }]);
    expect(channel.tries).toHaveLength(2);
  });

  it("sends what shared a message that is refused for good again in its parts, each once and in order", async () => {
    const channel = fakeChannel();
    channel.onSend = ({ text }) => {
      if (text.includes("text c")) throw final();
    };
    const { outbox } = outboxTo(channel);
    const names = ["a", "b", "c", "d", "e"];
    const sent = names.map((id) => outbox.send(confirmation(id)));
    void outbox.send(outgoing("later"));
    await pass(second);
    expect(channel.tries[0]?.message.inReplyTo).toEqual(["m-a", "m-b", "m-c", "m-d", "m-e"]);
    expect(ids(channel.said)).toEqual(["a", "b", "d", "e", "later"]);
    const kinds = (await Promise.all(sent)).map(({ kind }) => kind);
    expect(kinds).toEqual(["delivered", "delivered", "given-up", "delivered", "delivered"]);
    expect(outbox.pending()).toBe(0);
  });

  it("leaves the parts of a message that is refused for good to the next start when it is stopped meanwhile", async () => {
    const channel = fakeChannel();
    channel.onSend = async () => {
      await new Promise((resolve) => setTimeout(resolve, second));
      throw final();
    };
    const { outbox } = outboxTo(channel);
    const sent = ["a", "b", "c", "d"].map((id) => outbox.send(confirmation(id)));
    await pass(10);
    outbox.stop();
    await pass(2 * second);
    expect((await Promise.all(sent)).map(({ kind }) => kind)).toEqual(Array(4).fill("left"));
    expect(channel.tries).toHaveLength(1);
  });

  it("says so when the channel is not configured", async () => {
    const { outbox } = outboxTo(fakeChannel());
    const sent = await outbox.send(outgoing("a", { platform: "other" }));
    expect(sent).toMatchObject({ kind: "given-up", reason: expect.stringMatching(/other/) });
    expect(outbox.pending()).toBe(0);
  });

  it("leaves what waits to the next start when it is stopped, and tells each once", async () => {
    const channel = fakeChannel();
    channel.onSend = () => {
      throw passing();
    };
    const { outbox, outcomes } = outboxTo(channel);
    const sent = [outbox.send(outgoing("a")), outbox.send(outgoing("b"))];
    await pass(10);
    outbox.stop();
    expect(await Promise.all(sent)).toMatchObject([{ kind: "left" }, { kind: "left" }]);
    expect(await outbox.send(outgoing("c"))).toMatchObject({ kind: "left" });
    await pass(minute);
    expect(channel.tries.length).toBe(1);
    expect(outcomes.length).toBe(2);
    expect(outbox.pending()).toBe(0);
  });

  it("tells the truth of a message that was on its way when it is stopped", async () => {
    const channel = fakeChannel();
    channel.onSend = () => new Promise((resolve) => setTimeout(resolve, second));
    const { outbox, outcomes } = outboxTo(channel);
    const sent = outbox.send(outgoing("a"));
    await pass(10);
    outbox.stop();
    await pass(2 * second);
    expect(await sent).toMatchObject({ kind: "delivered" });
    expect(outcomes.length).toBe(1);
    expect(outbox.pending()).toBe(0);
  });

  it("refuses more when thousands wait, so that what waits is bounded", async () => {
    const channel = fakeChannel();
    channel.onSend = () => {
      throw passing();
    };
    const { outbox } = outboxTo(channel);
    for (let n = 0; n < 5000; n += 1) void outbox.send(outgoing(String(n)));
    expect(await outbox.send(outgoing("more"))).toMatchObject({ kind: "given-up" });
    expect(outbox.pending()).toBe(5000);
    outbox.stop();
  });
});

describe("a failure that may pass", () => {
  it("is tried again under the same id with growing pauses, up to a minute", async () => {
    const channel = fakeChannel();
    let failures = 8;
    channel.onSend = () => {
      if (failures-- > 0) throw passing();
    };
    const { outbox } = outboxTo(channel);
    const sent = outbox.send(outgoing("a"));
    await pass(5 * minute);
    expect(await sent).toMatchObject({ kind: "delivered" });
    expect(new Set(ids(channel.tries.map(({ message }) => message)))).toEqual(new Set(["a"]));
    const pauses = channel.tries.slice(1).map(({ at }, n) => at - channel.tries[n]!.at);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses[0]).toBeLessThanOrEqual(1500);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(75 * second);
  });

  it("is tried again as soon when the clock is set back meanwhile, and not given up when it jumps ahead", async () => {
    const channel = fakeChannel();
    let failures = 2;
    channel.onSend = () => {
      if (failures-- > 0) throw passing();
    };
    const { outbox } = outboxTo(channel);
    const sent = outbox.send(outgoing("a"));
    await pass(10);
    jest.setSystemTime(Date.now() - 180 * minute);
    await pass(2 * second);
    jest.setSystemTime(Date.now() + 360 * minute);
    await pass(5 * second);
    expect(await sent).toMatchObject({ kind: "delivered" });
    expect(channel.tries).toHaveLength(3);
  });

  it("of an answer is given up after ten minutes, with its reason", async () => {
    const channel = fakeChannel();
    channel.onSend = () => {
      throw passing();
    };
    const { outbox } = outboxTo(channel);
    const sent = outbox.send(outgoing("a"));
    await pass(8 * minute);
    expect(outbox.pending()).toBe(1);
    await pass(4 * minute);
    expect(await sent).toMatchObject({ kind: "given-up", reason: "fake: 503" });
  });

  it("of what may take longer is tried for as long as that", async () => {
    const channel = fakeChannel();
    channel.onSend = () => {
      throw passing();
    };
    const { outbox } = outboxTo(channel);
    void outbox.send(outgoing("a", { kind: "digest", tryForMs: 6 * 60 * minute }));
    await pass(5.9 * 60 * minute);
    expect(outbox.pending()).toBe(1);
    await pass(0.2 * 60 * minute);
    expect(outbox.pending()).toBe(0);
  });

  it("makes the whole target wait as long as the platform asks, and no other", async () => {
    const channel = fakeChannel();
    channel.onSend = ({ groupId }) => {
      if (groupId === "g1" && channel.tries.length < 3) throw passing(30 * second);
    };
    const { outbox } = outboxTo(channel);
    void outbox.send(outgoing("a"));
    await pass(10);
    void outbox.send(outgoing("b"));
    void outbox.send(outgoing("c", { groupId: "g2" }));
    await pass(29 * second);
    expect(channel.tries.map(({ message }) => message.id)).toEqual(["a", "c"]);
    await pass(2 * second);
    expect(ids(channel.said)).toEqual(["c", "a", "b"]);
  });

  it("does not make a platform that is away be asked for every message that waits", async () => {
    const channel = fakeChannel();
    channel.onSend = () => {
      throw passing();
    };
    const { outbox } = outboxTo(channel);
    for (let n = 0; n < 100; n += 1) void outbox.send(outgoing(String(n)));
    await pass(minute);
    expect(channel.tries.length).toBeLessThan(12);
    outbox.stop();
  });

  it("of one message does not hold the others of its target back for ever", async () => {
    const channel = fakeChannel();
    channel.onSend = ({ id }) => {
      if (id === "poison") throw passing();
    };
    const { outbox } = outboxTo(channel);
    void outbox.send(outgoing("poison", { kind: "digest", tryForMs: 6 * 60 * minute }));
    for (const id of ["a", "b", "c"]) void outbox.send(outgoing(id));
    await pass(9 * minute);
    expect(ids(channel.said)).toEqual(["a", "b", "c"]);
    expect(outbox.pending()).toBe(1);
    outbox.stop();
  });

  it("of a picture's text or a joined confirmation repeats exactly what was tried before", async () => {
    const channel = fakeChannel();
    let failures = 2;
    channel.onSend = () => {
      if (failures-- > 0) throw passing();
    };
    const { outbox } = outboxTo(channel, 0.9);
    for (const id of ["a", "b", "c", "d"]) void outbox.send(confirmation(id));
    await pass(10);
    for (const id of ["e", "f", "g", "h"]) void outbox.send(confirmation(id));
    await pass(minute);
    const contents = new Map<string, Set<string>>();
    for (const { message } of channel.tries) {
      const texts = contents.get(message.id) ?? new Set();
      contents.set(message.id, texts.add(message.text));
    }
    for (const texts of contents.values()) expect(texts.size).toBe(1);
    const lines = channel.said.flatMap(({ text }) => text.split("\n"));
    expect(lines).toEqual(["a", "b", "c", "d", "e", "f", "g", "h"].map((id) => `text ${id}`));
  });
});

describe("confirmations of one commit", () => {
  const said = async (...messages: readonly ReturnType<typeof confirmation>[]) => {
    const channel = fakeChannel();
    const { outbox } = outboxTo(channel);
    for (const message of messages) void outbox.send(message);
    await pass(second);
    return channel.said;
  };

  it("share one message when there are more than three", async () => {
    const all = await said(
      ...["a", "b", "c", "d"].map((id) => confirmation(id, { mentions: ["u1"] })),
    );
    expect(all).toMatchObject([
      {
        kind: "confirmation",
        text: "text a\ntext b\ntext c\ntext d",
        inReplyTo: ["m-a", "m-b", "m-c", "m-d"],
        mentions: ["u1"],
      },
    ]);
  });

  it("stay messages of their own up to three", async () => {
    expect(ids(await said(confirmation("a"), confirmation("b"), confirmation("c")))).toEqual([
      "a",
      "b",
      "c",
    ]);
  });

  it("share it however many there are where the platform sets no limit", async () => {
    const many = Array.from({ length: 300 }, (_, n) => confirmation(`领用的回执 ${n}`));
    expect((await said(...many)).map(({ inReplyTo }) => inReplyTo.length)).toEqual([300]);
  });

  it("do not share with those of other commits, groups or kinds", async () => {
    const others = [
      confirmation("d", { commit: "c2" }),
      confirmation("e", { groupId: "g2" }),
      outgoing("f"),
      outgoing("g", { kind: "notice", commit: "c1" }),
    ];
    const all = await said(confirmation("a"), confirmation("b"), confirmation("c"), ...others);
    expect(ids(all).toSorted()).toEqual(["a", "b", "c", "d", "e", "f", "g"]);
  });

  it("tell everybody who waits for one of them what became of it", async () => {
    const channel = fakeChannel();
    const { outbox } = outboxTo(channel);
    const sent = ["a", "b", "c", "d"].map((id) => outbox.send(confirmation(id)));
    await pass(second);
    const [joined] = channel.said;
    for (const each of await Promise.all(sent)) {
      expect(each).toEqual({
        kind: "delivered",
        messageId: `theirs-${joined?.id ?? ""}`,
        sentAs: joined?.id,
      });
    }
  });
});

describe("a platform's limit", () => {
  const limit = { messages: 3, perMs: minute };

  it("is kept also when each message is sent before the next one comes", async () => {
    const channel = fakeChannel(limit);
    const { outbox } = outboxTo(channel);
    for (let n = 0; n < 6; n += 1) {
      void outbox.send(outgoing(String(n)));
      await pass(second);
    }
    expect(channel.said.length).toBe(3);
    await pass(2 * minute);
    expect(channel.said.map(({ text }) => text.split("\n")).flat().length).toBe(6);
  });

  it("makes confirmations wait and share, and alerts go first", async () => {
    const channel = fakeChannel(limit);
    const { outbox } = outboxTo(channel);
    for (let n = 0; n < 10; n += 1) void outbox.send(confirmation(`r${n}`, { commit: `c${n}` }));
    void outbox.send(outgoing("alert", { kind: "alert" }));
    await pass(second);
    expect(channel.said[0]?.id).toBe("alert");
    await pass(2 * minute);
    expect(channel.said.length).toBeLessThanOrEqual(4);
    const lines = channel.said.flatMap(({ text }) => text.split("\n"));
    expect(lines).toEqual(
      ["alert", ...Array.from({ length: 10 }, (_, n) => `r${n}`)].map((id) => `text ${id}`),
    );
  });

  it("joins a question without its buttons, for whose it is must be beyond doubt", async () => {
    const channel = fakeChannel(limit);
    const { outbox } = outboxTo(channel);
    const choices = [{ value: "是", label: "是" }];
    for (let n = 0; n < 5; n += 1) void outbox.send(outgoing(`q${n}`, { choices }));
    await pass(second);
    expect(channel.said.map(({ text, choices }) => [text.split("\n").length, choices])).toEqual([
      [5, []],
    ]);
  });

  it("is never spent on a joined text that the platform would have to cut", async () => {
    const channel = fakeChannel(limit);
    const { outbox } = outboxTo(channel);
    for (let n = 0; n < 60; n += 1) {
      void outbox.send(confirmation(`r${n}`, { text: `${n} ${"已领用".repeat(20)}` }));
    }
    await pass(10 * minute);
    for (const { text } of channel.said) expect(Buffer.byteLength(text)).toBeLessThan(2048);
    expect(channel.said.flatMap(({ inReplyTo }) => inReplyTo).length).toBe(60);
  });

  it("is never exceeded, whatever comes when, and nothing is lost, doubled or out of order", async () => {
    const course = fc.array(
      fc.record({
        afterMs: fc.nat({ max: 20_000 }),
        kind: fc.constantFrom("reply", "confirmation", "alert"),
        commit: fc.constantFrom("c1", "c2", undefined),
        group: fc.constantFrom("g1", "g2"),
      } as const),
      { maxLength: 25 },
    );
    const arrivals = fc.infiniteStream(fc.constantFrom(true, true, true, false));
    await fc.assert(
      fc.asyncProperty(course, arrivals, async (steps, arrives) => {
        const channel = fakeChannel(limit);
        channel.onSend = () => {
          if (arrives.next().value === false) throw passing();
        };
        const { outbox } = outboxTo(channel);
        for (const [n, { afterMs, kind, commit, group }] of steps.entries()) {
          await pass(afterMs);
          void outbox.send(
            outgoing(String(n), { kind, commit, groupId: group, tryForMs: 600 * minute }),
          );
        }
        await pass(120 * minute);
        expect(outbox.pending()).toBe(0);
        for (const group of ["g1", "g2"]) {
          const tries = channel.tries.filter(({ message }) => message.groupId === group);
          for (const [n, { at }] of tries.entries()) {
            const later = tries[n + limit.messages];
            if (later !== undefined) expect(later.at - at).toBeGreaterThanOrEqual(limit.perMs);
          }
          const lines = (wanted: (kind: string) => boolean) =>
            channel.said
              .filter(({ groupId, kind }) => groupId === group && wanted(kind))
              .flatMap(({ inReplyTo }) => inReplyTo.map((id) => Number(id.slice(2))));
          const expected = (wanted: (kind: string) => boolean) =>
            steps.flatMap((step, n) => (step.group === group && wanted(step.kind) ? [n] : []));
          for (const wanted of [
            (kind: string) => kind === "alert",
            (kind: string) => kind !== "alert",
          ]) {
            expect(lines(wanted).toSorted((a, b) => a - b)).toEqual(expected(wanted));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
