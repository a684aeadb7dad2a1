import request from "supertest";
import { SheetAwayError } from "../../../src/errors";
import type { Movement } from "../../../src/inventory/movements/movement";
import type { SheetHealth, Snapshot } from "../../../src/sheet/stockroom";
import { balanceByDay } from "../../../src/web/board/balance";
import { balanceChart } from "../../../src/web/board/chart";
import { filterStock } from "../../../src/web/board/stock-filter";
import { keeping, openFakeOffice } from "../fake-office";
import type { FakeOffice, OfficeNeeds } from "../fake-office";

const now = new Date("2026-11-24T08:00:00Z");
let office: FakeOffice;
async function open(change?: (needs: OfficeNeeds) => OfficeNeeds): Promise<FakeOffice> {
  office = await openFakeOffice(change, () => now);
  return office;
}
afterEach(() => office.close());

const text = async (path: string): Promise<string> => (await request(office.url).get(path)).text;

describe("the board", () => {
  it("shows stock with low items first, today's movements, and what waits", async () => {
    await open();
    const board = await text("/board");
    expect(board.indexOf("荧光笔")).toBeLessThan(board.indexOf("A3纸"));
    expect(board).toContain("签字笔（黑色 0.5mm）");
    expect(board).toContain("没有找到物品「那个本子」");
    expect(board).not.toContain("小王报的盘点");
    expect(board).toMatch(/透明胶带<\/a\s*>\s*<b class="up">\+8卷/);
  });

  it("shows 5,000 items a page at a time, and finds one of them in a small answer", async () => {
    await open((needs) => keeping(5000, needs));
    const board = await text("/board");
    expect(board).toContain("共 5000 项");
    expect(board).toContain("第 1 页，共 50 页");
    expect(board.match(/data-key="物品/g)).toHaveLength(100);
    expect(board.length).toBeLessThan(300_000);
    const { headers } = await request(office.url).get("/board").set("accept-encoding", "gzip");
    expect(headers["content-encoding"]).toBe("gzip");
    expect(board).toContain('href="/board?page=2"');
    const last = await text("/board?page=99999");
    expect(last).toContain("第 50 页，共 50 页");
    expect(last).toContain("物品5000<");
    const found = await text("/board/parts?q=%E7%89%A9%E5%93%814999");
    expect(found.match(/data-key="物品/g)).toHaveLength(1);
    expect(found.length).toBeLessThan(10_000);
    expect(found).toContain("1 项，共 5000 项");
    expect(found).not.toContain("pager");
    expect(await text("/board?q=%E7%89%A9%E5%93%81&page=2&owner=")).toContain(
      'href="/board?q=%E7%89%A9%E5%93%81&amp;page=3"',
    );
  });

  it("shows a busy day's movements and entries in pages, the newest first", async () => {
    await open((needs) => ({
      ...needs,
      stockroom: {
        ...needs.stockroom,
        latest: () => {
          const snapshot = office.snapshot();
          const many = Array.from({ length: 45 }, (_, index) => index);
          const recent = many.map((index) => ({
            ...snapshot.recent[0]!,
            id: `m${index}`,
            at: new Date(now.getTime() - index * 1000),
          }));
          const entry = { ...snapshot.pending[0]!, status: "open" as const };
          return { ...snapshot, recent, pending: many.map((number) => ({ ...entry, number })) };
        },
      },
    }));
    const board = await text("/board?today=3");
    expect(board.match(/data-key="m\d+"/g)).toHaveLength(5);
    expect(board).toContain('data-key="m44"');
    expect(board).toContain('href="/board?today=2"');
    expect(board).toContain('href="/board?today=3&amp;pending=2"');
  });

  it("filters by words, by owner and by low, also without a script", async () => {
    const { items, policy } = (await open()).snapshot();
    const names = (filter: Partial<Parameters<typeof filterStock>[1]>) =>
      filterStock(items, { words: "", onlyLow: false, owner: "", ...filter }, policy).map(
        ({ name }) => name,
      );
    expect(names({ words: "hp 803" })).toEqual(["HP-803墨盒"]);
    expect(names({ words: "打印纸" })).toEqual(["A4纸"]);
    expect(names({ words: "黑色 签字" })).toEqual(["签字笔"]);
    expect(names({ onlyLow: true })).toEqual(["荧光笔", "洗手液"]);
    expect(names({ onlyLow: true, owner: "刘姐" })).toEqual(["洗手液"]);
    expect(names({ words: "没有这个" })).toEqual([]);
    const parts = await text("/board/parts?low=1&owner=%E5%88%98%E5%A7%90");
    expect(parts).toContain("洗手液");
    expect(parts).toContain("1 项，共 21 项");
  });

  it("shows what people wrote as text, whatever it is", async () => {
    await open();
    const evil = '"><img src=x onerror=alert(1)>';
    office.sheet.tabs[0]!.rows[1]![0] = evil;
    office.sheet.tabs[0]!.rows[2]![2] = "约20";
    const board = await text(`/board?q=${encodeURIComponent(evil)}`);
    expect(board).not.toContain("<img src=x");
    expect(board).toContain("&quot;&gt;&lt;img");
    expect(await text("/board")).toContain("看不懂");
    const item = await request(office.url).get("/item").query({ name: evil, spec: "70g" });
    expect(item.status).toBe(200);
    expect(item.text).not.toContain("<img src=x");
  });

  it("stands without a snapshot, and says that the sheet is away", async () => {
    await open((needs) => ({
      ...needs,
      stockroom: {
        ...needs.stockroom,
        latest: () => undefined,
        state: () => ({
          sheet: "away",
          degraded: true,
          reason: "表格没有回应",
          lastCommitAt: undefined,
        }),
      },
    }));
    const board = await text("/board");
    expect(board).toContain("还没有读到表格");
    expect(board).toContain("表格没有回应");
    expect((await request(office.url).get("/item?name=A4%E7%BA%B8&spec=70g")).status).toBe(404);
  });

  /** The board of a sheet in trouble; its items as `change` makes them. */
  async function troubled(
    state: Partial<SheetHealth>,
    change: (snapshot: Snapshot) => Partial<Snapshot> = () => ({}),
  ): Promise<string> {
    await open((needs) => ({
      ...needs,
      stockroom: {
        ...needs.stockroom,
        latest: () => ({ ...office.snapshot(), ...change(office.snapshot()) }),
        state: () => ({
          ...{ sheet: "ok", degraded: true, reason: undefined, lastCommitAt: undefined },
          ...state,
        }),
      },
    }));
    return text("/board");
  }
  const noColumn = "「库存」缺少「当前库存」列，请补上表头或改回原名";

  it("says on top what is wrong and from when the figures are", async () => {
    const itemsReadAt = new Date("2026-11-24T06:05:00Z");
    const board = await troubled({ reason: noColumn }, () => ({ itemsReadAt }));
    expect(board.indexOf(noColumn)).toBeGreaterThan(0);
    expect(board.indexOf(noColumn)).toBeLessThan(board.indexOf("低于安全库存"));
    expect(board).toContain("下面的库存是 2026-11-24 14:05 读到的。");
    expect(board).toContain("5箱");
    const item = await text("/item?name=A4%E7%BA%B8&spec=70g");
    expect(item).toContain(noColumn);
  });

  it("shows ？ where no figure was ever read, and counts no low items", async () => {
    const board = await troubled({ reason: noColumn }, ({ items }) => ({
      items: items.map((item) => ({ ...item, stock: { kind: "unreadable", text: "" } })),
    }));
    expect(board).toContain("当前库存没有读到，显示为「？」。");
    expect(board).toContain("<b>？</b>");
    expect(board).not.toMatch(/<b>0\D/);
    expect(board).toMatch(/低于安全库存<\/dt>\s*<dd>？/);
  });

  it("tells in Chinese why Google can't be used, and what to do", async () => {
    const reason = "sheets.googleapis.com can't be reached (ENOTFOUND)";
    const fault = { status: undefined, host: "sheets.googleapis.com", isDenied: false };
    const board = await troubled({ sheet: "away", reason, fault });
    expect(board).toContain("连不上 sheets.googleapis.com，正在自动重试");
    expect(board).toContain("HTTPS_PROXY");
    expect(board).not.toContain("ENOTFOUND");
    expect(board).toContain("下面是 2026-11-24 16:00 读到的内容。");
    await office.close();
    const denied = { status: 403, host: undefined, isDenied: true };
    expect(await troubled({ sheet: "away", reason: "403", fault: denied })).toContain(
      "请把表格共享给它",
    );
  });

  it("is at the root, without group and editor, when a sheet is configured", async () => {
    await open((needs) => ({ ...needs, simulation: undefined }));
    const root = await text("/");
    expect(root).toContain('id="filter"');
    expect(root).not.toContain('id="composer"');
    const origin = office.url;
    for (const path of ["/sheet", "/group/messages"]) {
      expect((await request(origin).get(path)).status).toBe(404);
    }
    const posted = await request(origin).post("/group/messages").set({ origin }).send({});
    expect(posted.status).toBe(404);
  });

  it("shows the last digest with its picture, and its text alone after a restart", async () => {
    const png = Buffer.from("png");
    const at = new Date("2026-11-23T08:00:00Z");
    await open((needs) => ({
      ...needs,
      reports: {
        ...needs.reports,
        lastDigest: () => ({ at, text: "【库存日报】", pictures: [{ png, alt: "库存表" }] }),
      },
    }));
    const [, path = ""] = /src="(\/digest\/[^"]+)" alt="库存表"/.exec(await text("/board")) ?? [];
    expect((await request(office.url).get(path)).body).toEqual(png);
    expect((await request(office.url).get(path.replace("0.png", "7.png"))).status).toBe(404);
    await office.close();
    await open((needs) => ({
      ...needs,
      stockroom: {
        ...needs.stockroom,
        latest: () => ({
          ...office.snapshot(),
          broadcasts: [
            {
              ...{ at, type: "digest", group: "g", text: "【库存日报】昨天", key: "k" },
              ...{ status: "sent", reason: "" },
            },
          ],
        }),
      },
    }));
    expect(await text("/board")).toContain("【库存日报】昨天");
  });
});

describe("an item's page", () => {
  it("tells who moved it, when, and by which message", async () => {
    await open();
    const page = await text("/item?name=A4%E7%BA%B8&spec=70g");
    expect(page).toContain("财务部 小陈");
    expect(page).toContain("领用：A4纸 2箱，领用人：财务部小陈");
    expect(page).toContain("刘姐 登记");
    expect(page).toContain("近 30 天结存折线图：现在 5箱，最低 4箱，最高 7箱");
  });

  it("stands while its history can't be read, without a drawing that nobody knows to be right", async () => {
    const history = () => Promise.reject(new SheetAwayError("away", undefined));
    await open((needs) => ({ ...needs, stockroom: { ...needs.stockroom, history } }));
    const answer = await request(office.url).get("/item?name=A4%E7%BA%B8&spec=70g");
    expect(answer.status).toBe(200);
    expect(answer.text).toContain("变动记录暂时读不到");
    expect(answer.text).not.toContain('class="chart"');
  });

  it("asks the sheet once for many viewers", async () => {
    const history = jest.fn(() => Promise.resolve([]));
    await open((needs) => ({ ...needs, stockroom: { ...needs.stockroom, history } }));
    await Promise.all([1, 2, 3].map(() => text("/item?name=A4%E7%BA%B8&spec=70g")));
    expect(history).toHaveBeenCalledTimes(1);
  });
});

describe("the balance of the last 30 days", () => {
  const row = (at: string, before: number, after: number) =>
    ({ at: new Date(at), before, after }) as Movement;

  beforeEach(() => open());

  it("is what was there at the end of each day in the relay's zone", () => {
    const rows = [
      row("2026-11-24T01:00:00Z", 9, 5),
      row("2026-11-22T16:30:00Z", 10, 9),
      row("2026-11-22T15:30:00Z", 4, 10),
    ];
    const days = balanceByDay(rows, 5, now, "Asia/Shanghai");
    expect(days).toHaveLength(30);
    expect(days.slice(-4)).toEqual([
      { day: "11-21", quantity: 4 },
      { day: "11-22", quantity: 10 },
      { day: "11-23", quantity: 9 },
      { day: "11-24", quantity: 5 },
    ]);
    expect(days[0]).toEqual({ day: "10-26", quantity: 4 });
  });

  it("is flat for an item that never moved, and drawn all the same", () => {
    const days = balanceByDay([], 0, now, "Asia/Shanghai");
    expect(new Set(days.map(({ quantity }) => quantity))).toEqual(new Set([0]));
    expect(balanceChart(days, undefined, "箱").markup).not.toContain("NaN");
  });
});
