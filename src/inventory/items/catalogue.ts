/**
 * What a written name can be of the catalogue: one item, several, a fragment of one, none. How names are folded, split
 * and heard is injected; text is the language module's. Figures are not looked at.
 */
import type { ItemMatch } from "../intent";
import { oncePer } from "../once-per";
import { itemKey, type Item } from "./item";
import { createSearch, type Search } from "./search";

export interface NameReading {
  /** A name as it is compared. */
  fold(name: string): string;
  /** A folded name as it sounds, one character a character. */
  sound(folded: string): string;
  /** The words of a spec, each with every way to write it, folded. */
  specWords(spec: string): readonly (readonly string[])[];
}

export interface Catalogue extends Search {
  /** Folded name or alias → its items, in the sheet's order. An item's own name goes before another's alias. */
  readonly names: ReadonlyMap<string, readonly Item[]>;
  /** Folded spec word → the items it describes. */
  readonly specs: ReadonlyMap<string, ReadonlySet<Item>>;
  /** Whether an item's name or one of its aliases begins with a folded text. */
  beginsName(folded: string, item: Item): boolean;
  /** Whether a word of an item's spec begins with a folded text. */
  beginsSpec(folded: string, item: Item): boolean;
}

/** What stands in a message where a name is expected. */
export interface NameParts {
  readonly written: string;
  /** The items of each name that was found, near misses among them. */
  readonly named: readonly (readonly Item[])[];
  /** The items of each spec word. */
  readonly specs: readonly ReadonlySet<Item>[];
  /** Everything that is neither, brand nor filler; folded. */
  readonly leftover: string;
  /** All of it but brand and filler, folded. */
  readonly folded: string;
  readonly near: boolean;
}

export function createCatalogue(items: readonly Item[], reading: NameReading): Catalogue {
  const rows = [...new Map(items.toReversed().map((item) => [itemKey(item), item])).values()]
    .filter((item) => item.name.trim() !== "")
    .toReversed();
  const own = new Map<string, Item[]>();
  const aliased = new Map<string, Item[]>();
  const specs = new Map<string, Set<Item>>();
  const waysOf = new Map<string, readonly string[]>();
  for (const item of rows) {
    listUnder(own, reading.fold(item.name), item);
    for (const alias of item.aliases) listUnder(aliased, reading.fold(alias), item);
    const ways = waysOf.get(item.spec) ?? reading.specWords(item.spec).flat();
    waysOf.set(item.spec, ways);
    for (const way of ways) {
      specs.set(way, (specs.get(way) ?? new Set()).add(item));
    }
  }
  const names = new Map([...aliased, ...own]);
  names.delete("");
  return {
    names,
    specs,
    beginsName: (folded, { name, aliases }) =>
      [name, ...aliases].some((each) => reading.fold(each).startsWith(folded)),
    beginsSpec: (folded, { spec }) =>
      waysOf.get(spec)?.some((way) => way.startsWith(folded)) === true,
    ...createSearch(names, (text) => reading.sound(text)),
  };
}

function listUnder(index: Map<string, Item[]>, key: string, item: Item): void {
  const listed = index.get(key);
  if (listed === undefined) index.set(key, [item]);
  else if (!listed.includes(item)) listed.push(item);
}

/** The items that a match can mean, in the sheet's order; none where nothing fits. */
export function matchedItems(match: ItemMatch): readonly Item[] {
  switch (match.kind) {
    case "one":
    case "fragment":
      return [match.item];
    case "several":
      return match.items;
    case "none":
      return [];
  }
}

/** Of a name that nothing fits, those that come closest. */
export const matchedOrClosest = (match: ItemMatch): readonly Item[] =>
  match.kind === "none" ? match.closest : matchedItems(match);

