/** A real Chromium for the tests, and pages that speak only to this machine. */
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { unpackBrowser, whyNoBrowser } from "./unpack";

/** `describe` where a browser can be had; elsewhere it is skipped, and the reason printed. */
export const describeInBrowser: jest.Describe =
  whyNoBrowser === undefined ? describe : describe.skip;
if (whyNoBrowser !== undefined) console.warn(`skipped: ${whyNoBrowser}`);

export async function launchBrowser(): Promise<Browser> {
  const { executable, libraries, fontConfig } = await unpackBrowser();
  return chromium.launch({
    executablePath: executable,
    args: ["--no-sandbox", "--lang=zh-CN"],
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fontConfig },
  });
}
