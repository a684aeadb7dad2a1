/** Undo, correction, deletion and edit of a message that was changed, confirmed or answered before: what stands now is meant. */
import fc from "fast-check";
import type { MovementIntent } from "../../../src/inventory/intent";
import {
  black,
  blue,
  changes,
  chat,
  given,
  issue,
  items,
  kinds,
  line,
  members,
  movement,
  one,
  paper,
  several,
  stapler,
  texts,
} from "../stock-fixtures";
import { createWorld } from "../world";

const undo = { kind: "undo" } as const;
const correct = (...lines: MovementIntent["lines"]) => ({ kind: "correct", lines }) as const;
const paperOf = (quantity: number) => line(one(paper), given(quantity));
const hourMs = 60 * 60_000;

describe("a message that was corrected leads to its correction", () => {
  it.each([
    ["deleted", { id: "m", type: "deleted" }],
    ["quoted with 撤销", { quotes: "m" }],
  ] as const)("when it is %s", (_, how) => {
    const { says, world } = chat();
    says("li", issue(paper, 3), { id: "m" });
    says("li", correct(paperOf(5)));
    expect(changes(says("li", undo, how))).toEqual([["A4纸", 5]]);
    expect(world.item("A4纸").stock).toEqual({ kind: "figure", quantity: 10 });
  });

  it("through several corrections, and each row to its own", () => {
    const { says } = chat();
    const both = movement("issue", paperOf(1), line(one(stapler), given(1)));
    says("li", both, { id: "m" });
    says("li", correct(line(one(stapler), given(2)), paperOf(2)));
    says("li", correct(paperOf(3)));
    expect([...changes(says("li", undo, { id: "m", type: "deleted" }))].sort()).toEqual([
      ["A4纸", 3],
      ["订书机", 2],
    ]);
  });

  it("when it is quoted with 更正, and when it is edited", () => {
    const { says } = chat();
    says("li", issue(paper, 1), { id: "m", text: "领用 1" });
    says("li", correct(paperOf(2)));
    expect(changes(says("li", correct(paperOf(3)), { quotes: "m" }))).toEqual([
      ["A4纸", 2],
      ["A4纸", -3],
    ]);
    expect(changes(says("li", issue(paper, 4), { id: "m", type: "edited" }))).toEqual([
      ["A4纸", 3],
      ["A4纸", -4],
    ]);
  });

  it("by a keeper stands when its author deletes it, and its author is told who may undo it", () => {
    const { says } = chat();
    says("li", issue(paper, 1), { id: "m" });
    says("keeper", correct(paperOf(2)), { quotes: "m" });
    const deleted = says("li", undo, { id: "m", type: "deleted" });
    expect([deleted.rows.length, deleted.said.length]).toEqual([0, 0]);
    const refused = says("li", undo, { quotes: "m" });
    expect([refused.rows.length, texts(refused)[0]]).toEqual([
      0,
      expect.stringContaining("播报员"),
    ]);
    expect(changes(says("keeper", undo, { quotes: "m" }))).toEqual([["A4纸", 2]]);
  });

  it("is undone once: a second time says so", () => {
    const { says } = chat();
    says("li", issue(paper, 1), { id: "m" });
    says("li", correct(paperOf(2)));
    says("li", undo, { quotes: "m" });
    expect(texts(says("li", undo, { quotes: "m" }))).toEqual(["这条已经撤销过了，没有再改。"]);
    expect(says("li", undo, { id: "m", type: "deleted" }).said).toEqual([]);
  });

  it("whatever was corrected and edited before, deleting it gives back all of it and no more", () => {
    const step = fc.record({
      how: fc.constantFrom("correct", "quote", "edit"),
      quantity: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), fc.boolean(), (steps, isQuoted) => {
        const { says, world } = chat();
        says("li", issue(paper, 1), { id: "other" });
        says("li", issue(paper, 1), { id: "m" });
        for (const { how, quantity } of steps) {
          if (how === "edit") says("li", issue(paper, quantity), { id: "m", type: "edited" });
          else says("li", correct(paperOf(quantity)), how === "quote" ? { quotes: "m" } : {});
        }
        says("li", undo, isQuoted ? { quotes: "m" } : { id: "m", type: "deleted" });
        expect(world.item("A4纸").stock).toEqual({ kind: "figure", quantity: 9 });
      }),
    );
  });
});

