/** How far the sheet was right, asked for in the chat. */
import { openOffice } from "./office";

jest.setTimeout(60_000);

it("账实差异率 tells the mean of what was counted this month", async () => {
  const office = await openOffice();
  const say = async (sender: string, text: string): Promise<string> =>
    (await office.say(sender, text)).map((post) => post.text).join("\n");
  expect(await say("u-li", "账实差异率")).toContain("没有盘点记录");
  await say("keeper1", "盘点：订书机 6个");
  await say("keeper1", "盘点：A4纸 20箱");
  expect(await say("u-li", "这个月差异率多少")).toContain(
    "盘 2 项，差 1 项：账实差异率 12.5%，相符率 50%〔95% 区间 9.5%–90.5%〕",
  );
  await office.close();
});
