/** Each line of `npm run bench`: takes its figures on a fresh rig and says them beside their goals. */
import { measureForecast } from "./forecast";
import { measureExports, measureReports } from "./long-ledger";
import { dayMinutes, daySpeed, measureDay } from "./day";
import type { Compared } from "./compared";
import { measureDocuments, type Documents } from "./documents";
import { measureReading } from "./reading";
import {
  measureFlood,
  measureFsync,
  measureLight,
  measureLoad,
  measurePaced,
  measureWebhook,
  type Rows,
} from "./relay";
import { callsPerMinute, onRig } from "./rig";
import { itemCount } from "./stock";
import { measurePurchasing } from "./purchasing";
import { measureStocktake } from "./stocktake";
import { measureCalls, measureHandover, measureWorkers, type WorkerFigures } from "./workers";
import { measureKilled, measureOvertaken, measureSustained, sustainedRate } from "./sustained";

export interface Figure {
  readonly name: string;
  readonly goal: string;
  readonly value: string;
  readonly naive: string;
  /** The same as numbers, for --json. */
  readonly numbers: Readonly<Record<string, number | undefined>>;
}

export type Measure = () => Promise<readonly Figure[]>;

const lightCount = 30;
const loadCount = 3_000;
const pacedCount = 40;

export const say = (text: string): void => void process.stderr.write(`${text}\n`);
const shown = (value: number, digits = 2): string => value.toFixed(digits);
const trips = (value: number): string => `${shown(value)} round trips`;

/** `told`: the cells of stockcaster and of the naive design. */
const figure = (
  name: string,
  goal: string,
  told: readonly [string, (string | undefined)?],
  numbers: Figure["numbers"],
): Figure => ({ name, goal, value: told[0], naive: told[1] ?? "", numbers });

export function loadFigures(naive: Compared | undefined): Measure {
  return async () => {
    const load = await onRig({ ledgerRows: 0 }, (rig) => measureLoad(rig, loadCount));
    const { seconds, callsPerMessage } = load;
    const limit = `most calls of a kind within a minute ${load.mostPerMinute}, refused ${load.refused}`;
    return [
      figure(
        `${loadCount} messages booked under ${callsPerMinute}+${callsPerMinute} calls a minute`,
        "within 25 s",
        [
          `${shown(seconds, 1)} s, ${shown((loadCount * 60) / seconds, 0)} a minute`,
          naive && `${shown(naive.perMinute, 0)} a minute`,
        ],
        { seconds, naivePerMinute: naive?.perMinute },
      ),
      rowsFigure(`${loadCount} messages`, load),
      figure(
        "API calls per message under load",
        "≤ 0.03",
        [`${shown(callsPerMessage, 3)} (${limit})`, naive && shown(naive.callsPerMessage, 1)],
        { callsPerMessage, naiveCallsPerMessage: naive?.callsPerMessage },
      ),
    ];
  };
}

export function lightFigures(naive: Compared | undefined): Measure {
  return async () => {
    const light = await onRig({ ledgerRows: 0 }, (rig) => measureLight(rig, lightCount));
    return [
      figure("POST → row, median", "≤ 1.2", [trips(light.toRow), naive && trips(naive.toRow)], {
        roundTrips: light.toRow,
        naiveRoundTrips: naive?.toRow,
      }),
      figure(
        "POST → reply, median",
        "≤ 1.25",
        [trips(light.toReply), naive && trips(naive.toReply)],
        {
          roundTrips: light.toReply,
          naiveRoundTrips: naive?.toReply,
        },
      ),
      figure("POST → 当前库存, median", "≤ 2.4", [trips(light.toCell)], {
        roundTrips: light.toCell,
      }),
      figure("writes a booking, one by one", "≤ 2", [shown(light.writesPerBooking)], {
        writesPerBooking: light.writesPerBooking,
      }),
    ];
  };
}

export const pacedFigures: Measure = async () => {
  const wish = { ledgerRows: 0, perMinute: 6_000 };
  const paced = await onRig(wish, (rig) => measurePaced(rig, pacedCount));
  const { toRow, toReply, toCell, writesPerBooking } = paced;
  return [
    figure("40 ms apart: POST → row, median", "≤ 1.3", [trips(toRow)], { roundTrips: toRow }),
    figure("40 ms apart: writes a booking", "≤ 1.2", [shown(writesPerBooking)], {
      writesPerBooking,
      toReply,
      toCell,
    }),
  ];
};

const rowsFigure = (name: string, { rowsMissing, rowsTwice }: Rows): Figure =>
  figure(`${name}: rows missing / rows twice`, "0 / 0", [`${rowsMissing} / ${rowsTwice}`], {
    rowsMissing,
    rowsTwice,
  });

