import {
  decideDocument,
  isSameContent,
  type DocumentContext,
} from "../../../src/inventory/documents/decide-document";
import type { StockDocument } from "../../../src/inventory/documents/document";
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
