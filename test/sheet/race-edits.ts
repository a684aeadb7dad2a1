/** What people do to a sheet without changing what it says, and what they change beside what is booked. */
import type { Edit, Race } from "./race";
import { insert, move, remove, sort } from "./requests";

export const insertColumn =
  (title: string, at: number): Edit =>
  (race) =>
    race.edit(title, (id) => insert(id, "COLUMNS", at));

/** Above the header for 0, right below it for 1, and so on. */
export const insertRow =
  (title: string, at: number): Edit =>
  async (race) => {
    const top = await race.topOf(title);
    await race.edit(title, (id) => insert(id, "ROWS", at === 0 ? 0 : top + at));
  };

/** Moves a row below the header by its place, both counted from 1. */
export const moveRow =
  (title: string, from: number, to: number): Edit =>
  async (race) => {
    const top = await race.topOf(title);
    await race.edit(title, (id) => move(id, "ROWS", top + from, top + to));
  };

export const moveColumn =
  (title: string, header: string, to: number): Edit =>
  async (race) => {
    const from = await race.columnOf(title, header);
    // Moving a column within its own place is refused.
    const target = to === from || to === from + 1 ? from + 2 : to;
    await race.edit(title, (id) => move(id, "COLUMNS", from, target));
  };

const deleteColumn =
  (title: string, header: string): Edit =>
  async (race) => {
    race.meant.add(`${title === "库存" ? "stock" : "ledger"}||${header}`);
    const at = await race.columnOf(title, header);
    await race.edit(title, (id) => remove(id, "COLUMNS", at));
  };

export const sortBy =
  (title: string, header: string, sortOrder: "ASCENDING" | "DESCENDING"): Edit =>
  async (race) => {
    const top = await race.topOf(title);
    const dimensionIndex = await race.columnOf(title, header);
    const { length } = await race.rig.formulas(title);
    const rows = [top + 1, Math.max(length, top + 2)] as const;
    await race.edit(title, (id) => sort(id, dimensionIndex, sortOrder, rows));
  };

const filterOn =
  (title: string): Edit =>
  async (race) => {
    const startRowIndex = await race.topOf(title);
    await race.edit(title, (sheetId) => ({
      setBasicFilter: { filter: { range: { sheetId, startRowIndex } } },
    }));
  };

/** A filter that hides an item's row. */
export const hide =
  (item: string): Edit =>
  async (race) => {
    const startRowIndex = await race.topOf("库存");
    const columnIndex = await race.columnOf("库存", "物品名称");
    await race.edit("库存", (sheetId) => ({
      setBasicFilter: {
        filter: {
          range: { sheetId, startRowIndex },
          criteria: { [columnIndex]: { hiddenValues: [item] } },
        },
      },
    }));
  };

const a1 = (row: number, column: number): string => `${String.fromCharCode(65 + column)}${row + 1}`;

/** Types into another cell of an item's row. */
const typeBeside =
  (item: string, header: string, value: string | number): Edit =>
  async (race) => {
    race.meant.add(`stock|${item}`);
    const column = await race.columnOf("库存", header);
    await race.rig.type(`库存!${a1(await race.rowOf(item), column)}`, value);
  };

const typeHeader =
  (title: string, header: string, value: string): Edit =>
  async (race) => {
    const column = await race.columnOf(title, header);
    await race.rig.type(`${title}!${a1(await race.topOf(title), column)}`, value);
  };

export const rename =
  (item: string, name: string): Edit =>
  async (race) => {
    race.meant.add(`stock|${item}`).add(`stock|${name}`);
    const column = await race.columnOf("库存", "物品名称");
    await race.rig.type(`库存!${a1(await race.rowOf(item), column)}`, name);
  };

export const deleteItem =
  (item: string): Edit =>
  async (race) => {
    race.meant.add(`stock|${item}`);
    const row = await race.rowOf(item);
    await race.edit("库存", (id) => remove(id, "ROWS", row));
  };

/** A new row of a name, right below the header. */
export const addItem =
  (name: string, figure: number): Edit =>
  async (race) => {
    race.meant.add(`stock|${name}`).add("stock|");
    await insertRow("库存", 1)(race);
    const row = (await race.topOf("库存")) + 1;
    await race.rig.type(`库存!${a1(row, await race.columnOf("库存", "物品名称"))}`, name);
    await race.rig.type(`库存!${a1(row, await race.columnOf("库存", "当前库存"))}`, figure);
  };

/** A person's own words below the last row of the ledger. */
const noteBelow: Edit = async (race) => {
  race.meant.add("ledger|");
  const { length } = await race.rig.formulas("流水");
  await race.rig.type(`流水!A${length + 1}`, "小王：十一月到此为止");
};

const deleteOldRow: Edit = async (race) => {
  const { length } = await race.rig.formulas("流水");
  await race.edit("流水", (id) => insert(id, "ROWS", length));
  await race.edit("流水", (id) => remove(id, "ROWS", length));
};

