/**
 * One booking against what people and the network do in the moment before one of its two writes: the APPEND of its rows,
 * and the PROJECTION of its figures a call later. Then the audit.
 */
import type { BookingOutcome } from "../../src/inventory/movements/outcome";
import type { SheetRequest } from "../../src/sheet/api/client";
import type { StockroomOptions } from "../../src/sheet/create-stockroom";
import type { Booking, Stockroom } from "../../src/sheet/stockroom";
import { hiddenTitle } from "../../src/sheet/tabs/view";
import { audit, type Expected } from "./audit";
import { takeCells, type SheetCells } from "./audit-cells";
import { booking, createRig, type Line, type Rig, type StockLine } from "./rig";

const items: readonly StockLine[] = [
  { name: "A4纸", stock: 10, safetyStock: 5 },
  { name: "签字笔", spec: "黑色", stock: 20 },
  { name: "便利贴", stock: 30 },
  { name: "剪刀", stock: 40 },
];
const start = new Map([
  ["A4纸", 10],
  ["签字笔 黑色", 20],
  ["便利贴", 30],
  ["剪刀", 40],
]);

/** An issue, a receipt and a count; they leave these figures. */
export const lines: readonly Line[] = [
  { name: "A4纸", change: -2, remark: "给新同事" },
  { name: "签字笔", spec: "黑色", change: 5 },
  { name: "便利贴", counted: 25 },
];
export const booked = { A4纸: 8, 签字笔: 25, 便利贴: 25, 剪刀: 39 };

export const moments = ["append", "projection"] as const;
export type Moment = (typeof moments)[number];

export type Edit = (race: Race) => Promise<void>;

/** What becomes of the write that an edit comes before. */
export type Fate = "reset before" | "reset after" | "error after" | "refused";

export interface Race {
  readonly rig: Rig;
  readonly room: Stockroom;
  readonly typed: Map<string, number[]>;
  /** What people change, as the audit of cells names it. */
  readonly meant: Set<string>;
  readonly outcomes: Map<string, BookingOutcome>;
  /** Does these before the moment's write, and further ones before the writes that follow it. */
  at(moment: Moment, ...edits: readonly Edit[]): void;
  /** The moment's write is lost, or its answer is. */
  lose(moment: Moment, fate: Fate): void;
  book(id: string, lines: readonly Line[], more?: Partial<Booking>): Promise<BookingOutcome>;
  /** A person types into an item's 当前库存. */
  type(item: string, figure: number | string): Promise<void>;
  /** Where an item's row is, counted from 0. */
  rowOf(item: string): Promise<number>;
  /** Where a column of a tab is, counted from 0. */
  columnOf(title: string, header: string): Promise<number>;
  /** Where a tab's header is, counted from 0. */
  topOf(title: string): Promise<number>;
  edit(title: string, request: (sheetId: number) => SheetRequest): Promise<void>;
  /** Another relay on the same sheet; it is waited for in settle. */
  open(options?: Partial<StockroomOptions>): Promise<Stockroom>;
  /** Stops waiting for a relay that is to be seen as dead. */
  forget(room: Stockroom): void;
  settle(): Promise<void>;
  figures(): Promise<Record<string, unknown>>;
  /** Settles and audits. */
  check(more?: Partial<Expected>): Promise<void>;
}

/** Longer than the relay holds cells back for a booking that may come. */
const holdMs = 130;

const marks: Readonly<Record<string, string>> = {
  库存: "物品名称",
  流水: "消息ID",
  待处理: "编号",
};

/** Lays a workbook before the relay is started on it. */
export type Lay = (rig: Rig) => Promise<unknown>;

