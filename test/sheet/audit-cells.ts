/** The cells' part of the audit: what nobody was to change is as it was, and nothing stands where nobody wrote. */
import { canonicalHeader, tabs, type TabName } from "../../src/language/sheet-words/headings";
import type { People } from "./rig";

type Cells = ReadonlyMap<string, string>;

/** By the tab's name, then by the row's key, then by header. */
export type SheetCells = ReadonlyMap<TabName, ReadonlyMap<string, Cells>>;

/** What people changed themselves: `tab|key`, `tab|key|header`, `tab||header`. */
export type Meant = ReadonlySet<string>;

const keys: Readonly<Record<TabName, readonly string[]>> = {
  stock: ["物品名称", "规格型号"],
  ledger: ["消息ID"],
  pending: ["编号"],
  members: ["姓名"],
  settings: ["项目"],
  broadcasts: ["去重键"],
};
/** Cells that are the relay's to write, and are looked at elsewhere. */
const own: { readonly [Tab in TabName]?: readonly string[] } = {
  stock: ["当前库存", "上次更新时间"],
  broadcasts: ["状态"],
};
/** Tabs to which the relay adds rows. */
const growing: readonly TabName[] = ["ledger", "pending", "broadcasts", "members"];

const names = Object.keys(tabs) as TabName[];

export async function takeCells(rig: People): Promise<SheetCells> {
  const taken = new Map<TabName, ReadonlyMap<string, Cells>>();
  for (const tab of names) taken.set(tab, (await readCells(rig, tab)).rows);
  return taken;
}

export async function auditCells(
  rig: People,
  before: SheetCells,
  meant: Meant = new Set(),
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const tab of names) {
    const { title } = tabs[tab];
    const { rows, strange } = await readCells(rig, tab);
    const isMeant = (key: string, header: string): boolean =>
      [`${tab}|${key}`, `${tab}|${key}|${header}`, `${tab}||${header}`].some((one) =>
        meant.has(one),
      );
    for (const cell of strange) if (!meant.has(`${tab}|`)) faults.push(`${title}: ${cell}`);
    for (const key of rows.keys()) {
      const isNew = before.get(tab)?.has(key) !== true && !growing.includes(tab);
      if (isNew && !meant.has(`${tab}|${key}`)) faults.push(`${title}: a row ${key}`);
    }
    for (const [key, cells] of before.get(tab) ?? []) {
      const now = rows.get(key);
      if (now === undefined && !meant.has(`${tab}|${key}`)) faults.push(`${title}: no row ${key}`);
      for (const [header, cell] of now ? cells : []) {
        const stands = now?.get(header) ?? "";
        if (stands === cell || own[tab]?.includes(header) || isMeant(key, header)) continue;
        faults.push(`${title}: ${header} of ${key} was ${cell}, is ${stands}`);
      }
    }
  }
  return faults;
}

/** A tab's rows by key; what stands above or beside its columns, or in rows without a key, is strange. */
async function readCells(
  rig: People,
  tab: TabName,
): Promise<{ readonly rows: ReadonlyMap<string, Cells>; readonly strange: readonly string[] }> {
  const all = await rig.formulas(tabs[tab].title);
  const known = Object.values(tabs[tab].columns).map(({ header }): string => header);
  const named = all.map((row) => row.map((cell) => canonicalHeader(String(cell))));
  const top = named.findIndex((row) => row.filter((cell) => known.includes(cell)).length > 1);
  const header = named[top] ?? [];
  const rows = new Map<string, Cells>();
  const strange: string[] = [];
  const doubled = header.filter((name, at) => name !== "" && header.indexOf(name) !== at);
  if (top < 0) strange.push("no header");
  if (doubled.length > 0) strange.push(`headers stand twice: ${doubled.join()}`);
  all.forEach((row, index) => {
    if (index === top || row.every((cell) => cell === "")) return;
    const cells = new Map(row.map((cell, at) => [header[at] ?? "", shownCell(cell)]));
    const key = keys[tab]
      .map((name) => cells.get(name) ?? "")
      .join(" ")
      .trim();
    const outside = row.findIndex((cell, at) => cell !== "" && (header[at] ?? "") === "");
    if (index < top || key === "") strange.push(`row ${index + 1} holds ${row.join("|")}`);
    else if (rows.has(key)) strange.push(`${key} stands twice`);
    else rows.set(key, cells);
    if (outside >= 0 && index > top) strange.push(`${key} has ${String(row[outside])} beside it`);
  });
  return { rows, strange };
}

/** A formula's places move with its row. */
const shownCell = (cell: unknown): string =>
  String(cell).startsWith("=") ? String(cell).replace(/-?\d+/g, "#") : String(cell);
