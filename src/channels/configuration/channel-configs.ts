/** The configuration of each channel that is on. */
import type { DingtalkConfig } from "../dingtalk/channel";
import type { FeishuConfig } from "../feishu/channel";
import type { SlackConfig } from "../slack/channel";
import type { TelegramConfig } from "../telegram/channel";
import type { TwilioConfig } from "../twilio/channel";
import type { WecomAibotConfig } from "../wecom/aibot";
import type { WecomAppConfig } from "../wecom/app";
import type { WhatsappConfig } from "../whatsapp/cloud";
import type { Dialog360Config } from "../whatsapp/dialog360";

export interface ChannelConfigs {
  readonly "wecom-aibot"?: WecomAibotConfig;
  readonly "wecom-app"?: WecomAppConfig;
  readonly dingtalk?: DingtalkConfig;
  readonly feishu?: FeishuConfig;
  readonly whatsapp?: WhatsappConfig;
  readonly "360dialog"?: Dialog360Config;
  readonly twilio?: TwilioConfig;
  readonly telegram?: TelegramConfig;
  readonly slack?: SlackConfig;
}
