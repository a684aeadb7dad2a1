/** The platforms that environment variables turn on. */
import { dingtalk } from "../dingtalk/platform";
import { feishu } from "../feishu/platform";
import { generic } from "../generic/platform";
import type { Platform } from "../platform";
import { slack } from "../slack/platform";
import { telegram } from "../telegram/platform";
import { twilio } from "../twilio/platform";
import { wecomAibot, wecomApp } from "../wecom/platforms";
import { dialog360, whatsapp } from "../whatsapp/platforms";

export const platforms: readonly Platform[] = [
  generic,
  wecomAibot,
  wecomApp,
  dingtalk,
  feishu,
  whatsapp,
  dialog360,
  twilio,
  telegram,
  slack,
];
