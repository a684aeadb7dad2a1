/** A plan as people are told of it before it is booked, with the persons, and the entry of 待处理 that waits for it. */
import type { Message, Scene } from "./decision";
import { labelOf } from "./label";
import { accountOf } from "./member";
import type { PendingDraft, PendingKind } from "./pending";
import type { Plan } from "./plan";
import type { SpokenPlan } from "./saying";
import type { PendingCause } from "./wording";

export function spokenPlan(
  { undoes, lines }: Plan,
  { items, recent }: Pick<Scene, "items" | "recent">,
): SpokenPlan {
  const undone = undoes.flatMap((id) => recent.find((row) => row.id === id) ?? []);
  return {
    undoes: undone.map(({ type, itemName, spec, change, unit, requester, department }) => ({
      type,
      label: labelOf({ name: itemName, spec }, items),
      change,
      unit,
      person: { name: requester, department },
    })),
    lines: lines.map(({ type, itemName, spec, quantity, unit, note, requester, department }) => ({
      type,
      label: labelOf({ name: itemName, spec }, items),
      quantity,
      unit,
      note,
      person: { name: requester, department },
    })),
  };
}

/** The entry for a message: `plan` is what its 确认 books, undefined where the message must be sent anew. */
export function draftEntry(
  kind: PendingKind,
  cause: PendingCause,
  plan: Plan | undefined,
  { scene, about }: { readonly scene: Scene; readonly about: Message },
): PendingDraft {
  const { sender, wording } = scene;
  return {
    kind,
    text: about.text,
    operator: sender.name,
    account: accountOf(sender),
    reason: wording.reason(cause, plan && spokenPlan(plan, scene)),
    plan,
  };
}
