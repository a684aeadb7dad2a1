/**
 * Seeded chaos on one sheet: bookings from several stockrooms, answers lost before and after the write, stockrooms killed
 * and started again, people who type, sort, insert and move just before a write. Then the audit. What waits is timed by
 * the machine, so a seed runs alike, not the same, each time.
 */
import type { BookingOutcome } from "../../src/inventory/movements/outcome";
import type { Intercept, SheetAnswer, SheetCall } from "../../src/local-sheet/server";
import type { Switch } from "../../src/local-sheet/google-traits";
import type { Booking } from "../../src/sheet/stockroom";
import { auditAll } from "./audit";
import { takeCells } from "./audit-cells";
import { createPerson, type Person } from "./chaos-person";
import { createPlace, type Place } from "./chaos-place";
import { itemNames, names, randomOf, specOf } from "./chaos-stock";
import { traced, type Trace } from "./chaos-trace";
import { booking, createRig, setArchiveRows, type Line, type Rig } from "./rig";

export interface ChaosOptions {
  readonly seed: number;
  readonly messages: number;
  readonly rooms: number;
  /** The part of all writes before which a person does something, one edit at a time. */
  readonly bustle: number;
  /** 归档行数: the ledger is put away whenever it has more rows. */
  readonly archiveRows?: number;
  /** Google's behaviour that is switched on. */
  readonly traits?: readonly Switch[];
  readonly trace?: Trace;
}

export interface ChaosReport {
  readonly faults: readonly string[];
  readonly messages: number;
  readonly impossible: number;
  readonly edits: number;
  readonly typed: number;
  readonly adjustments: number;
  /** Adjustments that no figure of a person's accounts for. */
  readonly phantoms: number;
  /** Cells that nobody was to change. */
  readonly changed: number;
  /** Entries of 类型 核对. */
  readonly checks: number;
  readonly kills: number;
  /** How often the ledger was put away. */
  readonly rotations: number;
  readonly reads: number;
  readonly writes: number;
}

/** The ledger is put away while nobody writes: after so many messages there is a lull of so long at most. */
const lullEvery = 15;
const lullMs = 800;
const began = 1000;
const safetyStock = 5;

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const rig = await createRig(
    names.map((name, index) => ({ name, spec: specOf(index), stock: began, safetyStock })),
    { traits: options.traits ?? [] },
  );
  try {
    return await chaosOn(rig, options);
  } finally {
    await rig.close();
  }
}

async function chaosOn(rig: Rig, options: ChaosOptions): Promise<ChaosReport> {
  const { messages, rooms, archiveRows, trace } = options;
  const random = randomOf(options.seed);
  if (archiveRows !== undefined) await setArchiveRows(rig, archiveRows);
  const person = await createPerson(rig, { random, trace });
  const cells = await takeCells(rig);
  const places = Array.from({ length: rooms }, () => createPlace(rig));
  const weather = brew(rig, person, { ...options, random });
  await Promise.all(places.map((place) => place.open()));
  weather.calm = false;
  const { outcomes, kills } = await writeAll(places, { ...options, random });
  weather.calm = true;
  for (let writes = -1; writes !== rig.calls.writes;) {
    writes = rig.calls.writes;
    for (const place of places) await place.settle();
  }
  const found = await auditAll(rig, {
    start: new Map(itemNames.map((name) => [name, began])),
    typed: person.typed,
    outcomes: new Map([...outcomes].filter(([, { kind }]) => kind !== "already")),
    sent: new Set(outcomes.keys()),
    cells,
    meant: person.meant,
  });
  const ledgers = (await rig.titles()).filter((title) => title.startsWith("流水"));
  const ledger = await Promise.all(ledgers.map((title) => rig.rows("ledger", { title })));
  const impossible = [...outcomes].flatMap(([id, outcome]) =>
    outcome.kind === "impossible"
      ? [`${id} could have been booked: ${outcome.obstacles.map(({ kind }) => kind).join()}`]
      : [],
  );
  return {
    ...found,
    // Every item holds more than all messages take: nothing that people do here makes one impossible.
    faults: [...found.faults, ...impossible],
    messages,
    impossible: impossible.length,
    edits: person.edits,
    typed: person.typedCount,
    adjustments: ledger.flat().filter((row) => row["类型"] === "手工调整").length,
    kills,
    rotations: ledgers.length - 1,
    ...rig.calls,
  };
}