describe("an edit that changes no text", () => {
  const large = { items, members, policy: { largeIssue: 5 } };
  const text = "领用：A4纸 6箱";
  const edit = { id: "m", type: "edited", text } as const;

  it.each(["confirm", "reject"] as const)(
    "does nothing after the entry was decided: %s",
    (kind) => {
      const { says } = chat(createWorld(large));
      says("li", issue(paper, 6), { id: "m", text });
      says("keeper", { kind, number: 1 });
      const happened = says("li", issue(paper, 6), edit);
      expect([happened.rows, happened.pending, happened.said]).toEqual([[], [], []]);
    },
  );

  it("does nothing while the entry waits, after it was booked, and after it was undone", () => {
    const waiting = chat(createWorld(large));
    waiting.says("li", issue(paper, 6), { id: "m", text });
    expect(waiting.says("li", issue(paper, 6), edit).pending).toEqual([]);
    const { says } = chat();
    says("li", issue(paper, 6), { id: "m", text });
    expect(says("li", issue(paper, 6), edit).said).toEqual([]);
    says("li", undo);
    expect(says("li", issue(paper, 6), edit).said).toEqual([]);
  });

  it("does nothing while its question is open, and after it was answered", () => {
    const { says, answers } = chat();
    const pens = movement("issue", line(several([black, blue]), given(2)));
    says("li", pens, { id: "m", text });
    expect(says("li", pens, edit).said).toEqual([]);
    answers("li", { kind: "pick", option: 1 });
    const again = says("li", pens, edit);
    expect([again.rows, again.said, again.question]).toEqual([[], [], undefined]);
  });

  it("does nothing where the relay remembers the text though the sheet holds nothing of it", () => {
    const { says } = chat();
    const original = { isSeen: true, isSameText: true, sentAt: undefined };
    const pens = movement("issue", line(several([black, blue]), given(2)));
    expect(says("li", pens, { ...edit, more: { original } }).said).toEqual([]);
  });
});

describe("an edit that changes the text", () => {
  const large = { items, members, policy: { largeIssue: 5 } };

  it("corrects what a keeper confirmed, for its author", () => {
    const { says } = chat(createWorld(large));
    says("li", issue(paper, 6), { id: "m" });
    says("keeper", { kind: "confirm", number: 1 });
    const happened = says("li", issue(paper, 4), { id: "m", type: "edited" });
    expect(changes(happened)).toEqual([
      ["A4纸", 6],
      ["A4纸", -4],
    ]);
  });

  it("waits for a keeper again where it is large again, and then replaces what was confirmed", () => {
    const { says } = chat(createWorld(large));
    says("li", issue(paper, 6), { id: "m" });
    says("keeper", { kind: "confirm", number: 1 });
    const waits = says("li", issue(paper, 7), { id: "m", type: "edited" });
    expect([waits.rows.length, waits.pending.length]).toEqual([0, 1]);
    expect(changes(says("keeper", { kind: "confirm", number: 2 }))).toEqual([
      ["A4纸", 6],
      ["A4纸", -7],
    ]);
  });

  it("is not the author's where a count was confirmed: that is the keeper's", () => {
    const { says } = chat();
    says("li", movement("stocktake", paperOf(8)), { id: "m" });
    says("keeper", { kind: "confirm", number: 1 });
    expect(says("li", movement("stocktake", paperOf(7)), { id: "m", type: "edited" }).rows).toEqual(
      [],
    );
    expect(says("li", undo, { id: "m", type: "deleted" }).said).toEqual([]);
  });

  it("keeps what the answer told: only the figure is new", () => {
    const { says, answers } = chat();
    says("li", movement("issue", line(several([black, blue]), given(2))), { id: "m" });
    answers("li", { kind: "pick", option: 1 });
    const happened = says("li", movement("issue", line(several([black, blue]), given(3))), {
      id: "m",
      type: "edited",
    });
    expect(happened.rows.map(({ spec, change }) => [spec, change])).toEqual([
      ["蓝色", 2],
      ["蓝色", -3],
    ]);
  });

  it("back to what was booked withdraws what waits of the edit before", () => {
    const { says, world } = chat(createWorld(large));
    says("li", issue(paper, 2), { id: "m", text: "2" });
    says("li", issue(paper, 7), { id: "m", type: "edited", text: "7" });
    says("li", issue(paper, 2), { id: "m", type: "edited", text: "2" });
    expect(world.pending().map(({ status }) => status)).toEqual(["rejected"]);
    expect(world.item("A4纸").stock).toEqual({ kind: "figure", quantity: 8 });
  });
});

