/** What 确认 will book, told whole: what is done, to which items, for whom. */
import type { ItemLabel, Person } from "../inventory/label";
import type { MovementType } from "../inventory/movement";
import type { SpokenPlan } from "../inventory/saying";
import { movementTypes } from "./headings";
import { personName, quantityOf, readAs, beside } from "./say-pieces";

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

/**
 * One part for each kind of movement and person, in order.
 *
 * @example 撤销领用：A4纸 1箱（市场部小李）；领用：A4纸 30箱、订书机 1个（市场部小李）
 */
export function planText({ undoes, lines }: SpokenPlan): string {
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