/** What becomes of a call: it, or its answer, may be lost or refused. */
export function onBadNetwork(
  { kind }: SheetCall,
  apply: () => SheetAnswer,
  random: () => number,
): SheetAnswer | "reset" {
  const fate = random();
  if (kind === "read") return fate < 0.05 ? unavailable(429) : apply();
  if (fate < 0.04) return "reset";
  if (fate < 0.09) {
    apply();
    return "reset";
  }
  if (fate < 0.12) return unavailable(503);
  if (fate < 0.15) {
    apply();
    return unavailable(500);
  }
  return apply();
}

/** Meddles with every call, one at a time, while it is not calm. */
function brew(
  rig: Rig,
  person: Person,
  { random, bustle, trace }: ChaosOptions & { readonly random: () => number },
): { calm: boolean } {
  const weather = { calm: true };
  const meddle: Intercept = async (call, apply) => {
    if (weather.calm) return apply();
    if (call.kind === "write" && random() < bustle) await person.act();
    return onBadNetwork(call, apply, random);
  };
  let turn: Promise<unknown> = Promise.resolve();
  rig.intercept = (call, apply) => {
    const mine = turn.then(() => traced(rig, { call, trace }, () => meddle(call, apply)));
    turn = mine.catch(() => undefined);
    return mine;
  };
  return weather;
}

/** Delivers messages to any of the places, some twice, and kills a place now and then. */
async function writeAll(
  places: readonly Place[],
  { seed, messages, archiveRows, random }: ChaosOptions & { readonly random: () => number },
): Promise<{ readonly outcomes: ReadonlyMap<string, BookingOutcome>; readonly kills: number }> {
  const outcomes = new Map<string, BookingOutcome>();
  const any = (): Place => places[Math.floor(random() * places.length)]!;
  const sent: Promise<void>[] = [];
  let kills = 0;
  for (let index = 0; index < messages; index += 1) {
    const message = randomBooking(`g:g:${seed}-${index}`, random);
    sent.push(
      any()
        .deliver(message)
        .then((outcome) => void outcomes.set(message.messageId, outcome)),
    );
    if (random() < 0.15)
      sent.push(
        any()
          .deliver(message)
          .then(() => undefined),
      );
    const isLull = archiveRows !== undefined && index % lullEvery === lullEvery - 1;
    if (isLull) await new Promise((resolve) => setTimeout(resolve, random() * lullMs));
    if (random() < (isLull ? 0.5 : 0.05)) {
      kills += 1;
      await any().kill();
    }
    if (random() < 0.6) await new Promise((resolve) => setTimeout(resolve, random() * 120));
  }
  await Promise.all(sent);
  return { outcomes, kills };
}

const unavailable = (status: number): SheetAnswer => ({
  status,
  body: { error: { code: status, message: "chaos", status: "UNAVAILABLE" } },
});

function randomBooking(id: string, random: () => number): Booking {
  const count = random() < 0.6 ? 1 : 1 + Math.floor(random() * 4);
  const lines = Array.from({ length: count }, (): Line => {
    const index = Math.floor(random() * names.length);
    const where = { name: names[index]!, spec: specOf(index) };
    const kind = random();
    if (kind < 0.1) return { ...where, counted: 900 + Math.floor(random() * 100) };
    return {
      ...where,
      change: kind < 0.8 ? -1 - Math.floor(random() * 5) : 1 + Math.floor(random() * 20),
    };
  });
  return booking(id, lines);
}
