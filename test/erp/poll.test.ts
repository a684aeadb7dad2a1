/** Looks at 金蝶, on one in memory: nothing is lost, nothing is booked twice, and what is approved no more is taken back. */
import fc from "fast-check";
import { approvalId, approvalOf, type ErpAction } from "../../src/erp/adapter";
import type { KnownDocument, KnownDocuments } from "../../src/erp/known-documents";
import { createPoll, type Poll } from "../../src/erp/kingdee/poll";
import type { Cell } from "../../src/erp/kingdee/query";
import { answerOf, type FakeReceipt } from "./fake-kingdee";

interface World {
  readonly receipts: FakeReceipt[];
  readonly booked: Map<string, number>;
  readonly voided: Set<string>;
  readonly reported: string[];
  readonly calls: string[];
  poll: Poll;
  /** Before each call; may throw. */
  before: () => void;
  restart(): void;
}

const since = "20261130T080000";

function worldOf(): World {
  const known = new Map<string, KnownDocument>();
  const knownDocuments: KnownDocuments = {
    all: () => Promise.resolve([...known.values()].sort((a, b) => (a.stamp < b.stamp ? -1 : 1))),
    add(externalId) {
      const approval = approvalOf(externalId);
      if (approval) known.set(externalId, { ...approval, externalId });
    },
    remove: (externalId) => void known.delete(externalId),
  };
  const create = (): Poll =>
    createPoll({
      known: knownDocuments,
      since,
      org: undefined,
      query({ fields, filter, order, limit }) {
        world.before();
        world.calls.push(filter);
        const query = { FormId: "", OrderString: order, Limit: limit };
        const rows = answerOf(world.receipts, {
          ...query,
          FieldKeys: fields.join(","),
          FilterString: filter,
        });
        return Promise.resolve(rows as Cell[][]);
      },
      book(action: ErpAction) {
        const { externalId } = action;
        if (action.kind === "book") {
          world.booked.set(externalId, (world.booked.get(externalId) ?? 0) + 1);
          knownDocuments.add(externalId);
        }
        if (action.kind === "void") {
          world.voided.add(externalId);
          knownDocuments.remove(externalId);
        }
        if (action.kind === "report") world.reported.push(`${action.why} ${externalId}`);
        return Promise.resolve();
      },
    });
  const world: World = {
    receipts: [],
    booked: new Map(),
    voided: new Set(),
    reported: [],
    calls: [],
    poll: create(),
    before: () => undefined,
    restart() {
      world.poll = create();
    },
  };
  return world;
}

const line = { code: "MAT-1", name: "复印纸", quantity: 2, unit: "箱" };
const receiptAt = (id: number, time: string, lines = [line]): FakeReceipt => ({
  id,
  number: `CGRK${id}`,
  status: "C",
  approvedAt: `2026-11-30T${time}`,
  lines,
});
const idOf = ({ number, id, approvedAt }: FakeReceipt): string =>
  approvalId(number, String(id), approvedAt);

it("books what is approved, once, and what was approved before the adapter was on never", async () => {
  const world = worldOf();
  const early = receiptAt(1, "07:40:00");
  const [first, second] = [receiptAt(2, "09:00:00.12"), receiptAt(3, "09:05:00")];
  world.receipts.push(early, first, second, { ...receiptAt(4, "09:06:00"), status: "B" });
  await world.poll.look();
  await world.poll.look();
  world.restart();
  await world.poll.look();
  expect([...world.booked.keys()]).toEqual([first, second].map(idOf));
});

it("an approval that shows up late or bears an earlier time is not missed", async () => {
  const world = worldOf();
  world.receipts.push(receiptAt(1, "09:00:00"));
  await world.poll.look();
  const late = receiptAt(2, "08:51:00");
  world.receipts.push(late);
  await world.poll.look();
  expect(world.booked.has(idOf(late))).toBe(true);
});

it("what is taken back is voided once, and approved anew it is booked as another approval", async () => {
  const world = worldOf();
  const receipt = receiptAt(1, "09:00:00");
  const before = idOf(receipt);
  world.receipts.push(receipt);
  await world.poll.look();
  receipt.status = "D";
  await world.poll.look();
  await world.poll.look();
  expect([...world.voided]).toEqual([before]);
  Object.assign(receipt, { status: "C", approvedAt: "2026-11-30T11:00:00" });
  await world.poll.look();
  expect([...world.booked]).toEqual([
    [before, 1],
    [idOf(receipt), 1],
  ]);
});

