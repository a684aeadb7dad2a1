import request from "supertest";
import { createSignedLinks } from "../../../src/web/access/signed-links";
import { purchaseEvent, purchaseRow, supplier } from "../../inventory/purchase-rows";
import { openFakeOffice, signingKey, type FakeOffice } from "../fake-office";

const now = new Date("2026-11-24T08:00:00Z");
const purchasing = {
  rows: [
    purchaseRow(1, { order: 12, quantity: 20, dueOn: "2026-11-26" }),
    purchaseRow(2, { order: 12, itemName: "签字笔", quantity: 5, cancelled: 5 }),
    ...Array.from({ length: 26 }, (_, index) =>
      purchaseRow(index + 3, { order: 12, itemName: `文件夹${index + 1}` }),
    ),
    purchaseRow(40, { order: 13, itemName: "便签", supplier: "远山办公" }),
  ],
  suppliers: [supplier("青竹文具", { contact: "秦竹" })],
  events: [
    purchaseEvent("cancelled", "2026-11-22T02:00:00Z", { order: 12, row: 2, before: "5支" }),
    purchaseEvent("date", "2026-11-21T02:00:00Z", { order: 12, after: "2026-11-26" }),
    purchaseEvent("quantity", "2026-11-21T02:00:00Z", { order: 12, before: "30箱", after: "20箱" }),
    purchaseEvent("confirmed", "2026-11-20T09:00:00Z", { order: 12 }),
  ],
};
const links = createSignedLinks({ signingKey, origin: () => "" });

let office: FakeOffice;
beforeEach(async () => {
  office = await openFakeOffice(
    (needs) => ({
      ...needs,
      access: { ...needs.access, adminToken: "a token of the tests" },
      stockroom: { ...needs.stockroom, latest: () => ({ ...office.snapshot(), purchasing }) },
    }),
    () => now,
  );
});
afterEach(() => office.close());

const letter = (version: number): string => links.signLetter({ order: 12, version }, now);
const shown = (text: string): string =>
  text
    .replace(/\s+/gu, " ")
    .replace(/<[^>]+>/gu, "|")
    .replace(/[\s|]*\|[\s|]*/gu, "|");

it("a signed link shows the order to whoever has it: both sides, lines, what was changed, version by version", async () => {
  const { status, text } = await request(office.url).get(letter(3));
  expect(status).toBe(200);
  const page = shown(text);
  expect(page).toContain(
    "|订单 12 · 第 3 版 · 2026-11-22 · 第 1/2 页|致：青竹文具 秦竹|采购：何静|",
  );
  expect(page).toContain("|1|A4纸|20|箱|2026-11-26|2|文件夹1|10|箱|待定|");
  expect(page).toContain("|较第 2 版的变更|签字笔余下 5支已取消|");
  expect(page).toMatch(
    /第 2 版的变更（2026-11-21 10:00）\|(A4纸约定到货 未定 → 11-26\|A4纸 30箱 → 20箱|A4纸 30箱 → 20箱\|A4纸约定到货 未定 → 11-26)\|/u,
  );
  expect(page).not.toContain("链接是第");
});

it("has a sheet for every 25 lines, and leaves out what was cancelled", async () => {
  const { text } = await request(office.url).get(letter(3));
  const sheets = text.split('class="sheet"').slice(1);
  expect(sheets.map((sheet) => sheet.match(/<th scope="row">/gu)?.length)).toEqual([25, 2]);
  expect(text).not.toContain('<th scope="row">签字笔');
});

it("says where the link is of an older version", async () => {
  const { text } = await request(office.url).get(letter(1));
  expect(text).toContain("链接是第 1 版的，订单之后有改动，下面是第 3 版。");
});

it("tells nothing of other orders, of the stock, or of the other pages", async () => {
  const { text } = await request(office.url).get(letter(3));
  for (const other of ["便签", "远山", "当前库存", "看板", "/board", "/export"])
    expect(text).not.toContain(other);
});

it.each([
  ["turned to another order", () => letter(3).replace("order=12", "order=13")],
  ["of another version", () => letter(3).replace("version=3", "version=2")],
  ["without its signature", () => "/letter?order=12&version=3"],
  ["lengthened", () => letter(3).replace(/until=\d+/u, "until=1799999999999")],
  ["with its query twice", () => `${letter(3)}&key=x`],
])("a link %s opens nothing", async (_, link) => {
  const { status, text } = await request(office.url).get(link());
  expect(status).toBe(401);
  expect(text).not.toContain("文件夹");
});

it("a torn link says what to do", async () => {
  const { text } = await request(office.url).get(letter(3).slice(0, -3));
  expect(text).toContain("这个确认函链接已经过期或不完整，请向采购再要一份。");
});

it("is open to the owner without a link, as the newest version", async () => {
  const answer = await request(office.url)
    .get("/letter?order=12")
    .set("Authorization", "Bearer a token of the tests");
  expect(answer.status).toBe(200);
  expect(answer.text).toContain("第 3 版");
});
