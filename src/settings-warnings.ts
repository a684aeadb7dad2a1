/** What is allowed in the settings and yet unwise, a sentence each. In: Settings. Out: what to do about it. */
import type { Settings } from "./settings";

const goodTokenLength = 24;
const generator = `node -e "console.log(require('crypto').randomBytes(24).toString('base64url'))"`;

/** About a token that can be guessed; undefined: it is long enough, or there is none. */
export function tokenWarning({ adminToken }: Pick<Settings, "adminToken">): string | undefined {
  if (adminToken === undefined || adminToken.length >= goodTokenLength) return undefined;
  return `ADMIN_TOKEN should be ${goodTokenLength} random characters or more; this prints one: ${generator}`;
}

/** About webhooks of which the relay does not know where others reach it. */
export function addressWarning(
  settings: Pick<Settings, "publicUrl" | "channels" | "adminToken">,
): string | undefined {
  const { publicUrl, channels, adminToken } = settings;
  const on = channels.map(({ platform }) => platform);
  if (publicUrl !== undefined || on.length === 0) return undefined;
  const pages = adminToken === undefined ? ", and a proxy may show the pages to everybody" : "";
  return `PUBLIC_URL should be set, since webhooks are on (${on.join(", ")}): the https:// address that people and platforms use. Without it links to the board lead to this machine only${pages}`;
}
