import { readSlack } from "../../../src/channels/slack/read";
import { readMarkup, writeMarkup } from "../../../src/channels/slack/text";

const arrivedAt = new Date(1794796205000);
const payload = (event: object) => ({
  type: "event_callback",
  event: {
    type: "message",
    channel: "C1",
    channel_type: "channel",
    user: "U1",
    ts: "1794796200.000100",
    text: "墨盒 2个",
    ...event,
  },
  authorizations: [{ user_id: "UBOT", is_bot: true }],
});
const read = (event: object) => readSlack(payload(event), { arrivedAt });

describe("a Slack event", () => {
  it("reads a mention of the app like the message that it comes beside", () => {
    const event = { text: "<@UBOT> 墨盒 2个" };
    expect(read({ ...event, type: "app_mention", channel_type: undefined })).toEqual(read(event));
  });

  it.each(["file_share", "thread_broadcast", "me_message"])(
    "reads what people write as %s",
    (subtype) => {
      expect(read({ subtype })).toMatchObject({ kind: "message", message: { text: "墨盒 2个" } });
    },
  );

  it("takes a thread for a place, in which nothing is quoted", () => {
    expect(read({ thread_ts: "1794796100.000100" })).toMatchObject({
      message: { quotedMessageId: undefined, threadId: "1794796100.000100" },
    });
  });

  it("has no group in a direct chat, and one in a chat of several", () => {
    expect(read({ channel: "D1", channel_type: "im" })).toMatchObject({
      message: { groupId: undefined },
    });
    expect(read({ channel: "G1", channel_type: "mpim" })).toMatchObject({
      message: { groupId: "G1" },
    });
  });

  const original = { type: "message", user: "U1", ts: "1794796200.000100" };
  const change = {
    subtype: "message_changed",
    ts: "1794796230.000300",
    event_ts: "1794796230.000300",
    user: undefined,
    text: undefined,
  };

  it("reads an edit as an event of the original", () => {
    const event = {
      ...change,
      message: { ...original, text: "墨盒 3个" },
      previous_message: { ...original, text: "墨盒 2个" },
    };
    expect(read(event)).toMatchObject({
      message: {
        type: "edited",
        messageId: "1794796200.000100",
        eventId: "1794796230.000300",
        senderId: "U1",
        text: "墨盒 3个",
        sentAt: new Date(1794796230000),
      },
    });
  });

  it("reads a deletion as an event of the original, also where a thread keeps its stone", () => {
    const deleted = { type: "deleted", messageId: "1794796200.000100", senderId: "U1" };
    const previous_message = { ...original, text: "墨盒 2个" };
    expect(
      read({ ...change, subtype: "message_deleted", deleted_ts: original.ts, previous_message }),
    ).toMatchObject({ message: deleted });
    const stone = { ...original, subtype: "tombstone", text: "This message was deleted." };
    expect(read({ ...change, message: stone, previous_message })).toMatchObject({
      message: deleted,
    });
  });

  it.each([
    [
      "a link's preview",
      {
        ...change,
        message: { ...original, text: "x" },
        previous_message: { ...original, text: "x" },
      },
      "text_unchanged",
    ],
    ["a bot", { bot_id: "B1" }, "own_message"],
    ["its own", { user: "UBOT" }, "own_message"],
    [
      "its own edit",
      { ...change, message: { ...original, bot_id: "B1", text: "y" } },
      "own_message",
    ],
    ["a newcomer", { subtype: "channel_join" }, "not_a_message"],
    ["a file without words", { subtype: "file_share", text: "", files: [{}] }, "no_text"],
    ["a reaction", { type: "reaction_added", channel: undefined }, "not_a_message"],
  ])("is ignored when it is of %s", (_, event, reason) => {
    expect(read(event)).toMatchObject({ kind: "ignored", reason });
  });
});

describe("Slack's markup", () => {
  it.each([
    ["<@UBOT> 加 2个 &amp; 3个 &lt;急&gt;", "加 2个 & 3个 <急>"],
    ["墨盒 1个<@UBOT> 胶带 2卷", "墨盒 1个 胶带 2卷"],
    ["请 <@U2|lixiang> 和 <@U3> 看", "请 @lixiang 和 @U3 看"],
    [
      "<#C1|office> <!channel> <!here|@here> <!subteam^S1|@采购组>",
      "#office @channel @here @采购组",
    ],
    [
      "<https://x.cn/a?b=1&amp;c=2> <https://x.cn|单子> <mailto:a@x.cn|a@x.cn>",
      "https://x.cn/a?b=1&c=2 单子 a@x.cn",
    ],
    ["<!date^1392734382^{date}|2月18日>", "2月18日"],
    ["&amp;lt;", "&lt;"],
  ])("%j is read as people read it", (markup, text) => {
    const callsBot = markup.includes("UBOT");
    expect(readMarkup(markup, "UBOT")).toEqual({ text, callsBot });
  });

  it("calls nobody when people's text goes out, and comes back the same", () => {
    const text = "<!channel> <@U1> A&B &lt;";
    expect(writeMarkup(text)).not.toMatch(/[<>]/);
    expect(readMarkup(writeMarkup(text), undefined).text).toBe(text);
  });
});
