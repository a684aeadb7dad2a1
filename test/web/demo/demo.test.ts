import request from "supertest";
import type { InboundMessage } from "../../../src/channels/channel";
import { supplier } from "../../inventory/purchase-rows";
import { openFakeOffice } from "../fake-office";
import type { FakeOffice, OfficeNeeds } from "../fake-office";

let office: FakeOffice;
async function open(change?: (needs: OfficeNeeds) => OfficeNeeds): Promise<void> {
  office = await openFakeOffice(change);
}
afterEach(() => office.close());

type Method = "post" | "put" | "delete";
const send = (method: Method, path: string, body: object) =>
  request(office.url)[method](path).set("origin", office.url).send(body);
const seenBy = async (as: string): Promise<string> =>
  (await request(office.url).get("/group/messages").query({ as })).text;

describe("the simulated group", () => {
  it("shows who wrote what and what the bot answered, as each colleague sees it", async () => {
    await open();
    await send("post", "/group/messages", { as: "xiaoli", text: "领用：A4纸 1箱" });
    const own = await seenBy("xiaoli");
    expect(own).toContain("已登记");
    expect(own).toMatch(/@张三/);
    expect(own).toContain('data-action="remove"');
    const others = await seenBy("xiaowang");
    expect(others).toContain("领用：A4纸 1箱");
    expect(others).not.toContain('data-action="remove"');
  });

  it("takes a newcomer's message under the name that stands in the list", async () => {
    await open();
    expect((await request(office.url).get("/")).text).toContain("小赵 · 新同事");
    await send("post", "/group/messages", { as: "xiaozhao", text: "领用：A4纸 1箱" });
    expect(office.took).toMatchObject([{ senderId: "xiaozhao", senderName: "小赵" }]);
  });

  it("carries quotes, edits and deletions to the relay", async () => {
    await open();
    const said = await send("post", "/group/messages", { as: "xiaoli", text: "领用：A4纸 1箱" });
    const { messageId } = said.body as { messageId: string };
    const path = `/group/messages/${messageId}`;
    await send("post", "/group/messages", { as: "xiaoli", text: "撤销", quotes: messageId });
    expect((await send("put", path, { as: "xiaoli", text: "领用：A4纸 2箱" })).status).toBe(202);
    expect((await send("put", path, { as: "xiaowang", text: "x" })).status).toBe(409);
    expect((await send("delete", path, { as: "xiaoli" })).status).toBe(202);
    expect((await send("delete", path, { as: "xiaoli" })).status).toBe(409);
    expect(office.took.map(({ type, quotedMessageId }) => [type, quotedMessageId])).toEqual([
      ["message", undefined],
      ["message", messageId],
      ["edited", undefined],
      ["deleted", undefined],
    ]);
    expect(await seenBy("xiaowang")).toContain("小李 撤回了一条消息");
  });

  it("refuses strangers, silence and floods in a sentence", async () => {
    await open();
    for (const body of [
      { as: "nobody", text: "x" },
      { as: "xiaoli", text: "  " },
      { as: "xiaoli", text: "x".repeat(4001) },
      { as: 7, text: ["x"] },
      {},
    ]) {
      const answer = await send("post", "/group/messages", body);
      expect([answer.status, typeof answer.body.reason]).toEqual([400, "string"]);
    }
    expect(office.took).toHaveLength(0);
  });

  it("says so when the relay can't keep a message", async () => {
    const take = (message: InboundMessage) => Promise.reject(new Error(message.messageId));
    await open((needs) => ({ ...needs, simulation: { ...needs.simulation!, take } }));
    const answer = await send("post", "/group/messages", { as: "xiaoli", text: "领用" });
    expect([answer.status, answer.body.reason]).toEqual([503, "消息没有收下，请再发一次。"]);
  });

  it("shows pictures, and what was said to one person to that person only", async () => {
    await open();
    const png = Buffer.from("png");
    await office.send({ id: "d1", kind: "digest", text: "日报", picture: { png, alt: "库存表" } });
    await office.send({ id: "p1", text: "只给小李", groupId: undefined, recipientId: "xiaoli" });
    expect(await seenBy("xiaoli")).toContain('src="/group/pictures/d1.png" alt="库存表"');
    const drawn = Buffer.concat([Buffer.alloc(12), Buffer.from("IHDR"), Buffer.alloc(8)]);
    drawn.writeUInt32BE(1080, 16);
    drawn.writeUInt32BE(720, 20);
    await office.send({ id: "d2", kind: "digest", picture: { png: drawn, alt: "库存表" } });
    expect(await seenBy("xiaoli")).toMatch(/d2\.png" alt="库存表"\s+width="1080" height="720"/);
    expect((await request(office.url).get("/group/pictures/d1.png")).body).toEqual(png);
    expect((await request(office.url).get("/group/pictures/p1.png")).status).toBe(404);
    expect(await seenBy("xiaoli")).toContain("只给小李");
    expect(await seenBy("xiaowang")).not.toContain("只给小李");
  });

  it("has a supplier in their own group alone", async () => {
    const own = { platform: "simulated", department: "青竹文具", role: "supplier" } as const;
    const qin = { ...own, account: "qin", name: "秦竹" };
    const suppliers = [supplier("青竹文具", { group: "simulated:qingzhu" })];
    const took: InboundMessage[] = [];
    const take = (message: InboundMessage) => Promise.resolve(took.push(message));
    await open((needs) => ({
      ...needs,
      simulation: { ...needs.simulation!, take },
      stockroom: {
        ...needs.stockroom,
        latest: () => {
          const snapshot = office.snapshot();
          const members = [...snapshot.members, qin];
          return { ...snapshot, members, purchasing: { rows: [], events: [], suppliers } };
        },
      },
    }));
    await send("post", "/group/messages", { as: "xiaoli", text: "我们自己说的" });
    await send("post", "/group/messages", { as: "qin", text: "好的，明天发出" });
    expect(took.map(({ groupId }) => groupId)).toEqual(["office", "qingzhu"]);
    expect(await seenBy("qin")).toContain("好的，明天发出");
    expect(await seenBy("qin")).not.toContain("我们自己说的");
    expect(await seenBy("xiaoli")).not.toContain("好的，明天发出");
    expect((await request(office.url).get("/")).text).toContain('data-group="青竹文具的群"');
  });

  it("lets who may order write to the bot alone, where nobody else sees what is said", async () => {
    const took: InboundMessage[] = [];
    const take = (message: InboundMessage) => Promise.resolve(took.push(message));
    await open((needs) => ({ ...needs, simulation: { ...needs.simulation!, take } }));
    const said = await send("post", "/group/messages", {
      ...{ as: "direct:zhangsan", text: "比价 A4纸" },
    });
    const { messageId } = said.body as { messageId: string };
    expect(took[0]).toMatchObject({ senderId: "zhangsan", groupId: undefined });
    await office.send({
      ...{ id: "p1", text: "A4纸比价：128元", groupId: undefined, recipientId: "zhangsan" },
      inReplyTo: [messageId],
    });
    expect(await seenBy("direct:zhangsan")).toMatch(/比价 A4纸[^]*128元/u);
    for (const other of ["zhangsan", "xiaoli", "direct:zhou", "direct:xiaoli"])
      expect(await seenBy(other)).not.toMatch(/比价|128/u);
    const { text } = await request(office.url).get("/");
    expect(text).toContain('data-group="张三与播报员私聊"');
    expect(text).not.toContain('value="direct:xiaoli"');
  });

  it("shows buttons, and carries a tap to the relay as who looks", async () => {
    await open();
    const choices = [{ value: "是", label: "<是>" }];
    await office.send({ id: "q1", text: "登记吗？", choices });
    expect(await seenBy("xiaoli")).toMatch(/data-choice="是"[^>]*data-id="q1"[^>]*>\s*&lt;是&gt;/);
    const tapped = await send("post", "/group/messages/q1/taps", { as: "xiaoli", value: "是" });
    expect(tapped.status).toBe(202);
    expect(office.took).toMatchObject([
      { senderId: "xiaoli", text: "是", quotedMessageId: "q1", tap: { answerTo: "q1" } },
    ]);
    const gone = await send("post", "/group/messages/q1/taps", { as: "xiaoli", value: "否" });
    expect([gone.status, gone.body.reason]).toEqual([409, "这个按钮不在了。"]);
    expect((await send("post", "/group/messages/q1/taps", { as: "nobody" })).status).toBe(400);
  });

  it("shows what people write as text, whatever it is", async () => {
    await open();
    await send("post", "/group/messages", { as: "xiaoli", text: "<script>alert(1)</script>" });
    expect(await seenBy("xiaoli")).toContain("&lt;script&gt;");
    expect(await seenBy('"><script>')).not.toContain("<script>");
  });

  it("previews the digest with its picture and posts nothing", async () => {
    await open();
    const preview = await send("post", "/group/preview", {});
    expect(preview.text).toContain("【库存日报】");
    const [, path = ""] = /src="([^"]+)"/.exec(preview.text) ?? [];
    const picture = await request(office.url).get(path);
    expect([picture.status, picture.headers["content-type"]]).toEqual([200, "image/png"]);
    expect(office.group.transcript()).toHaveLength(0);
    const forgotten = path.replace(/preview\/\d+/, "preview/99");
    expect((await request(office.url).get(forgotten)).status).toBe(404);
  });
});

