/**
 * What is left to do before a group can book on a sheet: items, units, a keeper, the group, a channel. In: what stands in the
 * sheet and what is configured. Out: a sentence for each thing that is missing.
 */
import type { Item } from "../../src/inventory/items/item";
import type { Member } from "../../src/inventory/people/member";

export interface Begun {
  readonly items: readonly Pick<Item, "name" | "unit">[];
  readonly members: readonly Pick<Member, "role">[];
  /** Groups that 设置 lists. */
  readonly groups: readonly string[];
  /** Platforms that are configured. */
  readonly channels: readonly string[];
}

const mostNamed = 5;

export function firstSteps({ items, members, groups, channels }: Begun): readonly string[] {
  const unitless = items.filter(({ unit }) => unit === "").map(({ name }) => name);
  const named = unitless.slice(0, mostNamed).join("、");
  const more = unitless.length > mostNamed ? " …" : "";
  const steps: readonly (readonly [boolean, string])[] = [
    [
      items.length === 0,
      "库存 has no items: type them there (物品名称, 单位, 当前库存, 安全库存), or npm run setup-sheet -- --items FILE.csv",
    ],
    [
      unitless.length > 0,
      `items without 单位, of which nobody can say how much (${unitless.length}): ${named}${more}`,
    ],
    [
      !members.some(({ role }) => role === "keeper" || role === "admin"),
      "nobody in 成员 is 播报员, so nobody can book 入库 or confirm what waits: give yourself that 角色 (write in the group once, and your row is there)",
    ],
    [
      channels.length === 0,
      "no channel is configured: set the variables of one (README, Connect a group)",
    ],
    [
      groups.length === 0,
      "允许的群 in 设置 is empty: write anything in the group, the bot answers with the group's name; put it there",
    ],
  ];
  return steps.flatMap(([isOpen, sentence]) => (isOpen ? [sentence] : []));
}
