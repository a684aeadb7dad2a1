import type { OpenQuestion } from "../../../src/inventory/decide/decision";
import type { PlanSummary, ReplyPart } from "../../../src/inventory/reply-parts";
import { parseAnswer } from "../../../src/language/grammar/answers/answer";
import { parse } from "../../../src/language/grammar/parse";
import { createLexicon } from "../../../src/language/names/lexicon";
import { choicesOf } from "../../../src/language/replies/choices";
import { formatReply } from "../../../src/language/replies/reply";
import { plainNote } from "../../../src/inventory/movements/plan";
import { workshopItems, workshopMembers } from "../workshop";

const lexicon = createLexicon({ items: workshopItems, members: workshopMembers });
const options = workshopItems.filter(({ name }) => name === "收纳盒");
const labels = options.map(({ name, spec }) => ({ name, spec }));
const form = { type: "issue", lines: [], person: undefined } as const;
const ask = (problem: Extract<ReplyPart, { kind: "ask" }>["problem"]): ReplyPart => ({
  ...{ kind: "ask", type: "issue", problem, understood: [], others: 0, form, number: undefined },
});
const label = { name: "A4纸", spec: "" };
const person = { name: "小李", department: "市场部" };
const plan: PlanSummary = {
  undoes: [],
  lines: [{ type: "issue", label, quantity: 30, unit: "包", note: plainNote, person }],
};

function question(about: OpenQuestion["about"]): OpenQuestion {
  const sentAt = new Date(0);
  return {
    message: { id: "m", originalId: "m", quotedId: undefined, text: "", sentAt, type: "message" },
    openedAt: sentAt,
    draft: { kind: "movement", type: "issue", lines: [], remark: "" },
    about,
    pendingNumber: undefined,
    unanswered: undefined,
  };
}
const answers = (part: ReplyPart, about: OpenQuestion["about"]): readonly unknown[] =>
  choicesOf(part).map(({ value }) => parseAnswer(value, question(about), lexicon));

/** An entry as it is listed. */
const open = (number: number) =>
  ({ number, operator: "小李", text: "", plan, entryKind: "large" }) as const;

describe("the choices that a question offers", () => {
  it("about a count are 数之前 and 数之后", () => {
    expect(answers({ kind: "ask-took", lines: [] }, { kind: "before-after" })).toEqual([
      { kind: "pick", option: 0 },
      { kind: "pick", option: 1 },
      { kind: "no" },
    ]);
    const yesOrNo = { kind: "yes-no", index: undefined } as const;
    expect(answers({ kind: "ask-since", counts: [] }, yesOrNo)).toEqual([
      { kind: "yes" },
      { kind: "no" },
    ]);
  });

  const picks = options.map((_, option) => ({ kind: "pick", option }));

  it("of a list are its numbers, each read as that item, and a way out", () => {
    const several = ask({ kind: "several", written: "收纳盒", options: labels, more: 0 });
    expect(choicesOf(several)[0]).toEqual({
      value: "1",
      label: `1. 收纳盒（${labels[0]?.spec ?? ""}）`,
    });
    expect(answers(several, { kind: "choice", index: 0, options })).toEqual([
      ...picks,
      { kind: "no" },
    ]);
    const unknown = ask({ kind: "unknown-item", written: "收那盒", closest: labels });
    expect(answers(unknown, { kind: "item", index: 0, options })).toEqual([
      ...picks,
      { kind: "no" },
    ]);
  });

  it("of a yes-no question are read as yes and no", () => {
    const yesNo = [{ kind: "yes" }, { kind: "no" }];
    expect(
      answers(ask({ kind: "fragment", label, line: undefined }), { kind: "yes-no", index: 0 }),
    ).toEqual(yesNo);
    const correction: ReplyPart = { kind: "ask-correction", plan };
    expect(answers(correction, { kind: "yes-no", index: undefined })).toEqual(yesNo);
    const whether: ReplyPart = { kind: "ask-booking", why: "no-verb", lines: plan.lines };
    expect(answers(whether, { kind: "yes-no", index: undefined })).toEqual(yesNo);
  });

  it.each<ReplyPart>([
    { kind: "awaits", what: "large", plan, limit: 20, unit: "", number: 12 },
    { kind: "short", shortfalls: [], number: 12, plan, still: false },
    { kind: "blocked", obstacles: [], number: 12, plan, still: false },
    { kind: "open-entries", open: [open(12)], more: 0, decides: true },
    {
      kind: "joined",
      ...{ label, unit: "包", counted: 0, operator: "小李", at: new Date(0), number: 12 },
    },
  ])("of an entry are 确认 and 驳回 with its number: $kind", (part) => {
    expect(choicesOf(part).map(({ value }) => parse(value, lexicon))).toEqual([
      { kind: "confirm", number: 12 },
      { kind: "reject", number: 12 },
    ]);
  });

  it.each<readonly [string, ReplyPart]>([
    [
      "a figure is asked for",
      ask({ kind: "quantity", label, unit: "包", why: "missing", written: "" }),
    ],
    ["nothing like it is known", ask({ kind: "unknown-item", written: "x", closest: [] })],
    [
      "no entry was written",
      { kind: "awaits", what: "large", plan, limit: 20, unit: "", number: undefined },
    ],
    [
      "确认 would book nothing",
      { kind: "short", shortfalls: [], number: 12, plan: undefined, still: false },
    ],
    ["nothing is asked", { kind: "help" }],
    ["somebody else decides", { kind: "open-entries", open: [open(12)], more: 0, decides: false }],
    [
      "the list is long",
      { kind: "open-entries", open: [1, 2, 3, 4].map(open), more: 0, decides: true },
    ],
  ])("are none where %s", (_, part) => {
    expect(choicesOf(part)).toEqual([]);
  });

  it("stand once where two sentences of a message offer them", () => {
    const entry = { number: 12, plan, still: false } as const;
    const [said] = formatReply(
      [
        { kind: "short", shortfalls: [], ...entry },
        { kind: "blocked", obstacles: [], ...entry },
      ],
      { timeZone: "Asia/Shanghai" },
    );
    expect(said?.choices.map(({ value }) => value)).toEqual(["确认 12", "驳回 12"]);
  });
});
