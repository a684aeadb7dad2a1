/**
 * `npm run soak`: chaos on embedded sheets, one seed after another for as long as it is told, and an audit after each. The
 * same chaos as in the tests, longer and rougher. Exits 1 when an audit finds a fault.
 */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Switch } from "../src/local-sheet/google-traits";
import { runChaos, type ChaosReport } from "../test/sheet/chaos";
import { runSessionChaos, type SessionReport } from "../test/story/stocktake-chaos";
import { UsageError, command } from "./command";
import { runWorkerChaos, type WorkerChaosReport } from "./workers/chaos";
import { whyNoNats } from "./workers/nats-server";

const help = `npm run soak -- [--minutes N] [--seed N] [--messages N] [--rooms N] [--bustle P] [--archive N] [--filters] [--sessions]

Books messages through several stockrooms on one embedded sheet while answers get lost, stockrooms are killed and a person
types, sorts, inserts, moves, filters and deletes the hidden tab, one edit at a time; then audits: every message exactly
once and as it was booked, chains unbroken, every adjustment notes a figure that was typed, no other cell changed. One seed
after another; a line for each, and figures of all at the end: adjustments that nobody typed (phantoms), cells that nobody
was to change (changed), entries that keepers are to check (checks).

  --minutes   how long (default 5)
  --seed      the first seed (default: from the clock)
  --seeds     how many at most (default: as many as there is time for)
  --messages  of one seed (default 100)
  --rooms     stockrooms on the sheet (default 2)
  --bustle    the part of all writes before which a person does something (default 0.25)
  --archive   rows of 流水 after which it is put away (default 60; 0: never)
  --sessions  whole relays around one stocktake instead: counts, take-outs, kills, a person in 盘点; takes --seed, --seeds
              and --minutes
  --workers   so many workers over a nats-server instead, one killed, one frozen for 20 s, NATS restarted, webhooks twice;
              takes --sheets (default 20), --messages, --seed, --seeds and --minutes
  --filters   a copy leaves out rows that a filter hides, as it may be on Google

What happened in a seed that failed is written to a file. Exits 1 when one did.
`;

const deadlineMs = 180_000;
/** Workers are audited for up to 150 s after 32 of trouble. */
const workersDeadlineMs = 300_000;

interface Wish {
  readonly minutes: number;
  readonly seed: number;
  readonly seeds: number;
  readonly messages: number;
  readonly rooms: number;
  readonly bustle: number;
  readonly archiveRows?: number;
  readonly traits: readonly Switch[];
  readonly sessions: boolean;
  readonly workers: number;
  readonly sheets: number;
}

/** What a seed came to: its faults, and figures. */
type Report = Pick<ChaosReport, "faults"> &
  Partial<ChaosReport & SessionReport & WorkerChaosReport>;

/** A report that says so where a seed does not come to an end. */
function inTime(work: Promise<Report>, withinMs: number): Promise<Report> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => resolve({ faults: [`did not come to an end in ${withinMs / 1000} s`] }),
      withinMs,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function shown({ faults, ...figures }: Report): string {
  const told = Object.entries(figures).map(([name, figure]) => `${figure} ${name}`);
  return [...told, faults.length === 0 ? "no fault" : `FAULTS: ${faults.join("; ")}`].join(", ");
}

/** Sums of what all seeds came to. */
function summed(reports: readonly Report[]): string {
  const sums = new Map<string, number>();
  for (const report of reports) {
    for (const [name, figure] of Object.entries(report)) {
      if (typeof figure === "number") sums.set(name, (sums.get(name) ?? 0) + figure);
    }
  }
  return [...sums].map(([name, sum]) => `${sum} ${name}`).join(", ");
}

function chaosOf(
  sessions: boolean,
  options: Omit<Wish, "minutes" | "seeds" | "sessions"> & {
    readonly trace: (line: string) => void;
  },
): Promise<Report> {
  if (options.workers > 0) return runWorkerChaos({ ...options, frozenMs: 20_000, latencyMs: 50 });
  return sessions ? runSessionChaos(options.seed, { trace: options.trace }) : runChaos(options);
}

async function soak({ minutes, seed: first, seeds, sessions, ...options }: Wish): Promise<number> {
  const until = performance.now() + minutes * 60_000;
  const dir = await mkdtemp(path.join(tmpdir(), "stockcaster-soak-"));
  const reports: Report[] = [];
  for (let seed = first; seed < first + seeds && performance.now() < until; seed += 1) {
    const lines: string[] = [];
    const trace = (line: string): void => void lines.push(line);
    const report = await inTime(
      chaosOf(sessions, { ...options, seed, trace }),
      options.workers > 0 ? workersDeadlineMs : deadlineMs,
    );
    reports.push(report);
    console.log(`seed ${seed}: ${shown(report)}`);
    if (report.faults.length === 0) continue;
    const file = path.join(dir, `${seed}.log`);
    await writeFile(file, lines.join("\n"));
    console.log(`  what happened: ${file}`);
  }
  const failed = reports.filter(({ faults }) => faults.length > 0).length;
  console.log(`${reports.length} seeds, ${failed} with faults: ${summed(reports)}`);
  return failed;
}

command(
  {
    help,
    options: {
      minutes: { type: "string", default: "5" },
      seed: { type: "string" },
      seeds: { type: "string" },
      messages: { type: "string", default: "100" },
      rooms: { type: "string", default: "2" },
      bustle: { type: "string", default: "0.25" },
      archive: { type: "string", default: "60" },
      workers: { type: "string", default: "0" },
      sheets: { type: "string", default: "20" },
      filters: { type: "boolean", default: false },
      sessions: { type: "boolean", default: false },
    },
  },
  async ({ values }) => {
    const number = (name: string, fallback = NaN): number => {
      const figure = values[name] === undefined ? fallback : Number(values[name]);
      if (Number.isNaN(figure) || figure < 0)
        throw new UsageError(`--${name} must be a number, not "${String(values[name])}"`);
      return figure;
    };
    if (number("workers") > 0 && whyNoNats !== undefined) throw new UsageError(whyNoNats);
    const failed = await soak({
      minutes: number("minutes"),
      seed: number("seed", Date.now() % 1_000_000),
      seeds: number("seeds", Infinity),
      messages: number("messages"),
      rooms: number("rooms"),
      bustle: number("bustle"),
      ...(number("archive") > 0 && { archiveRows: number("archive") }),
      traits: values["filters"] === true ? ["filter-hides"] : [],
      sessions: values["sessions"] === true,
      workers: number("workers"),
      sheets: number("sheets"),
    });
    process.exit(failed === 0 ? 0 : 1);
  },
);
