/**
 * The environment, read and validated once. In: `process.env` (with `.env` before it). Out: Settings, or a
 * SettingsError with one line per mistake. What a keeper may change is in the sheet's 设置 tab instead.
 */
import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { readEventSettings, type EventSettings } from "./events/configuration";
import {
  createEnvironmentReader,
  envFileProblems,
  httpUrl,
  type Environment,
  type Reader,
} from "./environment";
import { readApiSettings, type ApiSettings } from "./rest/configuration";
import { readErpSettings, type ErpSettings } from "./erp/configuration";
import { readChannels, type ConfiguredChannel } from "./channels/configuration/configured";
import { credentialsMistake } from "./credentials";
import { SettingsError } from "./errors";
import type { ProxySettings } from "./outbound";
import { readWorkerSettings, registryName, type WorkerSettings } from "./workers/configuration";

/** Where the spreadsheet is. `embedded`: the relay serves it itself, from STATE_DIR. */
type SheetSettings =
  | { readonly kind: "embedded" }
  /** A Sheets API on another host than Google's: no credentials are asked for, and none are sent but its own token. */
  | {
      readonly kind: "other-host";
      readonly apiUrl: string;
      readonly spreadsheetId: string;
      /** Sent as a bearer token where that API asks for one. */
      readonly token: string | undefined;
      /** true when no SPREADSHEET_ID was given: an empty workbook is filled with the sample. */
      readonly forDemo: boolean;
    }
  | {
      readonly kind: "google";
      readonly apiUrl: string | undefined;
      readonly spreadsheetId: string;
      readonly credentialsFile: string;
    };

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Of one company, or with `workers` the registry of all. */
  readonly sheet: SheetSettings;
  /** Set: this process is one of those that serve the companies of a registry over NATS. */
  readonly workers: WorkerSettings | undefined;
  /** The spreadsheet of prices, on the same API as that of the stock; undefined: no price is stored. */
  readonly priceSpreadsheetId: string | undefined;
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
  /** IANA name; undefined: the spreadsheet's. */
  readonly timeZone: string | undefined;
  readonly stateDir: string;
  readonly adminToken: string | undefined;
  readonly publicUrl: string | undefined;
  readonly logLevel: LogLevel;
  readonly channels: readonly ConfiguredChannel[];
  readonly api: ApiSettings;
  readonly events: EventSettings;
  readonly erp: ErpSettings;
  /** undefined: everything is called directly. */
  readonly proxy: ProxySettings | undefined;
}

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
type LogLevel = (typeof logLevels)[number];

const spreadsheetIdIn = (value: string): string | undefined =>
  /^[\w-]{1,200}$/.test(value) ? value : undefined;
const shouldBeId = "the long id between /d/ and /edit in the sheet's link";

const wholeNumber =
  (least: number, most: number) =>
  (value: string): number | undefined => {
    const number = /^\d+$/.test(value) ? Number(value) : NaN;
    return number >= least && number <= most ? number : undefined;
  };

function zoneName(value: string): string | undefined {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return value;
  } catch {
    return undefined;
  }
}

/** Whether a host name or address is this machine only. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, "");
  return name === "localhost" || name === "::1" || (isIP(name) === 4 && name.startsWith("127."));
}

function readSheet(reader: Reader, isRegistry: boolean): SheetSettings {
  const name = isRegistry ? registryName : "SPREADSHEET_ID";
  const apiUrl = reader.read("SHEETS_API_URL", undefined, httpUrl, "an http(s) URL without /v4");
  const spreadsheetId = reader.read(name, undefined, spreadsheetIdIn, shouldBeId);
  if (isRegistry && reader.text(name) === undefined)
    reader.mistakes.push(`${name} is missing beside NATS_URL; it should be ${shouldBeId}`);
  const isGoogle = apiUrl === undefined || new URL(apiUrl).hostname.endsWith(".googleapis.com");
  if (!isGoogle) {
    return {
      kind: "other-host",
      apiUrl,
      spreadsheetId: spreadsheetId ?? "local",
      token: reader.read(
        "SHEETS_API_TOKEN",
        undefined,
        (value) => (/^[\x21-\x7e]{1,500}$/.test(value) ? value : undefined),
        "the token that `npm run sheet` prints",
      ),
      forDemo: spreadsheetId === undefined && !isRegistry,
    };
  }
  if (spreadsheetId === undefined) {
    if (apiUrl !== undefined) reader.mistakes.push("SPREADSHEET_ID should be set with it");
    return { kind: "embedded" };
  }
  const credentialsFile = reader.text("GOOGLE_APPLICATION_CREDENTIALS") ?? "credentials.json";
  const mistake = credentialsMistake(credentialsFile);
  if (mistake !== undefined) reader.mistakes.push(mistake);
  return { kind: "google", apiUrl, spreadsheetId, credentialsFile };
}

/** A spreadsheet of its own, since whoever reads one tab reads them all. */
function readPriceSheet(reader: Reader, sheet: SheetSettings): string | undefined {
  const name = "PRICE_SPREADSHEET_ID";
  const id = reader.read(name, undefined, spreadsheetIdIn, shouldBeId);
  const stock = sheet.kind === "embedded" ? "local" : sheet.spreadsheetId;
  if (id !== undefined && id === stock) {
    const should = "another spreadsheet than SPREADSHEET_ID, shared with buyers only";
    reader.mistakes.push(`${name} should be ${should}`);
  }
  return id ?? (sheet.kind === "embedded" ? "local-prices" : undefined);
}

/** HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in either case, as curl reads them. */
function readProxy({ read, text }: Reader): ProxySettings | undefined {
  const proxyUrl = (value: string): string | undefined =>
    httpUrl(value.includes("://") ? value : `http://${value}`);
  const either = (name: string): string | undefined => {
    const given = text(name.toLowerCase()) === undefined ? name : name.toLowerCase();
    return read(given, undefined, proxyUrl, "a proxy's address such as http://127.0.0.1:7890");
  };
  const [https, http] = [either("HTTPS_PROXY"), either("HTTP_PROXY")];
  if (https === undefined && http === undefined) return undefined;
  const except = (text("no_proxy") ?? text("NO_PROXY") ?? "").split(/[\s,]+/).filter(Boolean);
  return { https, http, except };
}

/**
 * Reads every variable of the contract.
 *
 * @throws SettingsError with one line per mistake
 */
export function readSettings(environment: Environment): Settings {
  const reader = createEnvironmentReader(environment);
  const { read, text, mistakes } = reader;
  const perMinute = wholeNumber(6, 100_000);
  const publicUrl = read("PUBLIC_URL", undefined, httpUrl, "this relay's https:// address");
  const { channels, ...ofChannels } = readChannels(environment, publicUrl);
  const workers = readWorkerSettings(reader);
  const sheet = readSheet(reader, workers !== undefined);
  const usual = sheet.kind === "embedded" ? embeddedPerMinute : googlesPerMinute;
  const settings: Settings = {
    port: read("PORT", 3000, wholeNumber(0, 65_535), "a port, 0 to 65535"),
    host: text("HOST") ?? "127.0.0.1",
    sheet,
    workers,
    priceSpreadsheetId: readPriceSheet(reader, sheet),
    readsPerMinute: read("SHEETS_READS_PER_MINUTE", usual, perMinute, "a whole number from 6"),
    writesPerMinute: read("SHEETS_WRITES_PER_MINUTE", usual, perMinute, "a whole number from 6"),
    timeZone: read("TIMEZONE", undefined, zoneName, "an IANA zone such as Asia/Shanghai"),
    stateDir: text("STATE_DIR") ?? ".state",
    adminToken: read(
      "ADMIN_TOKEN",
      undefined,
      (value) => (value.length >= 12 ? value : undefined),
      "at least 12 characters that nobody can guess",
    ),
    publicUrl,
    logLevel: read(
      "LOG_LEVEL",
      "info",
      (value) => logLevels.find((level) => level === value),
      logLevels.join(", "),
    ),
    channels,
    api: readApiSettings(read),
    events: readEventSettings(read),
    erp: readErpSettings(environment, mistakes),
    proxy: readProxy(reader),
  };
  mistakes.push(...ofChannels.mistakes);
  if (!isLoopback(settings.host) && text("ADMIN_TOKEN") === undefined) {
    mistakes.push(
      `ADMIN_TOKEN should be set when HOST is ${settings.host}: others can reach the pages there`,
    );
  }
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return settings;
}

/** Google's limit for one user. @see https://developers.google.com/workspace/sheets/api/limits */
const googlesPerMinute = 60;
/** The relay's own sheet has no limit; this keeps a busy demo from looking without a pause. */
const embeddedPerMinute = 600;

/** Every name that is read, of every channel. */
export function knownNames(): ReadonlySet<string> {
  const asked = new Set<string>();
  // A value for each, so that what is read only beside another is read as well.
  const anything = new Proxy<Environment>({}, { get: (_, name) => (asked.add(String(name)), "x") });
  try {
    readSettings(anything);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
  }
  return asked;
}

/** What is misspelled in the `.env` file of the working directory, a sentence each. */
export function environmentProblems(): readonly string[] {
  return existsSync(".env") ? envFileProblems(readFileSync(".env", "utf8"), knownNames()) : [];
}

/** The process's environment, with a `.env` file in the working directory read first when there is one. */
export function environment(): Environment {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return process.env;
}
