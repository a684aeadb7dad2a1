import type { OpenQuestion } from "../../src/inventory/decide/decision";
import { createQuestions } from "../../src/relay/open-questions";

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 24, 8, minutes));

function questionAbout(id: string, openedAt: Date): OpenQuestion {
  return {
    message: {
      id,
      originalId: id,
      quotedId: undefined,
      type: "message",
      text: "领用：签字笔 2支",
      sentAt: openedAt,
    },
    openedAt,
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
  };
}

describe("an open question", () => {
  it("is found by its person within ten minutes of the messages' own times", () => {
    const questions = createQuestions();
    questions.ask("p:g:li", questionAbout("p:g:1", at(0)), at(0));
    const find = (who: string, minutes: number) =>
      questions.find(who, { sentAt: at(minutes), quotedId: undefined });
    expect(find("p:g:li", 10)?.message.id).toBe("p:g:1");
    expect(find("p:g:li", 11)).toBeUndefined();
    expect(find("p:g:wang", 1)).toBeUndefined();
  });

  it("is replaced by the next one, dropped on request, and dropped with the message it is about", () => {
    const questions = createQuestions();
    const current = () => questions.find("p:g:li", { sentAt: at(1), quotedId: undefined });
    questions.ask("p:g:li", questionAbout("p:g:1", at(0)), at(0));
    questions.ask("p:g:li", questionAbout("p:g:2", at(0)), at(0));
    expect(current()?.message.id).toBe("p:g:2");
    questions.dropAbout("p:g:2");
    expect(current()).toBeUndefined();
    questions.ask("p:g:li", questionAbout("p:g:3", at(0)), at(0));
    questions.drop("p:g:li");
    expect(current()).toBeUndefined();
  });

  it("expires once, and can still be answered by quoting it, with the number of its entry", () => {
    const questions = createQuestions();
    const question = questionAbout("p:g:1", at(0));
    questions.ask("p:g:li", question, at(0));
    questions.noteSent(question, "bot-7");
    expect(questions.takeExpired(at(9))).toEqual([]);
    expect(questions.takeExpired(at(11))).toHaveLength(1);
    expect(questions.takeExpired(at(12))).toEqual([]);
    questions.numbered(question, 12);
    expect(questions.find("p:g:li", { sentAt: at(20), quotedId: undefined })).toBeUndefined();
    expect(questions.find("p:g:li", { sentAt: at(20), quotedId: "bot-7" })?.pendingNumber).toBe(12);
  });
});
