/** The network between relay and sheet at its worst: whatever it loses, a message is booked once. */
import { whenQuiet } from "../../scripts/bridge";
import type { Intercept, SheetAnswer } from "../../src/local-sheet/server";
import { faultsOf, group, idOf, openOffice } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

const failing = (status: number): SheetAnswer => ({
  status,
  body: { error: { code: status, message: "The service is unavailable.", status: "UNAVAILABLE" } },
});

/** @see https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Does something else with the next write of a relay, and nothing with those after it. */
function onNextWrite(office: Office, instead: Intercept): void {
  office.intercept = async (call, apply) => {
    if (call.kind === "read") return apply();
    office.intercept = undefined;
    return instead(call, apply);
  };
}

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

describe("a message is booked once and answered once when its write", () => {
  const mishaps: readonly (readonly [string, Intercept])[] = [
    ["is reset before it was applied", () => Promise.resolve("reset")],
    ["is answered 503 before it was applied", () => Promise.resolve(failing(503))],
    ["is answered 429 before it was applied", () => Promise.resolve(failing(429))],
    [
      "was applied and its answer is reset",
      (_call, apply) => {
        apply();
        return Promise.resolve("reset");
      },
    ],
    [
      "was applied and is answered 500",
      (_call, apply) => {
        apply();
        return Promise.resolve(failing(500));
      },
    ],
  ];
  test.each(mishaps)("%s", async (_title, mishap) => {
    await office.say("u-wang", "领用：便利贴 1包");
    onNextWrite(office, mishap);
    const posts = await office.say("u-li", "领用：A4纸 2箱、签字笔 3支", { messageId: "once" });
    expect(posts.filter(({ kind }) => kind === "receipt")).toHaveLength(1);
    await office.say("u-li", "领用：A4纸 2箱、签字笔 3支", { messageId: "once" });
    expect(await office.stock()).toMatchObject({ A4纸: 18, 签字笔: 97, 便利贴: 299 });
    expect(await faultsOf(office, [idOf("once"), `${idOf("once")}#2`])).toEqual([]);
  });
});

it("a write that is applied long after its time-out books nothing a second time", async () => {
  await office.say("u-wang", "领用：便利贴 1包");
  let late: () => unknown = () => undefined;
  onNextWrite(office, (_call, apply) => {
    late = apply;
    return Promise.resolve("reset");
  });
  await office.say("u-li", "领用：A4纸 2箱", { messageId: "once" });
  expect(late()).toMatchObject({ status: 400 });
  expect(await faultsOf(office, [idOf("once")])).toEqual([]);
  await office.say("u-li", "领用：A4纸 1箱", { messageId: "next" });
  expect(await office.stock()).toMatchObject({ A4纸: 17 });
  expect(await faultsOf(office, [idOf("once"), idOf("next")])).toEqual([]);
});

describe.each([1, 2])("a storm of faults (seed %i)", (seed) => {
  it("loses nothing and books nothing twice", async () => {
    const random = seeded(seed);
    const accepted = new Set<string>();
    const people = ["u-li", "u-wang", "keeper1", "u-new"];
    office.intercept = (call, apply) => {
      const dice = random();
      if (call.kind === "read") return Promise.resolve(dice < 0.15 ? failing(503) : apply());
      if (dice < 0.15) return Promise.resolve(failing(503));
      if (dice < 0.25) return Promise.resolve("reset");
      const answer = apply();
      if (dice < 0.35) return Promise.resolve(failing(500));
      return Promise.resolve(dice < 0.45 ? "reset" : answer);
    };
    const said: { messageId: string; groupId: string; senderId: string; text: string }[] = [];
    for (let count = 0; count < 40; count += 1) {
      const item = ["A4纸", "签字笔", "便利贴"][Math.floor(random() * 3)] ?? "";
      const verb = item === "A4纸" ? "归还" : "领用";
      const senderId = people[Math.floor(random() * people.length)] ?? "";
      const text = `${verb}：${item} ${1 + Math.floor(random() * 3)}`;
      said.push({ messageId: `s${count}`, groupId: group, senderId, text });
    }
    for (const message of [...said, ...said.filter(() => random() < 0.4)]) {
      const status = await office.relay.post(message);
      expect([200, 202]).toContain(status);
      accepted.add(idOf(message.messageId));
    }
    office.intercept = undefined;
    await whenQuiet(office.relay.url);
    await office.settled();
    expect(await faultsOf(office, accepted)).toEqual([]);
    expect(await office.rows("流水")).toHaveLength(said.length);
    expect((await office.rows("成员")).filter((row) => row["账号"] === "u-new").length).toBe(1);
  });
});
