import type { Item } from "../../src/inventory/items/item";
import type { Broadcast } from "../../src/inventory/movements/broadcast";
import { defaultPolicy, type Policy } from "../../src/inventory/policy";
import { suggesting } from "../../src/inventory/purchasing/suggesting";
import { itemOfAlert, alertKey, presentText, safetySubject } from "../../src/reports/alert-entries";
import { dueAlerts, broadcastPlan, isQuiet } from "../../src/reports/due-broadcasts";
import { mentionsFor } from "../../src/reports/mentions";
import { item, row } from "../inventory/ledger-rows";
import { entry, group, snapshotAt } from "./fake-stockroom";

const at = (text: string) => new Date(`2026-11-22T${text}Z`);
const alert = (key: string, time: Date, more: Partial<Broadcast> = {}): Broadcast =>
  entry({ key, at: time, type: "alert", status: "waiting", text: `${key}少了`, ...more });

const quietNights: Policy = {
  ...defaultPolicy,
  quietHours: { from: { hour: 22, minute: 0 }, to: { hour: 8, minute: 0 } },
};
const hourly: Policy = { ...defaultPolicy, warnings: "hourly" };
const low = (name: string) => item(name, { quantity: 1, safetyStock: 5 });
const enough = (name: string) => item(name, { quantity: 5, safetyStock: 5 });

const textOf = ({ text }: Broadcast) => text;

function planOf(
  waiting: readonly Broadcast[],
  { policy = defaultPolicy, now, items = [] }: { policy?: Policy; now: Date; items?: Item[] },
) {
  const itemOf = ({ key }: Broadcast) => items.find(({ name }) => key.startsWith(name));
  const context = { policy, now, timeZone: "UTC", itemOf, textOf };
  const { post, drop } = dueAlerts(waiting, context);
  return { post: post.map(({ text }) => text), drop: drop.map(({ key }) => key) };
}

describe("at once", () => {
  it("each warning is a message of its own", () => {
    const waiting = [alert("A4纸", at("10:00:00")), alert("剪刀", at("10:00:00"))];
    expect(planOf(waiting, { now: at("10:00:01") })).toEqual({
      post: ["A4纸少了", "剪刀少了"],
      drop: [],
    });
  });

  it("one whose item has recovered before it was told is dropped, however short it waited", () => {
    const items = [enough("A4纸"), low("剪刀")];
    const waiting = [alert("A4纸", at("10:00:00")), alert("剪刀", at("10:00:00"))];
    for (const now of [at("10:00:05"), at("12:00:00")]) {
      expect(planOf(waiting, { now, items })).toEqual({ post: ["剪刀少了"], drop: ["A4纸"] });
    }
  });
});

describe("每小时汇总", () => {
  it("waits for the full hour, then tells all in one message a group", () => {
    const waiting = [
      alert("剪刀", at("10:40:00")),
      alert("A4纸", at("10:05:00")),
      alert("胶水", at("10:50:00"), { group: "generic:g2" }),
      alert("橡皮", at("11:00:00")),
    ];
    expect(planOf(waiting, { policy: hourly, now: at("10:59:59") }).post).toEqual([]);
    expect(planOf(waiting, { policy: hourly, now: at("11:00:00") }).post).toEqual([
      "A4纸少了\n剪刀少了",
      "胶水少了",
    ]);
  });

  it("keeps the full hour of its zone, also where that is half past elsewhere", () => {
    const waiting = [alert("A4纸", at("10:20:00"))];
    const dueAt = (time: string) => {
      const context = { policy: hourly, now: at(time), timeZone: "Asia/Kolkata" };
      return dueAlerts(waiting, { ...context, itemOf: () => undefined, textOf }).post.length;
    };
    expect([dueAt("10:29:59"), dueAt("10:30:00")]).toEqual([0, 1]);
  });

  it("tells an item that crossed twice once, as it was last", () => {
    const items = [low("A4纸")];
    const waiting = [
      alert("A4纸1", at("10:05:00"), { text: "剩 4箱" }),
      alert("A4纸2", at("10:15:00"), { text: "剩 2箱" }),
    ];
    const context = {
      policy: hourly,
      now: at("11:00:00"),
      timeZone: "UTC",
      itemOf: () => items[0],
      textOf,
    };
    expect(dueAlerts(waiting, context).post).toEqual([
      { keys: ["A4纸1", "A4纸2"], type: "alert", group, text: "剩 2箱" },
    ]);
  });
});

