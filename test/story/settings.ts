/** What the relays of all stories are set to: in their environment, and in the 设置 tab of their sheet. */
import type { Bridge } from "../../scripts/bridge";
import type { LocalSheet } from "../../src/local-sheet/server";

/** A relay on any free port that says nothing and asks the sheet as often as it likes. */
export const relayIn = (stateDir: string) => ({
  PORT: "0",
  STATE_DIR: stateDir,
  LOG_LEVEL: "silent",
  SHEETS_READS_PER_MINUTE: "100000",
  SHEETS_WRITES_PER_MINUTE: "100000",
});

export const onSheet = ({ url, spreadsheetId }: Pick<LocalSheet, "url" | "spreadsheetId">) => ({
  SHEETS_API_URL: url,
  SPREADSHEET_ID: spreadsheetId,
});

/** People write and read through the generic channel. */
export const overBridge = ({ secret, url }: Bridge) => ({
  GENERIC_WEBHOOK_SECRET: secret,
  GENERIC_OUTBOUND_URL: url,
});

/** The rows of 设置: one group, `platform:group`, and nothing that comes by the clock. */
export const onlyGroup = (group: string) => [
  { 项目: "允许的群", 值: group },
  { 项目: "日报时间", 值: "关" },
  { 项目: "周报时间", 值: "关" },
];
