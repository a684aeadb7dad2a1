/**
 * `npm run sheet`: the embedded sheet server alone, for tests and to try SHEETS_API_URL with. Ends on SIGINT and SIGTERM.
 */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { StateDirTakenError } from "../src/errors";
import { startLocalSheet, type LocalSheetOptions } from "../src/local-sheet/server";
import { StoreDamagedError } from "../src/local-sheet/store/lines";
import { switches, type Switch } from "../src/local-sheet/google-traits";

const help = `The embedded sheet server: a part of the Google Sheets API v4 on this machine.

npm run sheet -- [options]

  --port NUMBER               port to listen on (default: any free one)
  --dir DIRECTORY             where the workbook is kept (default: in memory only, gone when the server ends)
  --token TOKEN               what every call must bear (default: a new one at every start)
  --spreadsheet-id ID         id of its one spreadsheet (default: local)
  --title TITLE               title of a new workbook
  --time-zone ZONE            time zone of a new workbook, such as Asia/Shanghai (default: Etc/UTC)
  --latency MS                milliseconds that every call takes longer
  --reads-per-minute NUMBER   reads answered per minute; more are a 429 (default: no limit)
  --writes-per-minute NUMBER  the same for writes
  --trait NAME                a trait of Google's that is off otherwise (${switches.join(", ")}); may be repeated
  --help                      this text
`;

const options = {
  port: { type: "string" },
  dir: { type: "string" },
  token: { type: "string" },
  "spreadsheet-id": { type: "string" },
  title: { type: "string" },
  "time-zone": { type: "string" },
  latency: { type: "string" },
  "reads-per-minute": { type: "string" },
  "writes-per-minute": { type: "string" },
  trait: { type: "string", multiple: true },
  help: { type: "boolean" },
} as const;

/** A mistake in the command line, said in a sentence. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

function wholeNumber(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d+$/u.test(text) && number <= most) return number;
  throw new UsageError(`--${name} must be a whole number from 0 to ${most}, not "${text}".`);
}

function checkTrait(name: string): Switch {
  const found = switches.find((each) => each === name);
  if (found !== undefined) return found;
  throw new UsageError(`--trait must be one of ${switches.join(", ")}, not "${name}".`);
}

function checkZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone && zone;
  } catch {
    throw new UsageError(`--time-zone must be a name such as Asia/Shanghai, not "${zone}".`);
  }
}

function readOptions(): (LocalSheetOptions & { readonly token: string }) | undefined {
  const { values } = parseArgs({ options });
  if (values.help === true) return undefined;
  const { dir, title, token = randomBytes(32).toString("base64url") } = values;
  const { "spreadsheet-id": spreadsheetId, "time-zone": zone } = values;
  const reads = wholeNumber("reads-per-minute", values["reads-per-minute"], 1_000_000);
  const writes = wholeNumber("writes-per-minute", values["writes-per-minute"], 1_000_000);
  const latencyMs = wholeNumber("latency", values.latency, 600_000);
  if (spreadsheetId !== undefined && !/^[\w-]{1,200}$/u.test(spreadsheetId)) {
    throw new UsageError("--spreadsheet-id may have letters, digits, - and _ only.");
  }
  if (!/^[\x21-\x7e]{1,500}$/u.test(token)) {
    throw new UsageError("--token must be 1 to 500 visible ASCII characters.");
  }
  const unlimited = Number.MAX_SAFE_INTEGER;
  return {
    onFault: (error) =>
      process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`),
    dir,
    token,
    traits: (values.trait ?? []).map(checkTrait),
    port: wholeNumber("port", values.port, 65_535) ?? 0,
    ...(title === undefined ? {} : { title }),
    ...(spreadsheetId === undefined ? {} : { spreadsheetId }),
    ...(zone === undefined ? {} : { timeZone: checkZone(zone) }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(reads === undefined && writes === undefined
      ? {}
      : { quota: { readsPerMinute: reads ?? unlimited, writesPerMinute: writes ?? unlimited } }),
  };
}

/** What to tell a person whose mistake it was; undefined: it was ours. */
function sentence(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error ? String(error.code) : "";
  if (code === "EADDRINUSE") return "The port is taken. Choose another one with --port.";
  if (code === "EACCES") return `${error.message}. Choose another port or directory.`;
  const isTheirs =
    error instanceof UsageError ||
    error instanceof StateDirTakenError ||
    error instanceof StoreDamagedError ||
    code.startsWith("ERR_PARSE_ARGS") ||
    /^E[A-Z]+$/u.test(code);
  return isTheirs ? error.message : undefined;
}

async function main(): Promise<void> {
  const given = readOptions();
  if (given === undefined) {
    process.stdout.write(help);
    return;
  }
  const sheet = await startLocalSheet(given);
  process.stdout.write(
    `The sheet is served on ${sheet.url}; set SHEETS_API_URL=${sheet.url} SPREADSHEET_ID=${sheet.spreadsheetId} SHEETS_API_TOKEN=${given.token}\n`,
  );
  const stop = (): void => {
    sheet.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(
          `The last writes could not be kept: ${sentence(error) ?? String(error)}\n`,
        );
        process.exit(1);
      },
    );
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

main().catch((error: unknown) => {
  const said = sentence(error);
  if (said === undefined) throw error;
  process.stderr.write(`${said}\n`);
  process.exitCode = 1;
});
