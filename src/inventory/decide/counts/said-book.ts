/** 系统显示12本，实际10本: where the sheet had another figure than a person says, the answer says so. */
import type { CountPart } from "../../count-parts";
import type { Line } from "../../intent";
import { itemKey } from "../../items/item";
import { labelOf } from "../../items/label";
import { measure } from "../../items/measure";
import { subtract, sum } from "../../items/quantity";
import { bookedAfter } from "../../movements/count";
import { isWithheld } from "../../stocktake/withheld";
import type { Decision, DecisionContext } from "../decision";
import type { ClearLine } from "../resolve-items";
import { figureOf, rowsOn } from "./moment-question";

/** `clear`: the lines, each on its item. Of what is not booked the figure is not told, as somebody may have to count it too. */
export function tellSaidBooks(
  decision: Decision,
  lines: readonly Pick<Line, "saidBook">[],
  {
    clear,
    countedAt,
    context,
  }: {
    readonly clear: readonly ClearLine[];
    readonly countedAt: Date;
    readonly context: DecisionContext;
  },
): Decision {
  const isBooked = decision.lines.length > 0;
  const parts = lines.flatMap(({ saidBook }, index): readonly CountPart[] => {
    const item = clear[index]?.item;
    if (saidBook === undefined || item === undefined) return [];
    const key = itemKey(item);
    const figure = figureOf({ itemName: item.name, spec: item.spec }, context);
    const said = measure(saidBook, item, true, context.wording.units);
    if (figure === undefined || said.kind !== "own") return [];
    if (isWithheld(item, context)) return [];
    const since = bookedAfter(countedAt, rowsOn(key, context)).map(({ change }) => change);
    const book = subtract(figure, sum(since));
    if (book === said.quantity) return [];
    const { unit } = item;
    const told = { label: labelOf(item, context.items), unit, said: said.quantity };
    return [{ kind: "other-book", ...told, book: isBooked ? book : undefined }];
  });
  return parts.length === 0
    ? decision
    : { ...decision, replyParts: [...decision.replyParts, ...parts] };
}
