/** Counts at their own moment, whatever was booked since, whatever arrives late, and over a restart. */
import { whenQuiet } from "../../scripts/bridge";
import type { Post } from "../../scripts/bridge";
import { group, openOffice } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const told = (posts: readonly Post[]): string => posts.map(({ text }) => text).join("\n");
const say = async (sender: string, text: string, agoMs = 0): Promise<string> =>
  told(await office.say(sender, text, { sentAt: new Date(Date.now() - agoMs) }));
const staplers = async (): Promise<unknown> => (await office.stock())["订书机"];
const minute = 60_000;

it("a 报缺 that is confirmed late leaves what was booked since, also after a restart", async () => {
  await say("u-li", "订书机用完了");
  await say("keeper1", "入库：订书机 20个");
  await say("u-wang", "领用：订书机 2个");
  const asked = await say("keeper1", "确认 1");
  expect(asked).toContain("之后入库 +20个、领用 -2个；照当时的差（-8个）算，现在 26个 → 18个");
  await office.relay.restart();
  expect(await say("keeper1", "是")).toContain("已确认 1");
  expect(await staplers()).toBe(18);
});

it("four colleagues who miss the same thing make one entry and one alert", async () => {
  const first = await say("u-li", "订书机用完了");
  const second = await say("u-wang", "订书机没有了");
  expect(first).toContain("【库存预警】");
  expect(second).toContain("小李");
  expect(second).toContain("已经报过，等播报员核实（待处理 1）");
  expect(second).not.toContain("【库存预警】");
  expect(await office.rows("待处理")).toHaveLength(1);
});

/** Reports that are on their way at the same time, each by another relay in turn. */
async function reportAtOnce(relays: readonly { readonly url: string }[]): Promise<string> {
  const texts = { "u-li": "订书机用完了", "u-wang": "没有订书机了", "u-new": "@播报员 订书机没了" };
  const said = Object.entries(texts).map(([senderId, text], index) => {
    const message = { messageId: `r${index}`, groupId: group, senderId, text };
    return office.bridge.send(relays[index % relays.length]?.url ?? "", message);
  });
  for (const { status } of await Promise.all(said)) expect(status).toBe(202);
  await Promise.all(relays.map(({ url }) => whenQuiet(url)));
  await office.settled();
  return told(office.bridge.posts);
}

it.each([
  ["one commit holds", 1],
  ["two relays book", 2],
])("reports of the same thing that %s at once make one entry and one alert", async (_, count) => {
  const relays = count === 1 ? [office.relay] : [office.relay, await office.open()];
  const answers = await reportAtOnce(relays);
  expect(answers.match(/【库存预警】/g)).toHaveLength(1);
  expect(answers.match(/已经报过，等播报员核实（待处理 1）/g)).toHaveLength(2);
  expect(await office.rows("待处理")).toHaveLength(1);
});

it("counts of the same thing that come at once wait as one", async () => {
  const texts = { "u-li": "盘点：订书机 6个", "u-wang": "订书机实盘6个" };
  const said = Object.entries(texts).map(([senderId, text]) =>
    office.relay.post({ messageId: senderId, groupId: group, senderId, text }),
  );
  expect(await Promise.all(said)).toEqual([202, 202]);
  await whenQuiet(office.relay.url);
  await office.settled();
  expect(await office.rows("待处理")).toHaveLength(1);
  await say("keeper1", "确认 1");
  expect(await staplers()).toBe(6);
});

it("a take-out that arrives after a count asks where it belongs; 数之前 leaves the count", async () => {
  await say("keeper1", "盘点：订书机 6个");
  const asked = await say("u-li", "领用：订书机 3个", 5 * minute);
  expect(asked).toContain("这 3个是数之前拿的，还是数之后拿的？");
  expect(await say("u-li", "数之前拿的")).toContain("数之前的，盘点数不变，现有 6个");
  expect(await staplers()).toBe(6);
  const changes = (await office.rows("流水")).map((row) => [row["类型"], row["变动"]]);
  expect(changes).toEqual([
    ["盘点", -2],
    ["领用", -3],
    ["盘点", 3],
  ]);
});

it("领用 5 → 盘点 10 → 撤销 asks and, unanswered, leaves 10", async () => {
  await say("u-li", "领用：订书机 5个");
  await say("keeper1", "盘点：订书机 10个");
  expect(await say("u-li", "撤销")).toContain("还要撤销吗");
  expect(await staplers()).toBe(10);
  expect(await say("u-li", "算了")).toBe("好的，没有撤销。");
  expect(await staplers()).toBe(10);
});

it("a count that arrives late stands under what was booked after its own time, also read anew", async () => {
  await say("u-li", "领用：订书机 1个", 5 * minute);
  await say("u-wang", "领用：订书机 2个", 2 * minute);
  await office.relay.restart();
  await say("keeper1", "盘点：订书机 9个", 3 * minute);
  expect(await staplers()).toBe(7);
});
