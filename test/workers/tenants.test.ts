import type { Company } from "../../src/workers/registry";
import { createTenants, parkedMs } from "../../src/workers/tenants";

const company = (spreadsheetId: string, account?: string): Company => ({
  ...{ row: 2, spreadsheetId, account, timeZone: undefined },
});
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function setup() {
  let now = 0;
  const log: string[] = [];
  const broken = new Set<string>();
  const tenants = createTenants<string>({
    async start({ spreadsheetId, account = "" }) {
      log.push(`start ${spreadsheetId}${account}`);
      if (broken.has(spreadsheetId)) throw new Error("no key");
      return spreadsheetId;
    },
    stop: async (running) => void log.push(`stop ${running}`),
    elapsedMs: () => now,
    onError: () => undefined,
  });
  return { tenants, log, broken, pass: (ms: number) => (now += ms) };
}

it("starts each company once, and stops those that are not wanted any more", async () => {
  const { tenants, log } = setup();
  tenants.want([company("a"), company("b")]);
  tenants.want([company("a"), company("b")]);
  await settle();
  tenants.want([company("b")]);
  await tenants.stopped((id) => id === "a");
  expect(log).toEqual(["start a", "start b", "stop a"]);
  expect([...tenants.running().keys()]).toEqual(["b"]);
});

it("begins a company anew when its key or zone is another", async () => {
  const { tenants, log } = setup();
  tenants.want([company("a")]);
  await settle();
  tenants.want([company("a", "+north")]);
  await settle();
  expect(log).toEqual(["start a", "stop a", "start a+north"]);
});

it("parks one that can't start for growing pauses, the others run; a mended row is tried at once", async () => {
  const { tenants, log, broken, pass } = setup();
  broken.add("a");
  const wanted = [company("a"), company("b")];
  tenants.want(wanted);
  await settle();
  expect([[...tenants.parked()], [...tenants.running().keys()]]).toEqual([
    [["a", "no key"]],
    ["b"],
  ]);
  tenants.want(wanted);
  pass(parkedMs(1));
  tenants.want(wanted);
  await settle();
  pass(parkedMs(1));
  tenants.want(wanted);
  await settle();
  expect(log.filter((line) => line === "start a")).toHaveLength(2);
  broken.clear();
  tenants.want([company("a", "+mended"), company("b")]);
  await settle();
  expect([tenants.parked().size, tenants.running().size]).toEqual([0, 2]);
});

it("pauses grow from five seconds to ten minutes", () => {
  expect([1, 2, 5, 50].map(parkedMs)).toEqual([5_000, 10_000, 80_000, 600_000]);
});
