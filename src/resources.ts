/**
 * Opens and closes what the relay works on: STATE_DIR with its inbox, and the address of the spreadsheet, which it serves
 * itself where none is configured.
 */
import { randomBytes } from "node:crypto";
import path from "node:path";
import type { Channel, InboundMessage } from "./channels/channel";
import { SettingsError, StateDirTakenError } from "./errors";
import type { Inbox } from "./inbox/inbox";
import { openInbox } from "./inbox/journal";
import { createMemoryInbox } from "./inbox/memory";
import { findSheetAddress, ownStateDir } from "./inbox/directory-lock";
import { startLocalSheet } from "./local-sheet/server";
import { createFetch } from "./outbound";
import { samplePricesTitle, sampleTitle } from "./sample/workbook";
import type { Settings } from "./settings";
import { createSheetsClient, type SheetsClient } from "./sheet/api/client";
import type { Buckets } from "./sheet/api/quota";
import type { DeadLetters } from "./sheet/recovery/refusals";
import { deriveSigningKeys, keepSigningKeys, type SigningKeys } from "./web/access/signing-keys";

/** Where the Sheets API and the spreadsheet are. */
export interface SheetAddress {
  /** undefined: Google's. */
  readonly apiUrl: string | undefined;
  readonly spreadsheetId: string;
  /** undefined: no credentials are sent. */
  readonly credentialsFile: string | undefined;
  /** What the calls bear where no credentials are sent; undefined: nothing. */
  readonly token: string | undefined;
  /** true: filled with the sample while it is empty, with the simulated group beside it. */
  readonly isDemo: boolean;
}

export interface Resources {
  readonly inbox: Inbox<InboundMessage>;
  /** false: STATE_DIR can't be written, so nothing is safe before the commit. */
  readonly isDurable: boolean;
  readonly sheet: SheetAddress;
  /** The spreadsheet of prices; undefined: no price is stored. */
  readonly prices: SheetAddress | undefined;
  /** How everything outside is called. */
  readonly fetch: typeof fetch;
  /** The relay's name among others on the sheet: the same at every start on one STATE_DIR. */
  readonly relayName: string;
  readonly signingKeys: SigningKeys;
  /** Set for a company among several of one process: what it has of the worker instead of its own, and no pages. */
  readonly worker?: {
    readonly calls: Buckets;
    readonly channels: readonly Channel[];
    readonly deadLetters: DeadLetters;
  };
  close(): Promise<void>;
}

interface CommandDeps extends ResourceDeps {
  /** Where workers share companies, the command is for their registry. */
  readonly takesRegistry?: boolean;
}

interface ResourceDeps {
  readonly now: () => Date;
  /** A sentence for the log. */
  readonly warn: (sentence: string) => void;
}

const embeddedId = "local";
const embeddedZone = "Asia/Shanghai";

/** The address of a spreadsheet that is served elsewhere; undefined: the relay serves it itself. */
export function configuredSheet({ sheet }: Pick<Settings, "sheet">): SheetAddress | undefined {
  switch (sheet.kind) {
    case "embedded":
      return undefined;
    case "other-host": {
      const { apiUrl, spreadsheetId, token, forDemo } = sheet;
      return { apiUrl, spreadsheetId, credentialsFile: undefined, token, isDemo: forDemo };
    }
    case "google": {
      const { apiUrl, spreadsheetId, credentialsFile } = sheet;
      return { apiUrl, spreadsheetId, credentialsFile, token: undefined, isDemo: false };
    }
  }
}

const embeddedAt = ({ url, token }: { url: string; token: string }): SheetAddress => ({
  apiUrl: url,
  token,
  spreadsheetId: embeddedId,
  credentialsFile: undefined,
  isDemo: true,
});

/** A registry must never be taken for a company's spreadsheet. */
function refuseWorkers({ workers }: Settings): void {
  const sentence =
    "This command is for one company: take NATS_URL out of its environment, and set SPREADSHEET_ID to the company's";
  if (workers !== undefined) throw new SettingsError([sentence]);
}

/** The spreadsheet of prices is reached as that of the stock. */
const pricesAt = (
  sheet: SheetAddress,
  { priceSpreadsheetId: spreadsheetId }: Settings,
): SheetAddress | undefined =>
  spreadsheetId === undefined ? undefined : { ...sheet, spreadsheetId, isDemo: false };

interface Served {
  readonly address: SheetAddress;
  /** For other commands; undefined: served elsewhere. */
  readonly left: { readonly url: string; readonly token: string } | undefined;
  readonly close: () => Promise<void>;
}

