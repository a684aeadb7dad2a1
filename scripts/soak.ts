/**
 * `npm run soak`: chaos on embedded sheets, one seed after another for as long as it is told, and an audit after each. The
 * same chaos as in the tests, longer and rougher. Exits 1 when an audit finds a fault.
 */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runChaos } from "../test/sheet/chaos";
import type { ChaosReport } from "../test/sheet/chaos";
import { UsageError, command } from "./command";

const help = `npm run soak -- [--minutes N] [--seed N] [--messages N] [--rooms N] [--bustle P]

Books messages through several stockrooms on one embedded sheet while answers get lost, stockrooms are killed and people
type, sort, insert and move; then audits: every message exactly once, chains unbroken, every adjustment ends at a figure
that a person typed, no foreign cell changed. One seed after another; a line for each.

  --minutes   how long (default 5)
  --seed      the first seed (default: from the clock)
  --messages  of one seed (default 100)
  --rooms     stockrooms on the sheet (default 3)
  --bustle    how probable it is that a person does something before a call (default 0.15)

What happened in a seed that failed is written to a file. Exits 1 when one did.
`;

const deadlineMs = 180_000;

interface Wish {
  readonly minutes: number;
  readonly seed: number;
  readonly messages: number;
  readonly rooms: number;
  readonly bustle: number;
}

/** A report that says so where a seed does not come to an end. */
function inTime(work: Promise<ChaosReport>): Promise<Pick<ChaosReport, "faults">> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => resolve({ faults: [`did not come to an end in ${deadlineMs / 1000} s`] }),
      deadlineMs,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function shown(report: Pick<ChaosReport, "faults"> & Partial<ChaosReport>): string {
  const { faults, ...figures } = report;
  const told = Object.entries(figures).map(([name, figure]) => `${figure} ${name}`);
  return [...told, faults.length === 0 ? "no fault" : `FAULTS: ${faults.join("; ")}`].join(", ");
}

async function soak({ minutes, seed: first, ...options }: Wish): Promise<number> {
  const until = performance.now() + minutes * 60_000;
  const dir = await mkdtemp(path.join(tmpdir(), "stockcaster-soak-"));
  let seeds = 0;
  let failed = 0;
  for (let seed = first; performance.now() < until; seed += 1) {
    const lines: string[] = [];
    const trace = (line: string): void => void lines.push(line);
    const report = await inTime(runChaos({ ...options, seed, trace }));
    seeds += 1;
    console.log(`seed ${seed}: ${shown(report)}`);
    if (report.faults.length === 0) continue;
    failed += 1;
    const file = path.join(dir, `${seed}.log`);
    await writeFile(file, lines.join("\n"));
    console.log(`  what happened: ${file}`);
  }
  console.log(`${seeds} seeds, ${failed} with faults`);
  return failed;
}

command(
  {
    help,
    options: {
      minutes: { type: "string", default: "5" },
      seed: { type: "string" },
      messages: { type: "string", default: "100" },
      rooms: { type: "string", default: "3" },
      bustle: { type: "string", default: "0.15" },
    },
  },
  async ({ values }) => {
    const number = (name: string, fallback = NaN): number => {
      const figure = values[name] === undefined ? fallback : Number(values[name]);
      if (!Number.isFinite(figure) || figure < 0)
        throw new UsageError(`--${name} must be a number, not "${String(values[name])}"`);
      return figure;
    };
    const failed = await soak({
      minutes: number("minutes"),
      seed: number("seed", Date.now() % 1_000_000),
      messages: number("messages"),
      rooms: number("rooms"),
      bustle: number("bustle"),
    });
    process.exit(failed === 0 ? 0 : 1);
  },
);