describe("the sheet editor", () => {
  const row = async (title: string, at: number): Promise<string[]> => {
    const { body } = await request(office.url).get("/sheet").query({ tab: title });
    return (body.rows[at]?.cells as { shown: string }[]).map(({ shown }) => shown);
  };

  it("shows every tab with its cells", async () => {
    await open();
    const { body } = await request(office.url).get("/sheet").query({ tab: "流水" });
    expect(body.title).toBe("流水");
    expect(body.tabs).toMatchObject(
      ["库存", "流水", "待处理", "成员", "设置", "播报"].map((title) => ({ title })),
    );
    expect(body.rows[0].cells[0]).toEqual({ shown: "时间", typed: "时间", isNumber: false });
    expect(body.rows[1].cells[4]).toEqual({ shown: "-1", typed: "-1", isNumber: true });
  });

  it("writes a cell as it was typed", async () => {
    await open();
    const cells = await row("库存", 1);
    const edit = { title: "库存", row: 1, cells, column: 2, value: "20" };
    expect((await send("post", "/sheet/cell", edit)).status).toBe(204);
    expect((await row("库存", 1))[2]).toBe("20");
  });

  it("finds a row that others moved meanwhile, and leaves alone what it can't find", async () => {
    await open();
    const cells = await row("库存", 1);
    office.sheet.tabs[0]!.rows.splice(1, 0, ["新的", "", 1, 1]);
    const edit = { title: "库存", row: 1, cells, column: 2, value: "20" };
    expect((await send("post", "/sheet/cell", edit)).status).toBe(204);
    expect(office.sheet.tabs[0]!.rows[1]?.[2]).toBe(1);
    expect(office.sheet.tabs[0]!.rows[2]?.[2]).toBe(20);
    const other = { ...edit, cells: ["不在了", ...cells.slice(1)], value: "21" };
    const again = await send("post", "/sheet/cell", other);
    expect([again.status, again.body.reason]).toEqual([
      409,
      "表格刚刚变了，这一格没有写进去，请再改一次。",
    ]);
  });

  it("inserts and deletes rows, but never the header", async () => {
    await open();
    const before = office.sheet.tabs[0]!.rows.length;
    const cells = await row("库存", 1);
    expect((await send("post", "/sheet/row", { title: "库存", row: 1, cells })).status).toBe(204);
    expect(office.sheet.tabs[0]!.rows[2]).toEqual([]);
    const deletion = { title: "库存", row: 1, cells };
    expect((await send("delete", "/sheet/row", deletion)).status).toBe(204);
    expect(office.sheet.tabs[0]!.rows).toHaveLength(before);
    const header = { title: "库存", row: 0, cells: await row("库存", 0) };
    expect((await send("delete", "/sheet/row", header)).status).toBe(400);
  });

  it("says what the sheet refused, and that it is away, in a sentence", async () => {
    await open();
    const cells = await row("库存", 1);
    const edit = { title: "库存", row: 1, cells, column: 2, value: "!" };
    const refused = await send("post", "/sheet/cell", edit);
    expect(refused.body.reason).toBe("表格没有接受：Unable to parse range");
    expect((await send("post", "/sheet/cell", { ...edit, title: "没有" })).status).toBe(404);
    expect((await send("post", "/sheet/cell", { ...edit, column: 99 })).status).toBe(400);
    await office.sheet.close();
    const away = await send("post", "/sheet/cell", edit);
    expect([away.status, away.body.reason]).toEqual([503, "表格服务暂时没有回应，请稍后再试。"]);
  });
});
