import fc from "fast-check";
import {
  decideDocument,
  isSameContent,
  type DocumentContext,
} from "../../../src/inventory/documents/decide-document";
import type { StockDocument } from "../../../src/inventory/documents/document";
import { formatDocument, parseDocument } from "../../../src/inventory/documents/document-cell";
import type { OutsideCode } from "../../../src/inventory/documents/outside-code";
import type { Item } from "../../../src/inventory/items/item";
import { defaultPolicy } from "../../../src/inventory/policy";
import { wording } from "../../../src/language/replies/wording";

const item = (name: string, spec: string, stock: number, unit: string): Item => ({
  name,
  spec,
  unit,
  stock: { kind: "figure", quantity: stock },
  safetyStock: undefined,
  updatedAt: undefined,
  owner: "",
  aliases: [],
  conversions: unit === "箱" ? [{ from: "箱", factor: 5, to: "包" }] : [],
  purchaseQuantity: undefined,
  supplier: "",
  location: "",
  row: 2,
  duplicate: false,
});
const a4 = item("A4纸", "70g", 20, "箱");
const black = item("签字笔", "黑色", 5, "支");
const red = item("签字笔", "红色", 5, "支");

const known = (more: Partial<DocumentContext> = {}): DocumentContext => ({
  items: [a4, black, red],
  members: [],
  policy: defaultPolicy,
  pending: [],
  recent: [],
  recentSince: new Date(0),
  wording,
  closest: () => [a4],
  ...more,
});

const paper = (
  type: StockDocument["type"],
  ...lines: readonly [name: string, spec: string | undefined, quantity: number, unit?: string][]
): StockDocument => ({
  type,
  id: "api:erp:1",
  source: "erp",
  operator: "王芳",
  requester: undefined,
  text: "入库单 1",
  receivedAt: new Date("2026-11-30T01:00:00Z"),
  countedAt: undefined,
  lines: lines.map(([name, spec, quantity, unit = ""]) => ({ item: name, spec, quantity, unit })),
});

const decide = (document: StockDocument, more?: Partial<DocumentContext>) =>
  decideDocument(document, known(more));

it("books every line in the item's own unit", () => {
  const { decision } = decide(
    paper("receipt", ["A4纸", undefined, 10, "包"], ["签字笔", "红色", 3]),
  );
  expect(decision.lines.map(({ itemName, spec, effect }) => [itemName, spec, effect])).toEqual([
    ["A4纸", "70g", { kind: "change", change: 2 }],
    ["签字笔", "红色", { kind: "change", change: 3 }],
  ]);
});

it.each([
  ["a name that is only near", "A4 纸张", undefined, "unknown-item"],
  ["a spec that the name has not", "A4纸", "80g", "unknown-item"],
  ["a name with several specs", "签字笔", undefined, "several"],
])("%s is no item, and nothing of the document is booked", (_, name, spec, kind) => {
  const { decision, problems } = decide(paper("receipt", ["A4纸", undefined, 1], [name, spec, 1]));
  expect(decision.lines).toEqual([]);
  expect(decision.pending).toHaveLength(1);
  expect(problems).toEqual([{ line: 1, problem: expect.objectContaining({ kind }) }]);
});

it("a unit without a conversion, and nothing at all, are problems of their line", () => {
  const { problems } = decide(
    paper("receipt", ["A4纸", undefined, 1, "吨"], ["签字笔", "红色", 0]),
  );
  expect(problems.map(({ line, problem: { kind } }) => [line, kind])).toEqual([
    [0, "unit"],
    [1, "quantity"],
  ]);
});

it("more than there is is not booked, lines of one item taken together", () => {
  const { decision } = decide(paper("issue", ["签字笔", "红色", 3], ["签字笔", "红色", 3]));
  expect(decision.lines).toEqual([]);
  expect(decision.replyParts.map(({ kind }) => kind)).toEqual(["short"]);
});

it("a count may be nothing", () => {
  const { decision } = decide(paper("stocktake", ["签字笔", "红色", 0]));
  expect(decision.lines).toMatchObject([{ effect: { kind: "count", counted: 0 } }]);
});

it("an entry that a former attempt left is closed by the booking", () => {
  const entry = {
    number: 7,
    at: new Date(0),
    status: "open",
    handledBy: "",
    handledAt: undefined,
    messageId: "api:erp:1",
    kind: "refused",
    text: "",
    operator: "",
    account: "",
    reason: "",
    plan: undefined,
  } as const;
  const { decision } = decide(paper("receipt", ["A4纸", undefined, 1]), { pending: [entry] });
  expect(decision.closes).toEqual([{ number: 7, status: "confirmed", handledBy: "王芳" }]);
});

it("content is the same by type, item and figure, in the same order", () => {
  const { wanted } = decide(paper("receipt", ["A4纸", undefined, 2], ["签字笔", "红色", 3]));
  const rows = wanted.map(({ effect, ...line }, index) => ({
    ...line,
    id: index === 0 ? "api:erp:1" : "api:erp:1#2",
    at: new Date(1),
    sentAt: new Date(1),
    change: effect.kind === "change" ? effect.change : 0,
    before: 0,
    after: 0,
    operator: "",
    account: "",
    source: "api",
    text: "",
    note: "",
    voided: false,
  }));
  const [first, second] = rows;
  if (first === undefined || second === undefined) throw new Error("two rows");
  expect(isSameContent(wanted, rows.toReversed())).toBe(true);
  expect(isSameContent(wanted, [first])).toBe(false);
  expect(isSameContent(wanted, [first, { ...second, change: 4 }])).toBe(false);
  expect(isSameContent(wanted, [first, { ...second, spec: "黑色" }])).toBe(false);
  expect(isSameContent(wanted, [first, { ...second, type: "return" }])).toBe(false);
});

