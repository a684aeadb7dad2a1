/** NATS_URL and what belongs to it: workers that share the companies of a registry. */
import type { Reader } from "../environment";

export interface WorkerSettings {
  /** nats:// or tls://, with user and password where the server asks for them. */
  readonly natsUrl: string;
  /** Where the keys of companies' service accounts lie, a file `<name>.json` each. */
  readonly credentialsDir: string;
  /** Messages of one company that a worker takes a minute. */
  readonly messagesPerMinute: number;
  /** The registry is read so often. */
  readonly registryEveryMs: number;
}

export const registryName = "REGISTRY_SPREADSHEET_ID";

/** What a relay of one company is set to. */
const ofOneCompany = [
  "SPREADSHEET_ID",
  "PRICE_SPREADSHEET_ID",
  "API_KEYS",
  "WEBHOOK_SECRETS",
  "KINGDEE_URL",
  "YONBIP_APP_KEY",
  "ERPNEXT_WEBHOOK_SECRET",
];

function natsUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined;
  const { protocol, hostname, pathname } = new URL(value);
  const isServer = ["nats:", "tls:"].includes(protocol) && hostname !== "";
  return isServer && ["", "/"].includes(pathname) ? value : undefined;
}

/** undefined: one process serves one company. */
export function readWorkerSettings({ read, text, mistakes }: Reader): WorkerSettings | undefined {
  const should = "the address of a NATS server, such as nats://127.0.0.1:4222";
  const url = read<string | undefined>("NATS_URL", undefined, natsUrl, should);
  const whole = (name: string, fallback: number): number =>
    read(
      name,
      fallback,
      (value) => (/^[1-9]\d{0,5}$/.test(value) ? Number(value) : undefined),
      "a whole number from 1",
    );
  const messagesPerMinute = whole("COMPANY_MESSAGES_PER_MINUTE", 600);
  const registryEveryMs = whole("REGISTRY_EVERY_SECONDS", 60) * 1_000;
  const credentialsDir = text("CREDENTIALS_DIR") ?? "credentials";
  if (text("NATS_URL") === undefined) {
    if (text(registryName) !== undefined)
      mistakes.push(`NATS_URL is missing beside ${registryName}; it should be ${should}`);
    return undefined;
  }
  for (const name of ofOneCompany.filter((one) => text(one) !== undefined))
    mistakes.push(`${name} is for a relay of one company; take it out beside NATS_URL`);
  return { natsUrl: url ?? "", credentialsDir, messagesPerMinute, registryEveryMs };
}
