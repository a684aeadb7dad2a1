import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { serve } from "../../src/server";
import type { Serving } from "../../src/server";
import { readSettings } from "../../src/settings";
import { describeInBrowser } from "./describe-in-browser";
import { launchBrowser, launchWithinMs, visit } from "./launch";

describeInBrowser("the whole relay without any configuration, in a browser", () => {
  let browser: Browser;
  let stateDir: string;
  let relay: Serving;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, launchWithinMs);
  afterAll(() => browser.close());
  beforeEach(async () => {
    stateDir = await mkdtemp(path.join(tmpdir(), "stockcaster-demo-"));
    relay = await serve(readSettings({ PORT: "0", STATE_DIR: stateDir, LOG_LEVEL: "silent" }));
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await relay.stop();
    await rm(stateDir, { recursive: true, force: true });
  });

  const open = () => visit(browser, relay.url);

  /** A cell of the row that has this text, by its header. */
  async function cell(page: Page, row: string, header: string) {
    const headers = page.locator("#grid tr.headers td");
    await headers.first().waitFor();
    const column = (await headers.allTextContents()).indexOf(header);
    return page.locator("#grid tbody tr", { hasText: row }).first().locator("td").nth(column);
  }

  async function write(page: Page, as: string, text: string): Promise<void> {
    await page.locator("#as").selectOption(as);
    await page.locator("#message").fill(text);
    await page.locator("#message").press("Enter");
    await page.locator(".entry.own .text").getByText(text, { exact: true }).last().waitFor();
  }

  /** How far the sheet is scrolled from its end, in pixels. */
  const fromBottom = (page: Page): Promise<number> =>
    page
      .locator("#grid-scroll")
      .evaluate(
        ({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight,
      );

  it("answers a question by its button, as who looks", async () => {
    const { page, complaints } = await open();
    await write(page, "xiaoli", "领用签字笔2支");
    const asked = page.locator(".entry.bot", { hasText: "要领用哪一种" });
    const buttons = asked.locator(".choices button");
    await buttons.first().waitFor();
    expect((await buttons.allTextContents()).map((text) => text.trim())).toEqual([
      expect.stringContaining("签字笔（黑色"),
      expect.stringContaining("签字笔（"),
      "算了",
    ]);
    await page.locator("#as").selectOption("xiaowang");
    await buttons.first().click();
    await page.locator(".entry.bot", { hasText: "请等本人回答" }).waitFor();
    await page.locator("#as").selectOption("xiaoli");
    await buttons.first().press("Enter");
    await page.locator(".entry.bot.confirmation", { hasText: "签字笔（黑色" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("books what a colleague takes: answer, stock, ledger row and warning", async () => {
    const { page, complaints } = await open();
    const stock = await cell(page, "A4纸", "当前库存");
    await stock.getByText("5", { exact: true }).waitFor();
    await write(page, "xiaoli", "领用：A4纸 1箱");
    await page.locator(".entry.bot.confirmation", { hasText: "A4纸" }).waitFor();
    await page
      .locator(".entry.bot.alert", { hasText: "【库存预警】物品：A4纸，当前库存：4箱，建议采购" })
      .waitFor();
    await stock.getByText("4", { exact: true }).waitFor();
    await page.locator("#tabs [role=tab]", { hasText: "流水" }).click();
    const newest = page.locator("#grid tbody tr:nth-last-child(2)");
    await newest.getByText("领用：A4纸 1箱").waitFor();
    expect(await newest.locator("td").allTextContents()).toEqual(
      expect.arrayContaining(["领用", "A4纸", "70g", "-1", "箱", "5", "4", "小李", "市场部"]),
    );
    expect(complaints).toEqual([]);
  });

  it("opens the ledger at its end and stays there while rows come, but not for who looks further up", async () => {
    const { page } = await open();
    await page.locator("#tabs [role=tab]", { hasText: "流水" }).click();
    await page.locator("#grid[aria-labelledby] tr.headers", { hasText: "消息ID" }).waitFor();
    expect(await fromBottom(page)).toBeLessThan(40);
    const last = page.locator("#grid tbody tr:nth-last-child(2)");
    await write(page, "xiaoli", "领用：剪刀 1把");
    await last.getByText("领用：剪刀 1把").waitFor();
    expect(await fromBottom(page)).toBeLessThan(40);
    const grid = page.locator("#grid-scroll");
    await grid.evaluate((element) => element.scrollTo(0, 0));
    await write(page, "xiaoli", "领用：剪刀 2把");
    await last.getByText("领用：剪刀 2把").waitFor();
    expect(await grid.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  });

  it("takes a person's figure for right: a row of 手工调整, and a warning", async () => {
    const { page } = await open();
    await (await cell(page, "抽纸", "当前库存")).click();
    await page.keyboard.type("2");
    await page.keyboard.press("Enter");
    await page.locator(".entry.bot.alert", { hasText: "抽纸" }).waitFor();
    await page.locator("#tabs [role=tab]", { hasText: "流水" }).click();
    const newest = page.locator("#grid tbody tr:nth-last-child(2)");
    await newest.getByText("手工调整").waitFor();
    expect(await newest.locator("td").allTextContents()).toEqual(
      expect.arrayContaining(["手工调整", "抽纸", "-32", "34", "2"]),
    );
  });

  it("undoes what is deleted in the group, and lets a newcomer join with the first message", async () => {
    const { page } = await open();
    await write(page, "xiaozhao", "领用：剪刀 1把");
    await page.locator(".entry.bot.confirmation", { hasText: "剪刀" }).waitFor();
    const stock = await cell(page, "剪刀", "当前库存");
    await stock.getByText("5", { exact: true }).waitFor();
    await page.locator(".entry.own").getByRole("button", { name: /^撤回/ }).click();
    await stock.getByText("6", { exact: true }).waitFor();
    await page.locator("#tabs [role=tab]", { hasText: "成员" }).click();
    await page.locator("#grid tbody tr", { hasText: "小赵" }).getByText("员工").waitFor();
  });

  it("shows the day's digest with its picture, and the same figures on the board", async () => {
    const { page, complaints } = await open();
    await write(page, "xiaoli", "领用：A4纸 2箱");
    await page.locator(".entry.bot.confirmation").waitFor();
    await page.locator("#digest-now").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("【库存日报】").waitFor();
    await dialog.getByText("A4纸：领用").waitFor();
    await dialog.getByRole("img").first().waitFor();
    const width =
      "document.querySelector('dialog img').decode().then(() => document.querySelector('dialog img').naturalWidth)";
    expect(await page.evaluate(width)).toBe(1080);
    await page.goto(`${relay.url}/board`);
    await page.locator("tr.low", { hasText: "A4纸" }).getByText("3箱").waitFor();
    await page.locator(".movements li", { hasText: "A4纸" }).getByText("小李").waitFor();
    await page.getByRole("link", { name: "A4纸" }).first().click();
    await page.locator(".history tbody tr", { hasText: "领用：A4纸 2箱" }).first().waitFor();
    expect(complaints).toEqual([]);
  });

  it("gives a link to the board when somebody asks for it", async () => {
    const { page } = await open();
    await write(page, "xiaoli", "看板");
    const answer = page.locator(".entry.bot", { hasText: "/board?" });
    await answer.waitFor();
    const [link = ""] = /http:\S+key=[\w-]+/.exec(String(await answer.textContent())) ?? [];
    const guest = await visit(browser, link);
    expect(guest.page.url()).toBe(`${relay.url}/board`);
    await guest.page.locator("table.stock").waitFor();
  });
});
