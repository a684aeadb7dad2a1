/** 导出 in the chat: a link that needs no token, good for this file alone; what persons took is in a keeper's, in private. */
import { content, openOffice, type Office } from "./office";

jest.setTimeout(60_000);

const key = "r".repeat(32);
let office: Office;
beforeAll(async () => {
  const member = { 姓名: "何静", 部门: "采购部", 角色: "采购", 平台: "generic", 账号: "buyer" };
  office = await openOffice(
    { 成员: [...(content["成员"] ?? []), member] },
    { ADMIN_TOKEN: "a-token-for-this-test", API_KEYS: `bi:read:${key}` },
  );
  await office.say("u-li", "领用：A4纸 2箱");
});
afterAll(() => office.close());

const say = async (sender: string, text: string, more = {}): Promise<string> =>
  (await office.say(sender, text, more)).map((post) => post.text).join("\n");
const linkIn = (text: string): string => /https?:\/\/\S+/u.exec(text)?.[0] ?? "";

it("a colleague gets the movements without names, a keeper in private with them, and nobody changes one to the other", async () => {
  const told = await say("u-li", "导出 本月流水 csv");
  expect(told).toContain("不含姓名");
  const plain = await fetch(linkIn(told));
  expect(plain.status).toBe(200);
  const text = await plain.text();
  expect(text).toContain("A4纸");
  expect(text).not.toContain("小李");
  expect(await say("keeper1", "导出 本月流水 csv")).toContain("不含姓名");
  const own = await say("keeper1", "导出 本月流水 csv", { groupId: undefined });
  expect(await (await fetch(linkIn(own))).text()).toContain("小李");
  const forged = await fetch(linkIn(told).replace("persons=no", "persons=yes"));
  expect(await forged.text()).not.toContain("小李");
  expect(forged.status).toBe(401);
});

it.each([
  ["导出 库存 csv", "库存导出（一天内有效）", "签字笔"],
  ["导出流水csv", "的流水（一天内有效", "A4纸"],
  ["导出 昨天的流水 csv", "的流水（一天内有效", "变动"],
])("%s is answered with a link to it", async (asked, answer, holds) => {
  const told = await say("u-li", asked);
  expect(told).toContain(answer);
  expect(await (await fetch(linkIn(told))).text()).toContain(holds);
});

it.each(["导出 通讯录", "导出库存发给老板了吗", "把流水导出来了", "导出 本月库存"])(
  "%s is no such command",
  async (text) => expect(await say("u-li", text)).toBe(""),
);

it("orders are listed in pages, without prices, and unchanged ones are not sent again", async () => {
  const privately = { groupId: undefined };
  for (const [index, item] of ["A4纸 3箱", "签字笔 10支", "便利贴 5包"].entries()) {
    await say("buyer", `下单 青竹文具 ${item}`, privately);
    if (index === 0) await say("buyer", "是", privately);
  }
  const call = (where: string, headers = {}): Promise<Response> =>
    fetch(`${office.relay.url}/api/v1${where}`, {
      headers: { authorization: `Bearer ${key}`, ...headers },
    });
  interface Page {
    readonly data: readonly { readonly order: number; readonly lines: readonly object[] }[];
    readonly next: string | null;
  }
  const first = (await (await call("/orders?limit=2")).json()) as Page;
  expect(first.data.map(({ order }) => order)).toEqual([3, 2]);
  const answer = await call(`/orders?limit=2&cursor=${first.next ?? ""}`);
  const second = (await answer.json()) as Page;
  expect(second).toMatchObject({
    next: null,
    data: [
      {
        ...{
          order: 1,
          supplier: "青竹文具",
          status: "ordered",
          orderer: "何静",
          confirmedAt: null,
        },
        lines: [{ row: 1, item: "A4纸", spec: "70g", quantity: 3, unit: "箱", received: 0 }],
      },
    ],
  });
  expect(Object.keys(second.data[0]?.lines[0] ?? {})).not.toContain("price");
  const same = await call(`/orders?limit=2&cursor=${first.next ?? ""}`, {
    "if-none-match": answer.headers.get("etag") ?? "",
    "cache-control": "max-age=0",
  });
  expect(same.status).toBe(304);
  expect(((await (await call("/orders?open=false")).json()) as Page).data).toEqual([]);
  expect(((await (await call("/orders?supplier=青竹文具")).json()) as Page).data).toHaveLength(3);
  expect((await call("/orders?cursor=nonsense")).status).toBe(422);
});
