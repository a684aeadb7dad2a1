/**
 * Look-ups of one person, one after the other, so that whoever asks much waits for themselves only. Knows nothing of
 * messages; a person is a key.
 */

/** So many wait behind the one under way. */
export const mostWaiting = 10;

export interface LookupQueue {
  /**
   * Runs `work` when the person's earlier look-ups are done, and answers what it does. Where too many wait it is not run:
   * `full` once, `full-again` for the next ones, until all that waited is done.
   */
  run<Result>(person: string, work: () => Promise<Result>): Promise<Result> | "full" | "full-again";
}

interface Line {
  length: number;
  last: Promise<unknown>;
  isTold: boolean;
}

export function createLookupQueue(): LookupQueue {
  const lines = new Map<string, Line>();

  return {
    run(person, work) {
      const line = lines.get(person) ?? { length: 0, last: Promise.resolve(), isTold: false };
      if (line.length > mostWaiting) {
        const answer = line.isTold ? "full-again" : "full";
        line.isTold = true;
        return answer;
      }
      lines.set(person, line);
      line.length += 1;
      const done = line.last.then(work).finally(() => {
        line.length -= 1;
        if (line.length === 0) lines.delete(person);
      });
      line.last = done.catch(() => undefined);
      return done;
    },
  };
}
