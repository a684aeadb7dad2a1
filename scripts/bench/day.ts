/**
 * The figures of a day of office traffic in fast motion while people work in the sheet, and the audit of what stands there
 * afterwards. Answers numbers and judges nothing.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { tabs } from "../../src/language/sheet-words/headings";
import { audit } from "../../test/sheet/audit";
import type { Rig as SheetRig } from "../../test/sheet/rig";
import { randomOf } from "../../test/sheet/chaos-stock";
import { whenQuiet } from "../bridge";
import {
  createOfficePeople,
  editsOfDay,
  messagesOfDay,
  officeDayMs,
  type OfficePeople,
} from "./office";
import { postText, preciseNow } from "./relay";
import type { Rig } from "./rig";
import { contentOf, group, startStock } from "./stock";
import { watchAnswers, type Waits } from "./sustained";
import { rowsOf } from "./workbook";

/** How much faster the office's clock goes. */
export const daySpeed = 60;
export const dayMinutes = officeDayMs / daySpeed / 60_000;
const seed = 20_261_130;
/** After so long the relay has seen what people typed last. */
const lookMs = 25_000;

export interface Day extends Waits {
  readonly messages: number;
  readonly bookings: number;
  readonly edits: number;
  readonly adjustments: number;
  readonly warnings: number;
  /** What the audit found, as sentences. */
  readonly faults: readonly string[];
}

/** @param minutes how much of the day is played, in minutes of this machine's clock */
export async function measureDay(rig: Rig, minutes: number): Promise<Day> {
  const { bridge, relay, sheet } = rig;
  const untilMs = minutes * 60_000 * daySpeed;
  const random = randomOf(seed);
  const messages = messagesOfDay(random).filter(({ at }) => at < untilMs);
  const edits = editsOfDay(random).filter((at) => at < untilMs);
  const people = createOfficePeople(sheet, random);
  const answers = watchAnswers(bridge.posts);
  const idAt = (index: number): string => `bench-day-${index}`;
  const bookings = messages.flatMap(({ isBooking }, index) => (isBooking ? [idAt(index)] : []));
  await Promise.all([
    inTime(
      messages.map(({ at }) => at),
      async (index) => {
        const message = messages[index];
        if (message === undefined) return;
        if (message.isBooking) answers.sent(idAt(index));
        await postText(rig, idAt(index), message);
      },
    ),
    inTime(edits, () => people.act()),
  ]);
  await sleep(lookMs);
  await whenQuiet(relay.url);
  const titles = (): Promise<string[]> => Promise.resolve([tabs.ledger.title]);
  const rows = (tab: keyof typeof tabs) => rowsOf(sheet, tab);
  const faults = await audit({ rows, titles } as unknown as SheetRig, {
    start: new Map(contentOf(0, 1, new Date()).stock.map((row) => [nameOf(row), startStock])),
    typed: people.typed,
    outcomes: new Map(),
    sent: new Set(bookings.map((id) => `generic:${group}:${id}`)),
  });
  const ledger = await rowsOf(sheet, "ledger");
  return {
    ...answers.waits(),
    messages: messages.length,
    bookings: bookings.length,
    edits: edits.length,
    adjustments: ledger.filter((row) => row[tabs.ledger.columns.type.header] === "手工调整").length,
    warnings: (await rowsOf(sheet, "broadcasts")).length,
    faults: [...faults, ...foreignCells(await rowsOf(sheet, "stock"), people)],
  };
}

const nameOf = (row: Readonly<Record<string, unknown>>): string =>
  String(row[tabs.stock.columns.name.header]);

/** Does the n-th thing at its moment of the office's clock, one after another. */
async function inTime(
  moments: readonly number[],
  work: (index: number) => Promise<void>,
): Promise<void> {
  const startedAt = preciseNow();
  for (const [index, at] of moments.entries()) {
    const wait = startedAt + at / daySpeed - preciseNow();
    if (wait > 0) await sleep(wait);
    await work(index);
  }
}

/** Cells of the stock tab that nobody was to write, and rows that are gone or stand twice. */
function foreignCells(
  rows: readonly Readonly<Record<string, unknown>>[],
  { safetyStock }: OfficePeople,
): string[] {
  const byName = new Map<string, Readonly<Record<string, unknown>>[]>();
  for (const row of rows) byName.set(nameOf(row), [...(byName.get(nameOf(row)) ?? []), row]);
  return contentOf(0, 1, new Date()).stock.flatMap((item) => {
    const name = nameOf(item);
    const [found, ...others] = byName.get(name) ?? [];
    if (found === undefined || others.length > 0) return [`${name} stands no longer once`];
    const own: typeof item = { ...item, 安全库存: safetyStock.get(name) ?? 10 };
    const changed = ["安全库存", "负责人", "单位"].filter(
      (header) => found[header] !== own[header],
    );
    return changed.map((header) => `${name}: ${header} changed`);
  });
}
