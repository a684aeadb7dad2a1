import fs from "node:fs/promises";
import path from "node:path";
import { InboxClosedError } from "../../src/errors";
import { openInbox } from "../../src/inbox/journal";
import type { JournalOptions } from "../../src/inbox/journal";
import { makeFolder, removeFolder, weakDisk } from "./folder";

const start = new Date("2026-11-22T08:00:00Z");
const dayMs = 24 * 60 * 60_000;

let dir: string;
let clock: Date;
let sentences: string[];
const opened: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  dir = await makeFolder();
  clock = start;
  sentences = [];
});
afterEach(async () => {
  for (const inbox of opened.splice(0)) await inbox.close();
  await removeFolder(dir);
});

const open = async (options: Partial<JournalOptions> = {}) => {
  const inbox = await openInbox<{ readonly text: string }>({
    dir,
    now: () => clock,
    log: (sentence) => sentences.push(sentence),
    ...options,
  });
  opened.push(inbox);
  return inbox;
};
const journal = () => path.join(dir, "inbox.jsonl");
const message = (text: string) => ({ text });

describe("the inbox", () => {
  it("takes a message once, also when its repeat comes before the first is safe", async () => {
    const inbox = await open();
    const both = await Promise.all([inbox.take("k", message("a")), inbox.take("k", message("a"))]);
    expect(both).toEqual(["taken", "duplicate"]);
    expect(await inbox.take("k", message("a"))).toBe("duplicate");
    inbox.finish("k");
    expect(await inbox.take("k", message("a"))).toBe("duplicate");
    expect(inbox.backlog()).toBe(0);
    await inbox.close();
  });

  it("keeps a message that failed for the next start", async () => {
    const first = await open();
    await first.take("a", message("a"));
    first.release("a");
    expect(await first.take("a", message("a"))).toBe("duplicate");
    await first.close();
    expect((await open()).unfinished).toEqual([{ key: "a", message: message("a") }]);
  });

  it("has a message on the disk before it says so, without being closed", async () => {
    const inbox = await open();
    await inbox.take("a", message("a"));
    expect(await fs.readFile(journal(), "utf8")).toContain('"key":"a"');
    await inbox.close();
  });

  it("shares an fsync among the messages that wait", async () => {
    const disk = weakDisk();
    const inbox = await open({ disk });
    await Promise.all(Array.from({ length: 200 }, (_, n) => inbox.take(`k${n}`, message("a"))));
    expect(disk.syncs).toBeLessThan(5);
    await inbox.close();
  });

  it("remembers the ids of finished messages for 8 days, also through restarts", async () => {
    const first = await open();
    await first.take("a", message("a"));
    first.finish("a");
    await first.close();
    clock = new Date(start.getTime() + 8 * dayMs);
    const second = await open();
    expect(await second.take("a", message("a"))).toBe("duplicate");
    clock = new Date(start.getTime() + 10 * dayMs);
    expect(await second.take("a", message("again"))).toBe("taken");
    await second.close();
    expect((await open()).unfinished).toEqual([{ key: "a", message: message("again") }]);
  });

  it("keeps nothing of a message on the disk that is erased when it is done, and knows its repeat", async () => {
    const inbox = await open();
    await inbox.take("a", message("kept"));
    await inbox.take("b", message("secret"));
    expect(await fs.readFile(journal(), "utf8")).toContain("secret");
    inbox.finish("b", { erase: true });
    await inbox.take("c", message("next"));
    const left = await fs.readFile(journal(), "utf8");
    expect(left).toContain("kept");
    expect(left).not.toContain("secret");
    await inbox.close();
    const again = await open();
    expect(await again.take("b", message("secret"))).toBe("duplicate");
    expect(again.unfinished.map(({ key }) => key)).toEqual(["a", "c"]);
    await again.close();
  });

  it("counts what was left unfinished against its limit after a restart", async () => {
    const first = await open();
    await first.take("a", message("a"));
    await first.close();
    const second = await open({ limit: 1 });
    await expect(second.take("b", message("b"))).rejects.toBeInstanceOf(InboxClosedError);
    await second.close();
  });

  it("touches the disk no more once it is closed", async () => {
    const inbox = await open();
    await inbox.take("a", message("a"));
    await inbox.close();
    await fs.rm(journal());
    inbox.finish("a");
    await inbox.close();
    expect(await fs.readdir(dir)).toEqual([]);
  });
});

