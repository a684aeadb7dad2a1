import request from "supertest";
import type { Purchasing } from "../../../src/inventory/purchasing/orders";
import { purchaseRow } from "../../inventory/purchase-rows";
import { openFakeOffice, type FakeOffice } from "../fake-office";
import { samplePurchasing } from "../sample-purchasing";

const now = new Date("2026-11-24T08:00:00Z");
let office: FakeOffice;

async function open(purchasing: Purchasing = samplePurchasing): Promise<void> {
  office = await openFakeOffice(
    (needs) => ({
      ...needs,
      stockroom: {
        ...needs.stockroom,
        latest: () => ({ ...office.snapshot(), purchasing }),
      },
    }),
    () => now,
  );
}
afterEach(() => office.close());

/** What is read on a page, tags as strokes. */
const shown = async (path: string): Promise<string> =>
  (await request(office.url).get(path)).text
    .replace(/\s+/gu, " ")
    .replace(/<[^>]+>/gu, "|")
    .replace(/[\s|]*\|[\s|]*/gu, "|");
const paper =
  "|A4纸|市场部 小李|已收 10箱，还差 20箱，约定 11-22 到货，已过 2 天|30箱|10箱|20箱|部分到货|2026-11-22|";

describe("the page 采购", () => {
  it("shows what to ask suppliers about, then what is open by state, overdue first, then what ended", async () => {
    await open();
    const page = await shown("/purchasing");
    const after = page.slice(page.indexOf("待跟进（2 项）"));
    expect(after).toContain(paper);
    expect(after).toContain("|供应商 103 小时未确认|");
    const parts = [
      "|部分到货|物品",
      "|已下单|物品",
      "|供应商确认|物品",
      "|申请|物品",
      "|最近结束|",
    ];
    const places = parts.map((part) => after.indexOf(part));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(after).toMatch(/最近结束\|.*\|白板擦\|.*\|已取消\|申请 6\|.*\|已完成\|订单 3\|/u);
  });

  it("groups by supplier, those without one last, and links back and forth", async () => {
    await open();
    const page = await shown("/purchasing?by=supplier");
    const groups = ["青竹文具", "远山办公", "供应商未定"].map((name) =>
      page.lastIndexOf(`|${name}|物品|`),
    );
    expect(groups).toEqual([...groups].sort((one, other) => one - other));
    expect(groups).not.toContain(-1);
    const { text } = await request(office.url).get("/purchasing?by=supplier");
    expect(text).toMatch(/href="\/purchasing" *\s*>按状态/u);
    expect(text).toMatch(/href="\/purchasing\?by=supplier" aria-current="true"/u);
  });

  it("shows long lists a page at a time", async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => purchaseRow(index + 1));
    await open({ rows, suppliers: [], events: [] });
    const page = await shown("/purchasing?page=2");
    expect(page).toContain("|第 2 页，共 50 页|");
    expect(page).toContain("另有 4950 项，见下面的列表");
    expect(await shown("/purchasing?page=99")).toContain("|第 50 页，共 50 页|");
    expect(await shown("/purchasing?page=x")).toContain("|第 1 页，共 50 页|");
  });

  it("is linked once there is a request, and says how to begin before", async () => {
    await open();
    expect(await shown("/board")).toContain("|采购|");
    await office.close();
    await open({ rows: [], suppliers: [], events: [] });
    expect(await shown("/board")).not.toContain("|采购|");
    expect(await shown("/purchasing")).toContain("申购：物品 数量");
  });
});

describe("an order's page", () => {
  it("shows its lines, times and history, newest first, and nothing of other orders", async () => {
    await open();
    const page = await shown("/order?number=1");
    expect(page).toContain(
      "|供应商|青竹文具|状态|部分到货|下单人|何静|下单时间|2026-11-20 09:00|确认时间|2026-11-20 11:00|约定到货|2026-11-22|",
    );
    expect(page).toContain(paper);
    expect(page).toContain("|11-22 10:00|到货|1|10箱|何静|到货 A4纸10箱|11-20 10:00|改数量|");
    expect(page).toContain("|20箱 → 30箱|");
    for (const other of ["远山办公", "别人"]) expect(page).not.toContain(other);
  });

  it.each(["/order?number=99", "/order?number=x", "/order"])("%s is none", async (path) => {
    await open({ rows: [purchaseRow(1, { order: 7 })], suppliers: [], events: [] });
    const answer = await request(office.url).get(path);
    expect(answer.status).toBe(404);
    expect(answer.text).toContain("没有这张订单");
  });
});

it("an item's page shows what was asked for and ordered of it", async () => {
  await open();
  const page = await shown("/item?name=A4%E7%BA%B8&spec=70g");
  expect(page).toContain(paper);
  expect(page).toContain("|订单 3|");
  expect(page).not.toContain("远山办公");
});
