/** The registry of companies: the tab's headings and states, and what is wrong in its rows. Names of companies are never told. */
import { shortened } from "../text/shorten";
import { optional, required } from "./headings";

export const registryHeading = {
  title: "公司",
  columns: {
    name: optional("名称"),
    spreadsheetId: required("表格ID"),
    groups: required("群"),
    timeZone: optional("时区"),
    account: optional("服务账号"),
    status: optional("状态"),
  },
} as const;
const { columns } = registryHeading;

/** What is offered to choose. */
export const stateChoices = ["启用", "停用"];
/** Blank: it is served. */
export const pausedStates: readonly string[] = ["停用", "暂停"];
export const servedStates: readonly string[] = ["", "启用", "使用中"];

const cell = (row: number, field: keyof typeof columns): string =>
  `${registryHeading.title}第 ${row} 行的${columns[field].header}`;

export const registrySentences = {
  missingColumns: (headings: readonly string[]): string =>
    `登记表的标签页「${registryHeading.title}」缺少表头：${headings.join("、")}`,
  wrongId: (row: number, text: string): string =>
    `${cell(row, "spreadsheetId")}「${shortened(text)}」不对，请填表格链接里 /d/ 和 /edit 之间的那一长串；这一行没有用上`,
  sameSheet: (row: number, first: number): string =>
    `${cell(row, "spreadsheetId")}与第 ${first} 行相同，只用第 ${first} 行`,
  wrongGroup: (row: number, text: string): string =>
    `${cell(row, "groups")}「${shortened(text)}」看不懂，请写成 平台:群号，多个用逗号隔开`,
  claimedTwice: (group: string, rows: readonly number[]): string =>
    `群「${shortened(group)}」同时填在第 ${rows.join("、")} 行，这几家都不收它的消息，请只留一家`,
  wrongZone: (row: number, text: string): string =>
    `${cell(row, "timeZone")}「${shortened(text)}」不是时区名，请写成 Asia/Shanghai；这一行没有用上`,
  wrongAccount: (row: number, text: string): string =>
    `${cell(row, "account")}「${shortened(text)}」只能用字母、数字、点、横线和下划线；这一行没有用上`,
  wrongStatus: (row: number, text: string): string =>
    `${cell(row, "status")}「${shortened(text)}」看不懂，请填 启用 或 停用；这一行没有用上`,
};
