/**
 * Two weeks of the sample office, told by what was written: who, when, what. Data only; the chains of figures are
 * workbook.ts's. Days are working days before today, times are the office's.
 */
import type { MovementType } from "../inventory/movements/movement";
import type { SampleItemKey } from "./items";
import type { SamplePersonKey } from "./people";

/** Working days ago with a time of day, or minutes before now. */
type When = readonly [workingDaysAgo: number, time: `${number}:${number}`] | number;
type What = readonly [type: MovementType, item: SampleItemKey, change: number];

/** One movement; an undo names how many rows back the undone one stands, further items of a message have no text. */
export type SampleMessage = readonly [
  when: When,
  what: What,
  who: SamplePersonKey,
  text: string,
  undoesRowsBack?: number,
];

/** Oldest first. */
export const story: readonly SampleMessage[] = [
  [[9, "9:05"], ["issue", "a4", -1], "li", "领用：A4纸 1箱"],
  [[9, "9:48"], ["issue", "penBlack", -2], "chen", "领用黑色签字笔2支"],
  [[9, "10:32"], ["receipt", "tissue", 20], "liu", "入库：抽纸 20包"],
  [[9, "14:10"], ["issue", "notes", -2], "wang", "我拿了两包便利贴"],
  [[9, "16:40"], ["issue", "scissors", -1], "chen", "借一把剪刀"],
  [[8, "9:22"], ["issue", "cups", -1], "zhou", "领用：一次性纸杯 1袋"],
  [[8, "11:03"], ["issue", "battery7", -4], "wang", "领用：7号电池 4节"],
  [[8, "13:36"], ["issue", "folder", -5], "chen", "领用A4文件夹5个"],
  [[8, "15:26"], ["return", "scissors", 1], "chen", "归还：剪刀 1把"],
  [[8, "17:11"], ["issue", "bags", -2], "zhang", "领用垃圾袋2卷"],
  [[7, "9:15"], ["receipt", "a4", 5], "liu", "到货A4纸5箱"],
  [[7, "10:48"], ["issue", "a4", -2], "chen", "领用：A4纸 2箱，领用人：财务部小陈"],
  [[7, "13:30"], ["issue", "highlighter", -3], "li", "取走3支黄色荧光笔"],
  [[7, "14:52"], ["issue", "penRed", -1], "chen", "领一支红色签字笔"],
  [[7, "17:02"], ["stocktake", "sketchbook", -2], "zhang", "盘点：水彩本 12本"],
  [[6, "9:37"], ["issue", "marker", -2], "wang", "领用：白板笔 2支"],
  [[6, "10:05"], ["issue", "tape", -10], "li", "领用：透明胶带 10卷"],
  [[6, "10:07"], ["undo", "tape", 10], "li", "撤销", 1],
  [[6, "10:08"], ["issue", "tape", -1], "li", "领用：透明胶带 1卷"],
  [[6, "15:44"], ["issue", "soap", -1], "zhou", "领用洗手液一瓶"],
  [[5, "9:10"], ["issue", "tissue", -6], "zhang", "领用：抽纸 6包"],
  [[5, "11:27"], ["issue", "ink", -1], "wang", "HP-803墨盒 -1"],
  [[5, "13:05"], ["issue", "penBlack", -4], "li", "领用：黑色签字笔 4支、便利贴 1包"],
  [[5, "13:05"], ["issue", "notes", -1], "li", ""],
  [[5, "16:18"], ["receipt", "staples", 10], "liu", "补货 订书钉 10盒"],
  [[4, "9:31"], ["issue", "a4", -1], "li", "领A4纸一箱"],
  [[4, "10:20"], ["issue", "battery5", -4], "wang", "领用：5号电池 1板"],
  [[4, "11:41"], ["stocktake", "scissors", 0], "zhang", "确认 1"],
  [[4, "14:03"], ["issue", "box", -3], "chen", "领用：档案盒 3个"],
  [[4, "15:39"], ["issue", "staples", -1], "zhou", "领用订书钉1盒"],
  [[4, "17:45"], ["adjustment", "folder", -2], "zhang", ""],
  [[3, "9:02"], ["receipt", "penBlack", 24], "liu", "入库：黑色签字笔 2盒"],
  [[3, "10:15"], ["issue", "a3", -1], "li", "领用：A3纸 1包"],
  [[3, "11:50"], ["issue", "cups", -1], "zhou", "领用：纸杯 1袋"],
  [[3, "14:28"], ["issue", "highlighter", -2], "chen", "领用荧光笔2支"],
  [[3, "16:33"], ["issue", "bags", -2], "zhang", "领用垃圾袋2卷"],
  [[2, "9:19"], ["issue", "penBlack", -3], "wang", "小王取走3支黑色签字笔"],
  [[2, "10:41"], ["receipt", "battery7", 12], "liu", "入库：7号电池 3板"],
  [[2, "13:12"], ["issue", "a4", -1], "chen", "领用：A4纸 1箱，领用人：财务部小陈"],
  [[2, "15:57"], ["issue", "soap", -1], "zhou", "洗手液 -1"],
  [[2, "17:20"], ["issue", "stapler", -1], "li", "领用订书机1个"],
  [[1, "9:08"], ["issue", "tissue", -4], "zhang", "领用：抽纸 4包"],
  [[1, "9:55"], ["issue", "marker", -1], "wang", "领一支白板笔"],
  [[1, "11:16"], ["issue", "sketchbook", -2], "li", "领用：水彩本 2本"],
  [[1, "13:47"], ["receipt", "sketchbook", 2], "liu", "入库：水彩本 2本"],
  [[1, "15:30"], ["issue", "notes", -2], "chen", "领用：便利贴 2包"],
  [[1, "16:52"], ["stocktake", "penRed", -1], "zhang", "盘点：红色签字笔 19支"],
  [156, ["issue", "penBlack", -2], "li", "领用：黑色签字笔 2支"],
  [97, ["issue", "highlighter", -1], "wang", "领用：荧光笔 1支"],
  [42, ["receipt", "tape", 8], "liu", "入库：透明胶带 1筒"],
];