const elsewhere = { left: undefined, close: () => Promise.resolve() };

async function serveSheet(settings: Settings): Promise<Served> {
  const token = randomBytes(32).toString("base64url");
  const sheet = await startLocalSheet({
    dir: path.join(settings.stateDir, "sheet"),
    token,
    spreadsheetId: embeddedId,
    title: sampleTitle,
    timeZone: settings.timeZone ?? embeddedZone,
    further:
      settings.priceSpreadsheetId === undefined
        ? []
        : [
            {
              spreadsheetId: settings.priceSpreadsheetId,
              dir: path.join(settings.stateDir, "prices"),
              title: samplePricesTitle,
            },
          ],
  });
  const left = { url: sheet.url, token };
  return { address: embeddedAt(left), left, close: () => sheet.close() };
}

/** The topic under which the journal keeps the relay's name. */
const nameTopic = "relay-name";

async function nameFrom(inbox: Inbox<InboundMessage>): Promise<string> {
  const known = inbox.notes.get(nameTopic);
  if (typeof known === "string" && known !== "") return known;
  const name = randomBytes(3).toString("hex");
  await inbox.record(nameTopic, name).catch(() => undefined);
  return name;
}

/**
 * Takes STATE_DIR, opens the inbox and, where no spreadsheet is configured, serves one from there.
 *
 * @throws StateDirTakenError when another process owns STATE_DIR
 */
export async function openResources(settings: Settings, deps: ResourceDeps): Promise<Resources> {
  refuseWorkers(settings);
  const { stateDir } = settings;
  const configured = configuredSheet(settings);
  const owned = await ownStateDir(stateDir, deps.now).catch((error: unknown) => {
    if (error instanceof StateDirTakenError || configured === undefined) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    deps.warn(`STATE_DIR ${stateDir} can't be written (${reason}): answers wait for the commit`);
    return undefined;
  });
  const inbox =
    owned === undefined
      ? createMemoryInbox<InboundMessage>({ now: deps.now })
      : await openInbox<InboundMessage>({ dir: stateDir, now: deps.now, log: deps.warn });
  const { address, left, close } =
    configured === undefined ? await serveSheet(settings) : { address: configured, ...elsewhere };
  if (left !== undefined) await owned?.leaveAddress(left);
  return {
    inbox,
    isDurable: owned !== undefined,
    sheet: address,
    prices: pricesAt(address, settings),
    fetch: createFetch(settings.proxy),
    relayName: await nameFrom(inbox),
    signingKeys: await (owned === undefined
      ? deriveSigningKeys(settings.adminToken, address.spreadsheetId)
      : keepSigningKeys(stateDir)),
    async close() {
      await inbox.close();
      await close();
      await owned?.release();
    },
  };
}

const sheetTimeoutMs = 30_000;

/** The Sheets API at an address. @throws SettingsError when the credentials can't be read */
export function connectSheet(sheet: SheetAddress, fetchFrom: typeof fetch): SheetsClient {
  const { apiUrl: rootUrl, credentialsFile, token } = sheet;
  return createSheetsClient({
    rootUrl,
    credentialsFile,
    token,
    timeoutMs: sheetTimeoutMs,
    fetch: fetchFrom,
  });
}

export interface Visit {
  readonly sheet: SheetAddress;
  /** The spreadsheet of prices, where there is one. */
  readonly prices: SheetAddress | undefined;
  readonly client: SheetsClient;
  readonly fetch: typeof fetch;
  readonly close: () => Promise<void>;
}

/** The sheet for a command beside the relay: the running relay's embedded one, or one that is served for the command alone. */
export async function openSheetForCommand(settings: Settings, deps: CommandDeps): Promise<Visit> {
  if (deps.takesRegistry !== true) refuseWorkers(settings);
  const fetchFrom = createFetch(settings.proxy);
  const visit = (sheet: SheetAddress, close = elsewhere.close): Visit => ({
    sheet,
    prices: pricesAt(sheet, settings),
    client: connectSheet(sheet, fetchFrom),
    fetch: fetchFrom,
    close,
  });
  const configured = configuredSheet(settings);
  if (configured !== undefined) return visit(configured);
  const running = await findSheetAddress(settings.stateDir, deps.now);
  if (running !== undefined) return visit(embeddedAt(running));
  const owned = await ownStateDir(settings.stateDir, deps.now);
  const served = await serveSheet(settings);
  return visit(served.address, async () => {
    await served.close();
    await owned.release();
  });
}
