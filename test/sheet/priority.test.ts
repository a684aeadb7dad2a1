import { booking, createRig, type Rig } from "./rig";

let rig: Rig;
beforeEach(async () => {
  rig = await createRig([{ name: "A4纸", stock: 10 }]);
});
afterEach(() => rig.close());

test("current figures are read before look-ups in the ledger that were asked for earlier", async () => {
  const room = rig.open({ limits: { readsPerMinute: 600, writesPerMinute: 600 } });
  await room.start();
  await room.book(booking("generic:g:m1", [{ name: "A4纸", change: -1 }]));
  // A look-up ends with its first read, which is lost.
  rig.intercept = (call, apply) =>
    Promise.resolve(call.path.includes(":batchGet") ? "reset" : apply());
  let ended = 0;
  const lookups = Array.from({ length: 100 }, () =>
    room.history({ name: "A4纸", spec: "" }, 10).catch(() => (ended += 1)),
  );
  const [stock] = (await room.read()).items;
  expect(stock?.stock).toEqual({ kind: "figure", quantity: 9 });
  expect(ended).toBeLessThan(100);
  await Promise.all(lookups);
  expect(ended).toBe(100);
});
