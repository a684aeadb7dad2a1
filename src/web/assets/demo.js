// @ts-check
/** The demo page's script: the group, the sheet, the digest's preview and the first minute, and what they tell each other. */
import { startDigest } from "./digest.js";
import { startGrid } from "./grid.js";
import { startGroup } from "./group.js";
import { startGuide } from "./guide.js";

const grid = startGrid({ onEdited: () => guide.done("edit") });
const group = startGroup({
  onSaid: () => guide.done("say"),
  onNews: () => void grid.refresh(),
});
const digest = startDigest({ onShown: () => guide.done("digest") });
const guide = startGuide({
  say: (account, text) => group.prepare(account, text),
  edit: (tab, header) => void grid.goTo(tab, header),
  digest: () => void digest.open(),
});