export function sustainedFigures(minutes: number): Measure {
  return async () => {
    const sustained = await onRig({ ledgerRows: 0 }, (rig) => measureSustained(rig, minutes));
    const { maxMs, p99Ms, callsPerMessage, refused, startedMb, usedMb } = sustained;
    const name = `${minutes} min at ${sustainedRate} messages a minute`;
    const seconds = (ms: number): string => `${shown(ms / 1000)} s`;
    return [
      figure(
        `${name}: POST → reply`,
        "max < 5 s",
        [`max ${seconds(maxMs)}, p99 ${seconds(p99Ms)}`],
        { maxMs, p99Ms },
      ),
      rowsFigure(name, sustained),
      figure(
        `${name}: calls a message, memory`,
        "",
        [`${shown(callsPerMessage, 3)} (refused ${refused}), ${mb(startedMb)} → ${mb(usedMb)}`],
        { callsPerMessage, refused, startedMb, usedMb },
      ),
    ];
  };
}

export function dayFigures(minutes: number): Measure {
  return async () => {
    const day = await onRig({ ledgerRows: 0 }, (rig) => measureDay(rig, minutes));
    const { messages, bookings, edits, adjustments, warnings, faults, p99Ms, maxMs } = day;
    for (const fault of faults.slice(0, 20)) say(`  ${fault}`);
    return [
      figure(
        `${Math.min(minutes, dayMinutes)} min of a day at ${daySpeed}×: ${messages} messages, ${edits} edits`,
        "no fault",
        [
          `${faults.length} faults (${bookings} bookings, ${adjustments} adjustments, ${warnings} warnings)`,
        ],
        { faults: faults.length, bookings, adjustments, warnings },
      ),
      figure(
        "that day: POST → reply",
        "max < 5 s",
        [`max ${shown(maxMs / 1000)} s, p99 ${shown(p99Ms / 1000)} s`],
        { maxMs, p99Ms },
      ),
    ];
  };
}

export const takeoverFigures: Measure = async () => {
  const figures: Figure[] = [];
  for (const [name, measure] of [
    ["from a relay killed under load", measureKilled],
    ["from one that goes on under load", measureOvertaken],
  ] as const) {
    const takeover = await measure();
    figures.push(
      figure(
        `taking over ${name}: start → first row`,
        "< 3 s",
        [`${shown(takeover.toRowMs / 1000)} s`],
        { toRowMs: takeover.toRowMs },
      ),
      rowsFigure("that", takeover),
    );
  }
  return figures;
};

