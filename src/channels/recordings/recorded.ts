/**
 * What the relay reads in a recorded webhook request, offline. In: the recording with the secrets to read it by.
 * Out: one flat object as `npm run read-webhook` prints it. Nothing is sent: these drivers have no network.
 */
import type { RawRequest } from "../channel";
import { platforms } from "../configuration/platforms";
import type { ChannelDeps } from "../transport/deps";
import { fieldsOf, momentOf, parseObject, textOf, type Fields } from "../transport/json";
import { secretsFrom } from "./secrets";
import { showReading, type Shown } from "./shown";

/** Names under which recordings know a driver by another name. */
const otherNames: Readonly<Record<string, string>> = { "whatsapp-cloud": "whatsapp" };

/** The names of the secrets that each platform's recordings are read by. */
export function secretNames(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    platforms.map(({ name: platform, configureRecorded }) => {
      const names: string[] = [];
      configureRecorded(secretsFrom((name) => void names.push(name)));
      return [platform, names];
    }),
  );
}

/**
 * @param everyone how a mention of everybody reads
 * @throws RecordingError when the recording is not one
 */
export function readRecorded(recording: string, everyone: string): Shown {
  const recorded = parseObject(recording);
  if (recorded === undefined) throw new RecordingError("The file is not one JSON object.");
  const named = textOf(recorded["platform"]);
  const platform = platforms.find(({ name }) => name === (otherNames[named] ?? named));
  if (platform === undefined) {
    const names = [...Object.keys(otherNames), ...platforms.map(({ name }) => name)];
    throw new RecordingError(`platform should be one of ${names.join(", ")}.`);
  }
  const now = momentOf(recorded["nowMs"], 1000);
  if (now === undefined) throw new RecordingError("nowMs should be a time in milliseconds.");
  const secrets = fieldsOf(recorded["secrets"]);
  // Blank is not set, as in the environment.
  const given = secretsFrom((name) => textOf(secrets[name]) || undefined);
  const channel = platform.configureRecorded(given)(offline(now, everyone));
  return showReading(channel.read(requestOf(recorded), now));
}

/** What the person who called should read instead of a stack. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
}

function requestOf(recorded: Fields): RawRequest {
  const headers = Object.entries(fieldsOf(recorded["headers"])).map(([name, value]) => [
    name.toLowerCase(),
    // A header that came twice is one, as HTTP reads it.
    Array.isArray(value) ? value.map(textOf).join(", ") : textOf(value),
  ]);
  return {
    method: textOf(recorded["method"]).toUpperCase() || "POST",
    path: textOf(recorded["path"]),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.from(textOf(recorded["rawBody"]), "utf8"),
  };
}

function offline(now: Date, everyone: string): ChannelDeps {
  const noNetwork = (): Promise<never> => Promise.reject(new Error("read-webhook sends nothing"));
  return {
    fetch: noNetwork,
    now: () => now,
    publishPicture: noNetwork,
    onUndelivered: () => undefined,
    everyone,
    choose: "",
  };
}
