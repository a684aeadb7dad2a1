import { SheetAwayError } from "../../../src/errors";
import { createSignedLinks } from "../../../src/web/access/signed-links";
import { readPeriod } from "../../../src/web/board/reports/report";
import { row } from "../../inventory/ledger-rows";
import { openFakeOffice, signingKey, type FakeOffice, type OfficeNeeds } from "../fake-office";

const now = () => new Date("2026-11-30T08:00:00Z");
const taken = (at: string, department: string, change: number) =>
  row("issue", at, "A4纸", change, {
    ...{ spec: "70g", unit: "箱", department, requester: "小李", operator: "小李" },
  });
const rows = [
  taken("11-20 02:00", "市场部", -2),
  taken("11-25 02:00", "市场部<b>", -1),
  taken("10-20 02:00", "市场部", -4),
];

let office: FakeOffice;
const open = async (change: (needs: OfficeNeeds) => OfficeNeeds = (needs) => needs) => {
  office = await openFakeOffice(
    (needs) =>
      change({
        ...needs,
        stockroom: {
          ...needs.stockroom,
          latest: () => ({ ...office.snapshot(), recent: [] }),
          movements: () => Promise.resolve(rows),
        },
      }),
    now,
  );
};
const read = async (path: string): Promise<{ status: number; text: string }> => {
  const response = await fetch(`${office.url}${path}`);
  return { status: response.status, text: await response.text() };
};
const cellsOf = (text: string): string => text.replace(/<[^>]*>/gu, " ").replace(/\s+/gu, " ");

afterEach(() => office.close());

it("报表 shows the month's charts with a table of the same figures beside each", async () => {
  await open();
  const { text } = await read("/report");
  expect(text).toContain('role="img" aria-label="领用最多"');
  expect(cellsOf(text)).toContain("A4纸 2次 3箱 1次");
  expect(text).toContain("市场部&lt;b&gt;");
  expect(text).not.toContain("市场部<b>");
});

it("the reader chooses the period; whatever is no period is the present month", async () => {
  await open();
  const { text } = await read("/report?period=month-1");
  expect(cellsOf(text)).toContain("A4纸 1次 4箱 0次");
  expect(text).toMatch(/value="month-1"\s+selected/u);
  for (const odd of [undefined, "", "month-99", "year0", ["week-1"]])
    expect(readPeriod(odd)).toEqual({ unit: "month", offset: 0 });
});

it("a department's page tells what it took in 12 months, and never who", async () => {
  await open();
  const { text } = await read("/department?name=%E5%B8%82%E5%9C%BA%E9%83%A8");
  expect(cellsOf(text)).toContain("A4纸 6箱 2次");
  expect(text).not.toContain("小李");
});

it("a department that took nothing is told so", async () => {
  await open();
  expect((await read("/department?name=x")).status).toBe(404);
  expect((await read("/department")).status).toBe(404);
});

it("an item's page has the months of what was taken, 12 at most and none from before the ledger", async () => {
  await open();
  const { text } = await read("/item?name=A4%E7%BA%B8&spec=70g");
  expect(cellsOf(text)).toContain("月份 2026-10 2026-11 领用 4箱 3箱");
});

it("while the ledger can't be read the pages say so", async () => {
  await open((needs) => ({
    ...needs,
    stockroom: {
      ...needs.stockroom,
      movements: () => Promise.reject(new SheetAwayError("the sheet is away", undefined)),
    },
  }));
  expect((await read("/report")).text).toContain("流水暂时读不到");
  expect((await read("/department?name=%E5%B8%82%E5%9C%BA%E9%83%A8")).status).toBe(503);
});

it("who has a board link may read them, a stranger may not", async () => {
  const adminToken = "a-token-of-forty-characters-for-this-test";
  await open((needs) => ({
    ...needs,
    access: { ...needs.access, loopbackOnly: false, adminToken },
  }));
  const link = createSignedLinks({ signingKey, origin: () => office.url }).sign(now());
  const shown = await fetch(link, { redirect: "manual" });
  const cookie = (shown.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  for (const path of ["/report", "/department?name=%E5%B8%82%E5%9C%BA%E9%83%A8"]) {
    const asked = (headers: Record<string, string>) =>
      fetch(`${office.url}${path}`, { redirect: "manual", headers });
    expect(await (await asked({})).text()).not.toContain("A4纸");
    expect(await (await asked({ cookie })).text()).toContain("A4纸");
  }
});
