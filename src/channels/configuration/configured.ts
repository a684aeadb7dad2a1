/**
 * Which channels are on. In: the environment. Out: a configuration for each channel whose variables are set,
 * and a sentence for each mistake. A channel that is half set is a mistake, never silently off.
 */
import type { Channel } from "../channel";
import { createDingtalkChannel } from "../dingtalk/channel";
import { createFeishuChannel } from "../feishu/channel";
import { createSlackChannel } from "../slack/channel";
import { createTelegramChannel } from "../telegram/channel";
import type { ChannelDeps } from "../transport/deps";
import { createTwilioChannel } from "../twilio/channel";
import { createWecomAibotChannel } from "../wecom/aibot";
import { createWecomAppChannel } from "../wecom/app";
import { createWhatsappChannel } from "../whatsapp/cloud";
import { create360dialogChannel } from "../whatsapp/dialog360";
import type { ChannelConfigs } from "./channel-configs";
import { channelReaders } from "./variable-table";
import { createVariableReader, valueOf, type Environment, type VariableReader } from "./variables";

/** The drivers of the channels that are on, in a fixed order. */
export function createChannels(configs: ChannelConfigs, deps: ChannelDeps): readonly Channel[] {
  const wecomApp = configs["wecom-app"] && createWecomAppChannel(configs["wecom-app"], deps);
  // A robot is not told names; an app of the same corp may ask for them.
  const wecomAibot =
    configs["wecom-aibot"] &&
    createWecomAibotChannel(configs["wecom-aibot"], {
      ...deps,
      ...(wecomApp !== undefined && {
        fetchName: async (senderId: string) => wecomApp.fetchName?.(senderId),
      }),
    });
  return [
    wecomAibot,
    wecomApp,
    configs.dingtalk && createDingtalkChannel(configs.dingtalk, deps),
    configs.feishu && createFeishuChannel(configs.feishu, deps),
    configs.whatsapp && createWhatsappChannel(configs.whatsapp, deps),
    configs["360dialog"] && create360dialogChannel(configs["360dialog"], deps),
    configs.twilio && createTwilioChannel(configs.twilio, deps),
    configs.telegram && createTelegramChannel(configs.telegram, deps),
    configs.slack && createSlackChannel(configs.slack, deps),
  ].filter((channel) => channel !== undefined);
}

/** `publicUrl`: where the platforms reach the relay; only Twilio can't do without, and DingTalk has no buttons without. */
export function readChannelConfigs(
  env: Environment,
  publicUrl: string | undefined,
): { readonly configs: ChannelConfigs; readonly mistakes: readonly string[] } {
  const configs: Record<string, unknown> = {};
  const mistakes: string[] = [];
  for (const [platform, read] of Object.entries(channelReaders)) {
    const beside = variablesOf(read).find((name) => valueOf(env, name) !== undefined);
    if (beside === undefined) continue;
    const reader = createVariableReader(env, `the channel ${platform}`, beside);
    configs[platform] = read(reader, publicUrl);
    mistakes.push(...reader.mistakes);
  }
  return { configs: mistakes.length > 0 ? {} : configs, mistakes };
}

/** What a channel reads; one of these that is set says that the channel is meant to be on. An API's base alone doesn't. */
function variablesOf(read: (reader: VariableReader, publicUrl: undefined) => unknown): string[] {
  const reader = createVariableReader({}, "", "");
  read(reader, undefined);
  return reader.names.filter((name) => !name.endsWith("API_URL"));
}
