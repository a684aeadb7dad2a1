/** 5,000 rows of 采购 in 1,000 orders: how long the lists take, and a receipt of what was ordered. */
import { setTimeout as sleep } from "node:timers/promises";
import { purchasesHeading } from "../../src/language/sheet-words/purchase-words";
import { answerTo, postText, preciseNow, quantile } from "./relay";
import { latencyMs, onRig, type Rig } from "./rig";
import { itemAt, keeper, serial, type Row } from "./stock";

export interface Purchased {
  /** Median of a question about one item, which reads the sheet as the lists do and tells next to nothing. */
  readonly readMs: number;
  /** Median of each list, by what was asked. */
  readonly listMs: ReadonlyMap<string, number>;
  /** Median, in round trips to the API. */
  readonly receiptTrips: number;
}

const rowCount = 5_000;
const rowsPerOrder = 5;
const lists = ["在途", "采购清单", "订单500"];
const times = 5;
const pauseMs = 700;
const receipts = 5;
/** Long enough for what follows a commit to be written. */
const restMs = 2_600;

/** One order in ten still waits. */
function orderedRow(index: number, now: number): Row {
  const { name, unit } = itemAt(index);
  const order = Math.floor(index / rowsPerOrder) + 1;
  const isOpen = order % 10 === 0;
  const at = serial(now - (rowCount - index) * 60_000);
  return {
    ...{ 行号: index + 1, 单号: order, 物品名称: name, 数量: 30, 单位: unit, 原数量: 30 },
    ...{ 状态: isOpen ? "已下单" : "已取消", 取消数量: isOpen ? "" : 30, 供应商: "青竹文具" },
    ...{ 来源: "手工", 下单人: keeper, 下单时间: at, 消息ID: `bench-order-${order}` },
  };
}

export function measurePurchasing(): Promise<Purchased> {
  const now = Date.now();
  const rows = Array.from({ length: rowCount }, (_, index) => orderedRow(index, now));
  return onRig(
    { ledgerRows: 0, perMinute: 600, further: [{ heading: purchasesHeading, rows }] },
    measure,
  );
}

async function measure(rig: Rig): Promise<Purchased> {
  let said = 0;
  const timed = async (text: string): Promise<number> => {
    said += 1;
    const id = `bench-purchasing-${said}`;
    rig.bridge.posts.length = 0;
    const sentAt = preciseNow();
    await postText(rig, id, { senderId: keeper, text });
    await answerTo(rig.bridge.posts, id);
    return preciseNow() - sentAt;
  };
  const median = async (question: string): Promise<number> => {
    const taken: number[] = [];
    for (let asked = 0; asked < times; asked += 1) {
      taken.push(await timed(question));
      await sleep(pauseMs);
    }
    return quantile(taken, 0.5);
  };
  await timed("帮助");
  const readMs = await median(`查询 ${itemAt(0).name}`);
  const listMs = new Map<string, number>();
  for (const question of lists) listMs.set(question, await median(question));
  const receiptMs: number[] = [];
  for (let index = 0; index < receipts; index += 1) {
    const { name, unit } = itemAt((10 * (index + 1) - 1) * rowsPerOrder);
    receiptMs.push(await timed(`到货 ${name} 3${unit}`));
    await sleep(restMs);
  }
  return { readMs, listMs, receiptTrips: quantile(receiptMs, 0.5) / latencyMs };
}
