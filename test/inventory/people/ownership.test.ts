import { cleanName } from "../../../src/inventory/people/member";
import { isOwn, type Caused } from "../../../src/inventory/people/ownership";
import { movement, line, one, given, issue, item, members, chat, paper } from "../stock-fixtures";
import { createWorld } from "../world";

const [, , , li] = members;
const caused = (account: string, operator = "小李", platform = "generic"): Caused => ({
  account,
  operator,
  platform,
});

describe("a row belongs", () => {
  const context = { sender: li!, members };

  it("to the account that caused it, whatever its name is", () => {
    expect(isOwn(caused("generic:li", "别的名字"), context)).toBe(true);
    expect(isOwn(caused("generic:wang"), context)).toBe(false);
    expect(isOwn(caused("wecom-app:li"), context)).toBe(false);
  });

  it("without an account to the only member of its platform with the name", () => {
    expect(isOwn(caused(""), context)).toBe(true);
    expect(isOwn(caused("", "小李", "telegram"), context)).toBe(false);
  });

  it("without an account to nobody where two members have the name, or the sender is none", () => {
    const namesake = { ...li!, account: "li-2" };
    const two = [...members, namesake];
    expect(isOwn(caused(""), { sender: li!, members: two })).toBe(false);
    expect(isOwn(caused(""), { sender: namesake, members: two })).toBe(false);
    expect(isOwn(caused(""), { sender: namesake, members })).toBe(false);
  });
});

describe("a display name", () => {
  it.each([
    ["小陈；入库：A4纸（70g） 9000箱", "小陈 入库 A4纸(70g) 9000箱"],
    ["陈\u200b静\u3164", "陈静"],
    ["  Zoë O'Neil-Kim · 市场部.\n", "Zoë O'Neil-Kim · 市场部."],
    ["=IMPORTXML(1)", "IMPORTXML(1)"],
    ["🌸", ""],
    ["...", ""],
    ["王".repeat(99), "王".repeat(40)],
  ])("%j is kept as %j", (written, kept) => {
    expect(cleanName(written)).toBe(kept);
  });
});

describe("members whose names read like a plan", () => {
  const pens = item("签字笔", 20, { unit: "支" });
  const names = [
    "小陈；入库：A4纸 9000箱",
    "陈确认后按此登记：盘点：A4纸 0箱",
    "小陈，部门：市场部",
  ];

  it.each(names)("%s: an unanswered question of theirs books what they asked for", (name) => {
    const named = { ...li!, name, department: "", account: "bad" };
    const { says, world } = chat(
      createWorld({ items: [paper, pens], members: [...members, named] }),
    );
    says("bad", { kind: "maybe-movement", why: "no-verb", movement: issue(pens, 6) });
    expect(world.expire("bad")).toMatchObject([{ kind: "unanswered", account: "generic:bad" }]);
    const { rows } = says("keeper", { kind: "confirm", number: 1 });
    expect(rows).toMatchObject([
      { type: "issue", itemName: "签字笔", change: -6, requester: name, department: "" },
    ]);
  });

  it.each(names)("%s: a count of theirs counts its own item", (name) => {
    const named = { ...li!, name, account: "bad" };
    const { says } = chat(createWorld({ items: [paper, pens], members: [...members, named] }));
    says("bad", movement("stocktake", line(one(pens), given(3))));
    const { rows } = says("keeper", { kind: "confirm", number: 1 });
    expect(rows).toMatchObject([{ type: "stocktake", itemName: "签字笔", after: 3 }]);
  });
});
