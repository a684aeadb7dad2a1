import type { OpenQuestion } from "../../../../src/inventory/decide/decision";
import type { Item } from "../../../../src/inventory/items/item";
import { parseAnswer } from "../../../../src/language/grammar/answers/answer";
import { createLexicon } from "../../../../src/language/names/lexicon";
import { workshopItems, workshopMembers } from "../../workshop";

const lexicon = createLexicon({ items: workshopItems, members: workshopMembers });
const named = (name: string): readonly Item[] => workshopItems.filter((item) => item.name === name);

function question(about: OpenQuestion["about"]): OpenQuestion {
  const sentAt = new Date(0);
  const message = { id: "m", originalId: "m", quotedId: undefined, text: "", sentAt } as const;
  return {
    message: { ...message, type: "message" },
    openedAt: sentAt,
    draft: { kind: "movement", type: "issue", lines: [], remark: "" },
    about,
    pendingNumber: undefined,
    unanswered: {
      kind: "unanswered",
      text: "",
      operator: "",
      account: "",
      reason: "",
      plan: undefined,
    },
  };
}

function answer(text: string, about: OpenQuestion["about"]): string {
  const read = parseAnswer(text, question(about), lexicon);
  if (read === undefined) return "-";
  switch (read.kind) {
    case "pick": {
      const amount = read.amount?.kind === "given" ? ` ${read.amount.quantity}` : "";
      return `pick ${read.option}${amount}`;
    }
    case "amount":
      return read.amount.kind === "given"
        ? `${read.amount.quantity}${read.amount.unit}`
        : read.amount.kind;
    case "item": {
      const amount = read.amount?.kind === "given" ? ` ${read.amount.quantity}` : "";
      return `${read.match.kind} ${read.match.written}${amount}`;
    }
    default:
      return read.kind;
  }
}

describe("an answer to a numbered list", () => {
  const choice = (name: string) => ({ kind: "choice", index: 0, options: named(name) }) as const;

  it.each([
    ["2", "收纳盒", "pick 1"],
    ["２", "收纳盒", "pick 1"],
    ["第二个", "收纳盒", "pick 1"],
    ["选3", "收纳盒", "pick 2"],
    ["二", "收纳盒", "pick 1"],
    ["最后一个", "收纳盒", "pick 2"],
    ["中号两只", "收纳盒", "pick 1 2"],
    ["2，两只", "收纳盒", "pick 1 2"],
    ["两只", "收纳盒", "2只"],
    ["中号大概两只", "收纳盒", "-"],
    ["中号两只三只", "收纳盒", "-"],
    ["2箱两只", "收纳盒", "sum"],
    ["中号", "收纳盒", "pick 1"],
    ["中", "收纳盒", "pick 1"],
    ["大的", "收纳盒", "pick 0"],
    ["大号收纳盒", "收纳盒", "pick 0"],
    ["要小号的，谢谢", "收纳盒", "pick 2"],
    ["L", "一次性手套", "pick 1"],
    ["M码", "一次性手套", "pick 0"],
    ["3mm", "钻头", "pick 0"],
    ["6", "钻头", "pick 1"],
    ["6的", "钻头", "pick 1"],
    ["9", "钻头", "-"],
    ["黑色", "绝缘胶带", "pick 0"],
    ["红", "绝缘胶带", "pick 1"],
    ["紫色", "绝缘胶带", "-"],
    ["4", "收纳盒", "-"],
    ["0", "收纳盒", "-"],
    ["1.5", "收纳盒", "-"],
    ["算了", "收纳盒", "no"],
    ["不要了", "收纳盒", "no"],
    ["领用抹布2条", "收纳盒", "-"],
    ["哪个便宜", "收纳盒", "-"],
    ["今天几号", "收纳盒", "-"],
    ["", "收纳盒", "-"],
  ])("%s about %s", (text, name, expected) => {
    expect(answer(text, choice(name))).toBe(expected);
  });
});

describe("an answer to a missing quantity", () => {
  it.each([
    ["2把", "2把"],
    ["2", "2"],
    ["两把吧", "2把"],
    ["就2把", "2把"],
    ["半箱", "0.5箱"],
    ["几把", "unusable"],
    ["3把吧", "3把"],
    ["3把吗", "-"],
    ["大概3把", "unusable"],
    ["3把左右", "unusable"],
    ["算了", "no"],
    ["取消刚才那条", "no"],
    ["抹布2条", "-"],
    ["12:30", "-"],
    ["收到", "-"],
  ])("%s", (text, expected) => {
    expect(answer(text, { kind: "quantity", index: 0 })).toBe(expected);
  });
});

describe("an answer to 数之前拿的，还是数之后拿的", () => {
  it.each([
    ["1", "pick 0"],
    ["2", "pick 1"],
    ["数之前", "pick 0"],
    ["之前拿的", "pick 0"],
    ["数之前拿的", "pick 0"],
    ["盘点前领的", "pick 0"],
    ["是数之后", "pick 1"],
    ["之后拿的", "pick 1"],
    ["後", "pick 1"],
    ["算了", "no"],
    ["3", "-"],
    ["前天", "-"],
    ["是", "-"],
    ["领用抹布2条", "-"],
  ])("%s", (text, expected) => {
    expect(answer(text, { kind: "before-after" })).toBe(expected);
  });
});

describe("an answer to an unknown item", () => {
  const about = { kind: "item", index: 0, options: named("抹布") } as const;

  it.each([
    ["抹布", "pick 0"],
    ["是", "pick 0"],
    ["1", "pick 0"],
    ["万用表", "one 万用表"],
    ["万用表 2台", "one 万用表 2"],
    ["万用表 大概2台", "-"],
    ["不是", "no"],
    ["那个东西", "-"],
    ["领用万用表1台", "-"],
  ])("%s", (text, expected) => {
    expect(answer(text, about)).toBe(expected);
  });
});

describe("an answer to yes or no", () => {
  it.each([
    ["是", "yes"],
    ["对的", "yes"],
    ["好的，谢谢", "yes"],
    ["嗯", "yes"],
    ["OK", "yes"],
    ["不是", "no"],
    ["算了吧", "no"],
    ["不是，算了", "no"],
    ["对，是的", "yes"],
    ["嗯嗯是的", "yes"],
    ["是领用", "yes"],
    ["不是，坏的我修好了", "no"],
    ["对的，客人自提", "yes"],
    ["对的，不过先别登", "-"],
    ["是，2把", "-"],
    ["不是，是剪刀2把", "-"],
    ["没事", "-"],
    ["好像不是", "-"],
    ["对，算了", "-"],
    ["唔系", "no"],
    ["是吗", "-"],
    ["是的话就领2个", "-"],
    ["收到", "-"],
    ["2", "-"],
  ])("%s", (text, expected) => {
    expect(answer(text, { kind: "yes-no", index: undefined })).toBe(expected);
  });
});