it("taken back and approved again between two looks, the old approval is voided before the new one is booked", async () => {
  const world = worldOf();
  const receipt = receiptAt(1, "09:00:00");
  const before = idOf(receipt);
  world.receipts.push(receipt);
  await world.poll.look();
  receipt.approvedAt = "2026-11-30T09:03:00";
  await world.poll.look();
  expect([...world.voided]).toEqual([before]);
  expect([...world.booked.keys()]).toEqual([before, idOf(receipt)]);
});

it("what can't be seen any more is told to people once, and not voided", async () => {
  const world = worldOf();
  world.receipts.push(receiptAt(1, "09:00:00"));
  await world.poll.look();
  world.receipts.length = 0;
  await world.poll.look();
  await world.poll.look();
  expect(world.voided.size).toBe(0);
  expect(world.reported).toEqual([expect.stringMatching(/^gone .*\/gone$/)]);
});

it("more than a page within the overlap, and in one second, are all booked", async () => {
  const world = worldOf();
  for (let id = 1; id <= 450; id += 1) world.receipts.push(receiptAt(id, "09:00:00"));
  for (let id = 451; id <= 700; id += 1)
    world.receipts.push(receiptAt(id, `09:0${1 + (id % 5)}:00`));
  await world.poll.look();
  expect(world.booked.size).toBe(700);
  world.receipts.push(receiptAt(701, "09:06:00"));
  await world.poll.look();
  expect(world.booked.size).toBe(701);
  expect(new Set(world.booked.values())).toEqual(new Set([1]));
});

it.each([
  ["returned goods", [{ ...line, quantity: -1 }], "returned"],
  ["nothing that moved", [{ ...line, quantity: 0 }], "lines"],
  ["501 lines", Array.from({ length: 501 }, () => line), "lines"],
  ["a quantity that is no number", [{ ...line, quantity: NaN }], "unreadable"],
  ["no code", [{ ...line, code: " " }], "unreadable"],
])("a document with %s is left to people", async (_, lines, why) => {
  const world = worldOf();
  world.receipts.push(receiptAt(1, "09:00:00", lines), receiptAt(2, "09:01:00"));
  await world.poll.look();
  expect(world.reported).toEqual([expect.stringContaining(why)]);
  expect(world.booked.size).toBe(1);
});

it("whatever fails in between, in the end each approval that stands is booked once and every other is taken back", async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("approve" as const), minute: fc.integer({ min: 0, max: 4 }) }),
    fc.record({ kind: fc.constant("take-back" as const), which: fc.nat() }),
    fc.record({ kind: fc.constant("again" as const), which: fc.nat() }),
    fc.record({ kind: fc.constant("look" as const), failsAt: fc.integer({ min: 0, max: 6 }) }),
    fc.constant({ kind: "restart" as const }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const world = worldOf();
      let minute = 0;
      const clock = (): string => {
        minute += 1;
        const [hour, rest] = [9 + Math.floor(minute / 60), minute % 60];
        return `${String(hour).padStart(2, "0")}:${String(rest).padStart(2, "0")}:00`;
      };
      for (const one of steps) {
        const chosen =
          "which" in one ? world.receipts[one.which % (world.receipts.length || 1)] : undefined;
        if (one.kind === "approve")
          world.receipts.push(receiptAt(world.receipts.length + 1, clock()));
        if (one.kind === "take-back" && chosen) chosen.status = "D";
        if (one.kind === "again" && chosen)
          Object.assign(chosen, { status: "C", approvedAt: `2026-11-30T${clock()}` });
        if (one.kind === "restart") world.restart();
        if (one.kind === "look") {
          let left = one.failsAt;
          world.before = () => {
            if (left-- === 0) throw new Error("会话信息已丢失，请重新登录");
          };
          await world.poll.look().catch(() => undefined);
        }
      }
      world.before = () => undefined;
      await world.poll.look();
      const standing = world.receipts.filter(({ status }) => status === "C").map(idOf);
      const booked = [...world.booked.keys()].filter((id) => !world.voided.has(id));
      expect(booked.sort()).toEqual(standing.sort());
    }),
    { numRuns: 200 },
  );
});
