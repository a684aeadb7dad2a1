import { totals } from "../../../src/inventory/figures/totals";
import type { Movement } from "../../../src/inventory/movements/movement";
import { reportText } from "../../../src/language/report-texts/totals-text";
import { item, row } from "../../inventory/ledger-rows";

const at = (text: string) => new Date(`2026-${text}Z`);
const spans = {
  period: { from: at("11-13T08:10:00"), to: at("11-20T08:10:00") },
  before: { from: at("11-06T08:10:00"), to: at("11-13T08:10:00") },
  untakenSince: at("10-21T08:10:00"),
};
const items = ["A4纸", "签字笔", "订书机", "水彩本"].map((name) => item(name));
const told = (movements: readonly Movement[], url = "") =>
  reportText(totals(spans, { movements, items }), { span: "week", timeZone: "Asia/Shanghai", url });

it("the week stands beside the week before, by item and by department", () => {
  const rows = [
    row("issue", "11-17 09:00", "A4纸", -2, { department: "市场部" }),
    row("issue", "11-18 09:00", "A4纸", -1, { department: "财务部" }),
    row("issue", "11-18 10:00", "签字笔", -10, { department: "市场部" }),
    row("receipt", "11-18 11:00", "签字笔", 100),
    row("stocktake", "11-19 11:00", "水彩本", -2, { before: 12 }),
    row("issue", "11-10 09:00", "A4纸", -5, { department: "市场部" }),
  ];
  expect(told(rows, "https://example.org/x")).toBe(
    [
      "【库存周报】2026-11-13 16:10 至 2026-11-20 16:10",
      "领用 3 笔（上期 1 笔，+2）、入库 1 笔",
      "按物品（3 项）",
      "· 签字笔：领用 10个、入库 100个",
      "· A4纸：领用 3个（上期 5个，-2个）",
      "· 水彩本：盘点及更正 -2个",
      "按部门（2 个）",
      "· 市场部：领用 2 笔（上期 1 笔，+1）：签字笔 10个、A4纸 2个",
      "· 财务部：领用 1 笔：A4纸 1个",
      "领用最多：1. A4纸 3个（2 笔，上期 1 笔）、2. 签字笔 10个（1 笔）",
      "盘点差异（盘 1 项，差 1 项，账实差异率 16.7%，相符率 0%〔95% 区间 0%–79.3%〕）",
      "· 水彩本：系统 12个，实盘 10个，差 -2个，差异率 16.7%",
      "30 天无人领用（2 项）：订书机、水彩本",
      "表格：https://example.org/x",
    ].join("\n"),
  );
});

it("a week without a movement says so", () => {
  expect(told([]).split("\n").slice(1, 3)).toEqual(["领用 0 笔、入库 0 笔", "按物品：没有变动"]);
});

it("long lists are cut, and what took no department is named so", () => {
  const rows = Array.from({ length: 20 }, (_, index) =>
    row("issue", "11-17 09:00", `物品${index}`, -1 - index),
  );
  const text = told(rows);
  expect(text).toContain("…另有 5 项");
  expect(text).toContain("· 未填部门：领用 20 笔");
  expect(text).toContain("等 20 项");
});
