/**
 * What every driver with buttons owes: the platform's own event of a tap, made of what the driver sent, is read as the
 * answer of who tapped. Knows nothing of a platform.
 */
import type {
  Channel,
  InboundMessage,
  OutboundMessage,
  RawRequest,
} from "../../src/channels/channel";
import type { ChannelDeps } from "../../src/channels/transport/deps";
import { depsAt, openFakePlatforms } from "../channels/fake-platforms";
import type { Taken } from "../channels/fake-platforms";
import { outbound } from "../channels/messages";
import { expectHostileWhole } from "./channel";

export interface TapCase {
  readonly now: Date;
  readonly create: (deps: ChannelDeps, apiUrl: string) => Channel;
  readonly createStranger: (deps: ChannelDeps, apiUrl: string) => Channel;
  /** To whom the message with the buttons goes. */
  readonly address: Partial<OutboundMessage>;
  /** Read before it is sent: what it answers, where the platform needs that. */
  readonly asked?: (apiUrl: string) => RawRequest;
  /** The request that tells of the `nth` tap, which is on the button at `index`. */
  readonly tap: (sent: Taken, index: number, nth: number) => RawRequest;
  /** A tap's event, and any content as the platform would seal it. */
  readonly sealing: {
    readonly event: string;
    readonly seal: (content: string) => RawRequest;
  };
  /** What the message that asked showed, text and labels. */
  readonly shown: (sent: Taken) => { readonly text: string; readonly labels: readonly string[] };
  /** Who tapped, where, and what the answer hangs on. */
  readonly expected: Partial<InboundMessage>;
}

const id = "0123456789abcdef0123456789abcdef";
const text =
  "「签字笔」有 2 种，要领用哪一种？\n1. 签字笔（黑色 0.5mm 按动式 晨光）\n2. 签字笔（红色）\n请回复序号，「算了」取消。";
const choices = [
  { value: "1", label: "1. 签字笔（黑色 0.5mm 按动式 晨光）" },
  { value: "2", label: "2. 签字笔（红色）" },
  { value: "算了", label: "算了" },
];
const entry = ["确认 1000000000", "驳回 1000000000"].map((value) => ({ value, label: value }));

export function tapContract(platform: string, given: TapCase): void {
  const { now, address, expected } = given;

  async function sentBy(message: Partial<OutboundMessage>): Promise<{
    readonly channel: Channel;
    readonly said: readonly Taken[];
  }> {
    const fake = await openFakePlatforms();
    try {
      const channel = given.create(depsAt(now), fake.url);
      if (given.asked !== undefined) channel.read(given.asked(fake.url), now);
      await channel.send(outbound({ id, text, choices, ...address, ...message }));
      return { channel, said: fake.said() };
    } finally {
      await fake.close();
    }
  }
  const one = ([sent, ...more]: readonly Taken[]): Taken => {
    if (sent === undefined || more.length > 0) throw new Error(`${more.length + 1} posts`);
    return sent;
  };

  describe(`the contract of ${platform}, choices`, () => {
    it("stand below the words of the question, in its order", async () => {
      const shown = given.shown(one((await sentBy({})).said));
      expect(shown.text).toBe(text);
      expect(shown.labels).toHaveLength(choices.length);
      shown.labels.forEach((label, index) => {
        const whole = choices[index]?.label ?? "";
        expect(label === whole || whole.startsWith(label.replace(/…$/, ""))).toBe(true);
        expect(label).not.toBe("");
      });
      expect(new Set(shown.labels).size).toBe(choices.length);
    });

    it.each([
      ["a choice of a list", choices],
      ["an entry", entry],
    ])("a tap is read as the answer: %s", async (_, offered) => {
      const { channel, said } = await sentBy({ choices: offered });
      offered.forEach(({ value }, index) => {
        const reading = channel.read(given.tap(one(said), index, index), now);
        expect(reading).toMatchObject({
          kind: "messages",
          messages: [{ type: "message", platform, text: value, quotedMessageId: id, ...expected }],
        });
        if (reading.kind !== "messages") return;
        expect(reading.messages).toHaveLength(1);
        expect(reading.messages[0]?.tap).toBeDefined();
      });
    });

    it("a tap has an id of its own, the same when it is told again", async () => {
      const { channel, said } = await sentBy({});
      const idOf = (index: number, nth: number): string => {
        const reading = channel.read(given.tap(one(said), index, nth), now);
        return reading.kind === "messages" ? (reading.messages[0]?.messageId ?? "") : "";
      };
      expect(idOf(0, 0)).toMatch(/^[^\p{Cc}]{1,200}$/u);
      expect(idOf(0, 0)).toBe(idOf(0, 0));
      expect(idOf(1, 1)).not.toBe(idOf(0, 0));
    });

    it("a tap that another secret sealed is rejected", async () => {
      const { said } = await sentBy({});
      const stranger = given.createStranger(depsAt(now), "http://127.0.0.1:1");
      expect(stranger.read(given.tap(one(said), 0, 0), now)).toMatchObject({ kind: "rejected" });
    });

    it("is answered with 200 once it is safe", async () => {
      const { channel, said } = await sentBy({});
      const reading = channel.read(given.tap(one(said), 0, 0), now);
      const messages = reading.kind === "messages" ? reading.messages : [];
      expect(channel.answer(["accepted"], messages).status).toBe(
        platform === "generic" ? 202 : 200,
      );
    });

    it("are left out where they don't fit, and the words stay", async () => {
      const many = Array.from({ length: 200 }, (_, index) => {
        return { value: String(index + 1), label: `${index + 1}. 签字笔` };
      });
      const { said } = await sentBy({ choices: many });
      expect(said.map(({ body }) => body.toString("utf8")).join()).toContain("要领用哪一种");
    });

    it("never throw at a senseless tap, however well it is sealed, and give only whole messages", () => {
      const channel = given.create(depsAt(now), "http://127.0.0.1:1");
      const { event, seal } = given.sealing;
      expect(channel.read(seal(event), now)).toMatchObject({ kind: "messages" });
      expectHostileWhole(event, (content) => channel.read(seal(content), now), platform);
    });
  });
}
