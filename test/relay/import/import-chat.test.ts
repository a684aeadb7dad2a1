import fc from "fast-check";
import type { Item } from "../../../src/inventory/items/item";
import { rowId } from "../../../src/inventory/movements/movement";
import type { Movement } from "../../../src/inventory/movements/movement";
import type { Member } from "../../../src/inventory/people/member";
import { defaultPolicy } from "../../../src/inventory/policy";
import { readExport } from "../../../src/language/exports/whatsapp-export";
import { bookImport, planImport, suspectLines } from "../../../src/relay/import/import-chat";
import type { ImportEntry } from "../../../src/relay/import/import-chat";
import type { Booking, Snapshot } from "../../../src/sheet/stockroom";
import { item, row } from "../../inventory/ledger-rows";

const timeZone = "Asia/Shanghai";
const now = new Date("2026-11-20T12:00:00+08:00");

const member = (name: string, rest: Partial<Member> = {}): Member => ({
  name,
  department: "市场部",
  role: "staff",
  platform: "whatsapp",
  account: "",
  ...rest,
});

const snapshot: Snapshot = {
  readAt: now,
  timeZone,
  title: "",
  url: "",
  items: [
    item("A4纸", { unit: "包", quantity: 5 }),
    item("订书机", { quantity: 3 }),
    item("签字笔", { spec: "黑色", unit: "支", quantity: 40 }),
  ],
  members: [
    member("陈晨"),
    member("王芳", { role: "suspended" }),
    member("李雷", { account: "85291234567" }),
  ],
  policy: defaultPolicy,
  pending: [],
  recent: [],
  broadcasts: [],
  problems: [],
};

const movement = (text: string, operator: string, sentAt: string, source: string): Movement =>
  row("issue", new Date(sentAt), "A4纸", -1, {
    id: "whatsapp:g1:m1",
    unit: "包",
    before: 6,
    requester: operator,
    operator,
    source,
    text,
  });

interface Given {
  readonly snapshot?: Partial<Snapshot>;
  readonly ids?: Iterable<string>;
  readonly movements?: readonly Movement[];
}

const plan = (chat: string, given: Given = {}): readonly ImportEntry[] =>
  planImport({
    chat: readExport(chat, timeZone),
    snapshot: { ...snapshot, ...given.snapshot },
    ids: new Set(given.ids ?? []),
    movements: given.movements ?? [],
    now,
  });

const kinds = (entries: readonly ImportEntry[]): readonly string[] =>
  entries.map(({ outcome }) => outcome.kind);

const line = (clock: string, sender: string, text: string): string =>
  `2026/11/16 ${clock} - ${sender}: ${text}`;

/** Books like a stockroom whose ledger is a list. */
function ledgerOf() {
  const bookings: Booking[] = [];
  return {
    bookings,
    book(booking: Booking) {
      bookings.push(booking);
      return Promise.resolve({
        kind: "booked" as const,
        commit: "c",
        movements: [],
        pending: [],
      });
    },
  };
}

