/** The keepers hear once that the cells run out, and again only after they fell below. */
import type { BroadcastDraft } from "../../src/inventory/movements/broadcast";
import { defaultPolicy } from "../../src/inventory/policy";
import { createCellWatch } from "../../src/sheet/cell-watch";

const policy = { ...defaultPolicy, allowedGroups: ["generic:g1"] };

function watchOn(notes: Map<string, unknown>, day = "2026-11-22") {
  const said: BroadcastDraft[] = [];
  const watch = createCellWatch({
    notebook: {
      record: (topic, note) => {
        notes.set(topic, note);
        return Promise.resolve();
      },
      notes,
    },
    policy: () => policy,
    announce: (drafts) => {
      said.push(...drafts);
      return Promise.resolve();
    },
    now: () => new Date(`${day}T02:00:00Z`),
    log: () => undefined,
  });
  return { said, watch };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("nothing is said below 80%", () => {
  const { said, watch } = watchOn(new Map());
  watch.count(7_999_999);
  expect(said).toEqual([]);
});

test("at 80% the groups are told once, with what to do", async () => {
  const { said, watch } = watchOn(new Map());
  watch.count(8_120_000);
  await settled();
  watch.count(8_200_000);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatchObject({
    type: "notice",
    group: "generic:g1",
    key: "cells:2026-11-22:generic:g1",
  });
  expect(said[0]?.text).toContain("已有812万个单元格，接近上限1000万个");
});

test("a restart doesn't say it again, and a later rise after a fall does", async () => {
  const notes = new Map<string, unknown>();
  watchOn(notes).watch.count(8_000_000);
  await settled();
  const { said, watch } = watchOn(notes, "2026-11-24");
  watch.count(9_000_000);
  expect(said).toEqual([]);
  watch.count(5_000_000);
  watch.count(8_000_000);
  expect(said).toHaveLength(1);
});
