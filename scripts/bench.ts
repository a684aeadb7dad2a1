/**
 * `npm run bench`: the relay's figures beside its goals and beside a naive design's. Takes minutes; prints, judges
 * nothing. How each figure is taken is told in bench-relay.ts, bench-compared.ts and bench-reading.ts.
 */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { measureNaive } from "./bench-compared";
import type { Compared } from "./bench-compared";
import { measureReading } from "./bench-reading";
import {
  measureFlood,
  measureFsync,
  measureLight,
  measureLoad,
  measureWebhook,
} from "./bench-relay";
import { callsPerMinute, latencyMs, onRig } from "./bench-rig";
import { itemCount } from "./bench-stock";
import { UsageError, command } from "./command";

const help = `npm run bench -- [--only NAME,NAME] [--json FILE]

Takes the figures that the README names and prints them beside their goals, with a naive design (read, change, write,
append for each message, by google-spreadsheet) where it has such a figure. Judges nothing. The embedded sheet and the
relay run in processes of their own, ${latencyMs} ms away from each other, at ${callsPerMinute} reads and ${callsPerMinute} writes a minute.

  load      3,000 messages as fast as they are taken
  light     one message at a time, as a person would write
  webhook   200 posts a second, each on disk before it is answered
  growth    light load and start with 0, 10,000 and 100,000 rows in the ledger
  flood     a colleague's question while 90 others wait for their answers
  reading   understanding texts on one core, in processor time, with ${itemCount} items
  naive     the naive design, at light load and for a minute without a pause

--only takes some of them; --json writes the figures to a file besides. All of it takes about ten minutes.
`;

interface Figure {
  readonly name: string;
  readonly goal: string;
  readonly value: string;
  readonly naive: string;
  /** The same as numbers, for --json. */
  readonly numbers: Readonly<Record<string, number | undefined>>;
}

type Measure = () => Promise<readonly Figure[]>;

const lightCount = 30;
const loadCount = 3_000;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const shown = (value: number, digits = 2): string => value.toFixed(digits);
const trips = (value: number): string => `${shown(value)} round trips`;

/** `told`: the cells of stockcaster and of the naive design. */
const figure = (
  name: string,
  goal: string,
  told: readonly [string, (string | undefined)?],
  numbers: Figure["numbers"],
): Figure => ({ name, goal, value: told[0], naive: told[1] ?? "", numbers });

function loadFigures(naive: Compared | undefined): Measure {
  return async () => {
    const load = await onRig({ ledgerRows: 0 }, (rig) => measureLoad(rig, loadCount));
    const { seconds, callsPerMessage, rowsMissing, rowsTwice } = load;
    const limit = `most calls of a kind within a minute ${load.mostPerMinute}, refused ${load.refused}`;
    return [
      figure(
        `${loadCount} messages booked under ${callsPerMinute}+${callsPerMinute} calls a minute`,
        "within 70 s",
        [
          `${shown(seconds, 1)} s, ${shown((loadCount * 60) / seconds, 0)} a minute`,
          naive && `${shown(naive.perMinute, 0)} a minute`,
        ],
        { seconds, naivePerMinute: naive?.perMinute },
      ),
      figure("rows missing / rows twice", "0 / 0", [`${rowsMissing} / ${rowsTwice}`], {
        rowsMissing,
        rowsTwice,
      }),
      figure(
        "API calls per message under load",
        "≤ 0.03",
        [`${shown(callsPerMessage, 3)} (${limit})`, naive && shown(naive.callsPerMessage, 1)],
        { callsPerMessage, naiveCallsPerMessage: naive?.callsPerMessage },
      ),
    ];
  };
}

function lightFigures(naive: Compared | undefined): Measure {
  return async () => {
    const light = await onRig({ ledgerRows: 0 }, (rig) => measureLight(rig, lightCount));
    return [
      figure("POST → row, median", "≤ 1.15", [trips(light.toRow), naive && trips(naive.toRow)], {
        roundTrips: light.toRow,
        naiveRoundTrips: naive?.toRow,
      }),
      figure(
        "POST → reply, median",
        "≤ 1.3",
        [trips(light.toReply), naive && trips(naive.toReply)],
        {
          roundTrips: light.toReply,
          naiveRoundTrips: naive?.toReply,
        },
      ),
    ];
  };
}

const webhookFigures: Measure = async () => {
  const { p99 } = await onRig({ ledgerRows: 0 }, (rig) => measureWebhook(rig, 15));
  const fsyncMs = await measureFsync();
  return [
    figure(
      "webhook answer, p99 at 200 posts a second",
      "< 50 ms",
      [`${shown(p99, 1)} ms (one fsync here: ${shown(fsyncMs, 1)} ms)`],
      { p99Ms: p99, fsyncMs },
    ),
  ];
};

