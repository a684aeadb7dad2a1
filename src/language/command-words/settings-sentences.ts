/** Mistakes of the configuration and of the start, in English and in Chinese. `{0}` stands for what is told of. */
import type { Sentence } from "./sentence";

export const settingsSentences: readonly Sentence[] = [
  ["{0} should be {1}", "{0} 应当是{1}"],
  ["a port, 0 to 65535", "端口号，0 到 65535"],
  ["a whole number from 6", "不小于 6 的整数"],
  ["an IANA zone such as Asia/Shanghai", "时区名，例如 Asia/Shanghai"],
  ["an http(s) URL", "http(s) 开头的地址"],
  ["an http(s) URL without /v4", "http(s) 开头、不带 /v4 的地址"],
  ["this relay's https:// address", "本服务的 https:// 地址"],
  ["a proxy's address such as http://127.0.0.1:7890", "代理的地址，例如 http://127.0.0.1:7890"],
  [
    "the long id between /d/ and /edit in the sheet's link",
    "表格链接里 /d/ 和 /edit 之间的那一长串",
  ],
  [
    "another spreadsheet than SPREADSHEET_ID, shared with buyers only",
    "另一张表格，不能与 SPREADSHEET_ID 相同，只共享给采购",
  ],
  ["the token that `npm run sheet` prints", "`npm run sheet` 打印的口令"],
  ["whsec_ and the base64 of 24 to 64 random bytes", "whsec_ 加上 24 到 64 个随机字节的 base64"],
  ["at least 12 characters that nobody can guess", "至少 12 个字符、别人猜不到的口令"],
  ["the key of 43 letters and digits that the platform shows", "平台上显示的 43 位密钥"],
  ["a header as `Name: value`", "一个请求头，写成「名称: 值」"],
  ["pairs `group id=robot key`, separated by commas", "「群号=机器人key」，多个用逗号隔开"],
  ["the app's AgentId, a number", "应用的 AgentId，一个数字"],
  [
    "the phone number's id, a number (not the phone number)",
    "电话号码的编号，一个数字（不是号码本身）",
  ],
  ["whatsapp:+… or +… with country code", "whatsapp:+… 或 +…，带国家代码"],
  ["the token from @BotFather, 123456:ABC…", "@BotFather 给的 token，形如 123456:ABC…"],
  ["1 to 256 of A-Z, a-z, 0-9, _ and -", "1 到 256 个字母、数字、_ 或 -"],
  ["a text", "一段文字"],
  [
    "the address of a NATS server, such as nats://127.0.0.1:4222",
    "NATS 服务器的地址，例如 nats://127.0.0.1:4222",
  ],
  ["a whole number from 1", "不小于 1 的整数"],
  ["{0} is missing beside {1}; it should be {2}", "设了 {1}，还缺 {0}，应当是{2}"],
  [
    "{0} is for a relay of one company; take it out beside NATS_URL",
    "{0} 只用于一家公司一个进程，设了 NATS_URL 就要去掉",
  ],
  [
    "With NATS_URL and REGISTRY_SPREADSHEET_ID it is one of several workers that share many companies (.github/DEPLOY.md).",
    "设了 NATS_URL 和 REGISTRY_SPREADSHEET_ID，就是共同服务多家公司的几个进程之一（.github/DEPLOY.md）。",
  ],
  [
    "This command is for one company: take NATS_URL out of its environment, and set SPREADSHEET_ID to the company's",
    "这个命令只对一家公司：请从环境里去掉 NATS_URL，把 SPREADSHEET_ID 设成这家公司的表格",
  ],
  ["SPREADSHEET_ID should be set with it", "还要设置 SPREADSHEET_ID"],
  [
    "ADMIN_TOKEN should be set when HOST is {0}: others can reach the pages there",
    "HOST 是 {0} 时别人也能打开页面，请设置 ADMIN_TOKEN",
  ],
  ["{0} is missing beside {1}; the channel {2} needs it", "设了 {1}，还缺 {0}：渠道 {2} 要用它"],
  ["{0} is missing beside {1}; the adapter {2} needs it", "设了 {1}，还缺 {0}：对接 {2} 要用它"],
  [
    "PUBLIC_URL is missing; the channel twilio needs it, since Twilio signs the address that it calls",
    "缺 PUBLIC_URL：Twilio 按它调用的地址签名，渠道 twilio 要用它",
  ],
  [
    "D360_WEBHOOK_SECRET or D360_WEBHOOK_HEADER is missing; the channel 360dialog needs one of them",
    "D360_WEBHOOK_SECRET 和 D360_WEBHOOK_HEADER 至少要设一个，渠道 360dialog 要用",
  ],
  [
    "GOOGLE_APPLICATION_CREDENTIALS: there is no file {0}; put the service account's key there (credentials.example.json shows its shape)",
    "GOOGLE_APPLICATION_CREDENTIALS：没有文件 {0}，请把服务账号的密钥放到那里（样子见 credentials.example.json）",
  ],
  [
    "GOOGLE_APPLICATION_CREDENTIALS: {0} is not a service account's key (look at {1}); credentials.example.json shows its shape",
    "GOOGLE_APPLICATION_CREDENTIALS：{0} 不是服务账号的密钥（请看 {1}），样子见 credentials.example.json",
  ],
  [
    "GOOGLE_APPLICATION_CREDENTIALS: {0} is not a service account's key; credentials.example.json shows its shape",
    "GOOGLE_APPLICATION_CREDENTIALS：{0} 不是服务账号的密钥，样子见 credentials.example.json",
  ],
  [".env line {0} is not NAME=value, and is not read", ".env 第 {0} 行不是「名称=值」，没有读"],
  [
    ".env line {0}: {1} is not read; is {2} meant?",
    ".env 第 {0} 行：没有 {1} 这个变量，是不是 {2}？",
  ],
  [
    "ADMIN_TOKEN should be {0} random characters or more; this prints one: {1}",
    "ADMIN_TOKEN 最好有 {0} 个以上随机字符，可以这样生成：{1}",
  ],
  [
    "port {0} is in use: stop what runs there, or set PORT",
    "端口 {0} 被占用：请停掉占用它的程序，或设置 PORT",
  ],
  [
    "HOST is no address of this machine: set HOST=127.0.0.1 or HOST=0.0.0.0",
    "HOST 不是这台机器的地址：请设 HOST=127.0.0.1 或 HOST=0.0.0.0",
  ],
  [
    "{0}: set STATE_DIR to a folder that can be written",
    "{0}：请把 STATE_DIR 设成一个可以写入的文件夹",
  ],
  ["{0}: choose another PORT or STATE_DIR", "{0}：请换一个 PORT 或 STATE_DIR"],
  [
    "{0} belongs to a relay that is running (process {1} on {2}); stop that one first, or set STATE_DIR to another folder",
    "{0} 正被另一个服务使用（{2} 上的进程 {1}）：请先停掉它，或把 STATE_DIR 设成别的文件夹",
  ],
  ["{0} changes hands all the time; start again in a moment", "{0} 正在换手，请稍后再启动"],
  [
    "Another process keeps its sheet in {0}. Stop it first, or use another directory.",
    "另一个进程的表格在 {0} 里。请先停掉它，或换一个文件夹。",
  ],
  [
    "{0} is damaged at byte {1} (line {2}). The file is kept as it is: restore it from a backup, or move it away to start without it.",
    "{0} 在第 {1} 字节（第 {2} 行）损坏。文件没有动：请从备份恢复，或把它移走后重新开始。",
  ],
  [
    "Runs the relay. Without any configuration: on the embedded sheet with a sample inventory, at http://127.0.0.1:3000.",
    "启动服务。什么都不配置时：用内置表格和示例库存，网页在 http://127.0.0.1:3000。",
  ],
  [
    "Configuration is by environment variables or a .env file: .env.example, and for each chat platform src/channels/README.md. Stops on SIGINT or SIGTERM.",
    "配置用环境变量或 .env 文件：见 .env.example，各聊天平台见 src/channels/README.md。按 Ctrl+C（SIGINT 或 SIGTERM）停止。",
  ],
  ["stockcaster runs at {0} (Ctrl+C stops it)", "库存播报员已启动：{0}（按 Ctrl+C 停止）"],
  ["the embedded sheet in {0}", "内置表格，存在 {0}"],
  ["{0}, which can't be read yet", "{0}（现在还读不到）"],
  ["  sheet     {0}", "  表格  {0}"],
  ["  channels  {0}", "  渠道  {0}"],
];