describe("notes in the inbox", () => {
  it("keep the newest of every topic, and forget a topic that is emptied", async () => {
    const first = await open();
    await first.record("intent:1", { cells: ["C2"] });
    await first.record("seen", 1);
    await first.record("intent:2", "x");
    await first.record("seen", { A4纸: 5 });
    await first.record("intent:1", undefined);
    await first.close();
    const second = await open();
    expect([...second.notes]).toEqual([
      ["intent:2", "x"],
      ["seen", { A4纸: 5 }],
    ]);
    await second.close();
  });

  it("are on the disk before they are said to be", async () => {
    const disk = weakDisk();
    const inbox = await open({ disk, retryEveryMs: 5 });
    disk.failing.add("sync");
    await expect(inbox.record("seen", 1)).rejects.toBeInstanceOf(InboxClosedError);
    disk.failing.clear();
    await inbox.close();
    expect((await open()).notes.size).toBe(0);
  });
});

describe("a damaged journal", () => {
  const fill = async (...keys: readonly string[]) => {
    const inbox = await open();
    for (const key of keys) await inbox.take(key, message(key));
    await inbox.close();
  };
  const keysAtStart = async () => {
    const inbox = await open();
    await inbox.close();
    return inbox.unfinished.map(({ key }) => key);
  };
  const aside = async () => {
    const names = (await fs.readdir(dir)).filter((name) => name.includes(".damaged-"));
    return Promise.all(names.map((name) => fs.readFile(path.join(dir, name), "utf8")));
  };

  it("without the end of its last line loses only that line, which nobody was told of", async () => {
    await fill("a", "b");
    const text = await fs.readFile(journal(), "utf8");
    await fs.writeFile(journal(), text.slice(0, -5));
    expect(await keysAtStart()).toEqual(["a"]);
    expect(await aside()).toEqual([]);
    expect(sentences.join()).toMatch(/last line/);
    await fill("c");
    expect(await keysAtStart()).toEqual(["a", "c"]);
  });

  it.each([
    ["is no JSON", () => "not json"],
    ["was changed but is still JSON", (line: string) => line.replace("领用", "入库")],
    ["has lost its head", (line: string) => line.slice(10)],
    ["is of another version", () => '{"v":2}'],
  ])("sets aside a line that %s, and keeps the others", async (_, damage) => {
    await fill("a", "领用b", "c");
    const lines = (await fs.readFile(journal(), "utf8")).split("\n");
    const damaged = damage(lines[1]!);
    await fs.writeFile(journal(), [lines[0], damaged, lines[2], ""].join("\n"));
    expect(await keysAtStart()).toEqual(["a", "c"]);
    expect(await aside()).toEqual([`${damaged}\n`]);
    expect(sentences.join()).toMatch(/1 damaged line.*inbox\.jsonl\.damaged-2026-11-22T08-00-00/);
    sentences = [];
    expect(await keysAtStart()).toEqual(["a", "c"]);
    expect(sentences).toEqual([]);
  });

  it("cut off anywhere in its last line keeps every line before it, and takes on", async () => {
    await fill("a", "b");
    const bytes = await fs.readFile(journal());
    const last = bytes.indexOf(10) + 1;
    for (let end = last; end <= bytes.length; end += 1) {
      await fs.writeFile(journal(), bytes.subarray(0, end));
      const whole = end >= bytes.length - 1;
      expect([end, await keysAtStart()]).toEqual([end, whole ? ["a", "b"] : ["a"]]);
      await fill("c");
      expect(await keysAtStart()).toEqual(whole ? ["a", "b", "c"] : ["a", "c"]);
    }
    expect(await aside()).toEqual([]);
  });

  it("with a byte changed anywhere loses no line but those it sets aside and tells of", async () => {
    const keys = ["a", "b", "c"];
    await fill(...keys);
    const bytes = await fs.readFile(journal());
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8((bytes[at] ?? 0) ^ (at % 2 === 0 ? 1 : 0x80), at);
      await fs.writeFile(journal(), changed);
      const [line, isLineFeed] = [
        bytes.subarray(0, at).filter((byte) => byte === 10).length,
        bytes[at] === 10,
      ];
      // Without the line feed between them two lines can't be told apart; behind the last one it isn't missed.
      const hurt = keys.slice(line, isLineFeed ? line + 2 : line + 1);
      const lost = isLineFeed && line === 2 ? [] : hurt;
      sentences = [];
      expect([at, await keysAtStart()]).toEqual([at, keys.filter((key) => !lost.includes(key))]);
      const told = (await aside()).join("");
      expect([at, sentences.length]).toEqual([at, lost.length > 0 ? 1 : 0]);
      expect([at, told.length > 40 * lost.length - 1]).toEqual([at, true]);
      for (const name of await fs.readdir(dir)) {
        if (name.includes(".damaged-")) await fs.rm(path.join(dir, name));
      }
    }
  });

  it("that was cut to nothing begins anew", async () => {
    await fill("a");
    await fs.truncate(journal(), 0);
    expect(await keysAtStart()).toEqual([]);
    await fill("b");
    expect(await keysAtStart()).toEqual(["b"]);
  });

  it("that ends in zeros, as some file systems leave it after a power cut, keeps its lines", async () => {
    await fill("a");
    await fs.appendFile(journal(), Buffer.alloc(4096));
    expect(await keysAtStart()).toEqual(["a"]);
    expect(sentences.join()).toMatch(/last line/);
    await fill("b");
    expect(await keysAtStart()).toEqual(["a", "b"]);
  });

  it("that is nothing but noise is set aside whole", async () => {
    const noise = Buffer.from([0, 255, 10, 0, 1, 10]);
    await fs.writeFile(journal(), noise);
    expect(await keysAtStart()).toEqual([]);
    expect((await aside()).length).toBe(1);
  });
});