const cutBlankRows =
  (title: string): Edit =>
  async (race) => {
    const { length } = await race.rig.formulas(title);
    await race.edit(title, (id) => remove(id, "ROWS", length, 900));
  };

const moveTab =
  (title: string, index: number): Edit =>
  (race) =>
    race.edit(title, (sheetId) => ({
      updateSheetProperties: { properties: { sheetId, index }, fields: "index" },
    }));

const typeOldNote: Edit = async (race: Race) => {
  race.meant.add("ledger|g:g:m0|备注");
  const column = await race.columnOf("流水", "备注");
  const ids = (await race.rig.rows("ledger")).map((row) => row["消息ID"]);
  const row = (await race.topOf("流水")) + 1 + ids.indexOf("g:g:m0");
  await race.rig.type(`流水!${a1(row, column)}`, "已核对");
};

export const deleteHiddenTab: Edit = async ({ rig }) => {
  const sheetId = await rig.sheetId("_stockcaster").catch(() => undefined);
  if (sheetId !== undefined) await rig.edit({ deleteSheet: { sheetId } });
};

export type Edits = Readonly<Record<string, Edit>>;

export const stockEdits: Edits = {
  "sorts the stock by figure": sortBy("库存", "当前库存", "DESCENDING"),
  "sorts the stock by name": sortBy("库存", "物品名称", "DESCENDING"),
  "inserts a row at the top of the stock": insertRow("库存", 1),
  "inserts a row within the stock": insertRow("库存", 3),
  "inserts a row above the header of the stock": insertRow("库存", 0),
  "moves a row": moveRow("库存", 1, 5),
  "inserts a column at the front of the stock": insertColumn("库存", 0),
  "inserts a column before the stock column": insertColumn("库存", 2),
  "moves the stock column": moveColumn("库存", "当前库存", 7),
  "moves the stock column to the front": moveColumn("库存", "当前库存", 0),
  "moves the name column": moveColumn("库存", "物品名称", 5),
  "moves the column of the time": moveColumn("库存", "上次更新时间", 2),
  "moves the unit column": moveColumn("库存", "单位", 0),
  "moves the spec column": moveColumn("库存", "规格型号", 9),
};

/** What people change that no booking is about. */
export const otherEdits: Edits = {
  "deletes a column": deleteColumn("库存", "存放位置"),
  "writes a header differently": typeHeader("库存", "当前库存", "当前 库存（个）"),
  "types a safety stock beside the figure": typeBeside("A4纸", "安全库存", 7),
  "types a unit beside the figure": typeBeside("签字笔 黑色", "单位", "支"),
  "types a place beside another item": typeBeside("剪刀", "存放位置", "二楼"),
  "renames another item": rename("剪刀", "大剪刀"),
  "deletes another item": deleteItem("剪刀"),
  "adds an item at the top": addItem("胶水", 12),
  "deletes the blank rows of the stock": cutBlankRows("库存"),
  "moves the tab of the stock": moveTab("库存", 4),
  "filters the stock": filterOn("库存"),
  "filters a booked item away": hide("A4纸"),
  "deletes the hidden tab": deleteHiddenTab,
};

export const ledgerEdits: Edits = {
  "sorts the ledger": sortBy("流水", "时间", "DESCENDING"),
  "sorts the ledger by item": sortBy("流水", "物品名称", "ASCENDING"),
  "inserts a column into the ledger": insertColumn("流水", 2),
  "inserts a column at the front of the ledger": insertColumn("流水", 0),
  "moves the id column of the ledger": moveColumn("流水", "消息ID", 0),
  "moves a column of the ledger": moveColumn("流水", "规格型号", 14),
  "moves the column of the ledger's names": moveColumn("流水", "物品名称", 6),
  "moves the column of the ledger's times": moveColumn("流水", "时间", 8),
  "moves the column of the ledger's figures": moveColumn("流水", "变动后", 0),
  "inserts a row above the ledger's header": insertRow("流水", 0),
  "inserts a row below the ledger's header": insertRow("流水", 1),
  "inserts and deletes rows at the ledger's end": deleteOldRow,
  "deletes the blank rows of the ledger": cutBlankRows("流水"),
  "writes a note below the ledger": noteBelow,
  "writes a remark into an old row": typeOldNote,
  "filters the ledger": filterOn("流水"),
  "moves the tab of the ledger": moveTab("流水", 0),
};

export const pendingEdits: Edits = {
  "moves the column of the status": moveColumn("待处理", "状态", 2),
  "moves the column of the numbers": moveColumn("待处理", "编号", 4),
  "moves a column": moveColumn("待处理", "原文", 9),
  "inserts a column": insertColumn("待处理", 0),
  "inserts a row above the header": insertRow("待处理", 0),
  "inserts a row": insertRow("待处理", 1),
  "sorts the entries": sortBy("待处理", "编号", "DESCENDING"),
};
