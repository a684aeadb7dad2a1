import type { OpenQuestion, PlanDraft } from "../../../src/inventory/decide/decision";
import { plainNote } from "../../../src/inventory/movements/plan";
import { createQuestions, type Questions } from "../../../src/relay/questions/open-questions";

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 24, 8, minutes));
const li = "p:g:li";

function questionAbout(id: string, rest: Partial<OpenQuestion> = {}): OpenQuestion {
  const sentAt = at(0);
  const text = "领用：签字笔 2支";
  return {
    message: { id, originalId: id, quotedId: undefined, type: "message", text, sentAt },
    openedAt: sentAt,
    draft: { kind: "movement", type: "issue", lines: [], remark: "" },
    about: { kind: "choice", index: 0, options: [] },
    pendingNumber: undefined,
    unanswered: {
      kind: "unanswered",
      text: "",
      operator: "",
      account: "",
      reason: "",
      plan: undefined,
    },
    ...rest,
  };
}

const revived = (key: string, value: unknown): unknown =>
  key.endsWith("At") ? new Date(String(value)) : value;

/** A journal as its file is read back. */
function notebook() {
  const notes = new Map<string, unknown>();
  let isFull = false;
  return {
    notes,
    fill: (full: boolean) => (isFull = full),
    record(topic: string, note: unknown) {
      if (isFull) return Promise.reject(new Error("no space left"));
      if (note === undefined) notes.delete(topic);
      else notes.set(topic, JSON.parse(JSON.stringify(note)) as unknown);
      return Promise.resolve();
    },
  };
}

const idsOf = (questions: Questions, conversation = li): readonly string[] =>
  questions.of(conversation).map(({ question }) => question.message.id);

describe("a question", () => {
  it("waits beside others of its person, and of nobody else; only the last one takes a bare yes", () => {
    const questions = createQuestions(notebook());
    questions.ask(li, questionAbout("1"), at(0));
    questions.ask(li, questionAbout("2"), at(1));
    expect(idsOf(questions)).toEqual(["1", "2"]);
    expect(questions.of(li).map(({ state }) => state)).toEqual(["open", "last"]);
    expect(idsOf(questions, "p:g:wang")).toEqual([]);
    questions.passOver(li);
    expect(questions.of(li).map(({ state }) => state)).toEqual(["open", "open"]);
  });

  it("takes the place of the former one about the same message, whose quotation is then over", () => {
    const questions = createQuestions(notebook());
    const question = questionAbout("1");
    questions.ask(li, question, at(0));
    questions.noteSent(question, ["bot-1"], true);
    questions.ask(li, questionAbout("1", { about: { kind: "quantity", index: 0 } }), at(1));
    expect(questions.of(li)).toMatchObject([{ question: { about: { kind: "quantity" } } }]);
    expect(questions.isOver(li, "bot-1")).toBe(true);
    expect(questions.isOver("p:g:wang", "bot-1")).toBe(false);
  });

  it("is over when it is settled, or its message is gone, for a day", () => {
    const questions = createQuestions(notebook());
    for (const id of ["1", "2"]) {
      const question = questionAbout(id);
      questions.ask(li, question, at(0));
      questions.noteSent(question, [`bot-${id}`], true);
    }
    questions.settle(["1"], at(1));
    questions.dropAbout("2", at(1));
    expect(idsOf(questions)).toEqual([]);
    expect(["bot-1", "bot-2"].map((id) => questions.isOver(li, id))).toEqual([true, true]);
    questions.forget(() => false, at(24 * 60 + 2));
    expect(questions.isOver(li, "bot-1")).toBe(false);
  });

  it("is due after ten minutes by the relay's clock until its entry is written", () => {
    const questions = createQuestions(notebook());
    const question = questionAbout("1");
    questions.ask(li, question, at(0));
    expect(questions.due(at(10))).toEqual([]);
    expect(questions.due(at(11))).toHaveLength(1);
    questions.putAside(question);
    expect(questions.due(at(11))).toHaveLength(1);
    questions.numbered(question, 12);
    expect(questions.due(at(11))).toEqual([]);
    expect(questions.of(li)).toMatchObject([{ state: "aside", question: { pendingNumber: 12 } }]);
  });

  it("put aside before its entry was written is due at once", () => {
    const questions = createQuestions(notebook());
    const question = questionAbout("1");
    questions.ask(li, question, at(0));
    questions.putAside(question);
    expect(questions.due(at(0))).toHaveLength(1);
  });

  it("of a person who has five others is due at once, the oldest first", () => {
    const questions = createQuestions(notebook());
    for (const id of ["1", "2", "3", "4", "5", "6"]) questions.ask(li, questionAbout(id), at(0));
    questions.ask("p:g:wang", questionAbout("7"), at(0));
    expect(questions.due(at(0)).map(({ message }) => message.id)).toEqual(["1"]);
  });
});

