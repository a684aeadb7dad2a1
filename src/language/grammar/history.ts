/** 记录: who took what, and how much went in a period. Generous where the catalogue is named, silent where it is not. */
import type { Intent } from "../../inventory/intent";
import { amountsIn, has, type Clause } from "../phrases/clauses";
import { isKnown, matchesIn } from "./mentioned-items";
import type { Message } from "./movement";
import { periodIn } from "./periods";

/** 谁领了A4纸, A4纸领用记录, A4纸上周领了多少. */
export function readHistory(message: Message): Intent | undefined {
  for (const clause of message.clauses) {
    if (!tellsHistory(clause)) continue;
    const match = matchesIn(clause, message).find(isKnown);
    if (match !== undefined) {
      return { kind: "history", match, period: periodIn(message.clauses) };
    }
  }
  return undefined;
}

function tellsHistory(clause: Clause): boolean {
  const unfit = ["negation", "cancel", "future", "wish", "price", "order"] as const;
  if (has(clause, ...unfit) || (has(clause, "passed") && !has(clause, "who"))) return false;
  if (
    clause.words.some(
      ({ classes, text }) =>
        classes.has("question") && !classes.has("vague") && !text.includes("问"),
    )
  )
    return false;
  const moved = clause.words.some(({ verb }) => verb !== undefined && verb.type !== "stocktake");
  if (has(clause, "who")) return moved;
  if (has(clause, "record")) return amountsIn(clause).length === 0;
  if (!moved) return false;
  const vague = amountsIn(clause).some(({ value }) => value === undefined);
  return (
    has(clause, "how-many") ||
    (vague && clause.mark === "?") ||
    (vague && periodIn([clause]) !== undefined)
  );
}
