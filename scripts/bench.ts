/**
 * `npm run bench`: the relay's figures beside its goals and beside a naive design's. Takes minutes; prints, judges
 * nothing. How each figure is taken is told in the files of bench/.
 */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { measureNaive, type Compared } from "./bench/compared";
import {
  dayFigures,
  documentFigures,
  floodFigures,
  forecastFigures,
  growthFigures,
  ledgerFigures,
  lightFigures,
  loadFigures,
  naiveAlone,
  pacedFigures,
  readingFigures,
  say,
  purchasingFigures,
  stocktakeFigures,
  sustainedFigures,
  takeoverFigures,
  webhookFigures,
  workerFigures,
  type Figure,
  type Measure,
} from "./bench/figures";
import { callsPerMinute, latencyMs, startCompiled } from "./bench/rig";
import { itemCount } from "./bench/stock";
import { UsageError, command } from "./command";

const help = `npm run bench -- [NAME …] [--minutes N] [--compiled] [--json FILE]

Takes the figures that the README names and prints them beside their goals, with a naive design (read, change, write,
append for each message, by google-spreadsheet) where it has such a figure. Judges nothing. The embedded sheet and the
relay run in processes of their own, ${latencyMs} ms away from each other, at ${callsPerMinute} reads and ${callsPerMinute} writes a minute.

  load      3,000 messages as fast as they are taken
  light     one message at a time, as a person would write
  paced     one message at a time, 40 ms after the reply to the one before, without a limit of calls
  webhook   200 posts a second, each on disk before it is answered
  growth    light load and start with 0, 10,000 and 100,000 rows in the ledger
  sustained ten minutes at 2,000 messages a minute
  takeover  a relay goes on for one that was killed, and beside one that goes on itself, under load
  day       nine office hours at 60 times their speed, with people at work in the sheet, and an audit
  flood     a colleague's question while 90 others wait for their answers
  documents a minute of 50 documents a second by API, with pushing and without
  ledger    exports of 500,000 movements, pages of reports over a year of 100,000
  stocktake a stocktake of 600 items: its opening, a count, its progress
  purchasing 5,000 rows of orders: the lists, a receipt
  forecast  what runs out, in processor time
  reading   understanding texts on one core, in processor time, with ${itemCount} items
  workers   200 companies over NATS with 1, 2 and 4 workers, in processor time; calls beside a process a company; a worker that
            stops, and one that is killed
  naive     the naive design, at light load and for a minute without a pause

With names only those are taken; --minutes as many of sustained and day; --compiled starts relays from what npm run build
left in dist, as the image does, not from their source; --json writes the figures to a file besides. All of it takes about
35 minutes.
`;

const names = [
  "naive",
  "load",
  "light",
  "paced",
  "webhook",
  "growth",
  "sustained",
  "takeover",
  "day",
  "flood",
  "documents",
  "ledger",
  "stocktake",
  "purchasing",
  "forecast",
  "reading",
  "workers",
] as const;
type Name = (typeof names)[number];

function chosen(asked: readonly string[]): readonly Name[] {
  if (asked.length === 0) return names;
  const unknown = asked.find((name) => !names.some((known) => known === name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no figure ${unknown}; choose of ${names.join(", ")}.`);
  }
  return names.filter((name) => asked.includes(name));
}

async function measureAll(asked: readonly Name[], minutes: number): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  let naive: Compared | undefined;
  for (const name of asked) {
    say(`${name} …`);
    if (name === "naive") {
      naive = await measureNaive(60, 8);
      if (!asked.includes("load") || !asked.includes("light")) figures.push(...naiveAlone(naive));
      continue;
    }
    const measures: Readonly<Record<Exclude<Name, "naive">, Measure>> = {
      load: loadFigures(naive),
      light: lightFigures(naive),
      paced: pacedFigures,
      webhook: webhookFigures,
      growth: growthFigures,
      sustained: sustainedFigures(minutes),
      takeover: takeoverFigures,
      day: dayFigures(minutes),
      flood: floodFigures,
      documents: documentFigures,
      ledger: ledgerFigures,
      stocktake: stocktakeFigures,
      purchasing: purchasingFigures,
      forecast: forecastFigures,
      reading: readingFigures,
      workers: workerFigures,
    };
    figures.push(...(await measures[name]()));
  }
  return figures;
}

const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`;

/** Columns as wide as their widest cell; Chinese doesn't occur in them. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

command(
  {
    help,
    options: {
      minutes: { type: "string", default: "10" },
      compiled: { type: "boolean", default: false },
      json: { type: "string" },
    },
  },
  async ({ values, positionals }) => {
    const minutes = Number(values["minutes"]);
    if (!(minutes > 0)) throw new UsageError("--minutes must be a number above 0.");
    if (values["compiled"] === true) startCompiled();
    const figures = await measureAll(chosen(positionals), minutes);
    const rows = figures.map(({ name, goal, value, naive }) => [name, goal, value, naive]);
    console.log(`${machine}\n\n${table([["figure", "goal", "stockcaster", "naive"], ...rows])}`);
    if (typeof values["json"] === "string") {
      const report = { takenAt: new Date().toISOString(), machine, latencyMs, figures };
      writeFileSync(values["json"], `${JSON.stringify(report, null, 2)}\n`);
    }
  },
);