describe("a disk that refuses", () => {
  it.each(["write", "sync"] as const)(
    "closes the inbox at a failed %s, keeps what was safe, and opens it again when it is mended",
    async (step) => {
      const disk = weakDisk();
      const inbox = await open({ disk, retryEveryMs: 5 });
      await inbox.take("a", message("a"));
      inbox.finish("a");
      await inbox.take("b", message("b"));
      disk.failing.add(step);
      const lost = await Promise.allSettled(["c", "d"].map((key) => inbox.take(key, message(key))));
      for (const each of lost) {
        expect(each).toMatchObject({ reason: { name: "InboxClosedError", retryAfterSeconds: 10 } });
      }
      expect(inbox.trouble()).toMatch(/can't be written/);
      await expect(inbox.take("e", message("e"))).rejects.toBeInstanceOf(InboxClosedError);
      expect(inbox.backlog()).toBe(1);
      disk.failing.clear();
      while (inbox.trouble() !== undefined) await new Promise((resolve) => setTimeout(resolve, 2));
      expect(await inbox.take("c", message("c"))).toBe("taken");
      await inbox.close();
      const again = await open();
      expect(again.unfinished.map(({ key }) => key)).toEqual(["b", "c"]);
      expect(await again.take("a", message("a"))).toBe("duplicate");
      expect(sentences.filter((each) => each.includes("damaged"))).toEqual([]);
      await again.close();
    },
  );

  it("that can't compact goes on with the old journal", async () => {
    const disk = weakDisk();
    const inbox = await open({ disk, compactFromBytes: 200 });
    disk.failing.add("rename");
    for (let n = 0; n < 20; n += 1) await inbox.take(`k${n}`, message("a"));
    expect(inbox.trouble()).toBeUndefined();
    await inbox.close();
    expect((await open()).unfinished.length).toBe(20);
  });
});

describe("a long life", () => {
  it("keeps the journal small while messages come and are done", async () => {
    const inbox = await open({ compactFromBytes: 2000 });
    for (let n = 0; n < 1000; n += 1) {
      await inbox.take(`key ${n}`, message("领用：A4纸 1包"));
      inbox.finish(`key ${n}`);
    }
    await inbox.close();
    // 1000 ids of 16 letters, twice for what has grown since, and some.
    expect((await fs.stat(journal())).size).toBeLessThan(50_000);
    const again = await open();
    for (let n = 0; n < 1000; n += 50) {
      expect(await again.take(`key ${n}`, message(""))).toBe("duplicate");
    }
    await again.close();
  });
});
