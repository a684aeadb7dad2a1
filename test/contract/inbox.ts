/** What every driver of the inbox owes the relay, as tests that each of them runs. */
import fc from "fast-check";
import { InboxClosedError } from "../../src/errors";
import type { Inbox } from "../../src/inbox/inbox";

export interface InboxCase {
  /** A driver on its store as a process before left it; each test begins with an empty one. */
  open(limit?: number): Promise<Inbox<string>>;
  /** Whether what was taken and noted outlives the process. */
  readonly isDurable: boolean;
}

/** A person's or a platform's doings, in any order. */
const steps = fc.array(
  fc.record({
    does: fc.constantFrom("take" as const, "finish" as const),
    key: fc.constantFrom("a", "b", "c", "d"),
  }),
  { maxLength: 40 },
);

export function inboxContract({ open, isDurable }: InboxCase): void {
  it("takes each message once, and counts what is not finished", async () => {
    const inbox = await open();
    expect(await inbox.take("a", "领用")).toBe("taken");
    expect(await inbox.take("b", "入库")).toBe("taken");
    expect([inbox.has("a"), inbox.has("c"), inbox.backlog()]).toEqual([true, false, 2]);
    inbox.finish("a");
    expect(await inbox.take("a", "领用")).toBe("duplicate");
    expect([inbox.has("a"), inbox.backlog()]).toEqual([true, 1]);
    await inbox.close();
  });

  it("finishes only what it took, however often it is told", async () => {
    const inbox = await open();
    inbox.finish("a");
    expect([inbox.has("a"), inbox.backlog()]).toEqual([false, 0]);
    await inbox.take("a", "");
    inbox.finish("a");
    inbox.finish("a");
    expect([inbox.has("a"), inbox.backlog()]).toEqual([true, 0]);
    await inbox.close();
  });

  it("refuses more than its limit, says why and when to come again, and takes on when one is done", async () => {
    const inbox = await open(2);
    await Promise.all([inbox.take("a", ""), inbox.take("b", "")]);
    await expect(inbox.take("c", "")).rejects.toBeInstanceOf(InboxClosedError);
    await expect(inbox.take("c", "")).rejects.toMatchObject({ retryAfterSeconds: 30 });
    expect(inbox.trouble()).toContain("2 messages wait");
    if (isDurable) expect(await inbox.take("a", "")).toBe("duplicate");
    inbox.finish("a");
    expect(inbox.trouble()).toBeUndefined();
    expect(await inbox.take("c", "")).toBe("taken");
    await inbox.close();
  });

  it("takes nothing more once it is closed", async () => {
    const inbox = await open();
    await inbox.close();
    await expect(inbox.take("a", "")).rejects.toBeInstanceOf(InboxClosedError);
  });

  it("tells of every message in any order whether it has it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uuid(), steps, async (run, doings) => {
        const inbox = await open();
        const unfinished = new Set<string>();
        const finished = new Set<string>();
        for (const { does, key } of doings) {
          const own = `${run}${key}`;
          if (does === "finish") {
            inbox.finish(own);
            if (unfinished.delete(own)) finished.add(own);
          } else if (!unfinished.has(own)) {
            expect(await inbox.take(own, key)).toBe(finished.has(own) ? "duplicate" : "taken");
            if (!finished.has(own)) unfinished.add(own);
          }
          expect(inbox.has(own)).toBe(unfinished.has(own) || finished.has(own));
        }
        for (const key of unfinished) inbox.finish(key);
        expect(inbox.backlog()).toBe(0);
        await inbox.close();
      }),
      { numRuns: 20 },
    );
  });

  it(`${isDurable ? "keeps" : "says nothing of keeping"} messages and notes through a restart`, async () => {
    const first = await open();
    for (const key of ["a", "b", "c"]) await first.take(key, `领用 ${key}\n"`);
    first.finish("b");
    await first.record("seen", 1);
    await first.record("asked", { text: "是吗？" });
    await first.record("seen", { A4纸: 5 });
    await first.record("gone", "x");
    await first.record("gone", undefined);
    await first.close();
    const second = await open();
    const kept = [second.unfinished.map(({ key }) => key), [...second.notes.keys()].sort()];
    expect(kept).toEqual(
      isDurable
        ? [
            ["a", "c"],
            ["asked", "seen"],
          ]
        : [[], []],
    );
    if (isDurable) {
      expect(second.unfinished[0]?.message).toBe('领用 a\n"');
      expect(second.notes.get("seen")).toEqual({ A4纸: 5 });
      expect(await second.take("b", "")).toBe("duplicate");
      expect(second.backlog()).toBe(2);
    }
    await second.close();
  });
}
