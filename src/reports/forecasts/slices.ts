/** Long arithmetic in slices, so that no message waits for it. In: a generator that yields where it may be interrupted. */
import { setImmediate as yieldToEvents } from "node:timers/promises";

/** What a message may be held up by. */
const sliceMs = 3;

/** Works on until a slice is over, lets everything else go first, and goes on. */
export async function runInSlices<Result>(work: Generator<void, Result>): Promise<Result> {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < sliceMs) continue;
    await yieldToEvents();
    since = performance.now();
  }
}

/** The same in one go, where nobody waits. */
export function runToEnd<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
