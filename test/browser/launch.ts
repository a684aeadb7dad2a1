/** A real Chromium for the tests, and pages of it that complain when something is wrong. */
import axeCore from "axe-core";
import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { unpackBrowser } from "./unpack";

export const desk = { width: 1280, height: 800 };
export const phone = { width: 375, height: 740 };
/** Unpacking the browser for the first time takes a while. */
export const launchWithinMs = 120_000;

export async function launchBrowser(): Promise<Browser> {
  const { executable, libraries, fontConfig } = await unpackBrowser();
  return chromium.launch({
    executablePath: executable,
    args: ["--no-sandbox", "--lang=zh-CN"],
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fontConfig },
  });
}

export interface Visit {
  readonly page: Page;
  /** Errors of scripts and of the Content-Security-Policy, and requests to elsewhere. */
  readonly complaints: readonly string[];
}

/** Opens an address in a browser of its own, as another person would. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: desk, locale: "zh-CN", ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) complaints.push(request.url());
  });
  await page.goto(url);
  return { page, complaints };
}

/** What axe-core finds wrong with a page, one line each, contrast included; of a long grid its first rows are looked at. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeCore.source);
  const found = await page.evaluate(async () => {
    const axe = Reflect.get(globalThis, "axe") as typeof axeCore;
    return axe.run({ exclude: ["#grid tbody tr:nth-child(n + 9)"] });
  });
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`,
  );
}
