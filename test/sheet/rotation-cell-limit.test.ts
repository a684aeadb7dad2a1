/** The keepers hear once that the cells run out, and again only after they fell below. */
import type { BroadcastDraft } from "../../src/inventory/movements/broadcast";
import { defaultPolicy } from "../../src/inventory/policy";
import { createCellLimit } from "../../src/sheet/rotation/cell-limit";

const policy = { ...defaultPolicy, allowedGroups: ["generic:g1"] };

function limitOn(notes: Map<string, unknown>, day = "2026-11-22") {
  const said: BroadcastDraft[] = [];
  const limit = createCellLimit({
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
  const count = (cells: number): void =>
    limit.count({
      sheets: [
        { properties: { gridProperties: { rowCount: cells / 10 - 1, columnCount: 10 } } },
        { properties: { gridProperties: { rowCount: 1, columnCount: 10 } } },
      ],
    });
  return { said, count };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("nothing is said below 80%", () => {
  const { said, count } = limitOn(new Map());
  count(7_999_990);
  expect(said).toEqual([]);
});

test("at 80% the groups are told once, with what to do", async () => {
  const { said, count } = limitOn(new Map());
  count(8_120_000);
  await settled();
  count(8_200_000);
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
  limitOn(notes).count(8_000_000);
  await settled();
  const { said, count } = limitOn(notes, "2026-11-24");
  count(9_000_000);
  expect(said).toEqual([]);
  count(5_000_000);
  count(8_000_000);
  expect(said).toHaveLength(1);
});
