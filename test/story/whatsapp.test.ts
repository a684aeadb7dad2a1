/** A WhatsApp group that the API made: a message of it all the way to the sheet, the answers all the way back. */
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
import type { Settings } from "../../src/settings";
import { openFakePlatforms } from "../channels/fake-platforms";
import type { FakePlatforms } from "../channels/fake-platforms";
import { onlyGroup, onSheet, relayIn } from "./settings";

jest.setTimeout(60_000);

const secret = "0123456789abcdef0123456789abcdef";
const number = { display_phone_number: "15550100000", phone_number_id: "300000000000001" };

let meta: FakePlatforms;
let sheet: LocalSheet;
let workbook: Workbook;
let relay: Serving;
let stateDir: string;
let settings: Settings;
beforeAll(async () => {
  meta = await openFakePlatforms();
  sheet = await startLocalSheet({ dir: undefined, timeZone: "Asia/Shanghai" });
  workbook = await createWorkbook(sheet, {
    库存: [{ 物品名称: "A4纸", 规格型号: "", 当前库存: 6, 安全库存: 5, 单位: "箱" }],
    设置: onlyGroup("whatsapp:G1"),
  });
  stateDir = await mkdtemp(path.join(tmpdir(), "stockcaster-story-"));
  settings = readSettings({
    ...relayIn(stateDir),
    ...onSheet(sheet),
    WHATSAPP_APP_SECRET: secret,
    WHATSAPP_VERIFY_TOKEN: "v",
    WHATSAPP_PHONE_NUMBER_ID: number.phone_number_id,
    WHATSAPP_TOKEN: "t",
    WHATSAPP_API_URL: meta.url,
  });
  relay = await serve(settings);
});
afterAll(async () => {
  await relay.stop();
  await sheet.close();
  await meta.close();
  await rm(stateDir, { recursive: true, force: true });
});

/** What Meta posts: one value of its envelope, signed. */
async function post(value: object): Promise<number> {
  const change = { field: "messages", value: { metadata: number, ...value } };
  const body = JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [change] }],
  });
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const answer = await fetch(`${relay.url}/webhooks/whatsapp`, {
    method: "POST",
    headers: { "x-hub-signature-256": `sha256=${signature}` },
    body,
  });
  return answer.status;
}

const broadcasts = async () =>
  (await workbook.rows("播报")).map((row) => [row["类型"], row["状态"]]);
async function whenBroadcasts(state: string): Promise<void> {
  for (;;) {
    const rows = await broadcasts();
    if (rows.length > 0 && rows.every(([, status]) => status === state)) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe("a WhatsApp group", () => {
  it("takes out below the safety stock, is answered, and is warned", async () => {
    const messages = [
      {
        id: "wamid.1",
        from: "15550100011",
        group_id: "G1",
        timestamp: String(Math.floor(Date.now() / 1000)),
        type: "text",
        text: { body: "领用：A4纸 2箱" },
      },
    ];
    const contacts = [{ profile: { name: "陈晨" }, wa_id: "15550100011" }];
    expect(await post({ contacts, messages })).toBe(200);
    await whenQuiet(relay.url);
    expect(await workbook.rows("流水")).toMatchObject([
      { 物品名称: "A4纸", 变动: -2, 领用人: "陈晨", 消息ID: "whatsapp:G1:wamid.1" },
    ]);
    await whenBroadcasts("已发送");
    const said = meta.taken.map(({ content }) => content as Record<string, unknown>);
    expect(said.every(({ to, recipient_type }) => to === "G1" && recipient_type === "group")).toBe(
      true,
    );
    expect(said[0]).toMatchObject({ context: { message_id: "wamid.1" } });
    expect(said).toHaveLength(2);
  });

  it("whose warning can't be delivered after all has it as failed, with Meta's reason, also after a restart", async () => {
    await relay.stop();
    relay = await serve(settings);
    const errors = [{ code: 131047, title: "Re-engagement message" }];
    const failed = { id: "wamid.SENT", status: "failed", recipient_type: "group", errors };
    expect(await post({ statuses: [{ ...failed, recipient_id: "G1" }] })).toBe(200);
    await whenBroadcasts("失败：whatsapp: 131047 outside the 24-hour window");
    expect(meta.taken).toHaveLength(2);
  });
});
