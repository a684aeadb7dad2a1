/** Whether an amount is written in a unit that an item is counted in. */
import type { ItemMatch } from "../../inventory/intent";
import type { Item } from "../../inventory/items/item";
import { toOwnUnit } from "../../inventory/items/units";
import { unitWords } from "../vocabulary/units";
import { amountOf } from "./amounts";
import type { Token } from "../tokens/tokens";
import type { AmountPhrase } from "./phrase";

/** true: the amount has a unit, and it is the item's own or converts to it. */
const isCountedAs = (item: Item, amount: AmountPhrase): boolean =>
  amount.unit !== "" && ownQuantity(item, amount) !== undefined;

/** How much it is in the item's own unit; undefined of what doesn't convert, pairs and dozens. */
function ownQuantity(item: Item, amount: AmountPhrase): number | undefined {
  const stated = amountOf({ ...amount, sign: "" }, false);
  if (stated.kind !== "given") return undefined;
  const own = toOwnUnit(stated, item, unitWords);
  return own.kind === "converted" ? own.quantity : undefined;
}

/** 1箱 共20包: the same once more, in another unit of the item perhaps. */
export function saysSame(match: ItemMatch, left: AmountPhrase, right: AmountPhrase): boolean {
  if (sameAmount(left, right)) return true;
  if (match.kind !== "one") return false;
  const quantity = ownQuantity(match.item, left);
  return quantity !== undefined && quantity === ownQuantity(match.item, right);
}

function sameAmount(left: AmountPhrase, right: AmountPhrase): boolean {
  if (left.more !== undefined || right.more !== undefined) return false;
  return left.value === right.value && left.unit === right.unit && left.value !== undefined;
}

/** Longer lists are asked about as they are, so that reading stays linear. */
const mostItems = 12;

/** A4 1包 beside A4纸 and A4文件夹: the beginning of several names is that of the one with such a unit, to be asked about. */
export function narrowedByUnit(match: ItemMatch, amount: AmountPhrase | undefined): ItemMatch {
  if (match.kind !== "several" || amount === undefined || match.items.length > mostItems)
    return match;
  const [item, more] = match.items.filter((each) => isCountedAs(each, amount));
  if (item === undefined || more !== undefined) return match;
  return { kind: "fragment", item, written: match.written };
}

export const isFound = ({ kind }: ItemMatch): boolean => kind === "one" || kind === "several";

/** A spec of more than one character, which hardly stands for anything else. */
export const isLongSpec = ({ kind, start, end }: Token): boolean =>
  kind === "spec" && end - start > 1;

/** A4 1包: a piece of one name beside a unit that this item is counted in. */
export function isPieceInUnit(named: {
  readonly match: ItemMatch;
  readonly amount: AmountPhrase | undefined;
  readonly tokens: readonly Token[];
}): boolean {
  const { match, amount, tokens } = named;
  if (match.kind !== "fragment" || amount === undefined || !isCountedAs(match.item, amount))
    return false;
  return tokens.every(
    (token) => token.kind !== "name" && (token.kind !== "spec" || isLongSpec(token)),
  );
}
