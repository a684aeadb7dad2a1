/** API_KEYS and API_REQUESTS_PER_MINUTE. */
import type { Reader } from "../environment";
import { parseApiKey, type ApiKey } from "./keys";

export interface ApiSettings {
  /** None: the API is off. */
  readonly keys: readonly ApiKey[];
  readonly callsPerMinute: number;
}

export function readApiSettings(read: Reader["read"]): ApiSettings {
  const should =
    "name:read:KEY or name:write:KEY, separated by commas, each name once, each key of at least 32 characters without a comma";
  return {
    keys: read("API_KEYS", [], parseKeys, should),
    callsPerMinute: read(
      "API_REQUESTS_PER_MINUTE",
      60,
      (value) => (/^[1-9]\d{0,5}$/.test(value) ? Number(value) : undefined),
      "a whole number from 1",
    ),
  };
}

function parseKeys(value: string): readonly ApiKey[] | undefined {
  const keys = value.split(",").map(parseApiKey);
  const known = keys.filter((key) => key !== undefined);
  const names = new Set(known.map(({ name }) => name));
  return known.length === keys.length && names.size === keys.length ? known : undefined;
}
