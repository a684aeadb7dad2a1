/** Real payloads of several platforms, all the way to the sheet: threads, quotations, forwarded words, edits, the robot's name. */
import { encrypt, getSignature } from "@wecom/crypto";
import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { whenQuiet } from "../../scripts/bridge";
import { createWorkbook } from "../../scripts/workbook";
import type { Workbook } from "../../scripts/workbook";
import { startLocalSheet } from "../../src/local-sheet/server";
import type { LocalSheet } from "../../src/local-sheet/server";
import { serve } from "../../src/server";
import type { Serving } from "../../src/server";
import { readSettings } from "../../src/settings";
import { openFakePlatforms } from "../channels/fake-platforms";
import type { FakePlatforms } from "../channels/fake-platforms";
import { onlyGroup, onSheet, relayIn } from "./settings";

jest.setTimeout(60_000);

const wecom = { token: "aIbOtToKeN", key: "YWlib3QtZGVtby1hZXMta2V5LWZvci10ZXN0cy0zMmI" };
const slackSecret = "8f742231b10e8888abcd99yyyzzz85a5";
const metaSecret = "0123456789abcdef0123456789abcdef";

let platforms: FakePlatforms;
let sheet: LocalSheet;
let workbook: Workbook;
let relay: Serving;
let stateDir: string;
beforeAll(async () => {
  platforms = await openFakePlatforms();
  sheet = await startLocalSheet({ dir: undefined, timeZone: "Asia/Shanghai" });
  workbook = await createWorkbook(sheet, {
    库存: ["A4纸", "便利贴", "订书机"].map((物品名称) => ({
      ...{ 物品名称, 规格型号: "", 当前库存: 100, 安全库存: 1 },
      单位: "包",
    })),
    设置: onlyGroup("wecom-aibot:wr1\nslack:C1\ntelegram:-100\nwhatsapp:G1"),
  });
  stateDir = await mkdtemp(path.join(tmpdir(), "stockcaster-story-"));
  relay = await serve(
    readSettings({
      ...relayIn(stateDir),
      ...onSheet(sheet),
      WECOM_AIBOT_TOKEN: wecom.token,
      WECOM_AIBOT_AES_KEY: wecom.key,
      WECOM_ROBOTS: "wr1=693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa",
      WECOM_API_URL: platforms.url,
      SLACK_SIGNING_SECRET: slackSecret,
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_API_URL: platforms.url,
      TELEGRAM_BOT_TOKEN: "700000001:T",
      TELEGRAM_SECRET_TOKEN: "s",
      TELEGRAM_API_URL: platforms.url,
      WHATSAPP_APP_SECRET: metaSecret,
      WHATSAPP_VERIFY_TOKEN: "v",
      WHATSAPP_PHONE_NUMBER_ID: "300000000000001",
      WHATSAPP_TOKEN: "t",
      WHATSAPP_API_URL: platforms.url,
    }),
  );
});
afterAll(async () => {
  await relay.stop();
  await sheet.close();
  await platforms.close();
  await rm(stateDir, { recursive: true, force: true });
});

let count = 0;
const seconds = (): number => Math.floor(Date.now() / 1000);

