/**
 * The channels' part of `npm run doctor`. In: the channels that are set up and the groups that the 设置 tab lists;
 * goes out: one line for each thing that was looked at. Nothing is said in any group.
 */
import type { Channel, Checkup } from "../../src/channels/channel";

export interface WebhookToCheck {
  readonly publicUrl: string | undefined;
  readonly fetch: typeof fetch;
}

export interface ChannelsToCheck extends WebhookToCheck {
  readonly channels: readonly Channel[];
  /** Every group of 允许的群 and 日报群, each `platform:groupId`. */
  readonly groups: readonly string[];
}

const fine = (sentence: string): Checkup => ({ ok: true, sentence });
const bad = (sentence: string): Checkup => ({ ok: false, sentence });
const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export async function checkChannels(given: ChannelsToCheck): Promise<readonly Checkup[]> {
  const { channels, groups } = given;
  const found: Checkup[] = [];
  for (const channel of channels) {
    found.push(...(await checkChannel(channel, groupsOf(channel.platform, groups))));
    found.push(...(await checkWebhook(channel.platform, given)));
  }
  return [...found, ...unknownGroups(given)];
}

async function checkChannel(channel: Channel, groupIds: readonly string[]): Promise<Checkup[]> {
  const { platform } = channel;
  const either = (work: Promise<readonly Checkup[]> | undefined): Promise<readonly Checkup[]> =>
    (work ?? Promise.resolve([])).catch((error: unknown) => [bad(`${platform}: ${told(error)}`)]);
  const found = [...(await either(channel.check?.()))];
  if (found.length === 0) found.push(fine(`${platform}: configured`));
  for (const groupId of groupIds) {
    const looked = await either(channel.checkGroup?.(groupId));
    const unknowable = fine(
      `${platform}: group ${groupId} is listed; ${platform} can't tell of it`,
    );
    found.push(...(looked.length > 0 ? looked : [unknowable]));
  }
  return found;
}

/**
 * Calls the address that the platform calls, unsigned: a relay that is reached refuses that in its own words. Another
 * answer is somebody else's: a proxy, a parking page, a relay without this channel.
 */
export async function checkWebhook(
  platform: string,
  { publicUrl, fetch: fetchFrom }: WebhookToCheck,
): Promise<readonly Checkup[]> {
  const path = `/webhooks/${platform}`;
  if (publicUrl === undefined) {
    // A bridge may run on this machine; a platform comes from outside.
    if (platform === "generic") return [];
    return [
      bad(
        `${platform}: PUBLIC_URL is not set, so nobody can see here whether ${path} is reached, and links to the board lead to this machine only; set it to the address that people and platforms use`,
      ),
    ];
  }
  const address = `${publicUrl.replace(/\/+$/, "")}${path}`;
  const fix = "start the relay, and look that PUBLIC_URL and your proxy lead there";
  try {
    const signal = AbortSignal.timeout(10_000);
    const answer = await fetchFrom(address, { redirect: "manual", signal });
    if (isRefusal(await answer.text())) {
      return answer.status === 404
        ? [bad(`${platform}: the relay at ${address} has no such channel; start it again`)]
        : [fine(`${platform}: ${address} reaches the relay; that is the address to register`)];
    }
    return [
      bad(`${platform}: ${address} answered ${answer.status}, not as the relay does; ${fix}`),
    ];
  } catch {
    return [bad(`${platform}: ${address} can't be reached from here; ${fix}`)];
  }
}

function isRefusal(text: string): boolean {
  try {
    const answer: unknown = JSON.parse(text);
    return (answer as { readonly status?: unknown } | null)?.status === "rejected";
  } catch {
    return false;
  }
}

const groupsOf = (platform: string, groups: readonly string[]): readonly string[] =>
  groups
    .filter((group) => group.startsWith(`${platform}:`))
    .map((group) => group.slice(platform.length + 1));

/** The group of the page that tries things out has no channel of its own. */
const withoutChannel = "simulated:";

function unknownGroups({ channels, groups }: ChannelsToCheck): readonly Checkup[] {
  return groups
    .filter((group) => !group.startsWith(withoutChannel))
    .filter((group) => !channels.some(({ platform }) => group.startsWith(`${platform}:`)))
    .map((group) =>
      bad(
        `设置 lists ${group}, whose channel is not configured: set its variables, or take it out of 允许的群 and 日报群`,
      ),
    );
}
