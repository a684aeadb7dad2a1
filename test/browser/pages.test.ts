import type { Browser } from "playwright-core";
import { keeping, openFakeOffice } from "../web/fake-office";
import type { FakeOffice } from "../web/fake-office";
import { countedMonths, stocktakeRows } from "../web/stocktake-rows";
import { samplePurchasing } from "../web/sample-purchasing";
import { describeInBrowser } from "./describe-in-browser";
import { axeViolations, launchBrowser, launchWithinMs, phone, visit } from "./launch";

const departmentPath = "/department?name=%E5%B8%82%E5%9C%BA%E9%83%A8";
const itemPath = "/item?name=A4%E7%BA%B8&spec=70g";

describeInBrowser("the pages in a browser", () => {
  let browser: Browser;
  let office: FakeOffice;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, launchWithinMs);
  afterAll(() => browser.close());
  beforeEach(async () => {
    office = await openFakeOffice((needs) => ({
      ...needs,
      stockroom: {
        ...needs.stockroom,
        latest: () => ({
          ...office.snapshot(),
          ...{ stocktake: stocktakeRows(), purchasing: samplePurchasing },
        }),
        movements: () => Promise.resolve([...countedMonths(), ...office.snapshot().recent]),
      },
    }));
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await office.close();
  });

  const open = (path: string, options?: Parameters<typeof visit>[2]) =>
    visit(browser, `${office.url}${path}`, options);

  describe.each([
    ["on a desk", undefined],
    ["375 px wide", phone],
  ])("%s", (_, viewport) => {
    const size = viewport === undefined ? {} : { viewport };

    it.each([
      ...["/", "/board", "/stocktake", "/purchasing", "/order?number=1", "/letter?order=1"],
      ...["/report", departmentPath, itemPath, "/login"],
    ])(
      "show %s without an axe violation, a script's error or a request to elsewhere",
      async (path) => {
        const { page, complaints } = await open(path, size);
        if (path === "/") {
          await page.getByRole("button", { name: "帮我填好" }).click();
          await page.keyboard.press("Enter");
          await page.getByText("【库存预警】").waitFor();
          await page.locator("#grid tr.low").first().waitFor();
        }
        expect(await axeViolations(page)).toEqual([]);
        expect(complaints).toEqual([]);
        const width = await page.evaluate("document.documentElement.scrollWidth");
        expect(width).toBeLessThanOrEqual(page.viewportSize()!.width);
      },
    );
  });

  it("show the newest months of an item first on a phone, beside what they are of", async () => {
    const { page } = await open(itemPath, { viewport: phone });
    const table = page.locator(".newest .scroll").last();
    const left = (text: string) =>
      table.getByText(text, { exact: true }).evaluate((cell) => cell.getBoundingClientRect().x);
    expect(await left("次数")).toBeGreaterThanOrEqual(0);
    const heads = await table.locator("thead th").allTextContents();
    expect(await left(heads.at(-1)!.trim())).toBeLessThan(phone.width);
  });

  it("print a letter on A4, 25 lines on a sheet", async () => {
    const { page, complaints } = await open("/letter?order=4");
    await page.getByRole("button", { name: "打印" }).waitFor();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type \/Page\b/gu)).toHaveLength(2);
    const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/u.exec(pdf)?.slice(1).map(Number);
    // Points of A4.
    expect(box?.map(Math.round)).toEqual([595, 842]);
    expect(complaints).toEqual([]);
  });

  it("show the digest's preview in a dialog that Escape closes", async () => {
    const { page, complaints } = await open("/");
    await page.locator("#digest-now").click();
    const dialog = page.getByRole("dialog", { name: "群里会看到这样的日报" });
    await dialog.getByText("【库存日报】").waitFor();
    await dialog.getByRole("img", { name: "库存表" }).waitFor();
    const whole = dialog.getByRole("link", { name: "库存表" });
    expect(await whole.getAttribute("href")).toMatch(/^\/group\/preview\/1\/0\.png$/);
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(complaints).toEqual([]);
    expect(office.group.transcript()).toHaveLength(0);
  });

  it("guide a newcomer through the first minute, and remember when they had enough", async () => {
    const { page } = await open("/");
    await page.locator("[data-help=say]").click();
    expect(await page.locator("#message").inputValue()).toBe("领用：A4纸 1箱");
    await page.keyboard.press("Enter");
    await page.locator("li[data-step=say].done").waitFor();
    await page.locator("[data-help=edit]").click();
    await page.locator("#address").getByText("C2").waitFor();
    await page.keyboard.type("20");
    await page.keyboard.press("Enter");
    await page.locator("li[data-step=edit].done").waitFor();
    await page.locator("[data-help=digest]").click();
    await page.locator("li[data-step=digest].done").waitFor({ state: "attached" });
    await page.locator("#digest-close").click();
    await page.reload();
    await page.locator("li[data-step=say].done").waitFor();
    expect(await page.locator("#guide li.done").count()).toBe(3);
    await page.locator("#guide-dismiss").click();
    await page.reload();
    await page.locator("#grid tr.headers").waitFor();
    expect(await page.locator("#guide").isVisible()).toBe(false);
  });

  it("leave out the guide and the sample's examples where the people are others", async () => {
    for (const row of office.sheet.tabs[3]!.rows.slice(1)) row[0] = `王${String(row[0])}`;
    for (const row of office.sheet.tabs[3]!.rows.slice(1)) row[4] = `own-${String(row[4])}`;
    const { page, complaints } = await open("/");
    await page.locator("#grid tr.headers").waitFor();
    expect(await page.locator("#guide").isVisible()).toBe(false);
    expect(await page.locator(".chip").allTextContents()).toEqual(["撤销", "缺货", "帮助"]);
    expect(complaints).toEqual([]);
  });

  it("can be used by keyboard alone", async () => {
    const { page } = await open("/");
    await page.locator("#grid tr.headers").waitFor();
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press("Tab");
        if ((await page.locator(`${selector}:focus`).count()) > 0) return;
      }
      throw new Error(`Tab never reached ${selector}`);
    };
    await page.keyboard.press("Tab");
    await page.locator(".skip:focus").waitFor();
    await tabTo("#as");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("#as").inputValue()).toBe("zhangsan");
    await tabTo("#message");
    await page.keyboard.type("领用：A4纸 1箱");
    await page.keyboard.press("Enter");
    await page.getByText("已登记：张三").waitFor();
    await tabTo("#grid input");
    for (const key of ["ArrowDown", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
    expect(await page.locator("#address").textContent()).toBe("C2");
    await page.keyboard.type("31");
    await page.keyboard.press("Enter");
    await page.locator("#grid tbody tr:nth-child(2) td:nth-child(4)").getByText("31").waitFor();
    expect(await page.locator("#address").textContent()).toBe("C3");
    await page.keyboard.type("99");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await page.locator("[role=tab]:focus").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.locator("#tabs [aria-selected=true]").getByText("流水").waitFor();
    expect(office.sheet.tabs[0]!.rows.slice(1, 3).map((row) => row[2])).toEqual([31, 6]);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    expect(await page.locator("#grid :focus").count()).toBe(0);
  });

  it("keep what is being typed in its row while others write above it", async () => {
    const { page } = await open("/");
    const cell = page.locator("#grid tbody tr", { hasText: "剪刀" }).locator("td").nth(2);
    await cell.click();
    await page.keyboard.type("7");
    office.sheet.tabs[0]!.rows.splice(1, 0, ["新到的东西", "", 1, 1]);
    await page.getByText("新到的东西").waitFor();
    await page.keyboard.type("7");
    await page.keyboard.press("Enter");
    await page.locator("#grid tbody tr", { hasText: "剪刀" }).getByText("77").waitFor();
    expect(office.sheet.tabs[0]!.rows.find(([name]) => name === "剪刀")?.[2]).toBe(77);
  });

  it("add and delete rows of the sheet", async () => {
    const { page } = await open("/");
    await page.locator("#grid tbody tr", { hasText: "A3纸" }).locator("td").first().click();
    await page.locator("#insert-row").click();
    await page.locator("#grid tbody tr:nth-child(6)").getByText("签字笔").waitFor();
    await page.locator("#grid tbody tr:nth-child(4) td:nth-child(2)").click();
    await page.keyboard.type("计算器");
    const isWritten = page.waitForResponse("**/sheet/cell");
    await page.keyboard.press("Enter");
    await page.locator("#grid tbody tr:nth-child(4)").getByText("计算器").waitFor();
    await isWritten;
    expect(office.sheet.tabs[0]!.rows[3]?.[0]).toBe("计算器");
    await page.locator("#grid tbody tr", { hasText: "A3纸" }).locator("td").first().click();
    const question = page.getByRole("dialog", { name: "删除第 3 行？" });
    await page.locator("#delete-row").click();
    await question.getByText("A3纸").waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await question.getByRole("button", { name: "不删" }).click();
    await question.waitFor({ state: "hidden" });
    expect(office.sheet.tabs[0]!.rows[2]?.[0]).toBe("A3纸");
    await page.locator("#delete-row").click();
    await question.getByRole("button", { name: "删除", exact: true }).click();
    await page.locator("#grid tbody tr", { hasText: "A3纸" }).waitFor({ state: "detached" });
    expect(office.sheet.tabs[0]!.rows.map(([name]) => name).slice(1, 4)).toEqual([
      "A4纸",
      "计算器",
      "签字笔",
    ]);
  });

  it("send a message once, however often Enter and the button are pressed", async () => {
    const { page } = await open("/");
    await page.locator("#message").fill("领用：A4纸 1箱");
    for (let presses = 0; presses < 3; presses += 1) await page.locator("#message").press("Enter");
    await page.locator(".entry.bot").first().waitFor();
    await page.locator("#message").fill("领用：A4纸 2箱");
    await page.locator("#send").dblclick();
    await page.getByText("领用：A4纸 2箱", { exact: true }).first().waitFor();
    expect(office.took.map(({ text }) => text)).toEqual(["领用：A4纸 1箱", "领用：A4纸 2箱"]);
  });

  it("give back what was written where it is not taken", async () => {
    const { page } = await open("/");
    await page.locator("#grid tr.headers").waitFor();
    await page.route("**/group/messages", (route) =>
      route.request().method() === "POST"
        ? route.fulfill({ status: 503, json: { reason: "消息没有收下，请再发一次。" } })
        : route.continue(),
    );
    await page.locator("#message").fill("领用：A4纸 1箱");
    await page.locator("#message").press("Enter");
    await page.getByText("消息没有收下，请再发一次。").waitFor();
    expect(await page.locator("#message").inputValue()).toBe("领用：A4纸 1箱");
  });

  it("replace a cell that is clicked a second time, and set the caret once something is typed", async () => {
    const { page } = await open("/");
    const cell = page.locator("#grid tbody tr:nth-child(2) td:nth-child(4)");
    await cell.getByText("5", { exact: true }).waitFor();
    await cell.click();
    await cell.click();
    await page.keyboard.type("64");
    await cell.click({ position: { x: 3, y: 10 } });
    await page.keyboard.press("Home");
    await page.keyboard.type("1");
    await page.keyboard.press("Enter");
    await cell.getByText("164").waitFor();
    expect(office.sheet.tabs[0]!.rows[1]![2]).toBe(164);
  });

  it("take back the last edit, by key or by button, but not over what somebody wrote since", async () => {
    const { page } = await open("/");
    const figure = () => office.sheet.tabs[0]!.rows[1]![2];
    const cell = page.locator("#grid tbody tr:nth-child(2) td:nth-child(4)");
    await cell.getByText("5", { exact: true }).waitFor();
    const type = async (text: string) => {
      await cell.click();
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
      await page.locator("#undo-edit:enabled").waitFor();
    };
    await type("64");
    await page.keyboard.press("Control+z");
    await cell.getByText("5", { exact: true }).waitFor();
    expect(figure()).toBe(5);
    await type("65");
    await page.locator("#undo-edit").click();
    await cell.getByText("5", { exact: true }).waitFor();
    await type("66");
    office.sheet.tabs[0]!.rows[1]![2] = 70;
    await cell.getByText("70").waitFor();
    await page.locator("#undo-edit").click();
    await page.getByText("这一格后来又变了，没有撤销。").waitFor();
    expect(figure()).toBe(70);
  });

  it("say why an edit was not taken", async () => {
    const { page } = await open("/");
    await page.locator("#grid tbody tr:nth-child(2) td:nth-child(4)").click();
    await page.keyboard.type("!");
    await page.keyboard.press("Enter");
    await page.getByText("表格没有接受：Unable to parse range").waitFor();
    await page.locator("#grid tbody tr:nth-child(2) td:nth-child(4)").getByText("5").waitFor();
  });

  it("let people quote, edit and take back what they wrote", async () => {
    const { page } = await open("/");
    const write = async (text: string) => {
      await page.locator("#message").fill(text);
      await page.locator("#message").press("Enter");
    };
    await write("领用：A4纸 1箱");
    const own = page.locator(".entry.own").first();
    await own.getByRole("button", { name: /^修改/ }).click();
    expect(await page.locator("#message").inputValue()).toBe("领用：A4纸 1箱");
    await write("领用：A4纸 2箱");
    await own.getByText("已修改").waitFor();
    await page.locator(".entry.bot").first().getByRole("button", { name: /^引用/ }).click();
    await write("这个不对");
    await page.locator(".entry.own").nth(1).locator("blockquote").getByText("库存播报员").waitFor();
    await own.getByRole("button", { name: /^撤回/ }).click();
    await page.getByText("小李 撤回了一条消息").waitFor();
    expect(office.took.map(({ type }) => type)).toEqual([
      "message",
      "edited",
      "message",
      "deleted",
    ]);
  });

  it("show two people the same group and the same sheet", async () => {
    const li = await open("/");
    const wang = await open("/");
    await wang.page.locator("#as").selectOption("xiaowang");
    await li.page.locator("#message").fill("领用：A4纸 1箱");
    await li.page.locator("#message").press("Enter");
    await wang.page.locator(".entry.other", { hasText: "领用：A4纸 1箱" }).waitFor();
    const stock = "#grid tbody tr:nth-child(2) td:nth-child(4)";
    await wang.page.locator(stock).getByText("4", { exact: true }).waitFor();
    await wang.page.locator("#tabs").getByText("+1").waitFor();
    await wang.page.locator(stock).click();
    await wang.page.keyboard.type("30");
    await wang.page.keyboard.press("Enter");
    await li.page.locator(stock).getByText("30").waitFor();
  });

  it("filter the board as people type and keep it up to date", async () => {
    const { page, complaints } = await open("/board");
    await page.getByLabel("搜索").fill("A4");
    await page.getByText("2 项，共 21 项").waitFor();
    expect(page.url()).toContain("q=A4");
    office.sheet.tabs[0]!.rows[1]![2] = 3;
    await page.locator("tr.low", { hasText: "A4纸" }).getByText("3箱").waitFor();
    await page.getByLabel("只看低于安全库存").check();
    await page.getByText("1 项，共 21 项").waitFor();
    await page.getByRole("link", { name: "A4纸" }).click();
    await page.getByRole("heading", { name: "变动记录" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("find one of 5,000 items with one request, and draw no more than is asked for", async () => {
    await office.close();
    office = await openFakeOffice((needs) => keeping(5000, needs));
    const { page } = await open("/board");
    const asked: string[] = [];
    page.on("request", (request) => {
      const query = new URL(request.url()).searchParams.get("q");
      if (query !== null) asked.push(query);
    });
    const nodes = () => page.evaluate<number>("document.querySelectorAll('*').length");
    await page.getByText("共 5000 项").waitFor();
    expect(await page.locator("table.stock tbody tr").count()).toBe(100);
    expect(await nodes()).toBeLessThan(2000);
    await page.getByLabel("搜索").fill("物品4999");
    await page.getByText("1 项，共 5000 项").waitFor();
    expect(asked.slice(0, 1)).toEqual(["物品4999"]);
    expect(await page.locator("table.stock tbody tr").count()).toBe(1);
    expect(await page.evaluate("document.getAnimations().length")).toBe(0);
    await page.getByLabel("搜索").fill("");
    await page.getByText("第 1 页，共 50 页").waitFor();
    expect(await page.locator("table.stock tbody tr").count()).toBe(100);
    expect(await page.evaluate("document.getAnimations().length")).toBe(0);
  });

  it("show who took what and how it was written also on a phone's item page", async () => {
    const { page } = await open(itemPath, { viewport: phone });
    const newest = page.locator(".history tbody tr").first();
    const box = page.locator(".scroll", { has: page.locator(".history") });
    const sizes = await box.evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
    expect(sizes[0]).toBe(sizes[1]);
    for (const part of [".who", ".message", ".after"]) {
      const at = await newest.locator(part).boundingBox();
      expect(at!.width).toBeGreaterThan(0);
      expect(at!.x + at!.width).toBeLessThanOrEqual(phone.width);
    }
    expect(await axeViolations(page)).toEqual([]);
  });

  it("show and filter the board without any script", async () => {
    const { page } = await open("/board", { javaScriptEnabled: false });
    await page.getByLabel("只看低于安全库存").check();
    await page.getByRole("button", { name: "查看" }).click();
    expect(await page.locator("table.stock tbody tr").count()).toBe(2);
  });

  it.each([
    ["on a desk", {}],
    ["375 px wide", { viewport: phone }],
  ])("let an owner in with the token and out by a button, %s", async (_, size) => {
    await office.close();
    const adminToken = "correct horse battery staple";
    office = await openFakeOffice((needs) => ({
      ...needs,
      access: { ...needs.access, adminToken },
    }));
    const { page, complaints } = await open("/login?next=/board", size);
    await page.getByLabel("管理口令").fill(adminToken);
    await page.getByRole("button", { name: "进入" }).click();
    await page.locator("tr.low").first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    const width = await page.evaluate("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(page.viewportSize()!.width);
    await page.getByRole("button", { name: "退出登录" }).click();
    await page.getByRole("alert").getByText("已退出登录").waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.goBack();
    await page.getByRole("heading", { name: "登录" }).waitFor();
  });

  it("match the rows of a newer reading with those on the page", async () => {
    const { page } = await open("/");
    const match = (old: string[], fresh: string[]) =>
      page.evaluate(
        `import("/assets/row-match.js").then(({ matchRows }) => matchRows(${JSON.stringify(old)}, ${JSON.stringify(fresh)}))`,
      );
    expect(await match(["a", "b"], ["a", "x", "b"])).toEqual([0, -1, 1]);
    expect(await match(["a", "b", "c"], ["a", "x", "c"])).toEqual([0, 1, 2]);
    expect(await match(["a", "b", "c"], ["c"])).toEqual([2]);
    expect(await match([], ["a"])).toEqual([-1]);
    expect(await match(["h", "1", "2", ""], ["h", "0", "1", "2", ""])).toEqual([0, -1, 1, 2, 3]);
  });
});
