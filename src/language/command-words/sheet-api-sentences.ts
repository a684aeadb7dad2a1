/** What the Sheets API refuses or does not answer, in English and in Chinese. */
import type { Sentence } from "./sentence";

export const sheetApiSentences: readonly Sentence[] = [
  ["{0} ({1}: {2})", "{0}（{1}：{2}）"],
  ["the sheet did not answer: {0}; it is tried again by itself", "表格没有回应：{0}；会自动再试"],
  ["the sheet answered {0}: {1}; it is tried again by itself", "表格答复 {0}：{1}；会自动再试"],
  ["{0}; it is tried again by itself", "{0}；会自动再试"],
  [
    "the key of {0} is not valid (any more): make a new one in the Google Cloud console, or set this machine's clock ({1}: {2})",
    "{0} 的密钥无效：请在 Google Cloud 控制台新建一把，或校准这台机器的时间（{1}：{2}）",
  ],
  [
    "{0} is refused: set SHEETS_API_TOKEN to the token that `npm run sheet` printed",
    "{0}被拒绝：请把 SHEETS_API_TOKEN 设成 `npm run sheet` 打印的口令",
  ],
  ["the account of the API at SHEETS_API_URL", "SHEETS_API_URL 那边的账号"],
  [
    "there is no spreadsheet with this id: check SPREADSHEET_ID, or with workers the id in the registry, the long part of the sheet's link",
    "没有这个编号的表格：请检查 SPREADSHEET_ID（多家公司时是登记表里的「表格ID」），即表格链接里那一长串",
  ],
  [
    "the Sheets API's quota is used up; it is tried again by itself. If this lasts, ask for more quota in the Google Cloud console, or lower SHEETS_READS_PER_MINUTE and SHEETS_WRITES_PER_MINUTE",
    "Google 表格接口的配额用完了，会自动再试。一直这样的话，请在 Google Cloud 控制台申请提高，或调低 SHEETS_READS_PER_MINUTE 和 SHEETS_WRITES_PER_MINUTE",
  ],
  [
    "enable the Google Sheets API in the project of the service account",
    "请在服务账号所在的项目里启用 Google Sheets API",
  ],
  [
    "share the spreadsheet with {0} as editor, and see that the Google Sheets API is enabled",
    "请把表格共享给 {0}（编辑者），并确认已启用 Google Sheets API",
  ],
  [
    "the file is no Google spreadsheet but an Office file: open it, choose File → Save as Google Sheets, and set SPREADSHEET_ID to the new one's id",
    "这个文件不是 Google 表格，而是 Office 文件：打开后选「文件 → 另存为 Google 表格」，再把 SPREADSHEET_ID 设成新表格的编号",
  ],
  [
    "see that SPREADSHEET_ID is that of a Google spreadsheet, and of no other file ({0})",
    "请确认 SPREADSHEET_ID 是一份 Google 表格的编号，不是别的文件（{0}）",
  ],
  ["PRICE_SPREADSHEET_ID: {0}", "PRICE_SPREADSHEET_ID：{0}"],
  ["{0}; {1}", "{0}；{1}"],
  ["{0}: {1}", "{0}：{1}"],
  ["no connection", "没有连上"],
  ["{0} can't be reached ({1})", "连不上 {0}（{1}）"],
  [
    "where only a proxy leads out, set HTTPS_PROXY, e.g. HTTPS_PROXY=http://127.0.0.1:7890 in .env",
    "要经代理才能上网的话，请设 HTTPS_PROXY，例如在 .env 里写 HTTPS_PROXY=http://127.0.0.1:7890",
  ],
  ["it is called directly, as NO_PROXY says", "按 NO_PROXY 没有经过代理"],
  [
    "where a proxy opens https, set NODE_EXTRA_CA_CERTS to the file of its root certificate, before the start and not in .env",
    "代理会解开 https 的话，请把 NODE_EXTRA_CA_CERTS 设成它的根证书文件，要在启动前设好，写在 .env 里不起作用",
  ],
  [
    "{0} can't be reached ({1}) through the proxy {2}: see that HTTPS_PROXY is right and that the proxy lets this host through",
    "经代理 {2} 连不上 {0}（{1}）：请检查 HTTPS_PROXY，以及代理是否放行这个地址",
  ],
];
