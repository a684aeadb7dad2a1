/** The hidden tab is deleted, and with it all that relays noted there: what the sheet itself tells, and who else knows. */
import { createSheetsClient, type SheetsClient } from "../../src/sheet/api/client";
import { noFacts } from "../../src/sheet/commit/facts";
import { withKnown } from "../../src/sheet/recovery/lost-facts";
import { booked, lines, race, type Race } from "./race";
import { addItem, deleteHiddenTab, moveColumn, sortBy } from "./race-edits";
import { booking } from "./rig";

/** Of what is done so many writes arrive, and no further ones until they are let through again. */
async function cutAfter(
  one: Race,
  most: number,
  run: () => Promise<unknown>,
): Promise<{ goOn(): void }> {
  const { intercept } = one.rig;
  let left = most;
  let isDown = true;
  const cut = new Promise<void>((resolve) => {
    one.rig.intercept = async (call, apply) => {
      const isWrite = call.kind === "write";
      if (isDown && isWrite && left === 0) {
        resolve();
        return "reset";
      }
      if (isWrite) left -= 1;
      return intercept ? intercept(call, apply) : apply();
    };
  });
  await run();
  await cut;
  return { goOn: () => void (isDown = false) };
}

/** The race's relay dies after so many writes, the hidden tab is deleted, and another relay starts. */
async function loseAll(one: Race, writes: number, run: () => Promise<unknown>): Promise<void> {
  const { goOn } = await cutAfter(one, writes, run);
  one.forget(one.room);
  await one.room.stop();
  await deleteHiddenTab(one);
  goOn();
  await one.open();
  const isLaid = () => one.rig.events.some(({ event }) => event === "hidden-tab-laid");
  while (!isLaid()) await new Promise((resolve) => setTimeout(resolve, 50));
  await one.check();
}

race(
  "rows under moved columns of which nobody knows any more are named to the keepers once, and booked no second time",
  async (one) => {
    one.at("append", moveColumn("流水", "部门", 0));
    const message = [{ name: "A4纸", change: -2 }];
    const { goOn } = await cutAfter(one, 1, () => one.book("m1", message));
    one.forget(one.room);
    await one.room.stop();
    await deleteHiddenTab(one);
    goOn();
    const next = await one.open();
    const outcome = await next.book(booking("g:g:m1", message));
    const { problems } = await next.read();
    expect(outcome.kind).toBe("already");
    const checks = async () => (await next.read()).pending.filter(({ kind }) => kind === "check");
    while ((await checks()).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await deleteHiddenTab(one);
    await next.book(booking("g:g:m2", message));
    expect((await checks()).map(({ reason }) => reason)).toEqual([
      expect.stringContaining("消息ID：g:g:m1"),
    ]);
    expect(problems.map(({ cell }) => cell)).toEqual(["B3", "C3", "F3", "I3"]);
  },
);

race("figures two rows behind the ledger are nobody's edit", async (one) => {
  await loseAll(one, 1, () =>
    Promise.all(["m1", "m2"].map((id) => one.book(id, [{ name: "A4纸", change: -2 }]))),
  );
  expect(await one.figures()).toMatchObject({ A4纸: 6 });
});

race("a figure of a person's is not noted twice", async (one) => {
  await one.type("A4纸", 50);
  await loseAll(one, 1, () =>
    Promise.all([one.room.read(), one.book("m1", [{ name: "A4纸", change: -2 }])]),
  );
  expect(await one.figures()).toMatchObject({ A4纸: 48 });
});

race("a figure typed beside a count is not noted twice", async (one) => {
  one.at("append", () => one.type("便利贴", 50));
  await loseAll(one, 2, () => one.book("m1", [{ name: "便利贴", counted: 25 }]));
  expect(await one.figures()).toMatchObject({ 便利贴: 25 });
});

race("figures that were written astray are nobody's edits", async (one) => {
  one.at("projection", sortBy("库存", "物品名称", "DESCENDING"));
  await loseAll(one, 2, () => one.book("m1", lines));
  expect(await one.figures()).toEqual(booked);
});

race("nor are they on an item that nothing was booked of yet", async (one) => {
  await addItem("橡皮", 60)(one);
  const other = await one.open();
  await Promise.all([one.room.read(), other.read()]);
  one.at("projection", sortBy("库存", "物品名称", "ASCENDING"));
  const { goOn } = await cutAfter(one, 2, () => one.book("m1", lines));
  expect(await one.figures()).not.toMatchObject({ 橡皮: 60 });
  one.forget(one.room);
  await one.room.stop();
  await deleteHiddenTab(one);
  goOn();
  await one.check();
  expect(await one.figures()).toEqual({ ...booked, 橡皮: 60 });
});

race("a figure that was put back is not noted again by who did so", async (one) => {
  const nothing = () => Promise.resolve();
  one.at("projection", () => one.type("A4纸", 5), nothing, deleteHiddenTab);
  await one.book("m1", [{ name: "A4纸", change: -2 }]);
  await one.check();
  expect(await one.figures()).toMatchObject({ A4纸: 3 });
});

race(
  "a relay that just started leaves it to one that knows them to note them anew",
  async (one) => {
    one.at("append", moveColumn("流水", "部门", 0));
    const { goOn } = await cutAfter(one, 1, () => one.book("m1", lines));
    await deleteHiddenTab(one);
    const other = await one.open();
    const next = other.book(booking("g:g:m2", [{ name: "A4纸", change: -1 }]));
    goOn();
    one.outcomes.set("g:g:m2", await next);
    await one.check();
    expect(await one.figures()).toEqual({ ...booked, A4纸: 7 });
  },
);

race("two relays that start at once where it is gone lay it once, and book once", async (one) => {
  one.forget(one.room);
  await one.room.stop();
  await deleteHiddenTab(one);
  const message = booking("g:g:m1", lines);
  const rooms = await Promise.all([one.open(), one.open()]);
  const outcomes = await Promise.all(rooms.map((room) => room.book(message)));
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["already", "booked"]);
  one.outcomes.set("g:g:m1", outcomes.find(({ kind }) => kind === "booked") ?? outcomes[0]!);
  await one.check();
  expect(await one.figures()).toEqual(booked);
  expect(one.rig.events.filter(({ event }) => event === "hidden-tab-laid")).toHaveLength(1);
});

