/** What a platform declares of itself: how its variables are read, how a recording's secrets, and its driver. */
import type { Channel } from "./channel";
import type { VariableReader } from "./configuration/variables";
import type { Secrets } from "./recordings/secrets";
import type { ChannelDeps } from "./transport/deps";

type CreateChannel = (deps: ChannelDeps) => Channel;

export interface Platform {
  /** Its name in paths, ids and the 成员 tab. */
  readonly name: string;
  /** @param publicUrl where the platforms reach the relay */
  readonly configure: (from: VariableReader, publicUrl: string | undefined) => CreateChannel;
  /** The driver that reads a recorded request. */
  readonly configureRecorded: (secrets: Secrets) => CreateChannel;
}

export function declarePlatform<Config>({
  name,
  create,
  readVariables,
  readSecrets,
}: {
  readonly name: string;
  readonly create: (config: Config, deps: ChannelDeps) => Channel;
  readonly readVariables: (from: VariableReader, publicUrl: string | undefined) => Config;
  readonly readSecrets: (secrets: Secrets) => Config;
}): Platform {
  const withConfig =
    (config: Config): CreateChannel =>
    (deps) =>
      create(config, deps);
  return {
    name,
    configure: (from, publicUrl) => withConfig(readVariables(from, publicUrl)),
    configureRecorded: (secrets) => withConfig(readSecrets(secrets)),
  };
}
