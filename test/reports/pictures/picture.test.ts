import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { digest } from "../../../src/inventory/figures/digest";
import { lowStock } from "../../../src/inventory/figures/low-stock";
import type { Item } from "../../../src/inventory/items/item";
import type { Movement } from "../../../src/inventory/movements/movement";
import { stockTable, type TablePage } from "../../../src/language/report-texts/stock-table";
import { drawable, shortenToWidth, widthOf } from "../../../src/reports/pictures/drawn-text";
import { drawPictures, renderPage, type Raster } from "../../../src/reports/pictures/picture";
import { drawTable } from "../../../src/reports/pictures/table-drawing";
import { loadMeasures } from "../../../src/reports/pictures/typeface";
import { item, row } from "../../inventory/ledger-rows";

const window = { from: new Date("2026-11-21T08:00:00Z"), to: new Date("2026-11-22T08:00:00Z") };
const policy = { warnAtSafetyStock: false };

function pagesOf(
  items: readonly Item[],
  movements: readonly Movement[] = [],
): readonly TablePage[] {
  const told = digest(window, { movements, items, policy });
  return stockTable({ digest: told, items, policy, timeZone: "Asia/Shanghai" });
}

const many = (count: number, more: (index: number) => Partial<Item> & { quantity?: number }) =>
  Array.from({ length: count }, (_, index) => item(`物品${index}`, more(index)));

/** Tells the colour at a place, as #rrggbb. */
function samplerOf(raster: Raster): (x: number, y: number) => string {
  const { pixels, width } = raster;
  return (x, y) => {
    const at = (y * width + x) * 4;
    return `#${pixels.subarray(at, at + 3).toString("hex")}`;
  };
}

const rowTop = (index: number): number => 190 + index * 62;

describe("the pages of the table", () => {
  it("hold low items first, as the text lists them, then changed ones, then the rest", () => {
    const items = [
      item("没动", { safetyStock: 1 }),
      item("动了", { safetyStock: 1 }),
      item("少了", { quantity: 3, safetyStock: 5 }),
      item("没有", { quantity: 0, safetyStock: 5 }),
    ];
    const [page] = pagesOf(items, [row("issue", "11-22 01:00", "动了", -2)]);
    expect(page?.rows.map(({ name, mark, change }) => [name, mark, change])).toEqual([
      ["少了", "低", ""],
      ["没有", "缺", ""],
      ["动了", "", "-2个"],
      ["没动", "", ""],
    ]);
  });

  it("hold the low items that lack most first where they are many", () => {
    const items = many(16, (index) => ({ quantity: 20 - index, safetyStock: 100 }));
    const names = pagesOf(items)[0]?.rows.map(({ name }) => name);
    expect(names).toEqual(lowStock(items, policy).map(({ label }) => label.name));
    expect(names?.[0]).toBe(items.at(-1)?.name);
  });

  it("are of 40 rows at most, four at most, and tell how many items found no room", () => {
    expect(pagesOf(many(40, () => ({})))).toHaveLength(1);
    expect(pagesOf(many(41, () => ({}))).map(({ rows }) => rows.length)).toEqual([40, 1]);
    const pages = pagesOf(many(170, () => ({})));
    expect(pages.map(({ rows }) => rows.length)).toEqual([40, 40, 40, 40]);
    expect(pages[3]?.footer).toContain("另有 10 项未列出");
    expect(pages[1]?.subtitle).toContain("第 2/4 张");
  });

  it("set figures that are too long for their place in 万 or rounded, never cut", () => {
    const items = [item("甲", { quantity: 1234567, safetyStock: 0.123456789, unit: "张" })];
    expect(pagesOf(items)[0]?.rows[0]).toMatchObject({
      ...{ currentText: "123.5万", safetyText: "0.12346 张" },
    });
  });

  it("tell the change in the item's own unit, and that there is more where it was booked in others", () => {
    const changed = [
      row("issue", "11-22 01:00", "甲", -2, { unit: "盒" }),
      row("issue", "11-22 02:00", "甲", -3),
    ];
    expect(pagesOf([item("甲")], changed)[0]?.rows[0]?.change).toBe("-3个等");
    expect(pagesOf([item("甲")], changed.slice(0, 1))[0]?.rows[0]?.change).toBe("-2盒");
  });

  it("tell what can't be read by a stroke", () => {
    const items = [item("甲", { stock: { kind: "unreadable", text: "约20" } })];
    expect(pagesOf(items)[0]?.rows[0]).toMatchObject({ currentText: "—", safetyText: "— 个" });
  });
});