describe("in quiet hours", () => {
  const waiting = [alert("A4纸", at("21:59:00")), alert("剪刀", at("23:30:00"))];
  const morning = new Date("2026-11-23T08:00:00Z");

  it("warnings wait until they end", () => {
    expect(planOf(waiting, { policy: quietNights, now: at("23:59:00") }).post).toEqual([]);
    const night = new Date("2026-11-23T07:59:59Z");
    expect(planOf(waiting, { policy: quietNights, now: night }).post).toEqual([]);
    expect(planOf(waiting, { policy: quietNights, now: morning }).post).toEqual([
      "A4纸少了\n剪刀少了",
    ]);
  });

  it("an item that recovered meanwhile is dropped", () => {
    const items = [enough("A4纸"), low("剪刀")];
    expect(planOf(waiting, { policy: quietNights, now: morning, items })).toEqual({
      post: ["剪刀少了"],
      drop: ["A4纸"],
    });
  });

  it("are those between their ends, over midnight where they must be", () => {
    const quiet = (time: string) => isQuiet(quietNights, at(time), "UTC");
    expect(["21:59:59", "22:00:00", "00:00:00", "07:59:59", "08:00:00"].map(quiet)).toEqual([
      ...[false, true, true, true, false],
    ]);
    const noon: Policy = {
      ...defaultPolicy,
      quietHours: { from: { hour: 12, minute: 0 }, to: { hour: 13, minute: 30 } },
    };
    expect(isQuiet(noon, at("12:30:00"), "UTC")).toBe(true);
    expect(isQuiet(noon, at("13:30:00"), "UTC")).toBe(false);
    expect(isQuiet(noon, at("04:30:00"), "Asia/Shanghai")).toBe(true);
  });
});

it("仅日报 leaves every warning to the digest", () => {
  const policy: Policy = { ...defaultPolicy, warnings: "digest-only" };
  expect(planOf([alert("A4纸", at("10:00:00"))], { policy, now: at("10:00:01") })).toEqual({
    post: [],
    drop: ["A4纸"],
  });
});

it("reports go out whatever the policy of warnings, but not after six hours", () => {
  const waiting = [
    entry({ key: "日报", at: at("16:00:00"), status: "waiting", text: "日报" }),
    entry({ key: "周报", at: at("09:59:00"), status: "waiting", type: "weekly" }),
  ];
  const context = {
    policy: { ...quietNights, warnings: "digest-only" as const },
    now: at("16:00:01"),
    timeZone: "UTC",
    itemOf: () => undefined,
    textOf,
  };
  const { post, drop } = broadcastPlan(waiting, context);
  expect(post.map(({ keys }) => keys)).toEqual([["日报"]]);
  expect(drop).toEqual([{ key: "周报", reason: "超过 6 小时没有发出" }]);
});

describe("the item of a warning", () => {
  const paper = item("A4纸", { spec: "70g", quantity: 1, safetyStock: 5, owner: "张三" });
  const crossed = row("issue", "11-22 10:00", "A4纸", -1, { spec: "70g", id: "generic:g1:m1#2" });
  const sheet = snapshotAt("2026-11-22T10:00:00Z", {
    items: [item("A4纸", { spec: "80g" }), paper],
    recent: [row("issue", "11-22 10:01", "剪刀", -1, { id: "generic:g1:m1" }), crossed],
    members: [
      ...[["王芳", "keeper", "k"] as const, ["张三", "staff", "z"] as const],
      ...[["李四", "buyer", "b"] as const, ["赵六", "staff", "x"] as const],
    ].map(([name, role, account]) => ({
      ...{ name, role, account, department: "", platform: "generic" },
    })),
  });

  it("is that of the movement that crossed", () => {
    expect(itemOfAlert({ key: alertKey("generic:g1:m1#2", group), group }, sheet)).toBe(paper);
  });

  it("is the one whose safety stock was edited", () => {
    const key = alertKey(safetySubject(paper, "generic:g1:m1#2"), group);
    expect(itemOfAlert({ key, group }, sheet)).toBe(paper);
  });

  it("stands in a warning that waited with the figure of now", () => {
    const entryOf = (key: string) => ({ key, group, text: "as it was" });
    expect(presentText(entryOf(alertKey("generic:g1:m1#2", group)), sheet, suggesting(sheet))).toBe(
      "【库存预警】物品：A4纸（70g），当前库存：1个，建议采购 9个（安全库存 5个）",
    );
    expect(presentText(entryOf("预警:gone:generic:g1"), sheet, suggesting(sheet))).toBe(
      "as it was",
    );
  });

  it("is mentioned with 采购, keepers and its 负责人; a digest mentions the 负责人 of low items", () => {
    const posting = { keys: [alertKey("generic:g1:m1#2", group)], group, text: "" };
    expect(mentionsFor({ ...posting, type: "alert" }, sheet)).toEqual(["k", "b", "z"]);
    expect(mentionsFor({ ...posting, type: "digest" }, sheet)).toEqual(["z"]);
    const elsewhere = { ...posting, group: "feishu:g1", type: "alert" as const };
    expect(mentionsFor(elsewhere, sheet)).toEqual([]);
  });
});
