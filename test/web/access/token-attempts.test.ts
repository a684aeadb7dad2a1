import { createTokenAttempts, networkOf } from "../../../src/web/access/token-attempts";

const start = Date.parse("2026-11-24T08:00:00Z");

function openDoor() {
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
    wrong: (address: string) => attempts.judge(address, () => false),
    right: (address: string) => attempts.judge(address, () => true),
    async guess(times: number, address: (index: number) => string) {
      const each = Array.from({ length: times }, (_, index) => address(index));
      return Promise.all(each.map((from) => attempts.judge(from, () => false)));
    },
  };
}

describe("attempts at the admin token", () => {
  it("are looked at one every two seconds after ten mistakes at an address, however many come at once", async () => {
    const door = openDoor();
    const found = await door.guess(1000, () => "203.0.113.7");
    expect(found.filter((attempt) => attempt === "wrong")).toHaveLength(16);
    expect(door.waits).toEqual([2000, 4000, 6000, 8000, 10_000]);
    expect(await door.right("198.51.100.9")).toBe("right");
    expect(door.waits).toHaveLength(5);
    door.pass(12_000);
    expect(await door.right("203.0.113.7")).toBe("right");
  });

  it("cost nothing while they are right", async () => {
    const door = openDoor();
    for (let count = 0; count < 50; count += 1) {
      expect(await door.right("203.0.113.7")).toBe("right");
    }
    expect(door.waits).toEqual([]);
  });

  it("are forgotten ten minutes after the last", async () => {
    const door = openDoor();
    await door.guess(12, () => "203.0.113.7");
    door.pass(10 * 60_000);
    door.waits.length = 0;
    expect(await door.wrong("203.0.113.7")).toBe("wrong");
    expect(door.waits).toEqual([]);
  });

  it("wait a little, and are never turned away, while a hundred addresses guess", async () => {
    const door = openDoor();
    await door.guess(100, (index) => `203.0.113.${index}`);
    expect(await door.right("198.51.100.9")).toBe("right");
    expect(door.waits).toEqual([250]);
    door.pass(60_000);
    expect(await door.right("198.51.100.9")).toBe("right");
    expect(door.waits).toEqual([250]);
  });

  it("are told in the log once a minute, with how many there were", async () => {
    const door = openDoor();
    await door.guess(8, () => "203.0.113.7");
    door.pass(59_000);
    await door.wrong("198.51.100.9");
    expect(door.lines).toEqual([expect.stringMatching(/ADMIN_TOKEN from 203\.0\.113\.7; 0 more/)]);
    door.pass(1000);
    await door.wrong("198.51.100.9");
    expect(door.lines.slice(1)).toEqual([expect.stringMatching(/from 198\.51\.100\.9; 8 more/)]);
  });

  it("are remembered of the latest thousand addresses", async () => {
    const door = openDoor();
    await door.guess(12, () => "203.0.113.7");
    await door.guess(1000, (index) => `10.0.${index >> 8}.${index & 255}`);
    door.pass(60_000);
    door.waits.length = 0;
    await door.wrong("203.0.113.7");
    expect(door.waits).toEqual([]);
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
