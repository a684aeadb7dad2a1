/**
 * Which channels are on. In: the environment. Out: the channels whose variables are set, and a sentence for each
 * mistake. A channel that is half set is a mistake, never silently off.
 */
import type { Channel } from "../channel";
import type { ChannelDeps } from "../transport/deps";
import type { Platform } from "../platform";
import { platforms } from "./platforms";
import { createVariableReader, valueOf, type Environment } from "./variables";

/** A channel that is on, before it has its network. */
export interface ConfiguredChannel {
  readonly platform: string;
  readonly create: ReturnType<Platform["configure"]>;
}

/** The drivers of the channels that are on, in the order of the platforms. */
export function createChannels(
  configured: readonly ConfiguredChannel[],
  deps: ChannelDeps,
): readonly Channel[] {
  const created: readonly Channel[] = configured.map(({ create }) =>
    create({ ...deps, beside: (platform) => created.find((other) => other.platform === platform) }),
  );
  return created;
}

/** `publicUrl`: where the platforms reach the relay; only Twilio can't do without, and DingTalk has no buttons without. */
export function readChannels(
  env: Environment,
  publicUrl: string | undefined,
): { readonly channels: readonly ConfiguredChannel[]; readonly mistakes: readonly string[] } {
  const channels: ConfiguredChannel[] = [];
  const mistakes: string[] = [];
  for (const platform of platforms) {
    const { name } = platform;
    const beside = variablesOf(platform).find((variable) => valueOf(env, variable) !== undefined);
    if (beside === undefined) continue;
    const reader = createVariableReader(env, `the channel ${name}`, beside);
    channels.push({ platform: name, create: platform.configure(reader, publicUrl) });
    mistakes.push(...reader.mistakes);
  }
  return { channels: mistakes.length > 0 ? [] : channels, mistakes };
}

/** What a channel reads; one of these that is set says that the channel is meant to be on. An API's base alone doesn't. */
function variablesOf({ configure }: Platform): string[] {
  const reader = createVariableReader({}, "", "");
  configure(reader, undefined);
  return reader.names.filter((name) => !name.endsWith("API_URL"));
}