async function createRace(lay?: Lay): Promise<Race & { close(): Promise<void> }> {
  const rig = await createRig(items);
  await lay?.(rig);
  const room = rig.open();
  const rooms = new Set([room]);
  const ids = new Map<string, number>();
  const edits = new Map<number, Edit>();
  const fates = new Map<number, Fate>();
  const columns = new Map<string, number>();
  const taken: { cells?: SheetCells } = {};
  let writes = 0;
  const topOf = async (title: string): Promise<number> =>
    (await rig.formulas(title)).findIndex((row) => row.includes(marks[title]));
  const race: Race = {
    rig,
    room,
    typed: new Map(),
    meant: new Set(),
    outcomes: new Map(),
    at(moment, ...turns) {
      writes = 0;
      turns.forEach((edit, index) => edits.set(index + (moment === "append" ? 1 : 2), edit));
    },
    lose(moment, fate) {
      writes = 0;
      fates.set(moment === "append" ? 1 : 2, fate);
    },
    async book(id, wanted, more) {
      const outcome = await room.book(booking(`g:g:${id}`, wanted, more));
      race.outcomes.set(`g:g:${id}`, outcome);
      return outcome;
    },
    async type(item, figure) {
      if (typeof figure === "number")
        race.typed.set(item, [...(race.typed.get(item) ?? []), figure]);
      const column = await race.columnOf("库存", "当前库存");
      const row = await race.rowOf(item);
      await rig.type(`库存!${String.fromCharCode(65 + column)}${row + 1}`, figure);
    },
    async rowOf(item) {
      const rows = await rig.formulas("库存");
      const [top, name] = [await topOf("库存"), await race.columnOf("库存", "物品名称")];
      return rows.findIndex((row, index) => index > top && row[name] === item.split(" ")[0]);
    },
    async columnOf(title, header) {
      const row = (await rig.formulas(title))[await topOf(title)] ?? [];
      const found = row.indexOf(header);
      // A header that a write hit stands where it stood.
      const column = found >= 0 ? found : (columns.get(title + header) ?? -1);
      columns.set(title + header, column);
      return column;
    },
    topOf,
    async edit(title, request) {
      const id = ids.get(title) ?? (await rig.sheetId(title));
      ids.set(title, id);
      await rig.edit(request(id));
    },
    async open(options) {
      const other = rig.open(options);
      rooms.add(other);
      await other.start();
      return other;
    },
    forget: (one) => void rooms.delete(one),
    async settle() {
      // A relay that just started leaves it to others for some seconds to lay the hidden tab.
      const isLaid = async () => (await rig.titles()).includes(hiddenTitle);
      for (let before = -1; before !== rig.calls.writes || !(await isLaid());) {
        before = rig.calls.writes;
        await new Promise((resolve) => setTimeout(resolve, holdMs));
        for (const one of rooms) for (let look = 0; look < 2; look += 1) await looked(one);
      }
    },
    figures: async () =>
      Object.fromEntries(
        (await rig.rows("stock")).map((row) => [String(row["物品名称"]), row["当前库存"]]),
      ),
    async check(more) {
      await race.settle();
      const { typed, outcomes, meant } = race;
      const expected = { start, typed, outcomes, meant, ...taken, ...more };
      expect(await audit(rig, expected)).toEqual([]);
    },
  };
  await room.start();
  await race.book("m0", [{ name: "剪刀", change: -1 }]);
  await race.settle();
  taken.cells = await takeCells(rig);
  await race.columnOf("库存", "当前库存");
  for (const title of await rig.titles()) ids.set(title, await rig.sheetId(title));
  rig.intercept = async (call, apply) => {
    if (call.kind !== "write") return apply();
    writes += 1;
    const turn = writes;
    await edits.get(turn)?.(race);
    const fate = fates.get(turn);
    if (fate === "reset before") return "reset";
    if (fate === "refused") return failed(503);
    const answer = apply();
    if (fate === "reset after") return "reset";
    return fate === "error after" ? failed(500) : answer;
  };
  return { ...race, close: () => rig.close() };
}

const failed = (status: number) => ({
  status,
  body: { error: { code: status, message: "lost", status: "UNAVAILABLE" } },
});

/** A look, tried again while the sheet is away. */
async function looked(room: Stockroom): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      await room.read();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error("the sheet stays away");
}

const timeoutMs = 120_000;

/** A test with a race of its own; several run at once, since they mostly wait. */
export function race(title: string, run: (race: Race) => Promise<void>, lay?: Lay): void {
  test.concurrent(
    title,
    async () => {
      const one = await createRace(lay);
      try {
        await run(one);
      } finally {
        await one.close();
      }
    },
    timeoutMs,
  );
}

/** A race for each moment. */
export function races(
  title: string,
  run: (race: Race, moment: Moment) => Promise<void>,
  lay?: Lay,
): void {
  for (const moment of moments)
    race(`${title}, before the ${moment}`, (one) => run(one, moment), lay);
}
