import { spawn } from "node:child_process";
import path from "node:path";
import { openInbox } from "../../src/inbox/journal";
import { makeFolder, removeFolder } from "./folder";

const child = path.join(__dirname, "taking-child.ts");
const rounds = 4;

/** Starts a process that takes messages, kills it after some of them, and answers what it told. */
async function killedAfter(dir: string, round: number, takes: number): Promise<string[]> {
  const run = spawn(process.execPath, ["--require", "tsx/cjs", child, dir, String(round)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let told = "";
  let seen = 0;
  run.stdout.setEncoding("utf8").on("data", (text: string) => {
    told += text;
    seen += text.split("taken").length - 1;
    if (seen >= takes) run.kill("SIGKILL");
  });
  await new Promise((resolve) => run.once("close", resolve));
  return told.split("\n").slice(0, -1);
}

describe("an inbox whose process is killed again and again", () => {
  it("still has every message that it called safe, once, and no other", async () => {
    const dir = await makeFolder();
    const taken = new Set<string>();
    const finishing = new Set<string>();
    let newest = 0;
    try {
      for (let round = 1; round <= rounds; round += 1) {
        const told = await killedAfter(dir, round, 40 * round * round);
        expect(told.filter((line) => line.startsWith("log") && !/last line/.test(line))).toEqual(
          [],
        );
        newest = 0;
        for (const [verb, key = ""] of told.map((line) => line.split(" "))) {
          if (verb === "taken") taken.add(key);
          if (verb === "finishing") finishing.add(key);
          if (verb === "noted") newest = Math.max(newest, Number(key));
        }
        const logs: string[] = [];
        const inbox = await openInbox<{ readonly n: number }>({
          dir,
          now: () => new Date(),
          log: (sentence) => logs.push(sentence),
        });
        const kept = inbox.unfinished.map(({ key }) => key);
        expect(new Set(kept).size).toBe(kept.length);
        for (const { key, message } of inbox.unfinished) expect(key).toMatch(`-${message.n}`);
        const missing = [...taken].filter((key) => !kept.includes(key) && !finishing.has(key));
        expect(missing).toEqual([]);
        for (const key of taken) expect(await inbox.take(key, { n: 0 })).toBe("duplicate");
        expect(Number(inbox.notes.get("newest"))).toBeGreaterThan(0);
        expect(newest - Number(inbox.notes.get("newest"))).toBeLessThan(6);
        expect(logs.filter((line) => !/last line/.test(line))).toEqual([]);
        await inbox.close();
      }
    } finally {
      await removeFolder(dir);
    }
    expect(taken.size).toBeGreaterThan(1000);
  }, 60_000);
});
