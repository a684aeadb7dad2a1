import {
  isExpired,
  type PendingEntry,
  type PendingKind,
} from "../../../src/inventory/movements/pending";

const at = new Date("2026-11-24T08:00:00Z");
const later = (hours: number): Date => new Date(at.getTime() + hours * 3_600_000);
const plan = { undoes: ["generic:g1:m0"], lines: [] };
const entry = (kind: PendingKind, rest: Partial<PendingEntry> = {}): PendingEntry => ({
  kind,
  text: "",
  operator: "小李",
  account: "generic:li",
  reason: "",
  plan: undefined,
  number: 1,
  at,
  status: "open",
  handledBy: "",
  handledAt: undefined,
  messageId: "generic:g1:m1",
  ...rest,
});

describe("an entry closes by itself", () => {
  it.each(["unclear", "unanswered"] as const)("a day after a mistake: %s", (kind) => {
    expect(isExpired(entry(kind), later(24))).toBe(false);
    expect(isExpired(entry(kind), later(24.1))).toBe(true);
  });

  it.each(["short", "shortage", "count", "large", "check", "refused"] as const)(
    "never where a keeper has to look: %s",
    (kind) => expect(isExpired(entry(kind), later(1_000))).toBe(false),
  );

  it("never where 确认 would book something, nor twice", () => {
    expect(isExpired(entry("unanswered", { plan }), later(48))).toBe(false);
    expect(isExpired(entry("unclear", { status: "rejected" }), later(48))).toBe(false);
  });
});
