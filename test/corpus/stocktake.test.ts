/**
 * What people say in and around stocktakes, played on the running relay. The readings were written from the
 * specification before the grammar was looked at. `{name}` stands for an item's 序号 in a 盲盘.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { compareWithLabel, type Comparison, type CorpusCase } from "../../scripts/corpus/compare";
import { sampleItems } from "../../src/sample/items";
import { openOffice, type content, type Office } from "../story/office";

jest.setTimeout(120_000);

type Cells = Readonly<Record<string, string | number>>;
type StocktakeCase = Omit<CorpusCase, "expect"> & {
  /** `pending` left out: either will do. */
  readonly expect: Omit<CorpusCase["expect"], "pending"> & {
    readonly pending?: number;
    readonly lacks?: readonly string[];
  };
};

const dir = path.join(__dirname, "stocktake");
const read = (file: string): string => readFileSync(path.join(dir, file), "utf8");

const sampleOffice = (): typeof content => ({
  库存: Object.values(sampleItems).map((item) => ({
    ...{ 物品名称: item.name, 规格型号: item.spec, 单位: item.unit, 当前库存: item.stock },
    ...{ 安全库存: item.safetyStock, 负责人: item.owner, 别名: item.aliases },
    ...{ 单位换算: item.conversions, 存放位置: item.location },
  })),
  成员: membersOf([
    ["张三", "行政部", "播报员", "zs"],
    ["周经理", "行政部", "管理员", "zj"],
    ["小李", "市场部", "员工", "li"],
    ["小王", "技术部", "员工", "wang"],
    ["小陈", "财务部", "员工", "chen"],
    ["刘姐", "采购部", "采购", "liu"],
  ]),
});

const membersOf = (rows: readonly (readonly string[])[]): Record<string, string>[] =>
  rows.map(([姓名 = "", 部门 = "", 角色 = "", 账号 = ""]) => ({
    ...{ 姓名, 部门, 角色, 平台: "generic", 账号 },
  }));

function shop(name: "bookshop" | "pottery"): typeof content {
  const { stock, members } = JSON.parse(read(`${name}.json`)) as {
    readonly stock: readonly (readonly (string | number)[])[];
    readonly members: readonly (readonly string[])[];
  };
  const headers = ["物品名称", "规格型号", "单位", "当前库存", "别名", "单位换算", "存放位置"];
  return {
    库存: stock.map((row) => ({
      ...Object.fromEntries(headers.map((header, index) => [header, row[index] ?? ""])),
      安全库存: 0,
    })),
    成员: membersOf(members),
  };
}

function clinic(): typeof content {
  const { stock, members } = JSON.parse(read("../clinic/catalog.json")) as {
    readonly stock: readonly Record<string, string | number>[];
    readonly members: readonly Record<string, string | number>[];
  };
  return { 库存: [...stock], 成员: [...members] };
}

interface Told {
  readonly item: StocktakeCase;
  readonly comparison: Comparison;
  readonly said: readonly string[];
}

/** Whether what was said is of the label's kind; "any": it does not matter. */
function compare(item: StocktakeCase, effects: Parameters<typeof compareWithLabel>[1]): Comparison {
  const { expect: label } = item;
  const compared = compareWithLabel(
    { ...label, pending: label.pending ?? effects.pending },
    effects,
  );
  const text = effects.posts.map((post) => post.text).join("\n");
  const told = (label.lacks ?? []).filter((piece) => text.includes(piece));
  const isSaid = label.reply === "any" || compared.reply;
  return {
    ...compared,
    reply: isSaid && told.length === 0,
    differences: [
      ...(isSaid && compared.rows && compared.pending ? [] : compared.differences),
      ...told.map((piece) => `says ${piece}`),
    ],
  };
}

async function play(name: string, tabs: typeof content): Promise<readonly Told[]> {
  const office = await openOffice(tabs);
  try {
    return await playIn(office, name);
  } finally {
    await office.close();
  }
}

async function playIn(office: Office, name: string): Promise<readonly Told[]> {
  const cases = read(`${name}.jsonl`)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as StocktakeCase);
  const told: Told[] = [];
  let before = { ledger: 0, entries: 0 };
  for (const item of cases) {
    const rows = item.text.includes("{") ? await office.rows("盘点").catch(() => []) : [];
    const numbers = new Map(rows.map((row) => [row["物品名称"], row["序号"]]));
    const text = item.text.replace(/\{(.+?)\}/gu, (_, each: string) => String(numbers.get(each)));
    const posts = await office.say(item.sender, text, { messageId: item.id });
    const ledger = await office.rows("流水");
    const entries = await office.rows("待处理");
    const comparison = compare(item, {
      rows: ledger.slice(before.ledger) as readonly Cells[],
      pending: entries.length - before.entries,
      posts,
    });
    told.push({ item, comparison, said: posts.map((post) => post.text) });
    before = { ledger: ledger.length, entries: entries.length };
  }
  return told;
}

describe.each([
  ["office", sampleOffice],
  ["words", sampleOffice],
  ["clinic", clinic],
  ["bookshop", () => shop("bookshop")],
  ["blind", () => shop("bookshop")],
  ["pottery", () => shop("pottery")],
  ["outside", sampleOffice],
  ["among", sampleOffice],
] as const)("the messages of a stocktake: %s", (name, tabs) => {
  it("write no wrong row, and are understood", async () => {
    const told = await play(name, tabs());
    const isRight = ({ comparison }: Told): boolean =>
      comparison.rows && comparison.pending && comparison.reply;
    const wrong = told.filter((each) => !isRight(each));
    const list = (of: readonly Told[]): unknown[] =>
      of.map(({ item, comparison, said }) => [
        `${item.id} ${item.sender}: ${item.text}`,
        ...comparison.differences,
        ...said,
      ]);
    const wrongRows = told.filter(({ comparison }) => comparison.wrongRow);
    expect({
      wrongRows: list(wrongRows),
      notUnderstood: list(wrong),
    }).toEqual({ wrongRows: [], notUnderstood: [] });
  });
});
