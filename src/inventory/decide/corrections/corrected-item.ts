/** Which item a line of a correction means, and which row it replaces where that was of another item. */
import type { Amount, Line } from "../../intent";
import { itemKey, itemKeyOf, type Item } from "../../items/item";
import type { ItemLabel } from "../../items/labeller";
import { figureOf } from "../../movements/count";
import { bookedMessageOf, isWithinDay } from "../../movements/ledger-window";
import type { Movement } from "../../movements/movement";
import type { DraftContext } from "../draft-context";
import { resolveItem, type Problem } from "../resolve-items";
import { standingOf } from "../undo";

type Corrected =
  | { readonly item: Item; readonly near: boolean }
  | { readonly kind: "unclear"; readonly problem: Problem }
  | { readonly why: "none"; readonly label: ItemLabel };

const none = (name: string): Corrected => ({ why: "none", label: { name, spec: "" } });

/** The item that is corrected: a name that fits several is clear where only one of them was booked. */
export function itemMeant(
  line: Line,
  rows: readonly Movement[],
  index: number,
  { context }: DraftContext,
): Corrected {
  const { match } = line;
  if (match.kind === "none" && match.written === "")
    return lastBooked(line, rows, index, { context });
  const booked = new Set(
    rows.filter((row) => isWithinDay(row, context.message)).map((row) => itemKeyOf(row)),
  );
  const isBooked = (item: Item): boolean => booked.has(itemKey(item));
  if (match.kind === "one") return { item: match.item, near: match.near };
  if (match.kind === "fragment" && isBooked(match.item)) return { item: match.item, near: true };
  if (match.kind === "several") {
    const options = match.items.filter(isBooked);
    const [only, ...others] = options;
    if (only === undefined) return none(match.written);
    if (others.length === 0) return { item: only, near: false };
    return resolved({ ...line, match: { ...match, items: options } }, index, context);
  }
  return resolved(line, index, context);
}

function resolved(line: Line, index: number, context: DraftContext["context"]): Corrected {
  const found = resolveItem(line, index, context);
  return "item" in found ? { item: found.item, near: false } : { kind: "unclear", problem: found };
}

/** 不对，是2包: the one item of the last booking; of several it is asked which. */
function lastBooked(
  line: Line,
  rows: readonly Movement[],
  index: number,
  { context }: Pick<DraftContext, "context">,
): Corrected {
  const [last] = rows;
  if (last === undefined) return none("");
  const message = bookedMessageOf(last);
  const keys = new Set(
    rows.filter((row) => bookedMessageOf(row) === message).map((row) => itemKeyOf(row)),
  );
  const items = context.items.filter((item) => keys.has(itemKey(item)));
  const [only, another] = items;
  if (only !== undefined && another === undefined) return { item: only, near: false };
  return resolved({ ...line, match: { kind: "several", items, written: "" } }, index, context);
}

/** 不对，是牙剪: the one row of the last booking, which was of another item. */
export function onlyRow(
  rows: readonly Movement[],
  context: DraftContext["context"],
): Movement | undefined {
  const [last] = rows;
  const booked = rows.filter((row) => bookedMessageOf(row) === (last && bookedMessageOf(last)));
  const [only, another] = standingOf(booked, context);
  return another === undefined && only?.purchaseRow === undefined ? only : undefined;
}

/** What was said, or as much as was booked. */
export function amountLike({ amount }: Line, row: Movement): Amount {
  if (amount.kind !== "missing") return amount;
  const quantity = figureOf(row);
  return { kind: "given", quantity, unit: row.unit, written: `${quantity}${row.unit}` };
}
