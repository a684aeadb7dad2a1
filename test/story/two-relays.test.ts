/** Two relays on one sheet, as an overlapping deploy leaves them: the same messages come to both, and count once. */
import { whenQuiet } from "../../scripts/bridge";
import { faultsOf, group, idOf, openOffice, until } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

it("the same messages delivered to both are booked once", async () => {
  const other = await office.open();
  const said = Array.from({ length: 24 }, (_, index) => ({
    messageId: `t${index}`,
    groupId: group,
    senderId: ["u-li", "u-wang", "keeper1"][index % 3] ?? "",
    text: `领用：${["签字笔", "便利贴"][index % 2] ?? ""} ${1 + (index % 4)}`,
  }));
  const [half, rest] = [said.slice(0, 12), said.slice(12)];
  const both = [office.relay, other];
  for (const part of [half, rest]) {
    const posts = both.flatMap((relay) => part.map((message) => relay.post(message)));
    for (const status of await Promise.all(posts)) expect([200, 202]).toContain(status);
    await Promise.all(both.map(({ url }) => whenQuiet(url)));
  }
  await office.settled();
  expect(
    await faultsOf(
      office,
      said.map(({ messageId }) => idOf(messageId)),
    ),
  ).toEqual([]);
  expect(await office.rows("流水")).toHaveLength(said.length);
  for (const message of said) expect(await other.post(message)).toBe(200);
});

it("what one books the other knows, and an item's chain goes through both", async () => {
  const other = await office.open();
  const senderId = "u-li";
  for (const count of [1, 2, 3, 4, 5, 6]) {
    const relay = count % 2 === 0 ? other : office.relay;
    const message = { messageId: `c${count}`, groupId: group, senderId, text: "领用：A4纸 2箱" };
    expect(await relay.post(message)).toBe(202);
    await whenQuiet(relay.url);
  }
  await office.settled();
  expect(await office.stock()).toMatchObject({ A4纸: 8 });
  expect(await faultsOf(office, ["c1", "c6"].map(idOf))).toEqual([]);
  const alerts = office.bridge.posts.filter(({ kind }) => kind === "alert");
  expect(alerts).toEqual([]);
});

it("a newcomer, a crossing and a keeper's confirmation count once between them", async () => {
  const other = await office.open();
  const both = [office.relay, other];
  const tell = async (messageId: string, senderId: string, text: string): Promise<void> => {
    const message = { messageId, groupId: group, senderId, text };
    await Promise.all(both.map((relay) => relay.post(message)));
    await Promise.all(both.map(({ url }) => whenQuiet(url)));
    await office.settled();
  };
  await tell("n1", "u-new", "领用：A4纸 16箱");
  await tell("n2", "u-li", "领用：A4纸 9箱");
  expect(await office.rows("待处理")).toHaveLength(1);
  await tell("n3", "keeper1", "入库：A4纸 10箱");
  await tell("n4", "keeper1", "确认 1");
  expect(await office.stock()).toMatchObject({ A4纸: 5 });
  expect((await office.rows("成员")).filter((row) => row["账号"] === "u-new")).toHaveLength(1);
  const warnings = (await office.rows("播报")).filter((row) => row["类型"] === "预警");
  expect(warnings.map((row) => row["状态"])).toEqual(["已发送"]);
  expect(office.bridge.posts.filter(({ kind }) => kind === "alert")).toHaveLength(1);
  expect(await faultsOf(office, ["n1", "n3"].map(idOf))).toEqual([]);
});

it("warnings that wait for a bridge that is down are posted once, though one of the relays is restarted", async () => {
  const other = await office.open();
  office.bridge.answerWith(503);
  await office.relay.post({
    messageId: "b1",
    groupId: group,
    senderId: "u-li",
    text: "领用：A4纸 16箱",
  });
  await until(async () => (await office.rows("播报")).length === 1);
  await office.relay.restart(async () => {
    await other.post({
      messageId: "b2",
      groupId: group,
      senderId: "u-li",
      text: "领用：订书机 4个",
    });
    await until(async () => (await office.rows("播报")).length === 2);
  });
  office.bridge.posts.length = 0;
  office.bridge.answerWith(200);
  await until(async () => (await office.rows("播报")).every((row) => row["状态"] === "已发送"));
  await Promise.all([office.relay, other].map(({ url }) => whenQuiet(url)));
  const told = office.bridge.posts.filter(({ kind }) => kind === "alert").map(({ text }) => text);
  expect(told.sort()).toEqual([
    "【库存预警】物品：A4纸，当前库存：4箱，建议采购 6箱（安全库存 5箱）",
    "【库存预警】物品：订书机，当前库存：4个，建议采购 6个（安全库存 5个）",
  ]);
});