describe("an edit of a message that the relay never saw", () => {
  const unseen = (hours: number | undefined) => ({
    id: "m",
    type: "edited" as const,
    afterMs: 100 * hourMs,
    more: {
      original: {
        isSeen: false,
        isSameText: false,
        sentAt:
          hours === undefined
            ? undefined
            : new Date(Date.UTC(2026, 10, 24, 1) + (100 - hours) * hourMs),
      },
    },
  });

  it("of yesterday does nothing, whatever it says", () => {
    for (const intent of [issue(paper, 1), undo, { kind: "help" } as const]) {
      const happened = chat().says("li", intent, unseen(25));
      expect([happened.rows, happened.said]).toEqual([[], []]);
    }
  });

  it.each([1, 24, undefined])("of %s hours ago is asked about, and booked with a yes", (hours) => {
    const { says, answers } = chat();
    const asked = says("li", issue(paper, 1), unseen(hours));
    expect([asked.rows.length, texts(asked)]).toEqual([0, [expect.stringContaining("补登")]]);
    expect(changes(answers("li", { kind: "yes" }))).toEqual([["A4纸", -1]]);
    expect(says("li", issue(paper, 1), { ...unseen(hours), afterMs: 60_000 }).said).toEqual([]);
  });

  it("gives no orders", () => {
    const { says } = chat();
    says("li", issue(paper, 1));
    expect(says("li", undo, unseen(1)).said).toEqual([]);
    expect(says("li", correct(paperOf(2)), unseen(1)).said).toEqual([]);
  });
});

describe("撤销 and 更正 in a thread", () => {
  const inThread = (root: string) => ({ more: { threadId: `generic:g1:${root}` } });

  it("mean the sender's last booking there, its first message among them, else that of the group", () => {
    const { says } = chat();
    says("li", issue(paper, 1), { id: "root" });
    says("li", issue(stapler, 1), { ...inThread("root") });
    says("li", issue(black, 5));
    expect(changes(says("li", undo, inThread("root")))).toEqual([["订书机", 1]]);
    expect(changes(says("li", correct(paperOf(2)), inThread("root")))).toEqual([
      ["A4纸", 1],
      ["A4纸", -2],
    ]);
    expect(changes(says("li", undo, inThread("elsewhere")))).toEqual([["A4纸", 2]]);
  });

  it("never mean the root's booking where somebody else wrote it", () => {
    const { says } = chat();
    says("wang", issue(paper, 1), { id: "root" });
    says("li", issue(stapler, 1));
    expect(changes(says("li", undo, inThread("root")))).toEqual([["订书机", 1]]);
  });

  it("mean the group that they are said in before any other", () => {
    const { says } = chat();
    says("li", issue(paper, 1));
    says("li", issue(stapler, 1));
    expect(changes(says("li", undo, { more: { place: "generic:g2:" } }))).toEqual([["订书机", 1]]);
  });
});

describe("a quotation that can't be told", () => {
  it.each(["not-found", "several-quoted"] as const)(
    "changes nothing, and is answered: %s",
    (unclearQuote) => {
      const { says } = chat();
      says("li", issue(paper, 1));
      for (const intent of [undo, correct(paperOf(2))]) {
        const happened = says("li", intent, { more: { unclearQuote } });
        expect([happened.rows, kinds(happened)]).toEqual([[], ["reply"]]);
        expect(texts(happened)[0]).toContain("没有改动");
      }
    },
  );
});
