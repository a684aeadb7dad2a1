import { fromSlack, nowMs } from "../recordings";

const original = {
  type: "message",
  user: "U0DEMO0011",
  text: "墨盒 2 个",
  ts: "1794796200.000100",
};
const payload = (event: object) => ({
  token: "legacy-ignored",
  team_id: "T0DEMO001",
  type: "event_callback",
  event_id: "Ev1",
  event_time: 1794796200,
  authorizations: [{ team_id: "T0DEMO001", user_id: "U0DEMOBOT1", is_bot: true }],
  event: {
    ...original,
    channel: "C0DEMO0001",
    channel_type: "channel",
    event_ts: "1794796200.000100",
    ...event,
  },
});
const read = {
  kind: "message",
  messageId: "1794796200.000100",
  groupId: "C0DEMO0001",
  senderId: "U0DEMO0011",
  senderName: null,
  text: "墨盒 2 个",
  timestamp: 1794796200000,
};
const change = {
  user: undefined,
  text: undefined,
  hidden: true,
  ts: "1794796230.000300",
  event_ts: "1794796230.000300",
};

describe("a request of Slack", () => {
  it.each([
    ["a direct chat", { channel: "D0DEMO0001", channel_type: "im" }, { groupId: null }],
    ["a closed channel", { channel: "G1", channel_type: "group" }, { groupId: "G1" }],
    [
      "a call to the app, told twice",
      { type: "app_mention", channel_type: undefined, text: "<@U0DEMOBOT1> 墨盒 2 个" },
      { mentionsBot: true },
    ],
    ["a file with words", { subtype: "file_share", files: [{ id: "F1" }] }, {}],
    [
      "an answer shown to all",
      { subtype: "thread_broadcast", thread_ts: "1794796100.000100" },
      { replyTo: "1794796100.000100", threadId: "1794796100.000100" },
    ],
    [
      "links, calls and signs",
      { text: "<!channel> <@U2> 要 &lt;5&gt; 个 <https://x.cn|单子>" },
      { text: "@channel @U2 要 <5> 个 单子" },
    ],
  ])("gives the words of %s", (_, event, expected) => {
    expect(fromSlack(payload(event))).toEqual({ ...read, ...expected });
  });

  it("is read the same when Slack sends it again", () => {
    const headers = { "X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout" };
    expect(fromSlack(payload({}), nowMs, headers)).toEqual(read);
  });

  it("shows an edit and a deletion as what became of the original", () => {
    const previous_message = original;
    const message = {
      ...original,
      text: "<@U0DEMOBOT1> 墨盒 3 个",
      edited: { user: "U0DEMO0011" },
    };
    expect(
      fromSlack(payload({ ...change, subtype: "message_changed", message, previous_message })),
    ).toMatchObject({
      kind: "ignored",
      groupId: read.groupId,
      senderId: read.senderId,
      lifecycle: { type: "edit", targetMessageId: original.ts, newText: "墨盒 3 个" },
    });
    const deleted = {
      ...change,
      subtype: "message_deleted",
      deleted_ts: original.ts,
      previous_message,
    };
    const shown = fromSlack(payload(deleted));
    expect(shown).toMatchObject({ kind: "ignored", senderId: read.senderId });
    expect(shown.lifecycle).toEqual({ type: "revoke", targetMessageId: original.ts });
  });

  it.each([
    [
      "a bot",
      { subtype: "bot_message", user: undefined, bot_id: "B9" },
      { reason: "own_message", senderId: "B9" },
    ],
    ["the app itself", { user: "U0DEMOBOT1", bot_id: "B0DEMOBOT1" }, { reason: "own_message" }],
    [
      "the app's own edit",
      { ...change, subtype: "message_changed", message: { ...original, bot_id: "B0DEMOBOT1" } },
      { reason: "own_message" },
    ],
    [
      "somebody who came in",
      { subtype: "channel_join", text: "<@U2> has joined" },
      { reason: "not_a_message" },
    ],
    [
      "a file without words",
      { subtype: "file_share", text: "", files: [{ id: "F1" }] },
      { reason: "no_text" },
    ],
    [
      "a reaction",
      { type: "reaction_added", channel: undefined, item: { channel: "C0DEMO0001" } },
      { reason: "not_a_message" },
    ],
  ])("is ignored when it is of %s", (_, event, expected) => {
    expect(fromSlack(payload(event))).toMatchObject({ kind: "ignored", ...expected });
  });

  it("is rejected when its time is more than five minutes away, to either side", () => {
    expect(fromSlack(payload({}), nowMs - 300_000)).toEqual(read);
    expect(fromSlack(payload({}), nowMs - 301_000)).toMatchObject({ reason: "stale_timestamp" });
    expect(fromSlack(payload({}), nowMs + 301_000)).toMatchObject({ reason: "future_timestamp" });
  });

  it("is senseless when its signed body is no JSON object, and a form of a button is ignored", () => {
    for (const body of ["", "[]", "payload"]) {
      expect(fromSlack(body)).toMatchObject({ kind: "rejected", reason: "malformed_body" });
    }
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    expect(fromSlack("payload=%7B%7D", nowMs, headers)).toMatchObject({ reason: "not_a_message" });
  });
});
