import fc from "fast-check";
import { digest, type Window } from "../../../src/inventory/figures/digest";
import type { Item } from "../../../src/inventory/items/item";
import type { Movement } from "../../../src/inventory/movements/movement";
import { digestText, type DigestNews } from "../../../src/language/report-texts/digest-text";
import { item, ledger, row, someItems, undo } from "../../inventory/ledger-rows";

const day: Window = {
  from: new Date("2026-11-21T08:00:00Z"),
  to: new Date("2026-11-22T08:00:00Z"),
};

function news(
  movements: readonly Movement[],
  items: readonly Item[],
  { window = day, ...more }: Partial<DigestNews> & { readonly window?: Window } = {},
): DigestNews {
  return {
    digest: digest(window, { movements, items, policy: { warnAtSafetyStock: false } }),
    pending: [],
    problems: [],
    url: "",
    timeZone: "Asia/Shanghai",
    ...more,
  };
}

const pen = { spec: "黑色 0.5mm", unit: "支" };
const stock = [
  item("A4纸", { unit: "箱", quantity: 3, safetyStock: 5 }),
  item("签字笔", { ...pen, quantity: 196 }),
  item("签字笔", { spec: "红色", unit: "支", quantity: 20 }),
  item("订书机", { quantity: 1, safetyStock: 2 }),
  item("水彩本", { unit: "本", quantity: 10 }),
];
const inside = "11-22 01:00";
const taken = [
  row("issue", inside, "A4纸", -2, { unit: "箱" }),
  row("issue", inside, "签字笔", -4, pen),
  row("receipt", inside, "签字笔", 100, pen),
];

it("calls a day that is over by its own date, and says which figures are of now", () => {
  const window = { from: new Date("2026-11-20T16:00:00Z"), to: new Date("2026-11-21T16:00:00Z") };
  const told = (items: readonly Item[], more: Partial<DigestNews>) =>
    digestText(news([], items, { window, isPast: true, ...more })).split("\n");
  expect(
    told(stock, { pending: [{ number: 12, operator: "小李", text: "领用：那个本子 2本" }] }),
  ).toEqual([
    "【库存日报】2026-11-21（周六）",
    "当日变动：没有",
    "现在低于安全库存（2 项）",
    "· A4纸：当前 3箱 / 安全 5箱，建议采购 7箱",
    "· 订书机：当前 1个 / 安全 2个，建议采购 3个",
    "现在待处理（1 条）：12 小李「领用：那个本子 2本」",
  ]);
  expect(told([], {})).toEqual([
    "【库存日报】2026-11-21（周六）：当日无变动，现在没有低于安全库存的物品",
  ]);
});

it("has the shape that people know", () => {
  const text = digestText(
    news([...taken, row("stocktake", inside, "水彩本", -2, { before: 12, unit: "本" })], stock, {
      pending: [{ number: 12, operator: "小李", text: "领用：那个本子 2本" }],
      problems: ["库存 C17「约20」不是数字。"],
      url: "https://docs.google.com/spreadsheets/d/x",
    }),
  );
  expect(text).toBe(
    [
      "【库存日报】2026-11-22（周日）16:00",
      "今日变动：领用 2 笔、入库 1 笔、盘点 1 笔",
      "· A4纸：领用 2箱，剩 3箱",
      "· 签字笔（黑色 0.5mm）：领用 4支、入库 100支，剩 196支",
      "· 水彩本：盘点 -2本，剩 10本",
      "低于安全库存（2 项）",
      "· A4纸：当前 3箱 / 安全 5箱，建议采购 7箱",
      "· 订书机：当前 1个 / 安全 2个，建议采购 3个",
      "盘点差异（盘 1 项，差 1 项，账实差异率 16.7%，相符率 0%〔95% 区间 0%–79.3%〕）",
      "· 水彩本：系统 12本，实盘 10本，差 -2本，差异率 16.7%",
      "待处理（1 条）：12 小李「领用：那个本子 2本」",
      "表格问题（1 处）：库存 C17「约20」不是数字",
      "表格：https://docs.google.com/spreadsheets/d/x",
    ].join("\n"),
  );
});

it("is one line when nothing changed and nothing is low", () => {
  const text = digestText(news([], [item("A4纸")], { url: "https://example.org/x" }));
  expect(text).toBe("【库存日报】2026-11-22（周日）16:00：今日无变动，没有低于安全库存的物品");
});

it("tells what waits also on a quiet day, with the way to the sheet", () => {
  const pending = [{ number: 3, operator: "小李", text: "领用 A4纸 几箱" }];
  const lines = digestText(news([], [], { pending, url: "https://example.org/x" })).split("\n");
  expect(lines.slice(1)).toEqual([
    "待处理（1 条）：3 小李「领用 A4纸 几箱」",
    "表格：https://example.org/x",
  ]);
});

it("says plainly that an item is not there any more under its name", () => {
  const lines = digestText(news([row("issue", inside, "打印纸", -2, { unit: "箱" })], stock)).split(
    "\n",
  );
  expect(lines[2]).toBe("· 打印纸：领用 2箱（库存表里已没有这个名称）");
});

