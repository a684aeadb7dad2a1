/** 发票号12345, 订单 PO-2023-11, 房间号：305: the number of a paper or a room with the word for it, never a quantity. */

/** What has numbers; with 号, 编号 or the like behind it, or with a number that is long enough by itself. */
const numbered =
  "增值税发票|发票|采购订单|订单|采购单|合同|快递|运单|物流单|物流|工单|送货单|出库单|入库单|领料单|申请单|报销单|收据|票据|单据|凭证|流水|批次|房间|包间|包厢|教室|会议室|病房|桌|车牌|设备|机器|资产|会员|客户|病历|处方|床位|床|工位|项目|任务|案件|报修单|维修单|取件|提货单|提单|箱|柜";
const numberWords = "单号|编号|号码|号|码";
/** Words that say by themselves that a number follows. */
const alone =
  "单号|编号|批号|票号|房号|桌号|床号|机号|货号|工号|尾号|序列号|流水号|运单号|po|sn|no\\.";
const gap = "[ ]?(?:[:#]|是|为)?[ ]?#?(?:no\\.?[ ]?)?";
const value = "[a-z0-9](?:[a-z0-9_/.-]{0,30}[a-z0-9])?";
const long = "(?=[a-z0-9_/.-]{0,20}[0-9])[a-z0-9](?:[a-z0-9_/.-]{3,30}[a-z0-9])";
const end = "(?![a-z0-9])";
/** 收据100000本: what is counted is no paper's number. */
const uncounted = "(?![ ]?[份张本个只箱包盒卷支套页联册条台件])";

const shapes = [
  new RegExp(`(?:${numbered})(?:${numberWords})${gap}${value}${end}`, "y"),
  new RegExp(`(?:${alone})${gap}${value}${end}`, "y"),
  new RegExp(`(?:${numbered})${gap}${long}${end}${uncounted}`, "y"),
];

const starts: ReadonlySet<number> = new Set(
  [...numbered.split("|"), ...alone.split("|")].map((word) => word.charCodeAt(0)),
);

/** Where the number of a paper ends whose word begins at a position; undefined where none does. */
export function paperNumberEnd(text: string, start: number): number | undefined {
  if (!starts.has(text.charCodeAt(start))) return undefined;
  for (const shape of shapes) {
    shape.lastIndex = start;
    if (shape.test(text)) return shape.lastIndex;
  }
  return undefined;
}
