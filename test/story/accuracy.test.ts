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

it("an item counted twice in a session has one rate, whoever is asked", async () => {
  const office = await openOffice();
  const say = async (sender: string, text: string): Promise<string> =>
    (await office.say(sender, text)).map((post) => post.text).join("\n");
  await say("keeper1", "开始盘点");
  await say("keeper1", "盘点：A4纸 16箱");
  await say("keeper1", "盘点：A4纸 19箱");
  const ended = await say("keeper1", "结束盘点");
  expect(ended).toContain("A4纸：账面 20箱，实盘 19箱，差 -1箱");
  const page = await (await fetch(`${office.relay.url}/stocktake`)).text();
  const told = [ended, page];
  for (const text of ["账实差异率", "汇总", "本周汇总", "本月汇总"])
    told.push(await say("u-li", text));
  for (const each of told) {
    expect(each).toMatch(/(?<![\d.])5%/u);
    expect(each).not.toContain("18.8%");
  }
  await office.close();
});