async function post(
  to: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const answer = await fetch(`${relay.url}/webhooks/${to}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  expect(answer.status).toBe(200);
  await whenQuiet(relay.url);
}

async function sayOnWecom(text: string, quoted?: string): Promise<void> {
  count += 1;
  const content = JSON.stringify({
    ...{ msgid: `w${count}`, chatid: "wr1", chattype: "group", from: { userid: "li" } },
    ...{ msgtype: "text", text: { content: text } },
    ...(quoted !== undefined && { quote: { msgtype: "text", text: { content: quoted } } }),
  });
  const sealed = encrypt(wecom.key, content, "");
  const time = String(seconds());
  const signature = getSignature(wecom.token, time, "n1", sealed);
  const query = `msg_signature=${signature}&timestamp=${time}&nonce=n1`;
  await post(`wecom-aibot?${query}`, JSON.stringify({ encrypt: sealed }));
}

async function sayOnSlack(text: string, thread?: string): Promise<string> {
  count += 1;
  const ts = `${seconds()}.${String(count).padStart(6, "0")}`;
  const body = JSON.stringify({
    ...{ type: "event_callback", event_id: `Ev${count}` },
    authorizations: [{ user_id: "U0BOT", is_bot: true }],
    event: {
      ...{ type: "message", user: "U1", channel: "C1", channel_type: "channel", ts, text },
      ...(thread !== undefined && { thread_ts: thread }),
    },
  });
  const time = String(seconds());
  const hmac = createHmac("sha256", slackSecret).update(`v0:${time}:${body}`).digest("hex");
  await post("slack", body, {
    "x-slack-request-timestamp": time,
    "x-slack-signature": `v0=${hmac}`,
  });
  return ts;
}

const telegram = (update: object): Promise<void> =>
  post("telegram", JSON.stringify(update), { "x-telegram-bot-api-secret-token": "s" });
const onTelegram = (message_id: number, text: string, more: object = {}): object => ({
  ...{ message_id, text, date: seconds(), chat: { id: -100, type: "supergroup" } },
  from: { id: 600, is_bot: false, first_name: "李" },
  ...more,
});

async function sayOnWhatsapp(text: string, context?: object): Promise<void> {
  count += 1;
  const value = {
    metadata: { display_phone_number: "15550100000", phone_number_id: "300000000000001" },
    contacts: [{ profile: { name: "陈晨" }, wa_id: "15550100011" }],
    messages: [
      {
        ...{ id: `wamid.${count}`, from: "15550100011", group_id: "G1", type: "text" },
        ...{ timestamp: String(seconds()), text: { body: text } },
        ...(context !== undefined && { context }),
      },
    ],
  };
  const entry = [{ id: "1", changes: [{ field: "messages", value }] }];
  const body = JSON.stringify({ object: "whatsapp_business_account", entry });
  const hmac = createHmac("sha256", metaSecret).update(body).digest("hex");
  await post("whatsapp", body, { "x-hub-signature-256": `sha256=${hmac}` });
}

/** What was booked by `act`: type, item and change of each row. */
async function bookedBy(act: () => Promise<unknown>): Promise<readonly unknown[]> {
  const before = (await workbook.rows("流水")).length;
  platforms.taken.length = 0;
  await act();
  const rows = (await workbook.rows("流水")).slice(before);
  return rows.map((row) => [row["类型"], row["物品名称"], row["变动"]]);
}
const said = (): string => JSON.stringify(platforms.said().map(({ content }) => content));

describe("WeCom", () => {
  it("hears its robot by a name of two words, and takes back exactly what is quoted", async () => {
    expect(await bookedBy(() => sayOnWecom("@Stock Bot 领用：A4纸 1包"))).toEqual([
      ["领用", "A4纸", -1],
    ]);
    await sayOnWecom("@Stock Bot 领用：便利贴 2包");
    expect(
      await bookedBy(() => sayOnWecom("@Stock Bot 撤销", "@Stock Bot 领用：A4纸 1包")),
    ).toEqual([["撤销", "A4纸", 1]]);
  });

  it("asks where the quoted words are those of several bookings, or of none", async () => {
    await sayOnWecom("@Stock Bot 领用：便利贴 2包");
    expect(
      await bookedBy(() => sayOnWecom("@Stock Bot 撤销", "@Stock Bot 领用：便利贴 2包")),
    ).toEqual([]);
    expect(said()).toContain("对应几条登记");
    expect(await bookedBy(() => sayOnWecom("@Stock Bot 撤销", "大家好"))).toEqual([]);
    expect(said()).toContain("没有找到");
  });
});

describe("Slack", () => {
  it("takes back the sender's last booking of the thread, and drops an emoji's code", async () => {
    const root = await sayOnSlack("领用：A4纸 1包 :pray:");
    await sayOnSlack("领用：便利贴 1包", root);
    await sayOnSlack("领用：订书机 1包");
    expect(await bookedBy(() => sayOnSlack("撤销", root))).toEqual([["撤销", "便利贴", 1]]);
    expect(await bookedBy(() => sayOnSlack("撤销", "1794796100.000100"))).toEqual([
      ["撤销", "订书机", 1],
    ]);
  });
});

describe("Telegram", () => {
  it("books no forwarded words, unless they are one's own", async () => {
    const forward = (sender: number): object => ({
      forward_origin: { type: "user", date: 1, sender_user: { id: sender } },
    });
    const act = (id: number, sender: number) => () =>
      telegram({ message: onTelegram(id, "领用：A4纸 1包", forward(sender)) });
    expect(await bookedBy(act(1, 7))).toEqual([]);
    expect(said()).not.toContain("A4纸");
    expect(await bookedBy(act(2, 600))).toEqual([["领用", "A4纸", -1]]);
  });

  it("does nothing about an edit that changes no text, and corrects by one that does", async () => {
    await telegram({ message: onTelegram(10, "领用：A4纸 1包") });
    const edit = (text: string, later: number) => () =>
      telegram({ edited_message: onTelegram(10, text, { edit_date: seconds() + later }) });
    expect(await bookedBy(edit("领用：A4纸 1包", 1))).toEqual([]);
    expect(await bookedBy(edit("领用：A4纸 3包", 2))).toEqual([
      ["撤销", "A4纸", 1],
      ["领用", "A4纸", -3],
    ]);
  });

  it("leaves an edit of a message that it never saw: of yesterday alone, else asked about", async () => {
    const edit = (id: number, hours: number) => () =>
      telegram({
        edited_message: onTelegram(id, "领用：A4纸 3包", {
          date: seconds() - hours * 3600,
          edit_date: seconds(),
        }),
      });
    expect(await bookedBy(edit(20, 72))).toEqual([]);
    expect(said()).not.toContain("A4纸");
    expect(await bookedBy(edit(21, 1))).toEqual([]);
    expect(said()).toContain("补登");
  });
});

it("WhatsApp's forwarded words are met with silence", async () => {
  const text = "领用：A4纸 1包";
  expect(await bookedBy(() => sayOnWhatsapp(text, { forwarded: true }))).toEqual([]);
  expect(platforms.taken).toEqual([]);
  expect(await bookedBy(() => sayOnWhatsapp(text))).toEqual([["领用", "A4纸", -1]]);
});