it("says that nothing is low when something changed", () => {
  const lines = digestText(news(taken.slice(1), stock.slice(1, 3))).split("\n");
  expect(lines.at(-1)).toBe("低于安全库存：没有");
});

it("names the span when it is not a day long", () => {
  const window = { from: new Date("2026-11-19T08:00:00Z"), to: day.to };
  expect(digestText(news(taken, stock, { window })).split("\n")[1]).toBe(
    "统计时段：2026-11-19 16:00 至 2026-11-22 16:00（72 小时）",
  );
  const late = { from: day.from, to: new Date("2026-11-22T08:09:00Z") };
  expect(digestText(news(taken, stock, { window: late }))).not.toContain("统计时段");
  const short = { from: new Date("2026-11-22T07:25:00Z"), to: day.to };
  expect(digestText(news([], [], { window: short }))).toContain("（35 分钟）");
});

it("names the span on a day on which the clocks changed", () => {
  const window = { from: new Date("2026-03-07T21:00:00Z"), to: new Date("2026-03-08T20:00:00Z") };
  expect(digestText(news([], [], { window, timeZone: "America/New_York" }))).toContain(
    "统计时段：2026-03-07 16:00 至 2026-03-08 16:00（23 小时）",
  );
});

it("counts the 撤销 of earlier bookings only where there are some", () => {
  const yesterday = row("issue", "11-20 05:00", "A4纸", -2, { unit: "箱" });
  const text = digestText(news([undo(yesterday, inside)], stock));
  expect(text).toContain("今日变动：撤销 1 笔\n· A4纸：撤销 +2箱，剩 3箱");
});

it("tells a count that found all there", () => {
  const text = digestText(news([row("stocktake", inside, "水彩本", 0, { unit: "本" })], stock));
  expect(text).toContain("· 水彩本：盘点无差异，剩 10本");
  expect(text).toContain(
    "盘点差异：无（盘 1 项，账实差异率 0%，相符率 100%〔95% 区间 20.7%–100%〕）",
  );
});

it("found of what the sheet had as 0 is told as such", () => {
  const text = digestText(
    news([row("stocktake", inside, "水彩本", 3, { before: 0, unit: "本" })], stock),
  );
  expect(text).toContain("· 水彩本：账上为0，实有3本，差异率 100%");
});

it("of 30 counts and more the 相符率 stands without its interval", () => {
  const many = Array.from({ length: 30 }, (_, index) => row("stocktake", inside, `物${index}`, 0));
  expect(digestText(news(many, []))).toContain("盘 30 项，账实差异率 0%，相符率 100%）");
});

it("of more than 15 changed or low items the first 15 stand, and how many there are besides", () => {
  const items = Array.from({ length: 18 }, (_, index) =>
    item(`物品${index}`, { quantity: 1, safetyStock: 5 }),
  );
  const rows = items.map(({ name }) => row("issue", inside, name, -1));
  const lines = digestText(news(rows, items)).split("\n");
  expect(lines.filter((line) => line === "…另有 3 项，见图")).toHaveLength(2);
  expect(lines.filter((line) => line.startsWith("· "))).toHaveLength(30);
});

it("lists three entries and three problems, and counts the rest", () => {
  const pending = [5, 2, 9, 4].map((number) => ({ number, operator: "小李", text: "几箱\n纸" }));
  const problems = ["甲", "乙", "丙", "丁", "戊"];
  const text = digestText(news([], [], { pending, problems }));
  expect(text).toContain(
    "待处理（4 条）：2 小李「几箱 纸」；4 小李「几箱 纸」；5 小李「几箱 纸」；…另有 1 条",
  );
  expect(text).toContain("表格问题（5 处）：甲；乙；丙；…另有 2 处");
});

describe("within a platform's limit", () => {
  const items = Array.from({ length: 40 }, (_, index) =>
    item(`名字很长的物品第${index}号`, { quantity: 1, safetyStock: 5 }),
  );
  const long = news(
    items.map(({ name }) => row("issue", inside, name, -1)),
    items,
    { url: "https://example.org/x" },
  );

  it("the lists are shortened and the link stays", () => {
    const text = digestText(long, { most: 2048, unit: "bytes" });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048);
    expect(text).toMatch(/…另有 \d+ 项，见图/u);
    expect(text.endsWith("表格：https://example.org/x")).toBe(true);
  });

  it("no line is ever cut in two", () => {
    const whole = new Set(
      Array.from({ length: 15 }, (_, index) =>
        digestText(long, { most: 300 + index * 120, unit: "characters" }).split("\n"),
      )
        .concat([digestText(long).split("\n")])
        .flat(),
    );
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 3000 }), (most) => {
        const text = digestText(long, { most, unit: "characters" });
        expect(text.length).toBeLessThanOrEqual(most);
        for (const line of text.split("\n")) {
          expect(whole.has(line) || line.startsWith("…")).toBe(true);
        }
      }),
    );
  });
});

it("whatever the ledger holds, the text has no empty piece and no line twice over", () => {
  fc.assert(
    fc.property(ledger, (movements) => {
      const window = { from: new Date("2026-11-20T00:00:00Z"), to: day.to };
      const text = digestText(news(movements, someItems, { window }));
      expect(text).not.toMatch(/undefined|NaN|：\n|：$|、、|，，/u);
    }),
  );
});