describe("text in a picture", () => {
  it("keeps rare characters of names, and shows a box for what the type lacks", async () => {
    const { regular } = await loadMeasures();
    expect(drawable("喆堃彧翀珺", regular).join("")).toBe("喆堃彧翀珺");
    expect(drawable("咖啡☕豆👨‍👩‍👧\u200b\n纸", regular).join("")).toMatch(/^咖啡☕?豆 纸$/u);
    expect(drawable("𠮷野家 5㎡ 㐂", regular).join("")).toBe("□野家 5㎡ 㐂");
    expect(drawable("👨‍👩‍👧🇨🇳", regular)).toEqual(["□"]);
    expect(drawable("\u0007", regular)).toEqual([]);
  });

  it("that is too long ends with an ellipsis inside its place", async () => {
    const { medium } = await loadMeasures();
    const fitting = shortenToWidth("文件夹双孔加厚蓝色款", { widthPx: 150, sizePx: 26 }, medium);
    expect(fitting).toBe("文件夹双…");
    expect(widthOf(fitting, 26, medium)).toBeLessThanOrEqual(150);
  });

  it("can't break out of the drawing", async () => {
    const [page] = pagesOf([item('</text><script x="&">', { owner: "<&>" })]);
    const svg = drawTable(page!, await loadMeasures());
    expect(svg).not.toContain("<script");
    expect(svg).toContain("&#60;&#38;&#62;");
  });
});

describe("a picture of 40 rows", () => {
  const items = many(40, (index) => ({
    spec: "黑色 0.5mm 加厚加长特别款",
    quantity: index,
    safetyStock: 10,
    owner: "喆堃",
    updatedAt: new Date("2026-11-22T01:30:00Z"),
  }));

  it("is 1080 px wide, a PNG under 1 MB, and leaves nothing on the disk", async () => {
    const ownFolder = await mkdtemp(path.join(tmpdir(), "stockcaster-test-"));
    const shared = process.env["TMPDIR"];
    process.env["TMPDIR"] = ownFolder;
    const [picture, ...others] = await drawPictures(pagesOf(items));
    const left = await readdir(ownFolder);
    if (shared === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = shared;
    await rm(ownFolder, { recursive: true });
    expect(others).toEqual([]);
    expect(picture!.png.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect(picture!.png.readUInt32BE(16)).toBe(1080);
    expect(picture!.png.readUInt32BE(20)).toBe(190 + 40 * 62 + 60);
    expect(picture!.png.length).toBeLessThan(1_000_000);
    expect(picture!.alt).toContain("低于安全库存 10 项");
    expect(left).toEqual([]);
  });

  it("marks low rows by a badge and by colour, the others not", async () => {
    const colourAt = samplerOf(await renderPage(pagesOf(items)[0]!));
    for (const index of [0, 9]) {
      expect(colourAt(5, rowTop(index) + 20)).toBe("#fdf1e7");
      expect(colourAt(32, rowTop(index) + 30)).toBe("#b4430b");
    }
    for (const index of [10, 39]) {
      expect(colourAt(5, rowTop(index) + 20)).toBe("#ffffff");
      expect(colourAt(32, rowTop(index) + 30)).toBe("#ffffff");
    }
  });

  it("fills the bar up to the stock, with a stroke at the safety stock", async () => {
    const colourAt = samplerOf(
      await renderPage(pagesOf([item("甲", { quantity: 15, safetyStock: 10 })])[0]!),
    );
    const y = rowTop(0) + 46;
    expect(colourAt(462 + Math.round(216 * 0.7), y)).toBe("#5b9a8b");
    expect(colourAt(462 + Math.round(216 * 0.8), y)).toBe("#e3e8ec");
    expect(colourAt(462 + 108, y)).toBe("#5f6c7b");
  });

  it("draws the characters that were asked for, not blanks", async () => {
    const inked = async (name: string): Promise<number> => {
      const colourAt = samplerOf(await renderPage(pagesOf([item(name)])[0]!));
      let dark = 0;
      for (let y = rowTop(0) + 10; y < rowTop(0) + 55; y += 1) {
        for (let x = 76; x < 130; x += 1) dark += colourAt(x, y) < "#808080" ? 1 : 0;
      }
      return dark;
    };
    expect(await inked("喆堃")).toBeGreaterThan(300);
    expect(await inked("🦄")).toBeGreaterThan(10);
    expect(await inked("")).toBe(0);
  });
});