/** What the parts of a written name come to. The closest of none are looked for only when they are to be offered. */
export function matchName(parts: NameParts, catalogue: Catalogue): ItemMatch {
  const { written, named, near } = parts;
  if (named.length === 0) return matchUnnamed(parts, catalogue);
  const [first = [], ...others] = named;
  const common = others.reduce((left, other) => itemsInBoth(left, membersOf(other)), first);
  if (common.length === 0) return several(union(named), written);
  const { left, contradicted } = describe(common, parts.specs);
  const told = toldBySpec(left, parts, catalogue);
  if (!contradicted && told !== undefined) return { kind: "one", item: told, near, written };
  if (contradicted || parts.leftover !== "") {
    const [only, ...more] = left;
    return only !== undefined && more.length === 0
      ? { kind: "fragment", item: only, written }
      : several(left, written);
  }
  const [only, ...more] = left;
  return only !== undefined && more.length === 0
    ? { kind: "one", item: only, near, written }
    : several(left, written);
}

/** 圆烤网 of 烤网（圆形） and 烤网（方形）: the only one with a spec that begins with what was written beside the name. */
function toldBySpec(
  items: readonly Item[],
  { leftover }: NameParts,
  catalogue: Catalogue,
): Item | undefined {
  // of a figure alone it can't be told whether it is whole
  if (!/\D$/.test(leftover)) return undefined;
  const [only, ...more] = items.filter((item) => catalogue.beginsSpec(leftover, item));
  return more.length === 0 ? only : undefined;
}

/** The same list as a set, made once. */
const membersOf = oncePer((items: readonly Item[]): ReadonlySet<Item> => new Set(items));

/** In the order of `items`. A name may have thousands of specs, so the shorter side is gone through. */
function itemsInBoth(items: readonly Item[], others: ReadonlySet<Item>): readonly Item[] {
  if (items.length <= others.size * 2) return items.filter((item) => others.has(item));
  const own = membersOf(items);
  return [...others].filter((item) => own.has(item)).sort(bySheet);
}

const bySheet = (left: Item, right: Item): number => left.row - right.row;

/** The items that the spec words leave; a word that fits none of them contradicts. */
function describe(
  items: readonly Item[],
  specs: readonly ReadonlySet<Item>[],
): { readonly left: readonly Item[]; readonly contradicted: boolean } {
  let left = items;
  let contradicted = false;
  for (const spec of specs) {
    const fitting = itemsInBoth(left, spec);
    if (fitting.length === 0) contradicted = true;
    else left = fitting;
  }
  return { left, contradicted };
}

/** Without a whole name: a part of names, or spec words alone, or both. */
function matchUnnamed(parts: NameParts, catalogue: Catalogue): ItemMatch {
  const { written, folded } = parts;
  const whole = folded === "" ? [] : catalogue.containing(folded);
  const candidates = whole.length > 0 ? whole : describedBy(parts, catalogue);
  const [only] = candidates;
  if (only === undefined) return { kind: "none", closest: [], written };
  if (candidates.length > 1) return several(candidates, written);
  // A4 70g: what begins a name, and a spec that leaves one item of all that begin so.
  const { specs, leftover } = parts;
  const isTold = specs.length > 0 && leftover.length > 1 && catalogue.beginsName(leftover, only);
  return isTold
    ? { kind: "one", item: only, near: true, written }
    : { kind: "fragment", item: only, written };
}

function describedBy({ specs, leftover }: NameParts, catalogue: Catalogue): readonly Item[] {
  const [spec, ...further] = specs;
  if (spec === undefined) return [];
  const { left, contradicted } = describe([...spec], further);
  if (contradicted || leftover === "") return contradicted ? [] : left;
  const described = new Set(left);
  return catalogue.containing(leftover).filter((item) => described.has(item));
}

const longestList = 30;

/** `items` in the sheet's order. */
function several(items: readonly Item[], written: string): ItemMatch {
  return { kind: "several", items: items.slice(0, longestList), written };
}

/** The first items of lists that are each in the sheet's order, as many as are ever listed. */
function union(lists: readonly (readonly Item[])[]): readonly Item[] {
  const heads = lists.flatMap((list) => list.slice(0, longestList));
  return [...new Set(heads)].sort(bySheet);
}
