import { firstSteps } from "../../scripts/setup/first-steps";
import type { Begun } from "../../scripts/setup/first-steps";

const begun: Begun = {
  items: [{ name: "A4纸", unit: "箱" }],
  members: [{ role: "staff" }, { role: "keeper" }],
  groups: ["telegram:-1"],
  channels: ["telegram"],
};

describe("what is left to do on a sheet", () => {
  it("is nothing where a group can begin", () => {
    expect(firstSteps(begun)).toEqual([]);
    expect(firstSteps({ ...begun, members: [{ role: "admin" }] })).toEqual([]);
  });

  it.each<[string, Partial<Begun>, RegExp]>([
    ["items", { items: [] }, /^库存 has no items/],
    ["units", { items: [{ name: "订书机", unit: "" }] }, /^items without 单位.*\(1\): 订书机$/],
    ["a keeper", { members: [{ role: "buyer" }] }, /^nobody in 成员 is 播报员/],
    ["a group", { groups: [] }, /^允许的群 in 设置 is empty/],
    ["a channel", { channels: [] }, /^no channel is configured/],
  ])("names %s", (_, missing, sentence) => {
    expect(firstSteps({ ...begun, ...missing })).toEqual([expect.stringMatching(sentence)]);
  });
});
