/**
 * The sample inventory: what an office has in its cupboard, with safety stocks, aliases and conversions as a keeper would
 * write them. Data only. All names of firms are invented.
 */

export interface SampleItem {
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  /** Stock on hand after every movement of story.ts. */
  readonly stock: number;
  readonly safetyStock: number;
  readonly owner: string;
  readonly aliases: string;
  readonly conversions: string;
  readonly purchaseQuantity?: number;
  readonly supplier: string;
  readonly location: string;
}

type Goods = readonly [name: string, spec: string, unit: string];
type Figures = readonly [stock: number, safetyStock: number, purchaseQuantity?: number];
type Words = readonly [aliases: string, conversions: string];
type Keeping = readonly [owner: string, supplier: string, location: string];

function item(
  [name, spec, unit]: Goods,
  [stock, safetyStock, purchaseQuantity]: Figures,
  [aliases, conversions]: Words,
  [owner, supplier, location]: Keeping,
): SampleItem {
  return {
    ...{ name, spec, unit, stock, safetyStock, owner, aliases, conversions, supplier, location },
    ...(purchaseQuantity === undefined ? {} : { purchaseQuantity }),
  };
}

const paper = ["张三", "青竹文具", "A柜 1层"] as const;
const pens = ["张三", "青竹文具", "A柜 2层"] as const;
const desk = ["张三", "青竹文具", "B柜 1层"] as const;
const files = ["张三", "青竹文具", "B柜 2层"] as const;
const machines = ["刘姐", "远山数码", "C柜 1层"] as const;
const pantry = ["刘姐", "南塘日用", "茶水间"] as const;

/** Every item under a short name for story.ts, in the sheet's order. */
export const sampleItems = {
  a4: item(["A4纸", "70g", "箱"], [5, 5, 10], ["打印纸、复印纸", "1箱=5包;1包=500张"], paper),
  a3: item(["A3纸", "80g", "包"], [6, 3], ["", "1箱=5包"], paper),
  penBlack: item(["签字笔", "黑色 0.5mm", "支"], [64, 30], ["中性笔、水笔", "1盒=12支"], pens),
  penRed: item(["签字笔", "红色 0.5mm", "支"], [19, 12], ["中性笔、水笔", "1盒=12支"], pens),
  highlighter: item(["荧光笔", "黄色", "支"], [7, 10], ["", "1盒=10支"], pens),
  marker: item(["白板笔", "黑色", "支"], [16, 8], ["", "1盒=10支"], pens),
  notes: item(["便利贴", "76×76mm", "包"], [17, 10], ["便签、即时贴", ""], desk),
  stapler: item(["订书机", "12号", "个"], [4, 2], ["", ""], desk),
  staples: item(["订书钉", "24/6", "盒"], [13, 8], ["钉书针", ""], desk),
  scissors: item(["剪刀", "中号", "把"], [6, 3], ["", ""], desk),
  tape: item(["透明胶带", "18mm×30m", "卷"], [22, 6], ["胶带", "1筒=8卷"], desk),
  folder: item(["A4文件夹", "双强力夹", "个"], [28, 20], ["", ""], files),
  box: item(["档案盒", "55mm", "个"], [12, 10], ["", ""], files),
  sketchbook: item(["水彩本", "16K", "本"], [12, 5], ["", ""], files),
  battery7: item(["7号电池", "碱性", "节"], [24, 16], ["", "1板=4节"], machines),
  battery5: item(["5号电池", "碱性", "节"], [20, 16], ["", "1板=4节"], machines),
  ink: item(["HP-803墨盒", "黑色", "个"], [2, 2, 3], ["803墨盒", ""], machines),
  tissue: item(["抽纸", "3层120抽", "包"], [34, 20], ["面巾纸", "1提=10包"], pantry),
  cups: item(["一次性纸杯", "250ml", "袋"], [9, 6], ["纸杯", "1箱=20袋"], pantry),
  bags: item(["垃圾袋", "45×50cm", "卷"], [16, 10], ["", ""], pantry),
  soap: item(["洗手液", "500ml", "瓶"], [1, 3, 6], ["", "1箱=12瓶"], pantry),
} as const satisfies Record<string, SampleItem>;

export type SampleItemKey = keyof typeof sampleItems;
