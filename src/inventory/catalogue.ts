/**
 * What a written name can be of the catalogue: one item, several, a fragment of one, none. How names are folded, split
 * and heard is injected; text is the language room's. Figures are not looked at.
 */
import type { ItemMatch } from "./intent";
import { itemKey, type Item } from "./item";

export interface NameReading {
  /** A name as it is compared. */
  fold(name: string): string;
  /** A folded name as it sounds, one character a character. */
  sound(folded: string): string;
  /** The words of a spec, each with every way to write it, folded. */
  specWords(spec: string): readonly (readonly string[])[];
}

export interface Catalogue {
  /** Folded name or alias → its items, in the sheet's order. An item's own name goes before another's alias. */
  readonly names: ReadonlyMap<string, readonly Item[]>;
  /** Folded spec word → the items it describes. */
  readonly specs: ReadonlyMap<string, ReadonlySet<Item>>;
  /** Items with a name that holds the folded text. */
  containing(folded: string): readonly Item[];
  /** Up to three items of different names that look or sound most like the folded text. */
  closest(folded: string): readonly Item[];
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
  for (const item of rows) {
    listUnder(own, reading.fold(item.name), item);
    for (const alias of item.aliases) listUnder(aliased, reading.fold(alias), item);
    for (const way of reading.specWords(item.spec).flat()) {
      specs.set(way, (specs.get(way) ?? new Set()).add(item));
    }
  }
  const names = new Map([...aliased, ...own]);
  names.delete("");
  const grams = createGrams(names, (text) => reading.sound(text));
  return { names, specs, ...grams };
}

function listUnder(index: Map<string, Item[]>, key: string, item: Item): void {
  const listed = index.get(key);
  if (listed === undefined) index.set(key, [item]);
  else if (!listed.includes(item)) listed.push(item);
}

/** What the parts of a written name come to. */
export function matchName(parts: NameParts, catalogue: Catalogue): ItemMatch {
  const { written, named, near } = parts;
  if (named.length === 0) return matchUnnamed(parts, catalogue);
  const [first = [], ...others] = named;
  const common = first.filter((item) => others.every((other) => other.includes(item)));
  if (common.length === 0) return several(named.flat(), written);
  const { left, contradicted } = describe(common, parts.specs);
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

/** The items that the spec words leave; a word that fits none of them contradicts. */
function describe(
  items: readonly Item[],
  specs: readonly ReadonlySet<Item>[],
): { readonly left: readonly Item[]; readonly contradicted: boolean } {
  let left = items;
  let contradicted = false;
  for (const spec of specs) {
    const fitting = left.filter((item) => spec.has(item));
    if (fitting.length === 0) contradicted = true;
    else left = fitting;
  }
  return { left, contradicted };
}

function matchUnnamed(parts: NameParts, catalogue: Catalogue): ItemMatch {
  const { written, leftover, folded, specs } = parts;
  const whole = folded === "" ? [] : catalogue.containing(folded);
  const [spec, ...furtherSpecs] = specs;
  const described = spec === undefined ? undefined : describe([...spec], furtherSpecs);
  const rest = leftover === "" ? [] : catalogue.containing(leftover);
  const candidates =
    whole.length > 0 || spec === undefined || described === undefined || described.contradicted
      ? whole
      : leftover === ""
        ? described.left
        : rest.filter((item) => described.left.includes(item));
  const [only, ...more] = candidates;
  if (only === undefined) return { kind: "none", closest: catalogue.closest(folded), written };
  return more.length === 0
    ? { kind: "fragment", item: only, written }
    : several(candidates, written);
}

const longestList = 30;

function several(items: readonly Item[], written: string): ItemMatch {
  const listed = [...new Set(items)].sort((a, b) => a.row - b.row).slice(0, longestList);
  return { kind: "several", items: listed, written };
}

type Grams = Pick<Catalogue, "containing" | "closest">;

function createGrams(
  names: ReadonlyMap<string, readonly Item[]>,
  sound: (folded: string) => string,
): Grams {
  const keys = [...names.keys()];
  const sounds = keys.map(sound);
  const index = new Map<string, number[]>();
  const note = (gram: string, key: number): void => {
    const listed = index.get(gram);
    if (listed === undefined) index.set(gram, [key]);
    else if (listed.at(-1) !== key) listed.push(key);
  };
  keys.forEach((key, number) => {
    for (const gram of gramsOf(key)) note(gram, number);
    for (const gram of gramsOf(sounds[number] ?? "")) note(gram, number);
  });
  const itemsOf = (found: readonly number[]): readonly Item[] =>
    found.flatMap((number) => names.get(keys[number] ?? "") ?? []);

  return {
    containing(folded) {
      const postings = gramsOf(folded).map((gram) => index.get(gram) ?? []);
      const rarest = postings.reduce(
        (least, list) => (list.length < least.length ? list : least),
        postings[0] ?? [],
      );
      const found = itemsOf(rarest.filter((number) => keys[number]?.includes(folded)));
      return [...new Set(found)].sort((a, b) => a.row - b.row);
    },
    closest(folded) {
      const scores = new Map<number, number>();
      const grams = new Set([...gramsOf(folded), ...gramsOf(sound(folded))].slice(0, 80));
      for (const gram of grams) {
        for (const number of index.get(gram) ?? []) {
          scores.set(number, (scores.get(number) ?? 0) + gram.length);
        }
      }
      const ranked = [...scores]
        .map(([number, score]): [number, number] => [
          number,
          score / (gramsOf(keys[number] ?? "").length * 2 + grams.size),
        ])
        .filter(([, score]) => score > 0.2)
        .sort(([a, left], [b, right]) => right - left || a - b);
      const byName = new Map<string, Item>();
      for (const item of itemsOf(ranked.slice(0, 12).map(([number]) => number))) {
        if (!byName.has(item.name)) byName.set(item.name, item);
      }
      return [...byName.values()].slice(0, 3);
    },
  };
}

/** Characters and pairs of characters. */
function gramsOf(text: string): readonly string[] {
  const grams: string[] = [];
  for (let i = 0; i < text.length; i += 1) {
    grams.push(text.slice(i, i + 1));
    if (i + 1 < text.length) grams.push(text.slice(i, i + 2));
  }
  return grams;
}
