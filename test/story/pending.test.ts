/** 待处理 stays small: what a keeper says about it, and what it does by itself. */
import type { Post } from "../../scripts/bridge";
import { openOffice, until } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
beforeEach(async () => (office = await openOffice()));
afterEach(() => office.close());

const told = (posts: readonly Post[]): string => posts.map(({ text }) => text).join("\n");
const statuses = async (): Promise<readonly unknown[]> =>
  (await office.rows("待处理")).map((row) => row["状态"]);
const keeper = async (text: string, quoted?: Post): Promise<string> =>
  told(
    await office.say(
      "keeper1",
      text,
      quoted === undefined ? {} : { quotedMessageId: quoted.webhookId },
    ),
  );

it("a keeper lists it, confirms and rejects several at once, numbers first or last", async () => {
  await office.say("u-li", "领用：订书机 9个");
  await office.say("u-li", "领用：那个本子 2本");
  await office.say("u-wang", "盘点：A4纸 18箱");
  await office.say("u-wang", "领用：订书机 10个");
  await office.say("keeper1", "入库：订书机 20个");
  expect(await keeper("待处理")).toBe(
    [
      "待处理（4 条）：",
      "1 小李「领用：订书机 9个」（库存不足），确认后领用：订书机 9个（市场部小李）",
      "2 小李「领用：那个本子 2本」（看不懂），不能直接确认",
      "3 小王「盘点：A4纸 18箱」（盘点），确认后盘点：A4纸 18箱",
      "4 小王「领用：订书机 10个」（库存不足），确认后领用：订书机 10个（技术部小王）",
      "回「确认 1」「驳回 1」，几条一起写编号。",
    ].join("\n"),
  );
  expect(await keeper("确认 1-4")).toBe(
    [
      "已确认 1、4：",
      "· 订书机 9个（市场部小李），剩 19个",
      "· 订书机 10个（技术部小王），剩 9个",
      "2（没有可登记的内容）、3（请单独确认）没有确认，仍在待处理。",
    ].join("\n"),
  );
  expect(await keeper("2驳回")).toContain("已驳回 2");
  expect(await keeper("全部驳回")).toContain("已驳回 1 条待处理：3");
  expect(await statuses()).toEqual(["已确认", "已驳回", "已驳回", "已确认"]);
  expect(await keeper("待处理")).toBe("没有待处理。");
  const rows = (await office.rows("流水")).filter((row) => row["类型"] === "领用");
  expect(rows.map((row) => row["备注"])).toEqual(["确认待处理 1", "确认待处理 4"]);
});

it("quoting the alert is enough", async () => {
  await office.say("u-li", "领用：那个本子 2本");
  const [alert] = await office.say("u-wang", "@播报员 便利贴用完了");
  expect(alert?.text).toContain("待处理 2");
  expect(await keeper("驳回", alert)).toContain("已驳回 2");
  expect(await statuses()).toEqual(["待处理", "已驳回"]);
  expect(await keeper("驳回", alert)).toContain("待处理 2 已由 王芳 驳回");
});

it("what could not be understood closes itself after a day; what a keeper must see stays", async () => {
  await office.say("u-li", "领用：那个本子 2本");
  await office.say("u-li", "领用：订书机 9个");
  await office.type("待处理!B2", "2026-01-05 10:00:00");
  await office.type("待处理!B3", "2026-01-05 10:00:00");
  await until(async () => (await statuses())[0] === "已过期");
  expect(await statuses()).toEqual(["已过期", "待处理"]);
  expect(await keeper("确认 1")).toBe("待处理 1 已过期，没有再处理；还需要的话请重新发一条。");
});
