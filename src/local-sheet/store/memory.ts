import type { Store } from "./store";

/** For a workbook that is kept in memory only. */
export function createMemoryStore(): Store {
  let lastCall = 0;
  return {
    get lastCall() {
      return lastCall;
    },
    append: (entry) => {
      lastCall = entry.call;
    },
    settled: () => Promise.resolve(),
    isFailing: () => false,
    close: () => Promise.resolve(),
  };
}