describe("codes of other systems", () => {
  const row = (more: Partial<OutsideCode> = {}): OutsideCode => {
    const usual = { system: "erp", code: "MAT-1", itemName: "A4纸", spec: "70g", conversions: "" };
    return { ...usual, ...more };
  };
  const coded = (unit: string, code = "MAT-1"): StockDocument => ({
    ...paper("receipt"),
    source: "kingdee",
    lines: [{ code, item: "复印纸", spec: undefined, quantity: 10, unit }],
  });
  const mine = row({ system: "金蝶" });

  it.each([
    ["the system's name for people", [mine], "箱", 10],
    ["the adapter's own name, in any case", [row({ system: "KingDee" })], "箱", 10],
    ["the item's conversions", [mine], "包", 2],
    ["the code's conversions", [row({ system: "金蝶", conversions: "1CTN=2箱" })], "CTN", 20],
    [
      "the code's conversions before the item's",
      [row({ system: "金蝶", conversions: "1箱=10包" })],
      "包",
      1,
    ],
    [
      "the code's conversions, then the item's",
      [row({ system: "金蝶", conversions: "1托=50包" })],
      "托",
      100,
    ],
    ["two rows that say the same", [mine, row({ system: "kingdee" })], "箱", 10],
  ])("are looked up by %s", (_, codes, unit, quantity) => {
    const { decision, problems } = decide(coded(unit), { codes });
    expect(problems).toEqual([]);
    expect(decision.lines).toMatchObject([
      { itemName: "A4纸", spec: "70g", unit: "箱", effect: { kind: "change", change: quantity } },
    ]);
  });

  it.each([
    ["no row", [], "unknown"],
    ["a row of another system", [row()], "unknown"],
    ["a row of another code", [row({ system: "金蝶", code: "MAT-10" })], "unknown"],
    ["rows that differ", [mine, row({ system: "kingdee", itemName: "签字笔" })], "several"],
    ["a row whose item is gone", [row({ system: "金蝶", spec: "80g" })], "gone"],
  ])("with %s are not guessed, and the document waits", (_, codes, why) => {
    const document = coded("箱");
    const { decision, problems } = decide(document, { codes });
    expect(problems).toEqual([
      {
        line: 0,
        problem: { kind: "outside-code", why, code: "MAT-1", system: "金蝶", named: "复印纸" },
      },
    ]);
    expect(decision).toMatchObject({ lines: [], pending: [{ kind: "code", document }] });
  });

  it("with a unit that leads nowhere, the document waits as well", () => {
    const { decision } = decide(coded("托"), { codes: [mine] });
    expect(decision.pending).toMatchObject([
      { kind: "code", reason: expect.stringContaining("如 1托=5箱") as string },
    ]);
  });

  it("beside a name that nobody knows, the document is refused and not kept", () => {
    const document = coded("箱");
    const lines = [...document.lines, { item: "晚会灯", spec: undefined, quantity: 1, unit: "" }];
    const { decision } = decide({ ...document, lines });
    expect(decision.pending).toMatchObject([{ kind: "refused" }]);
    expect(decision.pending[0]).not.toHaveProperty("document");
  });

  it("a document that no cell holds is refused and not kept", () => {
    const [line] = coded("箱").lines;
    const lines = Array.from({ length: 500 }, (_, place) => ({
      ...{ quantity: 1, unit: "箱", spec: undefined },
      ...{ code: `${line?.code}-${place}`, item: "长".repeat(150) },
    }));
    const { decision } = decide({ ...coded("箱"), lines });
    expect(decision.pending[0]).toMatchObject({ kind: "refused" });
    expect(decision.pending[0]).not.toHaveProperty("document");
  });

  it("a document in its cell comes back whole, and only to its own entry", () => {
    fc.assert(
      fc.property(
        fc.record({
          operator: fc.string(),
          text: fc.string(),
          countedAt: fc.option(
            fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }),
            { nil: undefined },
          ),
          lines: fc.array(
            fc.record({
              code: fc.string({ minLength: 1 }),
              item: fc.string(),
              spec: fc.option(fc.string(), { nil: undefined }),
              quantity: fc.nat(),
              unit: fc.string(),
            }),
            { minLength: 1, maxLength: 20 },
          ),
        }),
        (more) => {
          const document: StockDocument = { ...coded("箱"), ...more };
          const cell = formatDocument(document) ?? "";
          expect(parseDocument(cell, document.id)).toEqual(document);
          expect(parseDocument(cell, "api:erp:2")).toBeUndefined();
        },
      ),
    );
  });

  it.each(["", "{", "[]", '{"id":"api:erp:1"}', '{"id":"generic:g:1","lines":[]}'])(
    "%s in the cell is no document",
    (cell) => {
      expect(parseDocument(cell, "api:erp:1")).toBeUndefined();
    },
  );
});