/** A client of the race's sheet that sends so many batches and holds the next one back. */
function holdingBack(one: Race, most: number) {
  let left = most;
  let isHeld: () => void = () => undefined;
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (isHeld = resolve));
  const goes = new Promise<void>((resolve) => (letGo = resolve));
  const at = { rootUrl: one.rig.url, credentialsFile: undefined, timeoutMs: 5_000, fetch };
  const client = createSheetsClient(at);
  const applyBatch: SheetsClient["applyBatch"] = async (...batch) => {
    left -= 1;
    if (left < 0) isHeld();
    if (left < 0) await goes;
    return client.applyBatch(...batch);
  };
  return { client: { ...client, applyBatch }, held, letGo };
}

race(
  "a figure that one relay owes is noted although another laid the hidden tab anew and booked on",
  async (one) => {
    const { client, held, letGo } = holdingBack(one, 2);
    one.forget(one.room);
    await one.room.stop();
    const other = await one.open();
    const owing = await one.open({ client });
    one.at("projection", () => one.type("A4纸", 50));
    const message = [{ name: "A4纸", change: -2 }];
    one.outcomes.set("g:g:m1", await owing.book(booking("g:g:m1", message)));
    await held;
    await deleteHiddenTab(one);
    for (const id of ["g:g:m2", "g:g:m3"])
      one.outcomes.set(id, await other.book(booking(id, [{ name: "剪刀", change: -1 }])));
    letGo();
    await one.check();
  },
);

race(
  "a figure that a relay owes is noted by its next start, although the hidden tab was deleted when it was killed",
  async (one) => {
    const notes = new Map<string, unknown>();
    const notebook = {
      notes: new Map(),
      record: (topic: string, note: unknown) => Promise.resolve(void notes.set(topic, note)),
    };
    const { client, held, letGo } = holdingBack(one, 2);
    one.forget(one.room);
    await one.room.stop();
    const owing = await one.open({ client, notebook });
    one.at("projection", () => one.type("A4纸", 50));
    const message = booking("g:g:m1", [{ name: "A4纸", change: -2 }]);
    one.outcomes.set("g:g:m1", await owing.book(message));
    await held;
    one.forget(owing);
    const stopped = owing.stop();
    await deleteHiddenTab(one);
    letGo();
    await stopped;
    await one.open({ notebook: { ...notebook, notes } });
    await one.check();
    expect(await one.figures()).toMatchObject({ A4纸: 48 });
    expect([...notes.values()].filter(Array.isArray)).toEqual([]);
  },
);

test("what one relay knew is kept where one that knew less noted its own first", () => {
  const wish = (value: number) => ({
    ...{ tab: "stock", key: "A4纸", fields: { updatedAt: value }, expected: {} },
  });
  const laidAs = (commit: string, count: number) => ({ ...noFacts, commit, count });
  const own = { commit: "c0", count: 2 };
  const known = { ...laidAs("c1", 9), laid: own, desired: [wish(1), wish(2)] };
  const others = { commit: "c2", count: 3 };
  const found = { ...laidAs("c2", 3), laid: others, desired: [wish(2), wish(3)] };
  const both = { ...found, desired: [wish(1), wish(2), wish(3)] };
  const first = withKnown(found, known);
  expect(first).toMatchObject({ ...both, count: 9, laid: { ...own, count: 9 } });
  // Much was booked since by the one that knew less, and what it knew is done.
  const later = { ...found, commit: "c3", count: 20, desired: [wish(4)] };
  const second = withKnown(later, first);
  expect(second).toMatchObject({ commit: "c3", count: 20, laid: { ...own, count: 20 } });
  expect(second.desired).toEqual([wish(1), wish(2), wish(4)]);
  // The other one takes over what both knew.
  const committed = { ...noFacts, laid: second.laid, commit: "c4", count: 21 };
  expect(withKnown(committed, later)).toEqual(committed);
  expect(withKnown({ ...committed, commit: "c5", count: 22 }, committed).desired).toEqual([]);
});
