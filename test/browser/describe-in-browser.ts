/** `describe` where a browser can be had; elsewhere it is skipped, and the reason printed. */
import { whyNoBrowser } from "./unpack";

export const describeInBrowser: jest.Describe =
  whyNoBrowser === undefined ? describe : describe.skip;
if (whyNoBrowser !== undefined) console.warn(`skipped: ${whyNoBrowser}`);
