import { checkChannels } from "../../scripts/doctor/channels";
import { firstSteps } from "../../scripts/setup/first-steps";
import { readStockList } from "../../scripts/setup/import-items";
import { readChannels } from "../../src/channels/configuration/configured";
import { envFileProblems } from "../../src/environment";
import type { SettingsError } from "../../src/errors";
import { inChinese } from "../../src/language/command-words/in-chinese";
import { readSettings } from "../../src/settings";
import { tokenWarning } from "../../src/settings-warnings";
import { sheetError } from "../../src/sheet/api/client-errors";
import { zoneFault } from "../../src/sheet/api/times";

/** English words in a row, but for commands. */
const leftEnglish = (sentence: string): readonly string[] =>
  inChinese(sentence)
    .replace(/npm run [\w-]+/g, "")
    .match(/\b[a-z]{2,}(?: [a-z]{2,})+/g) ?? [];

const mistakesOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    return (error as SettingsError).mistakes;
  }
};

const wrong = Object.fromEntries(
  [
    "PORT SHEETS_READS_PER_MINUTE SHEETS_WRITES_PER_MINUTE TIMEZONE ADMIN_TOKEN PUBLIC_URL LOG_LEVEL",
    "GENERIC_WEBHOOK_SECRET GENERIC_OUTBOUND_URL HTTPS_PROXY SHEETS_API_URL SPREADSHEET_ID PRICE_SPREADSHEET_ID",
    "WECOM_AIBOT_TOKEN WECOM_ROBOTS WECOM_AGENT_ID FEISHU_API_URL DINGTALK_AES_KEY D360_WEBHOOK_HEADER",
    "WHATSAPP_PHONE_NUMBER_ID TWILIO_FROM TELEGRAM_BOT_TOKEN TELEGRAM_SECRET_TOKEN",
  ]
    .flatMap((line) => line.split(" "))
    .map((name) => [name, "! !"]),
);
const api = (status: number, message: string) =>
  sheetError({ response: { status, data: { error: { message } } } }, "bot@x.iam").message;

const settingsMistakes = [
  ...mistakesOf(wrong),
  ...mistakesOf({
    HOST: "0.0.0.0",
    SPREADSHEET_ID: "abc",
    GOOGLE_APPLICATION_CREDENTIALS: "none.json",
  }),
  ...mistakesOf({ SPREADSHEET_ID: "abc", GOOGLE_APPLICATION_CREDENTIALS: "package.json" }),
  ...mistakesOf({ SHEETS_API_URL: "http://127.0.0.1:1", SHEETS_API_TOKEN: " a b" }),
  ...mistakesOf({ PRICE_SPREADSHEET_ID: "local" }),
  ...readChannels({ D360_API_KEY: "k", TWILIO_ACCOUNT_SID: "s" }, undefined).mistakes,
  ...envFileProblems("garbage\nPROT=1", new Set(["PORT"])),
  tokenWarning({ adminToken: "short" }) ?? "",
].flatMap((mistakes) => mistakes.split("\n"));

const sheetTroubles = [
  api(401, "no"),
  api(403, "no"),
  api(403, "Google Sheets API has not been used"),
  api(404, "no"),
  api(429, "Quota exceeded"),
  api(500, "no"),
  zoneFault("Asia/Shanghai", "America/New_York", new Date("2026-11-30T00:00:00Z")) ?? "",
];

const steps = [
  ...firstSteps({ items: [], members: [], groups: [], channels: [] }),
  ...firstSteps({
    items: [{ name: "纸", unit: "" }],
    members: [],
    groups: ["g"],
    channels: ["generic"],
  }),
  ...readStockList([
    ["物品名称", "数量", "备注栏"],
    ["纸", "很多"],
    ["", "3"],
    ["纸", "1"],
  ]).unread,
  ...readStockList([["没有"]]).unread,
];

describe("a command's sentence, in Chinese,", () => {
  it.each(settingsMistakes)("of the configuration leaves no English: %s", (sentence) => {
    expect(inChinese(sentence)).not.toBe(sentence);
    expect(leftEnglish(sentence)).toEqual([]);
  });

  it.each(sheetTroubles)("of the sheet says what to do: %s", (sentence) => {
    expect(inChinese(sentence)).toMatch(/请|会自动再试|检查/);
  });

  it.each(steps)("of the first steps leaves no English: %s", (sentence) => {
    expect(inChinese(sentence)).not.toBe(sentence);
    expect(leftEnglish(sentence)).toEqual([]);
  });

  it("of doctor on a channel whose address is another's tells what is wrong, in one line", async () => {
    const channels = [{ platform: "feishu" }] as never;
    const answers: readonly (() => Promise<Response>)[] = [
      () => Promise.reject(new Error("no")),
      () => Promise.resolve(new Response("parked", { status: 200 })),
      () => Promise.resolve(Response.json({ status: "rejected" }, { status: 404 })),
      () => Promise.resolve(Response.json({ status: "rejected" }, { status: 401 })),
    ];
    const publicUrl = "https://stock.example.com";
    for (const fetch of answers) {
      const given = { channels, groups: ["feishu:oc_1", "slack:C1"], publicUrl, fetch };
      for (const { sentence } of await checkChannels(given)) {
        expect(inChinese(sentence)).toMatch(/\p{Script=Han}/u);
        expect(leftEnglish(sentence)).toEqual([]);
      }
    }
  });
});

describe("a sentence that no table knows", () => {
  it.each(["【库存日报】今日变动：A4纸 -1箱", "something: quite else", ""])("stays: %s", (text) => {
    expect(inChinese(text)).toBe(text);
  });

  it("stays beside lines that are known", () => {
    expect(inChinese("PORT should be a port, 0 to 65535\nhm")).toBe(
      "PORT 应当是端口号，0 到 65535\nhm",
    );
  });
});
