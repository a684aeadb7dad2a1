import type { PurchasePart } from "../../../src/inventory/purchasing/parts";
import { picturedPages } from "../../../src/language/report-texts/reply-pages";
import { renderPage } from "../../../src/reports/pictures/picture";

const label = { name: "A4纸", spec: "70g" };
const placedAt = new Date("2026-11-29T06:00:00Z");
const part: Extract<PurchasePart, { readonly kind: "letter" }> = {
  kind: "letter",
  isSent: false,
  url: "",
  letter: {
    ...{ order: 12, supplier: "青竹文具", contact: "", orderer: "李采" },
    lines: [
      { label, quantity: 30, unit: "箱", dueOn: "2026-12-04" },
      { label: { name: "签字笔", spec: "" }, quantity: 50, unit: "支", dueOn: "" },
    ],
    version: {
      number: 2,
      at: new Date("2026-11-30T06:00:00Z"),
      changes: [
        {
          ...{ order: 12, supplier: "青竹文具", label, unit: "箱" },
          ...{ what: "quantity", before: "20箱", after: "30箱" },
        },
      ],
    },
    earlier: [{ number: 1, at: placedAt, changes: [] }],
  },
};

it("a letter is a sheet of A4 with what was ordered, until when, and what changed", async () => {
  const [page, ...others] = picturedPages(part, "Asia/Shanghai");
  expect(others).toEqual([]);
  expect(page?.title).toBe("订单确认函 · 订单12 第 2 版");
  expect(page?.subtitle).toBe("致：青竹文具 · 采购：李采 · 11-30 14:00");
  expect(page?.rows).toEqual([
    { kind: "cells", cells: ["A4纸（70g）", "30", "箱", "2026-12-04"] },
    { kind: "cells", cells: ["签字笔", "50", "支", "待定"] },
    { kind: "heading", text: "较上一版的变更" },
    { kind: "cells", cells: ["A4纸（70g）20箱 → 30箱", "", "", ""] },
  ]);
  const drawn = await renderPage(page!);
  expect([drawn.width, drawn.height]).toEqual([1080, 1527]);
});

it("what was sent already is not drawn again", () => {
  expect(picturedPages({ ...part, isSent: true }, "Asia/Shanghai")).toEqual([]);
});