const growthFigures: Measure = async () => {
  const figures: Figure[] = [];
  let base: number | undefined;
  for (const ledgerRows of [0, 10_000, 100_000]) {
    say(`  ${ledgerRows} rows …`);
    const { light, readyMs, startedMb, usedMb } = await onRig({ ledgerRows }, async (rig) => {
      const startedMb = rig.relay.residentMb();
      const light = await measureLight(rig, lightCount / 2);
      return { light, readyMs: rig.relay.readyMs, startedMb, usedMb: rig.relay.residentMb() };
    });
    base ??= light.toReply;
    const change = (100 * (light.toReply - base)) / base;
    figures.push(
      figure(
        `light load, ${ledgerRows} ledger rows: row, reply`,
        "flat within 10%",
        [
          `${shown(light.toRow)}, ${trips(light.toReply)} (${change >= 0 ? "+" : ""}${shown(change, 1)}%)`,
        ],
        { toRow: light.toRow, toReply: light.toReply },
      ),
    );
    if (ledgerRows < 100_000) continue;
    figures.push(
      figure("start → ready, 100,000 rows of a year", "< 3 s", [`${shown(readyMs / 1000)} s`], {
        readyMs,
      }),
      figure(
        "resident memory then, and after use",
        "< 220 MB",
        [`${mb(startedMb)}, ${mb(usedMb)}`],
        {
          startedMb,
          usedMb,
        },
      ),
    );
  }
  say("  100000 rows of the last 30 days …");
  const recent = await onRig({ ledgerRows: 100_000, days: 30 }, ({ relay }) =>
    Promise.resolve({ readyMs: relay.readyMs, residentMb: relay.residentMb() }),
  );
  return [
    ...figures,
    figure(
      "the same with 100,000 rows of the last 30 days",
      "",
      [`${shown(recent.readyMs / 1000)} s, ${mb(recent.residentMb)}`],
      recent,
    ),
  ];
};

const floodFigures: Measure = async () => {
  const figures: Figure[] = [];
  const floods = [
    { items: 1, people: 1 },
    { items: 90, people: 1 },
    { items: 90, people: 45 },
  ];
  for (const flood of floods) {
    const { aloneMs, floodedMs } = await onRig({ ledgerRows: 10_000 }, (rig) =>
      measureFlood(rig, flood),
    );
    const name = `slowest answer beside 90 look-ups (items ${flood.items}, people ${flood.people})`;
    const told = `${shown(floodedMs / 1000)} s (alone ${shown(aloneMs / 1000)} s)`;
    figures.push(figure(name, "< 2 s", [told], { aloneMs, floodedMs }));
  }
  return figures;
};

const mb = (value: number | undefined): string =>
  value === undefined ? "not told by this system" : `${shown(value, 0)} MB`;

const readingFigures: Measure = () => {
  const reading = measureReading(20_000);
  return Promise.resolve([
    figure(
      `reading with ${itemCount} items`,
      "≥ 5000 / s",
      [`${shown(reading.perSecond, 0)} / s`],
      { perSecond: reading.perSecond },
    ),
    figure("reading, p99", "< 2 ms", [`${shown(reading.p99Ms, 3)} ms`], { p99Ms: reading.p99Ms }),
    figure(
      "reading, slowest of 4,000 characters",
      "< 10 ms",
      [`${shown(reading.worstMs, 1)} ms (${reading.worstText})`],
      { worstMs: reading.worstMs },
    ),
  ]);
};

const names = ["naive", "load", "light", "webhook", "growth", "flood", "reading"] as const;
type Name = (typeof names)[number];

function chosen(only: string | boolean | undefined): readonly Name[] {
  if (typeof only !== "string") return names;
  const asked = only.split(",").map((name) => name.trim());
  const unknown = asked.find((name) => !names.some((known) => known === name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no figure ${unknown}; choose of ${names.join(", ")}.`);
  }
  return names.filter((name) => asked.includes(name));
}

const naiveAlone = (naive: Compared): readonly Figure[] => [
  figure("messages a minute", "", ["", shown(naive.perMinute, 0)], {
    naivePerMinute: naive.perMinute,
  }),
  figure("API calls per message", "", ["", shown(naive.callsPerMessage, 1)], {
    naiveCallsPerMessage: naive.callsPerMessage,
  }),
  figure("message → row, reply", "", ["", `${shown(naive.toRow)}, ${trips(naive.toReply)}`], {
    naiveToRow: naive.toRow,
    naiveToReply: naive.toReply,
  }),
];

async function measureAll(asked: readonly Name[]): Promise<readonly Figure[]> {
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
      webhook: webhookFigures,
      growth: growthFigures,
      flood: floodFigures,
      reading: readingFigures,
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
  { help, options: { only: { type: "string" }, json: { type: "string" } } },
  async ({ values }) => {
    const figures = await measureAll(chosen(values["only"]));
    const rows = figures.map(({ name, goal, value, naive }) => [name, goal, value, naive]);
    console.log(`${machine}\n\n${table([["figure", "goal", "stockcaster", "naive"], ...rows])}`);
    if (typeof values["json"] === "string") {
      const report = { takenAt: new Date().toISOString(), machine, latencyMs, figures };
      writeFileSync(values["json"], `${JSON.stringify(report, null, 2)}\n`);
    }
  },
);
