/** How the journal's disk is: in a sentence for the log and for those who post, and tried again until it is well. */

/** Whether the disk takes what is written, in a sentence for the log and for those who post. */
export interface Health {
  trouble(): string | undefined;
  /** Notes how a write went; `isBroken`: nothing can be written until it is repaired. */
  readonly note: (error: unknown, isBroken?: boolean) => void;
  fixLater(fix: () => Promise<void>): void;
  stop(): void;
}

/** @param retryEveryMs how often a disk that refused is tried again */
export function createHealth(
  file: string,
  log: (sentence: string) => void,
  retryEveryMs = 2000,
): Health {
  let trouble: string | undefined;
  let retry: NodeJS.Timeout | undefined;
  return {
    trouble: () => trouble,
    note(error, isBroken = false) {
      const sentence = error === undefined ? undefined : sentenceOf(error, file);
      if (sentence !== undefined && trouble === undefined) log(sentence);
      if (sentence === undefined && trouble !== undefined) log(`${file} can be written again`);
      trouble = isBroken ? sentence : undefined;
    },
    fixLater(fix) {
      clearTimeout(retry);
      retry = setTimeout(() => void fix(), retryEveryMs).unref();
    },
    stop: () => clearTimeout(retry),
  };
}

/** What to do about a disk that refuses. */
export function sentenceOf(error: unknown, file: string): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `${file} can't be written (${reason}); make room, or mend the disk or its rights`;
}
