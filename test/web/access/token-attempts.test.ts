import { createTokenAttempts, networkOf } from "../../../src/web/access/token-attempts";

const start = Date.parse("2026-11-24T08:00:00Z");

function createOpenAttempts() {
  let at = start;
  const waits: number[] = [];
  const lines: string[] = [];
  const attempts = createTokenAttempts({
    now: () => new Date(at),
    pause: async (ms) => void waits.push(ms),
    warn: (sentence) => lines.push(sentence),
  });
  return {
    waits,
    lines,
    pass: (ms: number) => (at += ms),
    wrong: (address: string) => attempts.checkToken(address, () => false),
    right: (address: string) => attempts.checkToken(address, () => true),
    async guess(times: number, address: (index: number) => string) {
      const each = Array.from({ length: times }, (_, index) => address(index));
      return Promise.all(each.map((from) => attempts.checkToken(from, () => false)));
    },
  };
}

describe("attempts at the admin token", () => {
  it("are looked at one every two seconds after ten mistakes at an address, however many come at once", async () => {
    const openAttempts = createOpenAttempts();
    const found = await openAttempts.guess(1000, () => "203.0.113.7");
    expect(found.filter((attempt) => attempt === "wrong")).toHaveLength(16);
    expect(openAttempts.waits).toEqual([2000, 4000, 6000, 8000, 10_000]);
    expect(await openAttempts.right("198.51.100.9")).toBe("right");
    expect(openAttempts.waits).toHaveLength(5);
    openAttempts.pass(12_000);
    expect(await openAttempts.right("203.0.113.7")).toBe("right");
  });

  it("cost nothing while they are right", async () => {
    const openAttempts = createOpenAttempts();
    for (let count = 0; count < 50; count += 1) {
      expect(await openAttempts.right("203.0.113.7")).toBe("right");
    }
    expect(openAttempts.waits).toEqual([]);
  });

  it("are forgotten ten minutes after the last", async () => {
    const openAttempts = createOpenAttempts();
    await openAttempts.guess(12, () => "203.0.113.7");
    openAttempts.pass(10 * 60_000);
    openAttempts.waits.length = 0;
    expect(await openAttempts.wrong("203.0.113.7")).toBe("wrong");
    expect(openAttempts.waits).toEqual([]);
  });

  it("wait a little, and are never turned away, while a hundred addresses guess", async () => {
    const openAttempts = createOpenAttempts();
    await openAttempts.guess(100, (index) => `203.0.113.${index}`);
    expect(await openAttempts.right("198.51.100.9")).toBe("right");
    expect(openAttempts.waits).toEqual([250]);
    openAttempts.pass(60_000);
    expect(await openAttempts.right("198.51.100.9")).toBe("right");
    expect(openAttempts.waits).toEqual([250]);
  });

  it("are told in the log once a minute, with how many there were", async () => {
    const openAttempts = createOpenAttempts();
    await openAttempts.guess(8, () => "203.0.113.7");
    openAttempts.pass(59_000);
    await openAttempts.wrong("198.51.100.9");
    expect(openAttempts.lines).toEqual([
      expect.stringMatching(/ADMIN_TOKEN from 203\.0\.113\.7; 0 more/),
    ]);
    openAttempts.pass(1000);
    await openAttempts.wrong("198.51.100.9");
    expect(openAttempts.lines.slice(1)).toEqual([
      expect.stringMatching(/from 198\.51\.100\.9; 8 more/),
    ]);
  });

  it("are remembered of the latest thousand addresses", async () => {
    const openAttempts = createOpenAttempts();
    await openAttempts.guess(12, () => "203.0.113.7");
    await openAttempts.guess(1000, (index) => `10.0.${index >> 8}.${index & 255}`);
    openAttempts.pass(60_000);
    openAttempts.waits.length = 0;
    await openAttempts.wrong("203.0.113.7");
    expect(openAttempts.waits).toEqual([]);
  });
});

describe("an address", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8:1:2::9", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["1:2:3:4:5:6:7::", "1:2:3:4"],
    ["_hidden", "an unknown address"],
    [undefined, "an unknown address"],
  ])("%s is counted as %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
