/**
 * Seeded chaos on one sheet: bookings from two stockrooms, answers lost before and after the write, stockrooms killed and
 * started again, people who type, sort, insert and move between any two calls. Then the audit.
 */
import type { BookingOutcome } from "../../src/inventory/outcome";
import type { Booking, Stockroom } from "../../src/sheet/stockroom";
import type { SheetsClient } from "../../src/sheet/client";
import { createSheetsClient } from "../../src/sheet/client";
import type { Intercept, SheetAnswer, SheetCall } from "../../src/local-sheet/server";
import { audit } from "./audit";
import { booking, createRig, type Line, type Rig } from "./rig";

export interface ChaosReport {
  readonly seed: number;
  readonly faults: readonly string[];
  readonly messages: number;
  readonly booked: number;
  readonly impossible: number;
  readonly adjustments: number;
  readonly typed: number;
  readonly repairs: number;
  readonly kills: number;
  readonly calls: number;
}

/** Numbers from a seed, the same on every machine. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** For looking into a seed. */
export const hooks: { trace: ((line: string) => void) | undefined } = { trace: undefined };

const names = ["A4纸", "签字笔", "便利贴", "剪刀", "订书机", "文件夹", "墨盒", "胶带"];
const specOf = (index: number): string => (index % 3 === 0 ? "大" : "");
const isItem = (name: unknown, spec: unknown): boolean =>
  names.some((one, index) => one === name && specOf(index) === (spec ?? ""));
const itemNames = names.map((name, index) => `${name} ${specOf(index)}`.trim());

interface Person {
  act(): Promise<void>;
  readonly typed: Map<string, number[]>;
  typedCount: number;
}

export async function runChaos(
  seed: number,
  { messages = 60, rooms: roomCount = 2 }: { messages?: number; rooms?: number } = {},
): Promise<ChaosReport> {
  const random = randomOf(seed);
  const rig = await createRig(
    names.map((name, index) => ({
      name,
      spec: index % 3 === 0 ? "大" : "",
      stock: 1000,
      safetyStock: 5,
    })),
  );
  try {
    return await chaosOn(rig, { seed, random, messages, roomCount });
  } finally {
    await rig.close();
  }
}

async function chaosOn(
  rig: Rig,
  {
    seed,
    random,
    messages,
    roomCount,
  }: { seed: number; random: () => number; messages: number; roomCount: number },
): Promise<ChaosReport> {
  const start = new Map(
    names.map((name, index) => [`${name} ${index % 3 === 0 ? "大" : ""}`.trim(), 1000]),
  );
  const person = await createPerson(rig, random);
  const outcomes = new Map<string, BookingOutcome>();
  let kills = 0;
  let calm = true;
  let turn: Promise<unknown> = Promise.resolve();
  rig.intercept = (call, apply) => {
    const mine = turn.then(() => traced(rig, call, () => meddle(call, apply)));
    turn = mine.catch(() => undefined);
    return mine;
  };
  const meddle: Intercept = async (call, apply) => {
    if (calm) return apply();
    if (random() < 0.25) await person.act();
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
    if (random() < 0.1) await person.act();
    return answer;
  };
  const places = Array.from({ length: roomCount }, () => createPlace(rig));
  await Promise.all(places.map((place) => place.open()));
  calm = false;
  const sent: Promise<void>[] = [];
  for (let index = 0; index < messages; index += 1) {
    const place = places[Math.floor(random() * places.length)]!;
    const message = randomBooking(`g:g:${seed}-${index}`, random);
    sent.push(
      place.deliver(message).then((outcome) => void outcomes.set(message.messageId, outcome)),
    );
    if (random() < 0.15) {
      const twice = places[Math.floor(random() * places.length)]!;
      sent.push(twice.deliver(message).then(() => undefined));
    }
    if (random() < 0.05) {
      kills += 1;
      await places[Math.floor(random() * places.length)]!.kill();
    }
    if (random() < 0.4) await new Promise((resolve) => setTimeout(resolve, random() * 12));
  }
  await Promise.all(sent);
  calm = true;
  for (const place of places) await place.settle();
  const expected = {
    start,
    typed: person.typed,
    outcomes: namedOutcomes(outcomes),
    sent: new Set(outcomes.keys()),
  };
  const faults = await audit(rig, expected);
  faults.push(...(await foreignCells(rig)));
  const ledger = await rig.rows("ledger");
  const kinds = [...outcomes.values()];
  return {
    seed,
    faults,
    messages,
    booked: kinds.filter(({ kind }) => kind !== "impossible").length,
    impossible: kinds.filter(({ kind }) => kind === "impossible").length,
    adjustments: ledger.filter((row) => row["类型"] === "手工调整").length,
    typed: person.typedCount,
    repairs: rig.events.filter(({ event }) => event === "repair").length,
    kills,
    calls: rig.calls.reads + rig.calls.writes,
  };
}

