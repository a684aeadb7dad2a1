import type { OutboundMessage } from "../../../src/channels/channel";
import { createSimulatedGroup, isIn } from "../../../src/channels/simulated/simulated";
import { DeliveryError } from "../../../src/errors";

const li = { id: "xiaoli", name: "小李" };
const wang = { id: "xiaowang", name: "小王" };
const now = () => new Date("2026-11-24T08:00:00Z");

function outbound(change: Partial<OutboundMessage>): OutboundMessage {
  return {
    ...{ id: "o1", kind: "reply", groupId: "office", recipientId: undefined, text: "好" },
    ...{ inReplyTo: [], mentions: [], picture: undefined, reaction: undefined, ...change },
  };
}

describe("the simulated group", () => {
  it("gives what a person writes to the relay as a message of its own", () => {
    const group = createSimulatedGroup({ now });
    const first = group.say(li, "领用：A4纸 1箱");
    const second = group.say(li, "撤销", { quotes: first.messageId });
    expect(first).toMatchObject({
      ...{ type: "message", platform: "simulated", groupId: "office", senderId: "xiaoli" },
      ...{ senderName: "小李", text: "领用：A4纸 1箱", sentAt: now() },
    });
    expect(second.quotedMessageId).toBe(first.messageId);
    expect(second.messageId).not.toBe(first.messageId);
    expect(group.transcript()).toHaveLength(2);
  });

  it("lets only the writer delete or edit a message, and a deleted one is gone for good", () => {
    const group = createSimulatedGroup({ now });
    const { messageId } = group.say(li, "领用：A4纸 1箱");
    expect(group.edit(wang, messageId, "x")).toBeUndefined();
    expect(group.remove(wang, messageId)).toBeUndefined();
    expect(group.edit(li, messageId, "领用：A4纸 2箱")).toMatchObject({
      type: "edited",
      messageId,
    });
    expect(group.remove(li, messageId)).toMatchObject({ type: "deleted", messageId });
    expect(group.remove(li, messageId)).toBeUndefined();
    expect(group.transcript()[0]).toMatchObject({ state: "deleted", text: "领用：A4纸 2箱" });
  });

  it("shows what the relay sends once, however often it is sent, with its picture", async () => {
    const group = createSimulatedGroup({ now });
    const picture = { png: Buffer.from("png"), alt: "库存表" };
    await group.channel.send(outbound({ picture }));
    const delivery = await group.channel.send(outbound({ picture }));
    expect(delivery.messageId).toBe("o1");
    expect(group.transcript()).toMatchObject([{ from: "bot", text: "好", picture }]);
  });

  it("puts a reaction on the message instead of writing", async () => {
    const group = createSimulatedGroup({ now });
    const { messageId } = group.say(li, "领用：A4纸 1箱");
    await group.channel.send(outbound({ inReplyTo: [messageId], reaction: "👌" }));
    expect(group.transcript()).toMatchObject([{ id: messageId, reactions: ["👌"] }]);
  });

  it("takes a tap on a button that is there, as who tapped, under an id of its own", async () => {
    const group = createSimulatedGroup({ now });
    const choices = [{ value: "1", label: "1. 签字笔（黑色）" }];
    await group.channel.send(outbound({ choices }));
    const first = group.tap(li, "o1", "1");
    expect(first).toMatchObject({
      ...{ senderId: "xiaoli", text: "1", quotedMessageId: "o1", tap: { answerTo: "o1" } },
    });
    expect(group.tap(li, "o1", "1")?.messageId).not.toBe(first?.messageId);
    expect(group.tap(li, "o1", "2")).toBeUndefined();
    expect(group.tap(li, "o2", "1")).toBeUndefined();
    const own = outbound({ id: "o3", groupId: undefined, recipientId: "xiaoli", choices });
    await group.channel.send(own);
    expect(group.tap(wang, "o3", "1")).toBeUndefined();
    expect(group.transcript()).toHaveLength(2);
  });

  it("refuses another group for good, and has no webhook", async () => {
    const { channel } = createSimulatedGroup({ now });
    const refusal = await channel.send(outbound({ groupId: "warehouse" })).catch((e: unknown) => e);
    expect(refusal).toBeInstanceOf(DeliveryError);
    expect(refusal).toMatchObject({ retryable: false });
    const request = { method: "POST", path: "/", headers: {}, body: Buffer.from("{}") };
    expect(channel.read(request, now())).toMatchObject({ kind: "rejected", status: 404 });
  });

  it("has a supplier's own group beside the first one, with messages and taps of its own", async () => {
    const group = createSimulatedGroup({ now, isFurther: (groupId) => groupId === "qingzhu" });
    const qin = { id: "qin", name: "秦竹" };
    group.say(li, "领用：A4纸 1箱");
    const said = group.say(qin, "好的，明天发出", { groupId: "qingzhu" });
    expect(said.groupId).toBe("qingzhu");
    await group.channel.send(
      outbound({ groupId: "qingzhu", choices: [{ value: "1", label: "1" }] }),
    );
    expect(group.tap(qin, "o1", "1")?.groupId).toBe("qingzhu");
    expect(group.edit(qin, said.messageId, "后天发出")?.groupId).toBe("qingzhu");
    const inGroup = (name: string) => group.transcript().filter((entry) => isIn(entry, name));
    expect(inGroup("qingzhu").map(({ text }) => text)).toEqual(["后天发出", "好"]);
    expect(inGroup("office").map(({ text }) => text)).toEqual(["领用：A4纸 1箱"]);
  });

  it("keeps the newest three hundred entries and tells who listens of every change", () => {
    const group = createSimulatedGroup({ now });
    const heard = jest.fn();
    const stop = group.onChange(heard);
    for (let count = 0; count < 305; count += 1) group.say(li, String(count));
    stop();
    group.say(li, "last");
    expect(heard).toHaveBeenCalledTimes(305);
    expect(group.transcript()).toHaveLength(300);
    expect(group.transcript().at(-1)?.text).toBe("last");
  });
});
