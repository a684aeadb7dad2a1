/** A column of 库存 that somebody takes away: what was read last stands, and nobody is told a figure that was not read. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Snapshot, Stockroom } from "../../src/sheet/stockroom";
import { createRig } from "./rig";
import type { Rig } from "./rig";

let rig: Rig;
let header: string;
beforeEach(async () => {
  rig = await createRig([{ name: "A4纸", spec: "70g", stock: 64, safetyStock: 5, unit: "箱" }]);
  const [headers = []] = await rig.formulas("库存");
  header = `库存!${String.fromCharCode(65 + headers.indexOf("当前库存"))}1`;
});
afterEach(() => rig.close());

async function snapshotWhere(room: Stockroom, isIt: (snapshot: Snapshot) => boolean) {
  for (;;) {
    const snapshot = room.latest();
    if (snapshot !== undefined && isIt(snapshot)) return snapshot;
    await room.read().catch(() => undefined);
    await sleep(20);
  }
}

const figures = ({ items }: Snapshot) => items.map(({ stock }) => stock);
const isAsBefore = { kind: "figure", quantity: 64 };

describe("the header 当前库存 that is cleared", () => {
  it("leaves the figures as they were read last, with their time, until it is back", async () => {
    const room = rig.open();
    await room.start();
    const before = await room.read();
    await rig.type(header, "");
    const without = await snapshotWhere(room, ({ itemsReadAt }) => itemsReadAt !== undefined);
    expect(figures(without)).toEqual([isAsBefore]);
    expect(without.itemsReadAt!.getTime()).toBeGreaterThanOrEqual(before.readAt.getTime());
    expect(without.itemsReadAt!.getTime()).toBeLessThan(without.readAt.getTime());
    expect(room.state()).toMatchObject({ sheet: "ok", degraded: true });
    await expect(room.read()).rejects.toThrow("「库存」缺少「当前库存」列");
    await rig.type(header, "当前库存");
    const again = await snapshotWhere(room, ({ itemsReadAt }) => itemsReadAt === undefined);
    expect(figures(again)).toEqual([isAsBefore]);
    await sleep(100);
    expect(await rig.rows("ledger")).toEqual([]);
  });

  it("gives no figure at all to a relay that never read one", async () => {
    await rig.type(header, "");
    const room = rig.open();
    await room.start();
    const snapshot = await snapshotWhere(room, ({ items }) => items.length > 0);
    expect(figures(snapshot)).toEqual([{ kind: "unreadable", text: "" }]);
    expect(snapshot.itemsReadAt).toBeUndefined();
  });
});
