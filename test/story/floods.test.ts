/** People who write more than anybody needs to: what they are told, and that others go on meanwhile. */
import { whenQuiet } from "../../scripts/bridge";
import type { Post } from "../../scripts/bridge";
import { group, openOffice, until } from "./office";
import type { Office } from "./office";

jest.setTimeout(60_000);

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const answersTo = (prefix: string): readonly Post[] =>
  office.bridge.posts.filter(({ inReplyTo }) => inReplyTo?.startsWith(prefix) === true);

async function flood(senderId: string, prefix: string, texts: readonly string[]): Promise<void> {
  office.bridge.posts.length = 0;
  const posts = texts.map((text, index) =>
    office.relay.post({ messageId: `${prefix}${index}`, groupId: group, senderId, text }),
  );
  await Promise.all(posts);
}

it("answers ten and some of 90 look-ups, says once that it is too fast, and a colleague's question meanwhile", async () => {
  let open: (() => void) | undefined;
  const shut = new Promise<void>((resolve) => (open = resolve));
  // The sheet answers the look-ups' own reads once the test says so.
  office.intercept = async (call, apply) => {
    if (call.kind === "read" && call.path.includes("values:batchGet")) await shut;
    return apply();
  };
  await flood(
    "u-li",
    "r",
    Array.from({ length: 90 }, () => "记录 A4纸"),
  );
  const [figure] = await askedMeanwhile("查询 订书机");
  expect(figure?.text).toContain("订书机当前库存为8个");
  expect(answersTo("r").filter(({ text }) => text.includes("流水"))).toEqual([]);
  await until(async () => (await office.relay.ready())["backlog"] === 11);
  open?.();
  await whenQuiet(office.relay.url);
  const texts = answersTo("r").map(({ text }) => text);
  expect(texts.filter((text) => text.includes("流水"))).toHaveLength(11);
  expect(texts.filter((text) => text.includes("问得太快了"))).toHaveLength(1);
  expect(texts).toHaveLength(12);
});

/** A colleague's message, posted beside whatever is under way; resolves when it is answered. */
async function askedMeanwhile(text: string): Promise<readonly Post[]> {
  await office.relay.post({ messageId: "meanwhile", groupId: group, senderId: "u-wang", text });
  while (answersTo("meanwhile").length === 0) await new Promise(setImmediate);
  return answersTo("meanwhile");
}

it("keeps 20 entries of a person, answers every further one, and a keeper's 驳回 makes room", async () => {
  await flood(
    "u-li",
    "u",
    Array.from({ length: 30 }, (_, index) => `领用：订书机 ${index + 90}个`),
  );
  await whenQuiet(office.relay.url);
  const open = async (): Promise<number> =>
    (await office.rows("待处理")).filter((row) => row["状态"] === "待处理").length;
  expect(await open()).toBe(20);
  const answered = new Set(answersTo("u").map(({ inReplyTo }) => inReplyTo));
  expect(answered.size).toBe(30);
  const notKept = answersTo("u").filter(({ text }) => text.includes("你已有 20 条待处理"));
  expect(notKept).toHaveLength(10);
  const [other] = await office.say("u-wang", "领用：订书机 99个");
  expect(other?.text).toContain("已转播报员");
  const [rejected] = await office.say("keeper1", "驳回 3～20");
  expect(rejected?.text).toBe("已驳回 18 条待处理：3-20。");
  expect(await open()).toBe(3);
  const [kept] = await office.say("u-li", "领用：订书机 99个");
  expect(kept?.text).toContain("已转播报员");
});