describe("an imported chat", () => {
  it("books a take-out with its own time, person and department", async () => {
    const entries = plan(line("09:30", "陈晨", "领用：A4纸 1包"));
    const ledger = ledgerOf();
    await bookImport(entries, ledger, () => undefined);
    expect(ledger.bookings).toEqual([
      expect.objectContaining({
        messageId: expect.stringMatching(/^import:/),
        sentAt: new Date("2026-11-16T09:30:00+08:00"),
        text: "领用：A4纸 1包",
        operator: "陈晨",
        account: "import:陈晨",
        source: "import",
        pending: [],
        joins: undefined,
      }),
    ]);
    expect(ledger.bookings[0]!.lines).toEqual([
      expect.objectContaining({
        type: "issue",
        itemName: "A4纸",
        effect: { kind: "change", change: -1 },
        requester: "陈晨",
        department: "市场部",
      }),
    ]);
  });

  it("leaves a take-out to people that has pasted lines in it, or stands behind another colon", () => {
    const chat = [
      line("09:30", "陈晨", "领用：A4纸 1包"),
      line("09:40", "李雷", "领用订书机"),
      line("09:30", "陈晨", "领用：A4纸 1包"),
      line("09:41", "仓库: 小王", "领用：A4纸 1包"),
      line("09:42", "陈晨", "时间: 下午"),
    ].join("\n");
    expect(kinds(plan(chat))).toEqual(["books", "pasted", "unsure-sender", "chatter"]);
  });

  it("names the lines that people should look at, a take-out among the notes of WhatsApp", () => {
    const chat = [
      line("09:30", "陈晨", "领用：A4纸 1包"),
      "2026/11/16 24:05 - 陈晨: 领用：A4纸 1包",
      '2026/11/16 09:41 - 小"王: 领用：A4纸 1包',
      "2026/11/16 09:42 - 小王：领用：A4纸 1包",
      "2026/11/16 09:43 - 陈晨 added 李雷",
      "2026/11/16 09:44 - 陈晨: \u200e领用：A4纸 1包",
      '2026/11/16 09:45 - 陈晨 changed the subject from "A: B" to "库存"',
      "[2026/11/16 09:30:00] 陈晨: 领用：A4纸 1包",
    ].join("\n");
    const source = {
      chat: readExport(chat, timeZone),
      snapshot,
      ids: new Set<string>(),
      movements: [],
      now,
    };
    expect(kinds(planImport(source))).toEqual(["books"]);
    expect(suspectLines(source).map(({ line: at, reason }) => [at, reason])).toEqual([
      [2, "unreadable"],
      [3, "system"],
      [4, "system"],
      [6, "system"],
      [8, "pasted"],
    ]);
  });

  it("books nothing a second time", () => {
    const chat = line("09:30", "陈晨", "领用：A4纸 1包");
    const ids = plan(chat).map(({ id }) => id);
    expect(kinds(plan(chat, { ids }))).toEqual(["known"]);
  });

  it("is known again when another phone exports it with seconds and another date form", () => {
    const android = plan("2026/11/16 上午9:30 - 陈晨: 领用：A4纸 1包");
    const ios = plan("[2026/11/16 09:30:42] 陈晨: 领用：A4纸 1包");
    expect(ios[0]!.id).toBe(android[0]!.id);
  });

  it("tells two messages of one minute apart by their place in it", () => {
    const chat = [line("09:30", "陈晨", "领用订书机"), line("09:30", "陈晨", "领用订书机")].join(
      "\n",
    );
    const ids = plan(chat).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(kinds(plan(chat, { ids: ids.slice(0, 1) }))).toEqual(["known", "books"]);
  });

  it.each([
    ["09:32", "live"],
    ["09:33", "books"],
    ["09:28", "live"],
    ["09:27", "books"],
  ])(
    "written at %s beside a live row of 09:30 with the same text and person is: %s",
    (at, outcome) => {
      const text = "领用：A4纸 1包";
      const live = movement(text, "陈晨", "2026-11-16T09:30:00+08:00", "whatsapp");
      expect(kinds(plan(line(at, "陈晨", text), { movements: [live] }))).toEqual([outcome]);
    },
  );

  it("takes a row that an import wrote for no live one", () => {
    const text = "领用：A4纸 1包";
    const row = movement(text, "陈晨", "2026-11-16T09:30:00+08:00", "import");
    expect(kinds(plan(line("09:31", "陈晨", text), { movements: [row] }))).toEqual(["books"]);
  });

  it("takes an entry that still waits for the message that it is", () => {
    const text = "领用：A4纸 1包";
    const entry = {
      number: 1,
      at: new Date("2026-11-16T09:30:05+08:00"),
      status: "open" as const,
      kind: "large" as const,
      text,
      operator: "陈晨",
      account: "",
      reason: "",
      plan: undefined,
      handledBy: "",
      handledAt: undefined,
      messageId: "whatsapp:g1:m1",
    };
    const given = { snapshot: { pending: [entry] } };
    expect(kinds(plan(line("09:30", "陈晨", text), given))).toEqual(["live"]);
  });

  it("asks people when the same text stands there at that time under a name the export doesn't know", () => {
    const text = "领用：A4纸 1包";
    const live = movement(text, "小明", "2026-11-16T09:30:00+08:00", "whatsapp");
    const [entry] = plan(line("09:30", "Xiao Ming", text), { movements: [live] });
    expect(entry!.outcome).toEqual({ kind: "maybe-live", operator: "小明" });
  });

  it("asks people when another phone's export was booked under a name that this one doesn't know", () => {
    const text = "领用：A4纸 1包";
    const at = "2026-11-16T09:30:00+08:00";
    const outcomeOf = (sender: string, imported: string) => {
      const given = { movements: [movement(text, imported, at, "import")] };
      return plan(line("09:30", sender, text), given)[0]!.outcome;
    };
    expect(outcomeOf("陈晨", "晨晨")).toEqual({ kind: "maybe-live", operator: "晨晨" });
    expect(outcomeOf("晨晨", "陈晨")).toEqual({ kind: "maybe-live", operator: "陈晨" });
    expect(outcomeOf("陈晨", "李雷")).toMatchObject({ kind: "books" });
  });

  it("asks people when it was edited and its first text may be booked already", () => {
    const edited = line("09:30", "陈晨", "领用：A4纸 2包 <此消息已编辑>");
    const at = "2026-11-16T09:30:20+08:00";
    for (const source of ["whatsapp", "import"]) {
      const given = { movements: [movement("领用：A4纸 1包", "陈晨", at, source)] };
      expect(kinds(plan(edited, given))).toEqual(["maybe-edited"]);
      const other = line("09:31", "陈晨", "领用：A4纸 1包");
      expect(kinds(plan(`${edited}\n${other}`, given))[0]).toBe("books");
    }
    const ofAnother = { movements: [movement("领用：A4纸 1包", "李雷", at, "whatsapp")] };
    expect(kinds(plan(edited, ofAnother))).toEqual(["books"]);
    expect(kinds(plan(edited))).toEqual(["books"]);
  });

  it("keeps two colleagues who wrote the same apart", () => {
    const text = "领用：A4纸 1包";
    const live = movement(text, "李雷", "2026-11-16T09:30:00+08:00", "whatsapp");
    expect(kinds(plan(line("09:30", "陈晨", text), { movements: [live] }))).toEqual(["books"]);
  });

  it("knows a member by number where the phone has no name", () => {
    const [entry] = plan(line("09:30", "+852 9123 4567", "领用订书机"));
    expect(entry!.sender).toMatchObject({ name: "李雷", department: "市场部" });
  });

  it("knows a member whose display name was cleaned when they joined", () => {
    const [entry] = plan(line("09:30", "陈晨🌸", "领用订书机"));
    expect(entry!.sender).toMatchObject({ name: "陈晨", department: "市场部" });
  });

  it("knows namesakes who were told apart when they joined, and books no message of theirs twice", () => {
    const text = "领用：A4纸 1包";
    const namesake = member("陈晨（2）", { department: "行政部" });
    const live = movement(text, "陈晨（2）", "2026-11-16T09:30:00+08:00", "whatsapp");
    const given = { snapshot: { members: [...snapshot.members, namesake] }, movements: [live] };
    const chat = [line("09:30", "陈晨", text), line("09:40", "陈晨", text)].join("\n");
    const entries = plan(chat, given);
    expect(kinds(entries)).toEqual(["live", "books"]);
    expect(entries[1]!.sender).toMatchObject({ name: "陈晨", department: "" });
  });

  it("books on the stock that its own earlier messages leave", () => {
    const chat = [
      line("09:30", "陈晨", "领用：A4纸 3包"),
      line("09:40", "李雷", "领用：A4纸 3包"),
      line("09:50", "陈晨", "领用：A4纸 2包"),
    ].join("\n");
    const entries = plan(chat);
    expect(kinds(entries)).toEqual(["books", "refused", "books"]);
    expect(entries[1]!.outcome).toMatchObject({ answer: expect.stringContaining("2包") });
  });

  it.each([
    ["入库：A4纸 10包", "other"],
    ["A4纸 1包", "other"],
    ["查询 A4纸", "other"],
    ["领用：墨盒 1个", "refused"],
    ["领用：A4纸 几包", "refused"],
    ["大家下午好", "chatter"],
  ])("books nothing for %s", (text, outcome) => {
    expect(kinds(plan(line("09:30", "陈晨", text)))).toEqual([outcome]);
  });

  it("books nothing for a suspended member", () => {
    expect(kinds(plan(line("09:30", "王芳", "领用订书机")))).toEqual(["refused"]);
  });

  it("leaves what its sender undid or corrected to people", () => {
    const chat = [
      line("09:30", "陈晨", "领用：A4纸 1包"),
      line("09:31", "李雷", "领用：A4纸 1包"),
      line("09:32", "陈晨", "撤销"),
      line("09:40", "李雷", "领用订书机"),
      line("09:45", "李雷", "更正：A4纸 2包"),
    ].join("\n");
    expect(kinds(plan(chat))).toEqual(["taken-back", "taken-back", "other", "books", "other"]);
  });

  it("lists a take-out of before a count of its item, and books one of after it", () => {
    const counted = row("stocktake", new Date("2026-11-16T09:35:00+08:00"), "A4纸", -1, {
      unit: "包",
    });
    const chat = [
      line("09:30", "陈晨", "领用：A4纸 1包"),
      line("09:31", "李雷", "领用订书机"),
      line("09:40", "陈晨", "领用：A4纸 1包"),
    ].join("\n");
    const entries = plan(chat, { movements: [counted] });
    expect(kinds(entries)).toEqual(["refused", "books", "books"]);
    expect(entries[0]!.outcome).toMatchObject({
      answer: expect.stringContaining("数之前拿的，还是数之后拿的"),
    });
  });

  it("leaves a message of tomorrow to people, because the dates were misread then", () => {
    expect(kinds(plan("2026/11/21 09:30 - 陈晨: 领用订书机"))).toEqual(["future"]);
  });

  it("says which bookings proved impossible meanwhile, and how far it is", async () => {
    const entries = plan(
      [line("09:30", "陈晨", "领用订书机"), line("09:31", "李雷", "领用订书机")].join("\n"),
    );
    const progress: [number, number][] = [];
    const stockroom = {
      book: ({ operator }: Booking) =>
        Promise.resolve(
          operator === "李雷"
            ? { kind: "impossible" as const, obstacles: [], written: false, pending: [] }
            : { kind: "booked" as const, commit: "c", movements: [], pending: [] },
        ),
    };
    const tally = await bookImport(entries, stockroom, (done, all) => progress.push([done, all]));
    expect(tally.booked).toBe(1);
    expect(tally.notBooked.map(({ sender }) => sender.name)).toEqual(["李雷"]);
    expect(progress).toEqual([[2, 2]]);
  });

  it("never books more than there is, and each message once, whatever is exported twice", () => {
    const said = fc.record({
      minute: fc.integer({ min: 0, max: 59 }),
      sender: fc.constantFrom("陈晨", "李雷", "新同事"),
      text: fc.constantFrom("领用：A4纸 2包", "领用订书机", "领用：签字笔 7支", "撤销", "好的"),
    });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 30 }), fc.nat(30), (all, cut) => {
        const sorted = [...all].sort((left, right) => left.minute - right.minute);
        const lines = sorted.map(({ minute, sender, text }) =>
          line(`09:${String(minute).padStart(2, "0")}`, sender, text),
        );
        const first = plan(lines.slice(0, cut).join("\n"));
        const booked = first.filter(({ outcome }) => outcome.kind === "books");
        const items = snapshot.items.map((each) => ({
          ...each,
          stock: { kind: "figure" as const, quantity: left(each, booked) },
        }));
        const ids = booked.map(({ id }) => rowId(id, 0));
        const second = plan(lines.join("\n"), { ids, snapshot: { items } });
        const again = second.filter(({ outcome }) => outcome.kind === "books");
        expect(again.filter(({ id }) => ids.includes(id))).toEqual([]);
        for (const each of items) expect(left(each, again)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });
});

function left(of: Item, entries: readonly ImportEntry[]): number {
  const lines = entries.flatMap(({ outcome }) => (outcome.kind === "books" ? outcome.lines : []));
  return lines
    .filter(({ itemName }) => itemName === of.name)
    .reduce(
      (stock, { effect }) => stock + (effect.kind === "change" ? effect.change : 0),
      of.stock.kind === "figure" ? of.stock.quantity : 0,
    );
}
