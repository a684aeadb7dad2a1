/**
 * Draws the README's picture anew: the whole relay on the embedded sheet, what a newcomer sees after the first minute.
 * `node --require tsx/cjs test/browser/screenshots.ts` writes .github/page.png.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { serve } from "../../src/server";
import { readSettings } from "../../src/settings";
import { launchBrowser, visit } from "./launch";

/** The picture shows a morning: behind 16:00 the day's digest would stand in it. */
const startedAt = Date.now();
const morning = new Date(startedAt).setUTCHours(2, 30, 0, 0);
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given: unknown[]) {
    super(...((given.length === 0 ? [Date.now()] : given) as [number]));
  }
  static override now(): number {
    return RealDate.now() - startedAt + morning;
  }
} as DateConstructor;

const picture = path.join(__dirname, "..", "..", ".github", "page.png");

async function main(): Promise<void> {
  const stateDir = await mkdtemp(path.join(tmpdir(), "stockcaster-pictures-"));
  const relay = await serve(readSettings({ PORT: "0", STATE_DIR: stateDir, LOG_LEVEL: "silent" }));
  const browser = await launchBrowser();
  const { page } = await visit(browser, relay.url, { reducedMotion: "reduce" });
  await page.locator("[data-help=say]").click();
  await page.keyboard.press("Enter");
  await page.locator(".entry.bot.alert").waitFor();
  await page.locator("#tabs").getByText("+1").first().waitFor();
  await page.locator("#grid tr.low", { hasText: "A4纸" }).waitFor();
  await page.screenshot({ path: picture });
  await browser.close();
  await relay.stop();
  await rm(stateDir, { recursive: true, force: true });
}

void main();