describe("the journal", () => {
  it("brings a question back as it was, with its times", async () => {
    const journal = notebook();
    const before = createQuestions(journal);
    const question = questionAbout("1");
    before.ask(li, question, at(3));
    before.noteSent(question, ["bot-1"], true);
    before.numbered(question, 12);
    await before.saved();
    const [kept] = createQuestions(journal).of(li);
    expect(kept).toEqual(JSON.parse(JSON.stringify(before.of(li)[0]), revived));
    expect(kept?.question.message.sentAt).toEqual(at(0));
  });

  it("brings back a plan with the times of its counts", async () => {
    const journal = notebook();
    const line = {
      type: "stocktake",
      itemName: "A4纸",
      spec: "",
      unit: "箱",
      quantity: 8,
    } as const;
    const person = { requester: "", department: "", note: plainNote };
    const draft: PlanDraft = {
      kind: "plan",
      plan: { undoes: [], lines: [{ ...line, ...person, countedAt: at(1) }] },
      action: { kind: "confirmed-entry", number: 3 },
      remark: "",
      closes: [],
      agreed: true,
      saidAt: at(2),
      settled: { since: true },
    };
    const before = createQuestions(journal);
    before.ask(li, questionAbout("1", { draft, about: { kind: "before-after" } }), at(3));
    await before.saved();
    expect(createQuestions(journal).of(li)[0]?.question.draft).toEqual(draft);
  });

  it("forgets what is over, and holds what it could not take before", async () => {
    const journal = notebook();
    const questions = createQuestions(journal);
    questions.ask(li, questionAbout("1"), at(0));
    journal.fill(true);
    await questions.saved();
    expect(journal.notes.size).toBe(0);
    journal.fill(false);
    await questions.saved();
    expect(journal.notes.size).toBe(1);
    questions.settle(["1"], at(1));
    await questions.saved();
    expect(journal.notes.size).toBe(0);
  });

  it("of another version is no question", () => {
    const journal = notebook();
    journal.notes.set("question 1", { version: 0, conversation: li, question: {} });
    journal.notes.set("question 2", "anything");
    journal.notes.set("relay-name", "abc");
    expect(createQuestions(journal).of(li)).toEqual([]);
  });

  it("holds a thousand questions; the oldest that stand in 待处理 go first", async () => {
    const journal = notebook();
    const questions = createQuestions(journal);
    for (let n = 0; n < 1_003; n += 1) {
      const question = questionAbout(String(n), { pendingNumber: n + 1 });
      questions.ask(`p:g:${n}`, question, at(0));
      if (n !== 0) questions.putAside(question);
    }
    questions.forget(() => false, at(1));
    await questions.saved();
    expect(journal.notes.size).toBe(1_000);
    expect(["0", "1", "2", "3", "4"].map((n) => idsOf(questions, `p:g:${n}`).length)).toEqual([
      1, 0, 0, 0, 1,
    ]);
  });
});
