/**
 * Seeded chaos on one sheet: bookings from several stockrooms, answers lost before and after the write, stockrooms killed
 * and started again, people who type, sort, insert and move between any two calls. Then the audit. What waits is timed by
 * the machine, so a seed runs alike, not the same, each time.
 */
import type { BookingOutcome } from "../../src/inventory/movements/outcome";
import type { Intercept, SheetAnswer } from "../../src/local-sheet/server";
import type { Booking } from "../../src/sheet/stockroom";
import { audit } from "./audit";
import { createPerson, type Person } from "./chaos-person";
import { createPlace, type Place } from "./chaos-place";
import { itemNames, names, randomOf, specOf } from "./chaos-stock";
import { traced, type Trace } from "./chaos-trace";
import { booking, createRig, type Line, type Rig } from "./rig";

export interface ChaosOptions {
  readonly seed: number;
  readonly messages: number;
  readonly rooms: number;
  /** How probable it is that a person does something before a call; after it, two fifths of that. */
  readonly bustle: number;
  readonly trace?: Trace;
}

export interface ChaosReport {
  readonly faults: readonly string[];
  readonly messages: number;
  readonly impossible: number;
  readonly typed: number;
  readonly adjustments: number;
  readonly repairs: number;
  readonly kills: number;
  readonly calls: number;
}

const began = 1000;
const safetyStock = 5;

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const rig = await createRig(
    names.map((name, index) => ({ name, spec: specOf(index), stock: began, safetyStock })),
  );
  try {
    return await chaosOn(rig, options);
  } finally {
    await rig.close();
  }
}

async function chaosOn(rig: Rig, options: ChaosOptions): Promise<ChaosReport> {
  const { seed, messages, rooms, trace } = options;
  const random = randomOf(seed);
  const person = await createPerson(rig, { random, trace });
  const places = Array.from({ length: rooms }, () => createPlace(rig));
  const weather = brew(rig, person, { ...options, random });
  await Promise.all(places.map((place) => place.open()));
  weather.calm = false;
  const { outcomes, kills } = await writeAll(places, { seed, messages, random });
  weather.calm = true;
  for (const place of places) await place.settle();
  const faults = await audit(rig, {
    start: new Map(itemNames.map((name) => [name, began])),
    typed: person.typed,
    outcomes: new Map([...outcomes].filter(([, { kind }]) => kind !== "already")),
    sent: new Set(outcomes.keys()),
  });
  const ledger = await rig.rows("ledger");
  return {
    faults: [...faults, ...(await foreignCells(rig))],
    messages,
    impossible: [...outcomes.values()].filter(({ kind }) => kind === "impossible").length,
    typed: person.typedCount,
    adjustments: ledger.filter((row) => row["类型"] === "手工调整").length,
    repairs: rig.events.filter(({ event }) => event === "repair").length,
    kills,
    calls: rig.calls.reads + rig.calls.writes,
  };
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
    if (random() < bustle) await person.act();
    const fate = random();
    if (call.kind === "write" && fate < 0.04) return "reset";
    if (call.kind === "write" && fate < 0.09) {
      apply();
      return "reset";
    }
    if (call.kind === "write" && fate < 0.12) return unavailable(503);
    if (call.kind === "write" && fate < 0.15) {
      apply();
      return unavailable(500);
    }
    if (call.kind === "read" && fate < 0.05) return unavailable(429);
    const answer = apply();
    if (random() < bustle * 0.4) await person.act();
    return answer;
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
  {
    seed,
    messages,
    random,
  }: { readonly seed: number; readonly messages: number; readonly random: () => number },
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
    if (random() < 0.05) {
      kills += 1;
      await any().kill();
    }
    if (random() < 0.4) await new Promise((resolve) => setTimeout(resolve, random() * 12));
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

/** Cells of the stock tab that nobody was to write: their headers, names, specs, units and safety stocks. */
async function foreignCells(rig: Rig): Promise<string[]> {
  const rows = await rig.rows("stock");
  const faults: string[] = [];
  for (const [index, name] of names.entries()) {
    const spec = specOf(index);
    const found = rows.filter((row) => row["物品名称"] === name && row["规格型号"] === spec);
    if (found.length !== 1) faults.push(`${name} stands ${found.length} times in the stock`);
    for (const row of found) {
      if (row["安全库存"] !== safetyStock || row["单位"] !== "箱")
        faults.push(`${name}: a foreign cell changed`);
    }
  }
  const strange = rows.filter((row) => !names.includes(String(row["物品名称"])));
  if (strange.length > 0) faults.push(`${strange.length} rows hold what nobody typed`);
  return faults;
}