async function traced<Answer>(
  rig: Rig,
  call: SheetCall,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const { trace } = hooks;
  if (!trace) return run();
  const answer = await run();
  const status = typeof answer === "string" ? answer : (answer as { status: number }).status;
  trace(`-- ${call.kind} ${call.path.slice(-12)} ${String(status)}`);
  for (const event of rig.events.splice(0)) trace(`   ${JSON.stringify(event).slice(0, 300)}`);
  if (call.kind !== "write") return answer;
  const { requests = [] } = (call.body ?? {}) as { requests?: Record<string, any>[] };
  for (const request of requests) trace(`   ${shownRequest(request)}`);
  await traceSheet(rig);
  return answer;
}

function shownRequest(request: Record<string, any>): string {
  const { updateCells, copyPaste } = request;
  if (copyPaste) {
    const { source, destination } = copyPaste;
    return `copy ${source.sheetId}!${source.startRowIndex},${source.startColumnIndex} -> ${destination.sheetId}!${destination.startRowIndex},${destination.startColumnIndex}`;
  }
  if (!updateCells) return JSON.stringify(request).slice(0, 200);
  const { start, rows } = updateCells;
  const cells = rows.map(({ values }: any) =>
    values
      .map(({ userEnteredValue: value }: any) => Object.values((value ?? {}) as object)[0] ?? "")
      .join("|")
      .slice(0, 400),
  );
  return `cells ${start.sheetId}!${start.rowIndex},${start.columnIndex} ${cells.slice(0, 12).join(" // ")}`;
}

async function traceSheet(rig: Rig): Promise<void> {
  const { trace } = hooks;
  if (!trace) return;
  for (const row of await rig.formulas("库存")) trace(`   S ${row.join("|")}`);
  for (const row of (await rig.formulas("流水")).slice(0, 8)) trace(`   L ${row.join("|")}`);
}

/** A delivery answered "already" tells no more than that the message stands. */
const namedOutcomes = (
  outcomes: ReadonlyMap<string, BookingOutcome>,
): Map<string, BookingOutcome> =>
  new Map([...outcomes].filter(([, { kind }]) => kind !== "already"));

const unavailable = (status: number): SheetAnswer => ({
  status,
  body: { error: { code: status, message: "chaos", status: "UNAVAILABLE" } },
});

function randomBooking(id: string, random: () => number): Booking {
  const count = random() < 0.6 ? 1 : 1 + Math.floor(random() * 4);
  const lines = Array.from({ length: count }, (): Line => {
    const index = Math.floor(random() * names.length);
    const where = { name: names[index]!, spec: index % 3 === 0 ? "大" : "" };
    const kind = random();
    if (kind < 0.1) return { ...where, counted: 900 + Math.floor(random() * 100) };
    return {
      ...where,
      change: kind < 0.8 ? -1 - Math.floor(random() * 5) : 1 + Math.floor(random() * 20),
    };
  });
  return booking(id, lines);
}

/** A process with its journal: what was not answered is delivered again after a kill. */
function createPlace(rig: Rig) {
  const notes = new Map<string, unknown>();
  const waiting = new Map<Booking, (outcome: BookingOutcome) => void>();
  let room: Stockroom | undefined;
  let life = 0;
  const hand = (message: Booking): void => {
    const now = life;
    room?.book(message).then(
      (outcome) => {
        if (now !== life) return;
        waiting.get(message)?.(outcome);
        waiting.delete(message);
      },
      () => undefined,
    );
  };
  const place = {
    async open() {
      life += 1;
      const now = life;
      const notebook = {
        record: (topic: string, note: unknown) => {
          if (now === life) notes.set(topic, note);
          return Promise.resolve();
        },
        notes: new Map(notes),
      };
      room = rig.open({ client: mortal(rig, () => now === life), notebook });
      const started = room.start();
      if (now === 1) await started;
      for (const message of waiting.keys()) hand(message);
    },
    deliver(message: Booking): Promise<BookingOutcome> {
      const answer = new Promise<BookingOutcome>((resolve) => {
        const same = [...waiting.keys()].find(({ messageId }) => messageId === message.messageId);
        const before = same && waiting.get(same);
        waiting.set(same ?? message, (outcome) => {
          before?.(outcome);
          resolve(outcome);
        });
      });
      hand([...waiting.keys()].find(({ messageId }) => messageId === message.messageId) ?? message);
      return answer;
    },
    async kill() {
      life += 1;
      void room?.stop().catch(() => undefined);
      await place.open();
    },
    async settle() {
      for (let look = 0; look < 3; look += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        for (;;) {
          try {
            await room?.read();
            break;
          } catch {
            await new Promise((resolve) => setTimeout(resolve, 100));
          }
        }
      }
    },
  };
  return place;
}

