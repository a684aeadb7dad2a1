/** Seeds of bookings, edits, lost answers, kills and two relays while rows are archived; then every row is looked for. */
import type { Intercept } from "../../src/local-sheet/server";
import { mortal } from "./chaos-place";
import { randomOf } from "./chaos-stock";
import { insert, layOldLedger, move, sort, type OldLedger } from "./old-ledger";
import { booking } from "./rig";

let ledger: OldLedger;
afterEach(() => ledger.rig.close());

/** How often people edit before a call. */
const bustle = Number(process.env["BUSTLE"] ?? 0.1);
const seeds = Array.from({ length: Number(process.env["SEEDS"] ?? 6) }, (_, index) => index + 1);

test.each(seeds)("seed %i leaves every row in one place", async (seed) => {
  ledger = await layOldLedger();
  const random = randomOf(seed);
  const pick = (most: number): number => Math.floor(random() * most);
  const { rig, ledgerId } = ledger;
  let isCalm = true;
  const edit = async (): Promise<void> => {
    const rows = await rig.formulas("流水");
    const top = rows.findIndex((row) => row.includes("消息ID"));
    const kind = random();
    const row = top + 1 + pick(rows.length - top - 1);
    if (kind < 0.3) {
      const order = random() < 0.5 ? "ASCENDING" : "DESCENDING";
      return rig.edit(sort(ledgerId, pick(14), order, [top + 1, rows.length]));
    }
    if (kind < 0.5) return rig.edit(insert(ledgerId, "ROWS", row));
    if (kind < 0.65)
      return rig.edit(move(ledgerId, "ROWS", row, top + 1 + pick(rows.length - top)));
    if (kind < 0.75) return rig.edit(insert(ledgerId, "COLUMNS", pick(10)));
    if (kind < 0.9) return rig.edit(move(ledgerId, "COLUMNS", pick(7), 8 + pick(7)));
    return rig.edit(insert(ledgerId, "ROWS", 0));
  };
  let turn: Promise<unknown> = Promise.resolve();
  rig.intercept = (call, apply) => {
    const mine = turn.then(() => meddle(call, apply));
    turn = mine.catch(() => undefined);
    return mine;
  };
  const meddle: Intercept = async (call, apply) => {
    if (isCalm) return apply();
    if (random() < bustle) await edit();
    const fate = random();
    if (call.kind === "write" && fate < 0.05) return "reset";
    if (call.kind === "write" && fate < 0.1) {
      apply();
      return "reset";
    }
    const answer = apply();
    if (random() < bustle / 2) await edit();
    return answer;
  };
  let life = 0;
  const place = () => {
    const own = (life += 1);
    return { own, room: ledger.open({ client: mortal(rig, () => !dead.has(own)) }) };
  };
  const dead = new Set<number>();
  const places = [place(), place()];
  await Promise.all(places.map(({ room }) => room.start()));
  isCalm = false;
  const booked = new Set<string>();
  for (let index = 0; index < 25; index += 1) {
    const id = `g:g:new-${index}`;
    const message = booking(id, [{ name: "A4纸", change: -1 }]);
    places[pick(2)]?.room.book(message).then(
      ({ kind }) => kind !== "impossible" && booked.add(id),
      () => undefined,
    );
    if (random() < 0.12) {
      const killed = pick(2);
      const { own, room } = places[killed] ?? place();
      dead.add(own);
      void room.stop().catch(() => undefined);
      const next = place();
      places[killed] = next;
      void next.room.start();
    }
    await new Promise((resolve) => setTimeout(resolve, random() * 40));
  }
  isCalm = true;
  await ledger.until(ledger.isAtRest);
  await Promise.all(places.map(({ room }) => room.stop()));
  await ledger.auditRows();
  await ledger.auditMonths();
  const standing = new Set(await ledger.idsIn("流水"));
  for (const id of booked) expect(standing).toContain(id);
});
