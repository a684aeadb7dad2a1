/** A stocktake of 600 items in 40 zones: how long its opening, a count and a question about its progress take. */
import { setTimeout as sleep } from "node:timers/promises";
import { answerTo, postText, preciseNow, quantile } from "./relay";
import { latencyMs, type Rig } from "./rig";
import { keeper, personAt, startStock, stockItems } from "./stock";

export interface Stocktaken {
  readonly openingMs: number;
  /** Calls that wrote until the opening was answered. */
  readonly openingWrites: number;
  /** Median, in round trips to the API. */
  readonly countTrips: number;
  readonly progressMs: number;
}

const counts = 12;
const questions = 10;
/** Long enough for what follows a commit to be written. */
const restMs = 6_000;

export async function measureStocktake(rig: Rig): Promise<Stocktaken> {
  const { bridge, sheet } = rig;
  let said = 0;
  const timed = async (senderId: string, text: string): Promise<number> => {
    said += 1;
    const id = `bench-stocktake-${said}`;
    bridge.posts.length = 0;
    const sentAt = preciseNow();
    await postText(rig, id, { senderId, text });
    await answerTo(bridge.posts, id);
    return preciseNow() - sentAt;
  };
  await timed(keeper, "帮助");
  const before = await sheet.log();
  const openingMs = await timed(keeper, "开始盘点 库房");
  const openingWrites = (await sheet.log()).writes - before.writes;
  await sleep(restMs);
  const countMs: number[] = [];
  for (const { name, unit } of stockItems.slice(0, counts)) {
    countMs.push(await timed(personAt(1), `盘点：${name} ${startStock}${unit}`));
    await sleep(2_600);
  }
  const progressMs: number[] = [];
  for (let asked = 0; asked < questions; asked += 1)
    progressMs.push(await timed(personAt(2), "盘点进度"));
  return {
    openingMs,
    openingWrites,
    countTrips: quantile(countMs, 0.5) / latencyMs,
    progressMs: Math.max(...progressMs),
  };
}
