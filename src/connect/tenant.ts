/** One company among several of a worker: a relay like any other, on an inbox that any worker may open, and on shared calls. */
import path from "node:path";
import type { Logger } from "pino";
import { createAppOn, type App } from "../app";
import { now } from "../components";
import { credentialsMistake } from "../credentials";
import type { Channel, InboundMessage } from "../channels/channel";
import { SettingsError } from "../errors";
import type { MessageStream } from "../inbox/jetstream/connection";
import { openJetStreamInbox } from "../inbox/jetstream/inbox";
import { tenantHash } from "../inbox/jetstream/subjects";
import { configuredSheet, type Resources, type SheetAddress } from "../resources";
import type { Settings } from "../settings";
import type { Buckets } from "../sheet/api/quota";
import { randomSigningKeys } from "../web/access/signing-keys";
import type { Company } from "../workers/registry";

export interface TenantNeeds {
  readonly settings: Settings;
  readonly log: Logger;
  readonly stream: MessageStream;
  readonly fetch: typeof fetch;
  readonly channels: readonly Channel[];
  /** Those of a service account. */
  readonly callsOf: (account: string | undefined) => Buckets;
  /** This worker among the relays on the sheet. */
  readonly workerName: string;
}

/** @throws SettingsError when the company's key is missing, or Error when NATS can't be asked */
export async function startTenant(needs: TenantNeeds, company: Company): Promise<App> {
  const { stream, fetch, channels, workerName } = needs;
  const { spreadsheetId, account } = company;
  const sheet = sheetOfCompany(needs.settings, company);
  const inbox = await openJetStreamInbox<InboundMessage>({ stream, spreadsheetId, now });
  const resources: Resources = {
    ...{ inbox, sheet, fetch },
    isDurable: true,
    prices: undefined,
    relayName: workerName,
    // Pages are not served, so nothing that is signed outlives the process.
    signingKeys: randomSigningKeys(),
    worker: {
      channels,
      calls: needs.callsOf(account),
      deadLetters: (booking, reason) =>
        inbox.record(`dead-letter ${booking.messageId}`, { reason, booking }),
    },
    close: () => inbox.close(),
  };
  const timeZone = company.timeZone ?? needs.settings.timeZone;
  const settings = { ...needs.settings, timeZone, publicUrl: undefined };
  const log = needs.log.child({ tenant: tenantHash(spreadsheetId) });
  const app = createAppOn(settings, log, resources);
  try {
    await app.start("");
  } catch (error) {
    await app.stop(0);
    throw error;
  }
  return app;
}

/** The company's spreadsheet, on the same API as the registry. @throws SettingsError when its key is missing */
export function sheetOfCompany(
  settings: Settings,
  { spreadsheetId, account }: Company,
): SheetAddress {
  const registry = configuredSheet(settings);
  if (registry === undefined) throw new SettingsError(["a worker has no sheet of its own"]);
  const address = { ...registry, spreadsheetId, isDemo: false };
  if (account === undefined || registry.credentialsFile === undefined) return address;
  const credentialsFile = path.join(settings.workers?.credentialsDir ?? "", `${account}.json`);
  const mistake = credentialsMistake(credentialsFile, "CREDENTIALS_DIR");
  if (mistake !== undefined) throw new SettingsError([mistake]);
  return { ...address, credentialsFile };
}
