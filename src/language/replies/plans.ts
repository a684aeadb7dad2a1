/** What 确认 will book, told whole: what is done, to which items, for whom. */
import type { Person } from "../../inventory/items/label";
import type { ItemLabel } from "../../inventory/items/labeller";
import type { MovementType } from "../../inventory/movements/movement";
import type { PlanSummary } from "../../inventory/reply-parts";
import { movementTypes } from "../sheet-words/headings";
import { personName, quantityOf, readAs, beside } from "./format";

interface Part {
  readonly verb: string;
  readonly what: string;
  readonly person: string;
}

const partOf = (
  type: MovementType,
  label: ItemLabel,
  quantity: string,
  person: Person,
  before = "",
): Part => ({
  verb: `${before}${movementTypes[type]}`,
  what: beside(label, quantity),
  person: personName(person),
});

/** Which limit a take-out or a return is above. */
export function aboveLimit(
  what: "large" | "return" | "taken",
  { limit, unit }: { readonly limit: number; readonly unit: string },
): string {
  switch (what) {
    case "large":
      return `超过大额确认的 ${limit}`;
    case "return":
      return `超过归还上限的 ${limit}`;
    case "taken":
      return `超过可归还的 ${quantityOf(limit, unit)}`;
  }
}

/**
 * One part for each kind of movement and person, in order.
 *
 * @example 撤销领用：A4纸 1箱（市场部小李）；领用：A4纸 30箱、订书机 1个（市场部小李）
 */
export function planText({ undoes, lines }: PlanSummary): string {
  const parts = [
    ...undoes.map(({ type, label, change, unit, person }) =>
      partOf(type, label, quantityOf(Math.abs(change), unit), person, movementTypes.undo),
    ),
    ...lines.map(({ type, label, quantity, unit, note, person }) =>
      partOf(type, label, readAs(quantity, unit, note), person),
    ),
  ];
  const groups: Part[][] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    const [first] = last ?? [];
    if (first?.verb === part.verb && first.person === part.person) last?.push(part);
    else groups.push([part]);
  }
  return groups
    .map((group) => {
      const [{ verb, person } = { verb: "", person: "" }] = group;
      const named = person === "" ? "" : `（${person}）`;
      return `${verb}：${group.map(({ what }) => what).join("、")}${named}`;
    })
    .join("；");
}
