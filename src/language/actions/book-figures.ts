/** 系统显示12本 beside what was counted: it is no count, but is compared with what the sheet has. */
import type { Amount, Line } from "../../inventory/intent";
import { amountOf } from "../phrases/amounts";
import type { NamedAmount } from "./named-amounts";
import type { StockAction } from "./stock-action";

/** The actions of a count without such figures, and what each says that the sheet has; others as they are. */
export function withoutBookFigures(actions: readonly StockAction[]): {
  readonly kept: readonly StockAction[];
  readonly saidBooks: readonly (Amount | undefined)[];
} {
  const isCount = actions.some(({ verbs }) => verbs.some(({ type }) => type === "stocktake"));
  if (!isCount) return { kept: actions, saidBooks: [] };
  const cleaned = actions.map(withoutBookFigure);
  return {
    kept: cleaned.map(({ action }) => action),
    saidBooks: cleaned.map(({ saidBook }) => saidBook),
  };
}

function withoutBookFigure(action: StockAction): {
  readonly action: StockAction;
  readonly saidBook: Amount | undefined;
} {
  let skipping = false;
  let saidBook: Amount | undefined;
  const parts = action.parts.filter((part) => {
    if (part.kind === "book-figure") skipping = true;
    else if (part.kind === "amount" && skipping) {
      // 系统多2个
      skipping = part.phrase.value === undefined;
      if (!skipping) saidBook = amountOf(part.phrase, true);
      return false;
    } else if (part.kind !== "gap") skipping = false;
    return part.kind !== "book-figure";
  });
  return { action: { ...action, parts }, saidBook };
}

/** The lines with what their actions say of the sheet; of which of several names that is can't be told. */
export function withSaidBooks(
  lines: readonly Line[],
  namedAmounts: readonly NamedAmount[],
  saidBooks: readonly (Amount | undefined)[],
): readonly Line[] {
  if (lines.length !== namedAmounts.length || saidBooks.every((one) => one === undefined))
    return lines;
  return lines.map((line, index) => {
    const at = namedAmounts[index]?.action ?? -1;
    const saidBook = saidBooks[at];
    const isOnly = namedAmounts.filter(({ action }) => action === at).length === 1;
    return saidBook === undefined || !isOnly ? line : { ...line, saidBook };
  });
}