export const webhookFigures: Measure = async () => {
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

export const growthFigures: Measure = async () => {
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

export const floodFigures: Measure = async () => {
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

export const stocktakeFigures: Measure = async () => {
  const found = await onRig({ ledgerRows: 0 }, measureStocktake);
  const { openingMs, openingWrites, countTrips, progressMs } = found;
  const opening = `${shown(openingMs / 1000)} s, ${openingWrites} writes`;
  return [
    figure("opening a stocktake of 600 items in 40 zones", "one commit", [opening], {
      openingMs,
      openingWrites,
    }),
    figure("a count of it → reply, median", "≤ 1.2", [trips(countTrips)], { countTrips }),
    figure("its progress, slowest of 10", "< 100 ms", [`${shown(progressMs, 0)} ms`], {
      progressMs,
    }),
  ];
};

export const purchasingFigures: Measure = async () => {
  const { readMs, listMs, receiptTrips } = await measurePurchasing();
  const beyond = [...listMs.values()].map((ms) => ms - readMs);
  return [
    figure(
      "a read of 5,000 items and 5,000 rows of orders, median",
      "",
      [`${shown(readMs, 0)} ms`],
      {
        purchasingReadMs: readMs,
      },
    ),
    figure(
      "under way, to buy, an order: beyond a read, medians",
      "< 200 ms",
      [beyond.map((ms) => `${shown(ms, 0)} ms`).join(", ")],
      { purchasingMs: Math.max(...beyond) },
    ),
    figure("a receipt of what was ordered → reply, median", "≤ 1.2", [trips(receiptTrips)], {
      receiptTrips,
    }),
  ];
};

const documentSeconds = 60;

export const documentFigures: Measure = async () => {
  const alone = await measureDocuments(documentSeconds, false);
  const pushed = await measureDocuments(documentSeconds, true);
  const told = (found: Documents): string =>
    `${shown(found.p50Ms / 1000)} s, p99 ${shown(found.p99Ms / 1000)} s; ${JSON.stringify(found.answers)}`;
  const ratio = (pushed.cpuMs ?? NaN) / (alone.cpuMs ?? NaN);
  return [
    figure(
      `documents by API, 50 a second for ${documentSeconds} s: answer, median`,
      "",
      [told(alone)],
      { p50Ms: alone.p50Ms, p99Ms: alone.p99Ms },
    ),
    rowsFigure("those documents", alone),
    figure("the same while each is pushed", "as long", [told(pushed)], {
      p50Ms: pushed.p50Ms,
      p99Ms: pushed.p99Ms,
    }),
    rowsFigure("those documents", pushed),
    figure(
      "of them not pushed, and how long after the last answer",
      "0",
      [`${pushed.eventsMissing}, ${shown(pushed.behindMs / 1000, 1)} s`],
      { eventsMissing: pushed.eventsMissing, behindMs: pushed.behindMs },
    ),
    figure(
      "processor time of a document: alone, with pushing",
      "",
      [`${shown(alone.cpuMs ?? NaN)} ms, ${shown(pushed.cpuMs ?? NaN)} ms (× ${shown(ratio)})`],
      { aloneCpuMs: alone.cpuMs, pushedCpuMs: pushed.cpuMs },
    ),
  ];
};

export const ledgerFigures: Measure = async () => {
  const { startMb, costs } = await measureExports();
  const reports = await measureReports();
  return [
    ...costs.map(({ format, seconds, megabytes, mostMb, waitedMs }) =>
      figure(
        `500,000 movements as ${format}, a heap of 128 MB: the relay's memory at most`,
        "< 256 MB",
        [
          `${mb(mostMb)} (${mb(startMb)} before); ${shown(seconds, 0)} s, ${shown(megabytes, 0)} MB, others waited ${shown(waitedMs, 0)} ms at most`,
        ],
        { [`export${format}Mb`]: mostMb, [`export${format}S`]: seconds },
      ),
    ),
    ...reports.map(({ page, first, next }) =>
      figure(
        `${page} over a year of 100,000 movements`,
        "< 3 s",
        [
          `${shown(first.seconds)} s with the reading, then ${shown(next.seconds)} s (processor ${shown(next.cpuMs ?? NaN, 0)} ms)`,
        ],
        { firstSeconds: first.seconds, nextSeconds: next.seconds, nextCpuMs: next.cpuMs },
      ),
    ),
  ];
};

const mb = (value: number | undefined): string =>
  value === undefined ? "not told by this system" : `${shown(value, 0)} MB`;

export const readingFigures: Measure = () => {
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

export const forecastFigures: Measure = async () => {
  const { tookMs, longestSliceMs } = await measureForecast();
  return [
    figure(
      "forecast of 5,000 items, 100,000 movements",
      "< 1 s",
      [`${shown(tookMs / 1000, 2)} s`],
      {
        forecastMs: tookMs,
      },
    ),
    figure("forecast, longest slice", "< 20 ms", [`${shown(longestSliceMs, 0)} ms`], {
      forecastSliceMs: longestSliceMs,
    }),
  ];
};

export const naiveAlone = (naive: Compared): readonly Figure[] => [
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

const workerWish = { sheets: 200, rounds: 5, perSecond: 50 };

export async function workerFigures(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  let alone: WorkerFigures | undefined;
  for (const workers of [1, 2, 4]) {
    const taken = await measureWorkers(workers, workerWish);
    alone ??= taken;
    const { messagesPerSecond, cpuMsPerMessage, othersMsPerMessage, webhookP99Ms } = taken;
    // On a machine with a core for each, since what they wait for costs them no processor time.
    const times = (workers * alone.cpuMsPerMessage) / cpuMsPerMessage;
    const told = `${shown(times)} × by processor time: ${shown(cpuMsPerMessage)} ms a message (sheets and people ${shown(othersMsPerMessage)}); here ${shown(messagesPerSecond, 0)} a second; webhook p99 ${shown(webhookP99Ms, 0)} ms at ${workerWish.perSecond} a second`;
    const goal = workers === 2 ? "≥ 1.8 ×" : "";
    figures.push(
      figure(`${workers} workers, ${workerWish.sheets} sheets`, goal, [told], { ...taken, times }),
    );
  }
  const { shared, alone: single } = await measureCalls();
  const more = shared / single - 1;
  const callsTold = `${shown(shared)} beside ${shown(single)} of a process per company (${shown(more * 100, 0)} %)`;
  figures.push(figure("API calls a message", "≤ +10 %", [callsTold], { shared, single }));
  for (const [signal, goal] of [
    ["SIGTERM", "< 2 s"],
    ["SIGKILL", "< 20 s"],
  ] as const) {
    const ms = await measureHandover(signal);
    const told = `${shown(ms / 1_000)} s`;
    figures.push(figure(`${signal} → booked by another worker`, goal, [told], { ms }));
  }
  return figures;
}
