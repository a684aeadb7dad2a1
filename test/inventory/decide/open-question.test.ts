import type { OpenQuestion } from "../../../src/inventory/decide/decision";
import { isOver, questionSaidAgain } from "../../../src/inventory/decide/open-question";
import type { Line, MovementIntent } from "../../../src/inventory/intent";
import { row } from "../ledger-rows";
import { black, blue, given, line, one, paper, several, unknown } from "../stock-fixtures";

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 24, 8, minute));
const issueOf = (...lines: Line[]): MovementIntent => {
  return { kind: "movement", type: "issue", lines, remark: "" };
};

function about(draft: MovementIntent, rest: Partial<OpenQuestion> = {}): OpenQuestion {
  const id = "generic:g1:m1";
  const message = { id, originalId: id, quotedId: undefined, type: "message", text: "" } as const;
  return {
    message: { ...message, sentAt: at(0) },
    openedAt: at(0),
    draft,
    about: { kind: "quantity", index: 0 },
    pendingNumber: undefined,
    unanswered: undefined,
    ...rest,
  };
}

describe("a booking says a question's message again", () => {
  const pens = line(several([black, blue]), given(2));
  const again: readonly (readonly [string, Line, Line, boolean])[] = [
    ["with one of the items it could mean", pens, line(one(black), given(2)), true],
    ["not with another item", pens, line(one(paper), given(2)), false],
    ["not as vaguely as before", pens, pens, false],
    [
      "with the right name and the same figure",
      line(unknown("笔"), given(2)),
      line(one(black), given(2)),
      true,
    ],
    [
      "not with another name and figure",
      line(unknown("笔"), given(2)),
      line(one(black), given(3)),
      false,
    ],
  ];
  it.each(again)("%s", (_how, before, now, expected) => {
    const question = about(issueOf(before));
    expect(questionSaidAgain(issueOf(now), { questions: [question] }) === question).toBe(expected);
  });

  it("only line for line, and for the same kind of movement", () => {
    const questions = [about(issueOf(pens))];
    const clear = line(one(black), given(2));
    expect(questionSaidAgain(issueOf(clear, line(one(paper), given(1))), { questions })).toBe(
      undefined,
    );
    expect(questionSaidAgain({ ...issueOf(clear), type: "return" }, { questions })).toBe(undefined);
  });
});

describe("a question is over", () => {
  const question = about(issueOf());
  const answered = row("issue", at(1), "A4纸", -1, { answers: "generic:g1:m1", sentAt: at(1) });
  const entry = (status: "open" | "rejected") =>
    ({ number: 7, status }) as Parameters<typeof isOver>[1]["pending"][number];

  it("when its answer stands in the ledger", () => {
    expect(isOver(question, { recent: [], pending: [] })).toBe(false);
    expect(isOver(question, { recent: [answered], pending: [] })).toBe(true);
  });

  it("of an edited message not by the answer to what stood there before", () => {
    const edited = { ...question.message, type: "edited" } as const;
    const later = about(issueOf(), { message: edited, openedAt: at(5) });
    expect(isOver(later, { recent: [answered], pending: [] })).toBe(false);
  });

  it("when its entry is not open any more", () => {
    const kept = about(issueOf(), { pendingNumber: 7 });
    expect(isOver(kept, { recent: [], pending: [entry("open")] })).toBe(false);
    expect(isOver(kept, { recent: [], pending: [entry("rejected")] })).toBe(true);
    expect(isOver(kept, { recent: [], pending: [] })).toBe(true);
  });
});
