/**
 * Run by kill.test.ts in a process of its own: takes and finishes messages as fast as it can and tells of each, until it
 * is killed. A line is written to stdout only after the inbox has said that the message is safe.
 */
import { writeSync } from "node:fs";
import { openInbox } from "../../src/inbox/journal";

async function main([dir = "", round = ""]: readonly string[]): Promise<void> {
  const inbox = await openInbox<{ readonly n: number }>({
    dir,
    now: () => new Date(),
    log: (sentence) => writeSync(1, `log ${sentence}\n`),
    compactFromBytes: 3000,
  });
  for (const { key, message } of inbox.unfinished) writeSync(1, `had ${key} ${message.n}\n`);
  let n = 0;
  const work = async (): Promise<void> => {
    for (;;) {
      n += 1;
      const own = n;
      const key = `${round}-${own}`;
      await inbox.take(key, { n: own });
      writeSync(1, `taken ${key} ${own}\n`);
      await inbox.record("newest", own);
      writeSync(1, `noted ${own}\n`);
      if (own % 3 === 0) continue;
      writeSync(1, `finishing ${key}\n`);
      inbox.finish(key);
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
}

void main(process.argv.slice(2));