/** A client whose process may be dead: nothing comes back to it any more, and it sends nothing. */
function mortal(rig: Rig, alive: () => boolean): SheetsClient {
  const client = createSheetsClient({
    rootUrl: rig.url,
    credentialsFile: undefined,
    timeoutMs: 5_000,
  });
  const guarded = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    if (!alive()) throw new Error("dead");
    const answer = await call();
    if (!alive()) throw new Error("dead");
    return answer;
  };
  return {
    account: undefined,
    fetchSpreadsheet: (id, query) => guarded(() => client.fetchSpreadsheet(id, query)),
    fetchValues: (id, ranges) => guarded(() => client.fetchValues(id, ranges)),
    applyBatch: (id, batch) => guarded(() => client.applyBatch(id, batch)),
  };
}

async function createPerson(rig: Rig, random: () => number): Promise<Person> {
  const stockId = await rig.sheetId("库存");
  const ledgerId = await rig.sheetId("流水");
  const pick = (most: number): number => Math.floor(random() * most);
  let next = 2000;
  const person: Person = { act, typed: new Map(), typedCount: 0 };
  const insert = (sheetId: number, dimension: string, at: number) => ({
    insertDimension: {
      range: { sheetId, dimension, startIndex: at, endIndex: at + 1 },
      inheritFromBefore: false,
    },
  });
  async function type(): Promise<void> {
    const rows = await rig.formulas("库存");
    const top = rows.findIndex((row) => row.includes("物品名称"));
    const header = rows[top] ?? [];
    const column = header.indexOf("当前库存");
    const name = header.indexOf("物品名称");
    const spec = header.indexOf("规格型号");
    const candidates = rows
      .map((row, index) => ({ row, index }))
      .filter(({ row, index }) => index > top && isItem(row[name], row[spec]));
    const chosen = candidates[pick(candidates.length)];
    if (!chosen || column < 0) return;
    next += 1;
    const item = itemNames[names.indexOf(String(chosen.row[name]))] ?? "";
    person.typed.set(item, [...(person.typed.get(item) ?? []), next]);
    person.typedCount += 1;
    const letter = String.fromCharCode(65 + column);
    await rig.type(`库存!${letter}${chosen.index + 1}`, next);
  }
  async function act(): Promise<void> {
    await doAnything();
    if (hooks.trace) await traceSheet(rig);
  }
  async function doAnything(): Promise<void> {
    const kind = random();
    hooks.trace?.(`## person ${kind.toFixed(2)} ${whatIs(kind)}`);
    if (kind < 0.35) return type();
    const rows = await rig.formulas("库存");
    const top = rows.findIndex((row) => row.includes("物品名称"));
    if (kind < 0.65) {
      const range = { sheetId: stockId, startRowIndex: top + 1, endRowIndex: rows.length };
      const sortSpecs = [
        {
          dimensionIndex: pick(4),
          sortOrder: random() < 0.5 ? ("ASCENDING" as const) : ("DESCENDING" as const),
        },
      ];
      return rig.edit({ sortRange: { range, sortSpecs } });
    }
    if (kind < 0.75) return rig.edit(insert(stockId, "ROWS", top + 1 + pick(rows.length - top)));
    if (kind < 0.8) return rig.edit(insert(stockId, "COLUMNS", pick(5)));
    if (kind < 0.87) {
      const source = { sheetId: stockId, dimension: "COLUMNS", startIndex: pick(6) };
      return rig.edit({
        moveDimension: {
          source: { ...source, endIndex: source.startIndex + 1 },
          destinationIndex: 8,
        },
      });
    }
    if (kind < 0.92) return rig.edit(insert(ledgerId, "COLUMNS", pick(6)));
    if (kind < 0.96) {
      const startIndex = pick(15);
      const source = {
        sheetId: ledgerId,
        dimension: "COLUMNS",
        startIndex,
        endIndex: startIndex + 1,
      };
      return rig.edit({ moveDimension: { source, destinationIndex: startIndex < 8 ? 12 : 0 } });
    }
    return rig.edit(insert(stockId, "ROWS", 0));
  }
  return person;
}

const whatIs = (kind: number): string =>
  kind < 0.35
    ? "types"
    : kind < 0.65
      ? "sorts"
      : kind < 0.75
        ? "inserts a row"
        : kind < 0.8
          ? "inserts a column"
          : kind < 0.87
            ? "moves a column"
            : kind < 0.92
              ? "inserts a ledger column"
              : kind < 0.96
                ? "moves a ledger column"
                : "inserts a row on top";

/** Cells of the stock tab that nobody was to write: their headers, names, specs, units and safety stocks. */
async function foreignCells(rig: Rig): Promise<string[]> {
  const rows = await rig.rows("stock");
  const faults: string[] = [];
  for (const [index, name] of names.entries()) {
    const spec = index % 3 === 0 ? "大" : "";
    const found = rows.filter((row) => row["物品名称"] === name && row["规格型号"] === spec);
    if (found.length !== 1) faults.push(`${name} stands ${found.length} times in the stock`);
    for (const row of found) {
      if (row["安全库存"] !== 5 || row["单位"] !== "箱")
        faults.push(`${name}: a foreign cell changed`);
    }
  }
  const strange = rows.filter((row) => !names.includes(String(row["物品名称"])));
  if (strange.length > 0) faults.push(`${strange.length} rows hold what nobody typed`);
  return faults;
}
