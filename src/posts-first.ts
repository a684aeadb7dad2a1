/** Lets posts go before other long work, which shares their one thread: counted where they come in, asked between its pieces. */
import { setImmediate as oneTurn, setTimeout as sleep } from "node:timers/promises";

/** So long at most other work waits for posts that are being answered. */
const longestWaitMs = 10;
let postsUnderWay = 0;

/** A post that came in whole. */
export async function countPost<Answer>(answer: Promise<Answer>): Promise<Answer> {
  postsUnderWay += 1;
  try {
    return await answer;
  } finally {
    postsUnderWay -= 1;
  }
}

/** Between long pieces of work: posts that came in meanwhile are read, written to disk and answered first. */
export async function postsFirst(): Promise<void> {
  const until = performance.now() + longestWaitMs;
  await oneTurn();
  await oneTurn();
  while (postsUnderWay > 0 && performance.now() < until) await sleep(1);
}
