/**
 * The part of `npm run doctor` about 推送. In: its rows and WEBHOOK_SECRETS. Out: one line for each address. None is posted to:
 * each is asked for its headers only.
 */
import type { Checkup } from "../../src/channels/channel";
import { subscriptionRules, type EventSettings } from "../../src/events/configuration";
import type { Subscription } from "../../src/inventory/changes/subscription";
import { subscriptionMistakes } from "../../src/language/sheet-words/subscription-words";
import { isPrivateRefusal } from "../../src/public-addresses";

const fine = (sentence: string): Checkup => ({ ok: true, sentence });
const bad = (sentence: string): Checkup => ({ ok: false, sentence });

const timeLimitMs = 10_000;

/** @param rows undefined: the tab was not laid yet */
export async function checkEvents(
  rows: readonly Subscription[] | undefined,
  settings: EventSettings,
  fetchFrom: typeof fetch,
): Promise<readonly Checkup[]> {
  if (rows === undefined && settings.secrets.size === 0) return [];
  if (rows === undefined)
    return [fine("推送: the tab is laid at the relay's next start; nothing is pushed before")];
  // Cells that can't be used have a line already.
  const wrong = new Set(
    subscriptionMistakes(rows, subscriptionRules(settings)).map(({ index }) => index),
  );
  const called = rows.filter(({ isStopped }, index) => !isStopped && !wrong.has(index));
  const checked = await Promise.all(called.map((row) => checkAddress(row, fetchFrom)));
  const unused = [...settings.secrets.keys()].filter(
    (name) => !rows.some(({ secretName }) => secretName === name),
  );
  return [
    ...checked,
    ...unused.map((name) => bad(`推送: no row uses the secret ${name} of WEBHOOK_SECRETS`)),
  ];
}

async function checkAddress({ address }: Subscription, fetchFrom: typeof fetch): Promise<Checkup> {
  try {
    const { status } = await fetchFrom(address, {
      ...{ method: "HEAD", redirect: "manual" },
      signal: AbortSignal.timeout(timeLimitMs),
    });
    return status >= 300 && status < 400
      ? bad(`推送: ${address} leads elsewhere (${status}); fill in the address that it leads to`)
      : fine(`推送: ${address} can be reached`);
  } catch (error) {
    if (isPrivateRefusal(error))
      return bad(
        `推送: ${address} lies in the own network; WEBHOOK_ALLOW_PRIVATE=1 lets the relay call it`,
      );
    const reason = error instanceof Error ? error.message : String(error);
    return bad(`推送: ${address} is not reached: ${reason}`);
  }
}
