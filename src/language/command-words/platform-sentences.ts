/** The lines of doctor about the platforms of channels, in English and in Chinese. */
import type { Sentence } from "./sentence";

export const platformSentences: readonly Sentence[] = [
  ["generic: GENERIC_OUTBOUND_URL answers", "generic：GENERIC_OUTBOUND_URL 有回应"],
  [
    "check GENERIC_OUTBOUND_URL and that the bridge is running",
    "请检查 GENERIC_OUTBOUND_URL，并确认对接程序在运行",
  ],
  [
    "generic: messages are read; GENERIC_OUTBOUND_URL is not set, so answers are only logged",
    "generic：能收消息；没有设 GENERIC_OUTBOUND_URL，答复只写进日志",
  ],
  ["generic: GENERIC_OUTBOUND_URL: {0}", "generic：GENERIC_OUTBOUND_URL：{0}"],
  [
    "feishu: without an Encrypt Key requests bear no signature, and who learns the verification token can forge them; set one under Events and as FEISHU_ENCRYPT_KEY",
    "feishu：没有 Encrypt Key 时请求不带签名，谁拿到 verification token 都能伪造；请在「事件订阅」里设置，并设 FEISHU_ENCRYPT_KEY",
  ],
  [
    "feishu: Feishu accepted the app id and secret, and the app has a bot",
    "feishu：飞书接受了 App ID 和 App Secret，应用有机器人",
  ],
  [
    "check FEISHU_APP_ID and FEISHU_APP_SECRET on the app's credentials page",
    "请在应用的「凭证与基础信息」页核对 FEISHU_APP_ID 和 FEISHU_APP_SECRET",
  ],
  [
    "feishu: the app has no bot; add the bot ability and publish a version",
    "feishu：应用没有机器人，请添加机器人能力并发布版本",
  ],
  ["feishu: the bot is in group {0}", "feishu：机器人在群 {0} 里"],
  ["feishu: the bot is not in it", "feishu：机器人不在群里"],
  [
    "add the bot in the settings of group {0}, or list the id that the group has",
    "请在群 {0} 的设置里添加机器人，或填这个群现在的群号",
  ],
  [
    "dingtalk: DingTalk does not sign the body, so who sees one request can forge others for an hour; set an AES key for the callback and as DINGTALK_AES_KEY",
    "dingtalk：钉钉不对内容签名，看到一条请求的人一小时内能伪造别的；请给回调设置 AES key，并设 DINGTALK_AES_KEY",
  ],
  [
    "dingtalk: questions have no buttons without PUBLIC_URL, under which DingTalk tells of taps",
    "dingtalk：没有 PUBLIC_URL，钉钉无法回传点击，提问就没有按钮",
  ],
  [
    "dingtalk: DingTalk accepted the app key and secret",
    "dingtalk：钉钉接受了 AppKey 和 AppSecret",
  ],
  [
    "check DINGTALK_APP_KEY and DINGTALK_APP_SECRET on the app's credentials page",
    "请在应用的凭证页核对 DINGTALK_APP_KEY 和 DINGTALK_APP_SECRET",
  ],
  ["dingtalk: the robot is in group {0}", "dingtalk：机器人在群 {0} 里"],
  ["dingtalk: the robot is not in it", "dingtalk：机器人不在群里"],
  [
    "add the robot in the settings of group {0}, or list the id that the group has",
    "请在群 {0} 的设置里添加机器人，或填这个群现在的群号",
  ],
  [
    "dingtalk: group {0} can't be looked into without the permission qyapi_chat_manage",
    "dingtalk：没有权限 qyapi_chat_manage，无法查看群 {0}",
  ],
  [
    "wecom-aibot: group {0} has its robot in WECOM_ROBOTS",
    "wecom-aibot：群 {0} 的机器人在 WECOM_ROBOTS 里",
  ],
  [
    "wecom-aibot: group {0} has no robot; add {1} to WECOM_ROBOTS, the key of a robot of that group",
    "wecom-aibot：群 {0} 没有机器人；请在 WECOM_ROBOTS 里加上 {1}，填该群机器人的 key",
  ],
  ["wecom-aibot: group {0} is answered by its robot", "wecom-aibot：群 {0} 由它的机器人回复"],
  [
    "wecom-aibot: the robot key of group {0} does not look like one; copy what follows key= in the robot's webhook address",
    "wecom-aibot：群 {0} 的机器人 key 不对，请复制机器人 webhook 地址里 key= 后面的部分",
  ],
  [
    "wecom-app: WeCom accepted the corp id and the app's secret",
    "wecom-app：企业微信接受了企业 ID 和应用的 Secret",
  ],
  [
    "check WECOM_CORP_ID, WECOM_APP_SECRET and the app's trusted IP addresses",
    "请核对 WECOM_CORP_ID、WECOM_APP_SECRET 和应用的「企业可信 IP」",
  ],
  ["take {0} out of the list", "请把 {0} 从列表里删掉"],
  ["telegram: Telegram accepted the bot token", "telegram：Telegram 接受了 bot token"],
  ["check TELEGRAM_BOT_TOKEN with @BotFather", "请在 @BotFather 核对 TELEGRAM_BOT_TOKEN"],
  ["telegram: no webhook is set", "telegram：还没有设置 webhook"],
  [
    "call setWebhook with url {0}, secret_token TELEGRAM_SECRET_TOKEN and no allowed_updates",
    "请调用 setWebhook：url 填 {0}，secret_token 填 TELEGRAM_SECRET_TOKEN，不填 allowed_updates",
  ],
  ["telegram: the bot is in group {0} and {1}", "telegram：机器人在群 {0} 里，{1}"],
  ["slack: Slack accepted the bot token", "slack：Slack 接受了 bot token"],
  [
    "check SLACK_BOT_TOKEN (xoxb-…) under OAuth & Permissions",
    "请在 OAuth & Permissions 里核对 SLACK_BOT_TOKEN（xoxb-…）",
  ],
  ["slack: the app is a member of {0}", "slack：应用在频道 {0} 里"],
  ["slack: the app is no member of it", "slack：应用不在频道里"],
  [
    "whatsapp: Meta accepted the token and knows the phone number id",
    "whatsapp：Meta 接受了 token，也认识这个号码编号",
  ],
  [
    "check WHATSAPP_TOKEN and WHATSAPP_PHONE_NUMBER_ID under WhatsApp > API setup",
    "请在 WhatsApp > API setup 里核对 WHATSAPP_TOKEN 和 WHATSAPP_PHONE_NUMBER_ID",
  ],
  ["360dialog: 360dialog accepted the API key", "360dialog：360dialog 接受了 API key"],
  ["check D360_API_KEY in the 360dialog hub", "请在 360dialog 后台核对 D360_API_KEY"],
  [
    "twilio: Twilio accepted the account; its webhook should be {0}",
    "twilio：Twilio 接受了账号；webhook 应当填 {0}",
  ],
  [
    "check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN in Twilio's console",
    "请在 Twilio 控制台核对 TWILIO_ACCOUNT_SID 和 TWILIO_AUTH_TOKEN",
  ],
  ["wecom-app: a self-built app hears no group", "wecom-app：自建应用收不到群消息"],
];
