/** The lines of doctor, in English and in Chinese. */
import type { Sentence } from "./sentence";

export const doctorSentences: readonly Sentence[] = [
  ["the configuration can be read", "配置可以读取"],
  ["only this user can read {0}", "{0} 只有本用户能读"],
  [
    "{0} is open to other users of this machine ({1} of {2} files and folders): {3}",
    "这台机器的其他用户也能打开 {0}（{2} 个文件和文件夹里有 {1} 个），请运行：{3}",
  ],
  [
    "the Sheets API tells no time; this machine's clock is taken",
    "表格接口没有给出时间，按这台机器的时间",
  ],
  ["this machine's clock agrees with the Sheets API's", "这台机器的时间与表格接口一致"],
  [
    "this machine's clock is {0} s off the Sheets API's: set it (NTP), or signatures will be refused",
    "这台机器的时间与表格接口差 {0} 秒：请校准（NTP），否则签名会被拒绝",
  ],
  [
    'the spreadsheet of prices "{0}" can be read; see that it is shared with buyers only',
    "价格表「{0}」可以读取；请确认它只共享给采购",
  ],
  ['spreadsheet "{0}" can be read; its time zone is {1}', "表格「{0}」可以读取，时区是 {1}"],
  ["tab {0} is missing: run npm run setup-sheet", "缺少标签页「{0}」：请运行 npm run setup-sheet"],
  ["tab {0} has all its columns", "标签页「{0}」的列齐全"],
  [
    "tab {0} lacks {1}: rename the header back or run npm run setup-sheet",
    "标签页「{0}」缺少 {1}：请改回原来的表头，或运行 npm run setup-sheet",
  ],
  [
    "TIMEZONE is {0}, but the spreadsheet's time zone is {1}: people and formulas take the times in it for other ones. Set File → Settings → Time zone of the spreadsheet to {2}, or TIMEZONE to {3}",
    "TIMEZONE 是 {0}，表格的时区却是 {1}，表里的时间会被看错：请在表格「文件 → 设置 → 时区」选 {2}，或把 TIMEZONE 设成 {3}",
  ],
  ["{0}: configured", "{0}：已配置"],
  ["kingdee: the receipts can be looked at", "金蝶：可以查看采购入库单"],
  ["yonbip: the app's key is taken", "用友：应用密钥有效"],
  [
    "yonbip: configured; its key is tried with the first event",
    "用友：已配置，收到第一个事件时再验证密钥",
  ],
  [
    "{0}; see the KINGDEE_ variables, and that the user may look at purchase receipts",
    "{0}；请核对 KINGDEE_ 开头的变量，以及该用户有没有查看采购入库单的权限",
  ],
  [
    "{0}; see the YONBIP_ variables, and that the app is authorised",
    "{0}；请核对 YONBIP_ 开头的变量，以及应用有没有授权",
  ],
  ["{0}: group {1} is listed; {2} can't tell of it", "{0}：群 {1} 已列出，{2} 无法查证"],
  [
    "{0}: PUBLIC_URL is not set, so nobody can see here whether {1} is reached, and links to the board lead to this machine only; set it to the address that people and platforms use",
    "{0}：没有设 PUBLIC_URL，无法检查 {1} 能否访问，看板链接也只能在这台机器上打开；请设成大家和平台使用的地址",
  ],
  [
    "{0}: the relay at {1} has no such channel; start it again",
    "{0}：{1} 上的服务没有这个渠道，请重新启动",
  ],
  [
    "{0}: {1} reaches the relay; that is the address to register",
    "{0}：{1} 能到达本服务，请在平台登记这个地址",
  ],
  ["{0}: {1} answered {2}, not as the relay does; {3}", "{0}：{1} 的答复是 {2}，不是本服务；{3}"],
  ["{0}: {1} can't be reached from here; {2}", "{0}：从这里连不上 {1}；{2}"],
  [
    "start the relay, and look that PUBLIC_URL and your proxy lead there",
    "请启动本服务，并确认 PUBLIC_URL 和代理指到那里",
  ],
  [
    "设置 lists {0}, whose channel is not configured: set its variables, or take it out of 允许的群 and 日报群",
    "「设置」里有 {0}，但这个渠道没有配置：请设置它的变量，或从「允许的群」「日报群」里删掉",
  ],
  [
    "推送: the tab is laid at the relay's next start; nothing is pushed before",
    "「推送」页会在下次启动时建好，在那之前什么都不推",
  ],
  [
    "推送: no row uses the secret {0} of WEBHOOK_SECRETS",
    "WEBHOOK_SECRETS 里的 {0} 没有哪一行「推送」用到",
  ],
  [
    "推送: {0} leads elsewhere ({1}); fill in the address that it leads to",
    "推送：{0} 转到了别的地址（{1}），请填最终的地址",
  ],
  ["推送: {0} can be reached", "推送：{0} 可以连上"],
  [
    "推送: {0} lies in the own network; WEBHOOK_ALLOW_PRIVATE=1 lets the relay call it",
    "推送：{0} 在内网或本机；确实要推，请设 WEBHOOK_ALLOW_PRIVATE=1",
  ],
  ["推送: {0} is not reached: {1}", "推送：{0} 连不上：{1}"],
  ["it does not answer", "没有回应"],
  [
    "NATS is reached and keeps messages; {0} of them wait to be booked",
    "NATS 能连上并保存消息，{0} 条等着登记",
  ],
  [
    "the stream INBOX on NATS is not as workers make it ({0}): change that with the tool nats, or delete the stream while nothing waits",
    "NATS 上的 INBOX 与程序建的不一样（{0}）：请用 nats 工具改回来，或在没有消息等着时删掉它",
  ],
  ["the registry: {0}", "登记表：{0}"],
  [
    "the registry has no company to serve: a row of 公司 needs 表格ID and 群",
    "登记表里没有要服务的公司：「公司」里一行要填表格ID和群",
  ],
  ["the registry can be read; companies to serve: {0}", "登记表可以读取，要服务 {0} 家"],
  ["row {0}: {1}", "第 {0} 行：{1}"],
  [
    "{0} is not in 允许的群 of its own 设置, so nothing is booked for that group",
    "{0} 不在它自己「设置」的「允许的群」里，这个群的消息不登记",
  ],
  [
    "NATS at {0} refuses the user, password or token of NATS_URL: put in the right one",
    "NATS（{0}）不认 NATS_URL 里的用户名、密码或口令：请改成对的",
  ],
  [
    "NATS at {0} runs without JetStream: start it with -js",
    "NATS（{0}）没有开 JetStream：请加 -js 启动",
  ],
  [
    "NATS at {0} is not encrypted: turn TLS on there, or write nats:// in NATS_URL",
    "NATS（{0}）没有加密：请在那边打开 TLS，或在 NATS_URL 里写 nats://",
  ],
  [
    "the certificate of NATS at {0} is for another name: write tls:// and that name in NATS_URL",
    "NATS（{0}）的证书是给别的名字的：请在 NATS_URL 里写 tls:// 和那个名字",
  ],
  [
    "the certificate of NATS at {0} is not trusted here ({1}): set NODE_EXTRA_CA_CERTS to the file of its root certificate before the start",
    "NATS（{0}）的证书在这里不受信任（{1}）：请在启动前把 NODE_EXTRA_CA_CERTS 设成它的根证书文件",
  ],
  [
    "NATS at {0} can't be reached ({1}): see that it runs, and that NATS_URL is right",
    "连不上 NATS（{0}，{1}）：请看它是否在运行，NATS_URL 是否正确",
  ],
  [
    "The registry is laid. Left to do: a row in 公司 for each company, then npm run doctor; each company's own spreadsheet is laid by this command with SPREADSHEET_ID in place of NATS_URL and REGISTRY_SPREADSHEET_ID",
    "登记表建好了。接下来：在「公司」里一家填一行，再运行 npm run doctor；每家自己的表格，用 SPREADSHEET_ID 代替 NATS_URL 和 REGISTRY_SPREADSHEET_ID 运行本命令来建",
  ],
];
