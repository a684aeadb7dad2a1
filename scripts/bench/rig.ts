/**
 * What the figures are taken on: the embedded sheet and the relay, each in a process of its own, and a bridge in this
 * one. Nothing of the caller's configuration reaches them.
 */
import { fork, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { SheetLog, SheetReady } from "./sheet";
import { contentOf } from "./stock";
import { layWorkbook, type FurtherTab, type SheetAt } from "./workbook";
import { openBridge, type Bridge } from "../bridge";
import { freePort } from "./free-port";

/** A round trip to the API, and its limit of reads and of writes a minute. */
export const latencyMs = 200;
export const callsPerMinute = 60;

const root = path.resolve(__dirname, "../..");
const tsx = require.resolve("tsx/cjs");
let relayProgram: readonly string[] = ["--require", tsx, path.join(root, "src/index.ts")];

/** From now on relays are what `npm run build` left in dist, as in the image: tsx takes two seconds of each start. */
export function startCompiled(): void {
  relayProgram = [path.join(root, "dist/index.js")];
}

const bare = { PATH: process.env["PATH"] ?? "", NODE_ENV: "production" };

export interface Sheet extends SheetAt {
  /** From now on calls take their time and are counted: the relay's, or everybody's. */
  measure(whose: "relay" | "everything"): Promise<void>;
  log(): Promise<SheetLog>;
  close(): Promise<void>;
}

async function ask<Answer>(child: ChildProcess, word: string): Promise<Answer> {
  const answer = once(child, "message");
  child.send(word);
  return ((await answer) as [Answer])[0];
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill(signal);
  const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
  await exit;
  clearTimeout(late);
}

export interface SheetWish {
  readonly ledgerRows: number;
  /** The ledger's rows are spread evenly over so many days. */
  readonly days?: number;
  /** Reads, and writes, that are allowed a minute. */
  readonly perMinute?: number;
  readonly further?: readonly FurtherTab[];
  /** What the relay is set to besides. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A fresh sheet with 5,000 items and as many ledger rows as asked. */
export async function openSheet(wish: SheetWish): Promise<Sheet> {
  const { ledgerRows, days = 365, perMinute = callsPerMinute, further } = wish;
  const child = fork(path.join(__dirname, "sheet.ts"), {
    execArgv: ["--require", tsx],
    env: {
      ...bare,
      BENCH_LATENCY_MS: String(latencyMs),
      BENCH_CALLS_PER_MINUTE: String(perMinute),
    },
  });
  const died = once(child, "exit").then(() => Promise.reject(new Error("the sheet stopped")));
  died.catch(() => undefined);
  const [at] = (await Promise.race([once(child, "message"), died])) as [SheetReady];
  await layWorkbook(at, contentOf(ledgerRows, days, new Date()), further);
  return {
    ...at,
    async measure(whose) {
      await ask(child, whose);
    },
    log: () => ask(child, "log"),
    close: () => ended(child, "SIGKILL"),
  };
}

export interface Relay {
  readonly url: string;
  /** From its start until it said ready with nothing in the way. */
  readonly readyMs: number;
  /** In MB; undefined where the system doesn't tell (/proc). */
  residentMb(): number | undefined;
  /** Processor time since its start; undefined where the system doesn't tell (/proc). */
  cpuMs(): number | undefined;
  /** Where its journal lies; gone once it is stopped. */
  readonly stateDir: string;
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** A folder beside the checkout: its disk is the one whose fsync counts. */
export async function makeStateDir(): Promise<string> {
  const parent = path.join(root, ".state");
  await mkdir(parent, { recursive: true });
  return mkdtemp(path.join(parent, "bench-"));
}

async function readiness(url: string): Promise<string> {
  try {
    const { status, reason } = (await (await fetch(`${url}/readyz`)).json()) as {
      readonly status: string;
      readonly reason?: string;
    };
    return reason === undefined ? status : `${status}: ${reason}`;
  } catch {
    return "unreachable";
  }
}

/** A relay on a sheet and a bridge, resolved when it is ready; on a state folder of its own unless one is given. */
export async function startRelay(
  sheet: SheetAt,
  bridge: Bridge,
  {
    perMinute = callsPerMinute,
    environment = {},
    ...own
  }: {
    perMinute?: number | undefined;
    stateDir?: string;
    environment?: Readonly<Record<string, string>> | undefined;
  } = {},
): Promise<Relay> {
  const stateDir = own.stateDir ?? (await makeStateDir());
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, relayProgram, {
    cwd: stateDir,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...bare,
      PORT: String(port),
      STATE_DIR: stateDir,
      LOG_LEVEL: "error",
      SHEETS_API_URL: sheet.url,
      SPREADSHEET_ID: sheet.spreadsheetId,
      SHEETS_READS_PER_MINUTE: String(perMinute),
      SHEETS_WRITES_PER_MINUTE: String(perMinute),
      GENERIC_WEBHOOK_SECRET: bridge.secret,
      GENERIC_OUTBOUND_URL: bridge.url,
      ...environment,
    },
  });
  const killIt = (): void => void child.kill("SIGKILL");
  process.once("exit", killIt);
  child.once("exit", () => process.off("exit", killIt));
  const url = `http://127.0.0.1:${port}`;
  let state = await readiness(url);
  while (state !== "ready") {
    if (child.exitCode !== null) throw new Error(`the relay stopped with ${child.exitCode}`);
    if (performance.now() - startedAt > 60_000) {
      await ended(child, "SIGKILL");
      throw new Error(`the relay is not ready after a minute (${state})`);
    }
    await sleep(10);
    state = await readiness(url);
  }
  return {
    url,
    readyMs: performance.now() - startedAt,
    residentMb: () => residentMb(child.pid),
    cpuMs: () => cpuMs(child.pid),
    stateDir,
    kill: () => ended(child, "SIGKILL"),
    async stop() {
      await ended(child, "SIGTERM");
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function residentMb(pid: number | undefined): number | undefined {
  const file = `/proc/${pid ?? 0}/status`;
  if (!existsSync(file)) return undefined;
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(file, "utf8"))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** Ticks of 10 ms, in user and in kernel mode. @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export function cpuMs(pid: number | undefined): number | undefined {
  const file = `/proc/${pid ?? 0}/stat`;
  if (!existsSync(file)) return undefined;
  const fields = readFileSync(file, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export interface Rig {
  readonly sheet: Sheet;
  readonly bridge: Bridge;
  readonly relay: Relay;
}

/** Runs `work` on a fresh rig, and takes it down whatever happens. */
export async function onRig<Result>(
  wish: SheetWish,
  work: (rig: Rig) => Promise<Result>,
): Promise<Result> {
  const sheet = await openSheet(wish);
  const bridge = await openBridge();
  try {
    await sheet.measure("relay");
    const relay = await startRelay(sheet, bridge, wish);
    try {
      return await work({ sheet, bridge, relay });
    } finally {
      await relay.stop();
    }
  } finally {
    await bridge.close();
    await sheet.close();
  }
}
