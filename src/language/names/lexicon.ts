/**
 * Everything that the names of the catalogue and of people contribute to reading, indexed once per change of names:
 * one trie of names, specs, brands, units and people, the near misses, and the catalogue itself.
 */
import { createCatalogue, type Catalogue } from "../../inventory/items/catalogue";
import { grouped } from "../../inventory/figures/grouped";
import type { Item } from "../../inventory/items/item";
import { canonicalUnit } from "../../inventory/items/units";
import type { Member } from "../../inventory/people/member";
import { foldName } from "../text/normalise";
import { soundOfName } from "../text/sounds";
import { createTrie, type Trie } from "../text/trie";
import type { Meaning } from "../tokens/tokens";
import { brandsOfSupplier, knownBrands } from "../vocabulary/brands";
import { unitWords } from "../vocabulary/units";
import { createPeople, type People } from "./people";
import { isAttribute, numberedNames, specKey, specWords } from "./specs";

export interface LexiconSource {
  /** In the sheet's order. */
  readonly items: readonly Item[];
  readonly members: readonly Member[];
}

/** What a key of the lexicon's trie stands for. */
export type Entry =
  | Extract<Meaning, { readonly kind: "name" | "spec" | "unit" }>
  | { readonly kind: "brand" | "member" | "department" };

export interface Lexicon {
  readonly catalogue: Catalogue;
  readonly people: People;
  /** Keys are folded, without hyphens. */
  readonly entries: Trie<Entry>;
  /** 7号 of 7号电池: the items whose names begin so. */
  readonly numbered: ReadonlyMap<string, readonly Item[]>;
}

/** Builds the index; names, aliases, specs, units and people are what it depends on, figures don't matter. */
export function createLexicon({ items, members }: LexiconSource): Lexicon {
  const catalogue = createCatalogue(items, { fold: foldKey, sound: soundOfName, specWords });
  const people = createPeople(members);
  const entries = createTrie<Entry>();
  const specs = new Map<string, Set<Item>>();
  for (const [spec, described] of catalogue.specs) {
    const key = foldKey(spec);
    specs.set(key, new Set([...(specs.get(key) ?? []), ...described]));
  }
  const isKnown = (key: string): boolean => catalogue.names.has(key) || specs.has(key);
  for (const [name, named] of catalogue.names) {
    entries.add(name, { kind: "name", items: named, near: false, spec: specs.get(name) });
    for (const other of numberedNames(name)) {
      if (!isKnown(other))
        entries.add(other, { kind: "name", items: named, near: false, spec: undefined });
    }
  }
  for (const [key, named] of beginnings(catalogue.names, model)) {
    if (!isKnown(key))
      entries.add(key, { kind: "name", items: named, near: true, spec: undefined });
  }
  for (const [spec, items] of specs) entries.add(spec, meaningOf(spec, items));
  for (const unit of unitsOf(items)) {
    entries.add(unit, { kind: "unit", unit: canonicalUnit(unit, unitWords) });
  }
  for (const brand of brandsOf(items)) entries.add(brand, { kind: "brand" });
  for (const name of people.members.keys()) entries.add(name, { kind: "member" });
  for (const name of people.departments.keys()) entries.add(name, { kind: "department" });
  return {
    catalogue,
    people,
    entries,
    numbered: beginnings(catalogue.names, numbered),
  };
}

/** 平剪 of 剪刀: a kind that only one item is of, and that ends as its name sounds, names it; what else a spec says describes. */
function meaningOf(spec: string, items: ReadonlySet<Item>): Entry {
  const [only, another] = items;
  const ofItem = another === undefined && only?.name.includes(spec.at(-1) ?? " ") === true;
  const isKind = ofItem && /^\p{Script=Han}{2,}$/u.test(spec) && !isAttribute(spec[0] ?? "");
  return isKind
    ? { kind: "name", items: [only], near: true, spec: items }
    : { kind: "spec", items };
}

/** A name as it is compared: folded, without white space and hyphens. */
export function foldKey(name: string): string {
  return keyOfFolded(foldName(name));
}

/** The same for a stretch of a text that is folded already. */
export function keyOfFolded(text: string): string {
  if (!/[\s，×*-]/.test(text)) return text;
  return specKey(text.replaceAll(/[\s-]+/g, "").replaceAll("，", ","));
}

/** TN-2312 of TN-2312粉盒: letters and figures that names begin with. */
const model = /^[a-z](?=[a-z.]*\d)[a-z\d.]{2,}(?=[\u3400-\u9fff])/;
const numbered = /^\d{1,2}号(?=[\u3400-\u9fff])/;

/** The beginnings of names that have a shape, with all the items that they may mean. */
function beginnings(
  names: Catalogue["names"],
  shape: RegExp,
): ReadonlyMap<string, readonly Item[]> {
  const found = [...names].flatMap(([name, items]) => {
    const begin = shape.exec(name)?.[0];
    return begin === undefined ? [] : [{ begin, items }];
  });
  return new Map(
    [...grouped(found, ({ begin }) => begin)].map(([begin, same]) => [
      begin,
      [...new Set(same.flatMap(({ items }) => items))],
    ]),
  );
}

function unitsOf(items: readonly Item[]): ReadonlySet<string> {
  const written = items.flatMap(({ unit, conversions }) => [
    unit,
    ...conversions.flatMap(({ from, to }) => [from, to]),
  ]);
  return new Set(written.map(foldName).filter((unit) => unit !== ""));
}

function brandsOf(items: readonly Item[]): ReadonlySet<string> {
  const suppliers = new Set(items.map(({ supplier }) => foldName(supplier)));
  return new Set([...knownBrands, ...[...suppliers].flatMap(brandsOfSupplier)]);
}
