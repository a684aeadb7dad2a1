import { decide } from "../../../src/inventory/decide/decide";
import type { DecisionContext } from "../../../src/inventory/decide/decision";
import {
  limitEntries,
  mostOpenEntries,
  refuseOld,
} from "../../../src/inventory/decide/entries/limits";
import type { Intent } from "../../../src/inventory/intent";
import type { PendingEntry } from "../../../src/inventory/movements/pending";
import { defaultPolicy } from "../../../src/inventory/policy";
import { wording } from "../../../src/language/replies/wording";
import {
  given,
  issue,
  items,
  line,
  members,
  movement,
  one,
  paper,
  several,
  black,
  blue,
  start,
  unknown,
} from "../stock-fixtures";

const li = members.find(({ account }) => account === "li") ?? members[0]!;
const none: ReadonlySet<string> = new Set();

const entry = (number: number, rest: Partial<PendingEntry> = {}): PendingEntry => ({
  number,
  at: new Date(start),
  kind: "unclear",
  text: "领用：那个 1个",
  operator: "小李",
  account: "",
  reason: "",
  plan: undefined,
  status: "open",
  handledBy: "",
  handledAt: undefined,
  messageId: `generic:g1:old${number}`,
  ...rest,
});
const entries = (count: number, rest: Partial<PendingEntry> = {}): readonly PendingEntry[] =>
  Array.from({ length: count }, (_, index) => entry(index + 1, rest));

function decisionContextOf(
  pending: readonly PendingEntry[],
  rest: Partial<DecisionContext["message"]> = {},
): DecisionContext {
  const message = {
    id: "generic:g1:m1",
    originalId: "generic:g1:m1",
    quotedId: undefined,
    type: "message" as const,
    text: "领用：订书机 99个",
    sentAt: new Date(start),
    ...rest,
  };
  const question = undefined;
  return {
    message,
    sender: li,
    items,
    members,
    policy: defaultPolicy,
    pending,
    recent: [],
    recentSince: new Date(0),
    question,
    questions: [],
    wording,
  };
}
const short: Intent = issue(paper, 99);
const unclear: Intent = movement("issue", line(unknown("那个"), given(1)));
const choice: Intent = movement("issue", line(several([black, blue]), given(1)));

function limited(intent: Intent, pending: readonly PendingEntry[], underWay = none) {
  const context = decisionContextOf(pending);
  return limitEntries(decide(intent, context), context, underWay);
}
const kindsOf = ({ replyParts }: { readonly replyParts: readonly { readonly kind: string }[] }) =>
  replyParts.map(({ kind }) => kind);

describe("an entry of a person with many open ones", () => {
  it("is written up to the twentieth", () => {
    const decision = limited(short, entries(mostOpenEntries - 1));
    expect([decision.pending.length, kindsOf(decision)]).toEqual([1, ["short"]]);
  });

  it("is refused beyond, and the answer says that nothing was kept", () => {
    const decision = limited(short, entries(mostOpenEntries));
    expect(decision.pending).toEqual([]);
    expect(decision.replyParts).toEqual([{ kind: "not-kept", limit: 20, isAsked: false }]);
  });

  it("counts neither closed entries nor other people's", () => {
    const others = [
      ...entries(20, { status: "rejected" }),
      ...entries(20, { operator: "小王" }),
      ...entries(20, { messageId: "telegram:g1:old" }),
      ...entries(20, { account: "generic:somebody" }),
    ];
    expect(limited(short, others).pending).toHaveLength(1);
  });

  it("counts by account where the entry has one, whatever the name", () => {
    const own = entries(20, { operator: "从前的名字", account: "generic:li" });
    expect(limited(short, own).pending).toEqual([]);
  });

  it("counts those that are being written, each once", () => {
    const ids = Array.from({ length: 15 }, (_, index) => `generic:g1:old${index + 6}`);
    expect(limited(short, entries(10), new Set(ids.slice(0, 14))).pending).toHaveLength(1);
    expect(limited(short, entries(10), new Set(ids)).pending).toEqual([]);
  });

  it("that takes the place of another one is written all the same", () => {
    const context = decisionContextOf(entries(20));
    const closes = [{ number: 1, status: "rejected", handledBy: "小李" }] as const;
    const decision = limitEntries({ ...decide(short, context), closes }, context, none);
    expect(decision.pending).toHaveLength(1);
  });

  it("is not needed for a count that stands in 盘点 until a second person counts", () => {
    const context = decisionContextOf(entries(20));
    const counted = { ...decide(short, context), stocktake: { rows: [], changes: [] } };
    expect(limitEntries(counted, context, none)).toEqual({ ...counted, pending: [] });
  });

  it("is not written for a question, which can still be answered", () => {
    const decision = limited(unclear, entries(20));
    expect(decision.pending).toEqual([]);
    expect(kindsOf(decision)).toEqual(["ask", "not-kept"]);
    expect(decision.question).toBeDefined();
  });

  it("is not written later for a question that nobody answers", () => {
    const decision = limited(choice, entries(20));
    expect(kindsOf(decision)).toEqual(["ask", "not-kept"]);
    expect(decision.question?.unanswered).toBeUndefined();
    expect(limited(choice, entries(19)).question?.unanswered).toBeDefined();
  });

  it("does not keep a 报缺 from warning the keepers", () => {
    const report: Intent = { kind: "shortage", match: one(paper), remaining: given(1), note: "" };
    const decision = limited(report, entries(20));
    expect([decision.pending.length, kindsOf(decision)]).toEqual([0, ["shortage", "not-kept"]]);
  });

  it("does not touch what needs none", () => {
    expect(limited(issue(paper, 1), entries(20)).lines).toHaveLength(1);
  });
});

describe("a message that is too old to tell whether it was dealt with", () => {
  const old = (intent: Intent) => {
    const context = decisionContextOf(entries(1));
    return refuseOld(decide(intent, context), context);
  };

  it.each<[string, Intent]>([
    ["books nothing", issue(paper, 1)],
    ["leaves no entry", short],
    ["opens no question", choice],
  ])("%s, and is answered with its time", (_, intent) => {
    const decision = old(intent);
    expect(decision).toMatchObject({ lines: [], pending: [], closes: [], question: undefined });
    expect(decision.replyParts).toEqual([{ kind: "too-old", sentAt: new Date(start) }]);
  });

  it("is answered where it only asked", () => {
    expect(kindsOf(old({ kind: "query", matches: [one(paper)] }))).toEqual(["stock"]);
    expect(kindsOf(old({ kind: "chatter" }))).toEqual([]);
  });
});
