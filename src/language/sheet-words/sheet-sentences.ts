/**
 * What the sheet engine says to people: what is wrong with a tab, a column or a cell, why a row was voided, what keepers
 * must know. Facts in, sentences out.
 */
import type { Obstacle } from "../../inventory/movements/outcome";
import { shortened } from "../text/shorten";

/** A cell that can't be used as it is. `cell` is its A1 name. */
export const problemSentences = {
  missingTab: (tab: string): string =>
    `表格里没有标签页「${tab}」，请新建它或改回原名（npm run setup-sheet 可以补全）`,
  missingColumn: (tab: string, header: string): string =>
    `「${tab}」缺少「${header}」列，请补上表头或改回原名（npm run setup-sheet 可以补全）`,
  doubledColumn: (tab: string, cell: string, header: string): string =>
    `「${tab}」有两列都叫「${header}」，只用最左边的一列，请改掉 ${cell} 的表头`,
  besideTable: (tab: string, cell: string, header: string): string =>
    `${tab} ${cell}「${header}」在表格（Table）之外，新登记的行因此接不进表格，请把表格的范围拉到这一列`,
  notNumber: (tab: string, cell: string, header: string, text: string): string =>
    `${tab} ${cell}「${shortened(text)}」不是数字（${header}）`,
  notTime: (tab: string, cell: string, header: string, text: string): string =>
    `${tab} ${cell}「${shortened(text)}」不是时间（${header}），请写成 2026-11-22 14:30`,
  empty: (tab: string, cell: string, header: string): string =>
    `${tab} ${cell} 是空的，请填上${header}`,
  negative: (tab: string, cell: string, header: string, text: string): string =>
    `${tab} ${cell}「${shortened(text)}」不能是负数（${header}）`,
  formula: (tab: string, cell: string, header: string): string =>
    `${tab} ${cell} 的${header}是公式，机器人不会改写它；要能登记，请改成数字`,
  blankName: (tab: string, cell: string, header: string): string =>
    `${tab} ${cell} 没有${header}，这一行没有用上`,
  nameless: (tab: string, cell: string, header: string): string =>
    `${tab} ${cell} 没有${header}，请补上`,
  sameAccount: (tab: string, cell: string, others: string): string =>
    `${tab} ${cell} 与${others}是同一账号，只用最上面的一行`,
  unreadConversion: (tab: string, cell: string, header: string, text: string): string =>
    `${tab} ${cell}「${shortened(text)}」看不懂，没有用上（${header}）；请写成 1箱=5包`,
  duplicate: (tab: string, cell: string, name: string, others: string): string =>
    `${tab} ${cell}「${shortened(name)}」与${others}是同一物品，登记前请合并，或用规格型号区分`,
  unknownWord: (
    tab: string,
    cell: string,
    header: string,
    text: string,
    words: readonly string[],
  ): string => `${tab} ${cell}「${shortened(text)}」不是${header}，请用：${words.join("、")}`,
};

/** A sentence that does not name its cell yet. @example inCell("设置", "B3", "…") // "设置 B3：…" */
export const inCell = (tab: string, cell: string, sentence: string): string =>
  `${tab} ${cell}：${sentence}`;

/** The cells named in a problem of duplicates. */
export const cellList = (cells: readonly string[]): string => ` ${cells.join("、")} `;

const named = ({ name, spec }: { readonly name: string; readonly spec: string }): string =>
  spec === "" ? name : `${name}（${spec}）`;

/** Why a line can't stand, for 备注 and 原因. */
export function obstacleSentence(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case "short":
      return `${named(obstacle.item)}当前库存为${obstacle.stock}${obstacle.item.unit}，不足${obstacle.wanted}${obstacle.item.unit}`;
    case "gone":
      return `表里没有${named({ name: obstacle.itemName, spec: obstacle.spec })}`;
    case "formula":
      return `${named(obstacle.item)}的当前库存是公式`;
    case "unreadable":
      return obstacle.text === ""
        ? `${named(obstacle.item)}的当前库存是空的`
        : `${named(obstacle.item)}的当前库存「${shortened(obstacle.text)}」不是数字`;
    case "duplicate":
      return `表里有两行${named(obstacle.item)}`;
  }
}

/** 原因 of the entry that is written for a message whose rows were voided. */
export function voidedReason(obstacles: readonly string[]): string {
  return `登记的同时表格被改动，未能登记：${obstacles.join("；")}`;
}

/** 原因 of the entry for a booking that stands in 流水 and can't be shown in 库存. */
export const unshowableReason = (obstacle: string, figure: number): string =>
  `流水已登记到 ${figure}，但库存没有更新：${obstacle}。请改好这一格，填上的数会照单接受`;

/** 原因 of the entry for a cell that was written by mistake and can't be put right. @param cell `库存 D17` */
export const miswrittenReason = (cell: string, was: string, ours: string): string =>
  `${cell} 原为「${shortened(was)}」，误写成「${shortened(ours)}」，请核对`;

/** 原因 of the entry for rows of 流水 that stand under other columns, of which nothing else is known. */
export const lostRowsReason = (ids: readonly string[]): string =>
  `流水里有的行列错了位，可能没有算进库存，请核对这些行和库存。消息ID：${shortened(ids.join("、"))}`;

/** 原因 of the entry for a message that the sheet refused. */
export const refusedReason = (why: string): string => `表格拒绝写入，未登记：${refusalWords(why)}`;

/** Google's reason, in Chinese where it is a usual one. */
function refusalWords(why: string): string {
  if (/protected/i.test(why)) return "要写的单元格受保护，请允许机器人编辑";
  if (/typed column/i.test(why)) return "这张表格的列设了类型，不接受要写的内容";
  return shortened(why);
}

/** Why bookings that need a tab go to the keepers. */
export const tabRefused = (title: string, why: string): string =>
  `「${title}」拒绝写入，要写到那里的消息先转给播报员；改好后，下次写入成功就恢复：${refusalWords(why)}`;

/** Why messages wait: the sheet refuses one write after another. */
export const refusedForLong = (reason: string): string =>
  `表格一直拒绝写入，消息先留着，改好后自动登记：${shortened(reason)}`;

/** Why an entry of 播报 was withdrawn. */
export const withdrawnReason = "库存已更正，不再需要";

/** The title under which a full ledger is put away. @example rotatedTitle("流水", "2026-11-28") // "流水 至2026-11-28" */
export const rotatedTitle = (ledger: string, day: string): string => `${ledger} 至${day}`;

/** The title of the tab that holds a month's archived movements. @example archiveTitle("流水", "2026-10") // "流水 2026-10" */
export const archiveTitle = (ledger: string, month: string): string => `${ledger} ${month}`;

/** What keepers are told when the spreadsheet comes near Google's limit of cells. */
export function cellLimitNotice(cells: number, limit: number): string {
  const tenThousands = (count: number): string => `${Math.floor(count / 10_000)}万`;
  return `【表格提醒】整份表格已有${tenThousands(cells)}个单元格，接近上限${tenThousands(limit)}个，满了就无法登记。请删去不用的标签页和多余的空行、空列，或把最早几个月的流水标签页另存到别的表格后删掉`;
}

/** What keepers are told when the sheet refuses again and again that a full ledger is put away. */
export function archiveRefusedNotice(): string {
  return "【表格提醒】流水已超过归档行数，但表格一直不让归档，请看看「流水」是否加了保护，或整份表格是否快满了。登记不受影响，稍后会再试";
}
