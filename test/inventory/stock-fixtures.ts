/** Items, members and intents for tests of decide, on a small office's catalogue. */
import type {
  Amount,
  Answer,
  BookableType,
  Intent,
  ItemMatch,
  Line,
  MovementIntent,
  Requester,
} from "../../src/inventory/intent";
import type { Item } from "../../src/inventory/items/item";
import type { Member, Role } from "../../src/inventory/people/member";
import { item as plainItem } from "./ledger-rows";
import { createWorld, type Happened, type Posted, type World } from "./world";

let rows = 2;

export const item = (name: string, stock: number, rest: Partial<Item> = {}): Item =>
  plainItem(name, { quantity: stock, row: rows++, ...rest });

const member = (name: string, department: string, role: Role, account: string): Member => ({
  name,
  department,
  role,
  platform: "generic",
  account,
});

export const members: readonly Member[] = [
  member("王芳", "行政部", "keeper", "keeper"),
  member("张三", "仓库", "admin", "admin"),
  member("李雷", "采购部", "buyer", "buyer"),
  member("小李", "市场部", "staff", "li"),
  member("小王", "技术部", "staff", "wang"),
  member("老周", "", "suspended", "zhou"),
];

export const paper = item("A4纸", 10, {
  unit: "箱",
  safetyStock: 5,
  conversions: [
    { from: "箱", factor: 5, to: "包" },
    { from: "包", factor: 500, to: "张" },
  ],
});
export const black = item("签字笔", 20, { spec: "黑色", unit: "支" });
export const blue = item("签字笔", 20, { spec: "蓝色", unit: "支" });
export const stapler = item("订书机", 3, { safetyStock: 2 });
export const items: readonly Item[] = [paper, black, blue, stapler];

export const one = (found: Item, near = false): ItemMatch => ({
  kind: "one",
  item: found,
  near,
  written: found.name,
});
export const several = (found: readonly Item[]): ItemMatch => ({
  kind: "several",
  items: found,
  written: found[0]?.name ?? "",
});
export const unknown = (written: string): ItemMatch => ({ kind: "none", closest: [], written });

export const given = (quantity: number, unit = ""): Amount => ({
  kind: "given",
  quantity,
  unit,
  written: `${quantity}${unit}`,
});
export const vagueIn = (unit: string): Amount => ({
  kind: "unusable",
  why: "vague",
  written: `几${unit}`,
  unit,
});
export const vague = vagueIn("箱");

export const line = (match: ItemMatch, amount: Amount, requester?: Requester): Line => ({
  match,
  amount,
  requester,
  written: match.written,
});

export const movement = (type: BookableType, ...lines: readonly Line[]): MovementIntent => ({
  kind: "movement",
  type,
  lines,
  remark: "",
});

export const issue = (found: Item, quantity: number): MovementIntent =>
  movement("issue", line(one(found), given(quantity)));

export const start = Date.UTC(2026, 10, 24, 1, 0);

export interface Chat {
  readonly world: World;
  /** A message of `account` that means `intent`, a minute after the one before. */
  readonly says: (account: string, intent: Intent, rest?: Says) => Happened;
  readonly answers: (account: string, answer: Answer) => Happened;
}

interface Says {
  readonly id?: string;
  readonly type?: "message" | "edited" | "deleted";
  readonly quotes?: string;
  readonly text?: string;
  readonly afterMs?: number;
  /** What else is known of the message. */
  readonly more?: Posted["more"];
}

/** A conversation with the relay, without the reading of texts. */
export function chat(world: World = createWorld({ items, members })): Chat {
  let at = start;
  let count = 0;
  const next = (afterMs = 60_000): Date => new Date((at += afterMs));
  return {
    world,
    says(account, intent, { id, type, quotes, text, afterMs, more } = {}) {
      count += 1;
      return world.deliver(
        {
          id: id ?? `m${count}`,
          sender: account,
          text: text ?? `消息 ${count}`,
          sentAt: next(afterMs),
          ...(type === undefined ? {} : { type }),
          ...(quotes === undefined ? {} : { quotes }),
          ...(more === undefined ? {} : { more }),
        },
        () => ({ intent }),
      );
    },
    answers(account, answer) {
      count += 1;
      return world.deliver(
        { id: `m${count}`, sender: account, text: "答复", sentAt: next() },
        (question) => {
          if (question === undefined) throw new Error("no question is open");
          return { answer, question };
        },
      );
    },
  };
}

/** What was said, one text a message. */
export const texts = ({ said }: Happened): readonly string[] => said.map(({ text }) => text);
export const kinds = ({ said }: Happened): readonly string[] => said.map(({ kind }) => kind);
export const changes = ({ rows: booked }: Happened): readonly [string, number][] =>
  booked.map(({ itemName, change }) => [itemName, change]);
