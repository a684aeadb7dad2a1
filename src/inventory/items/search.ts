/**
 * Looking for names by a part of them, and for names that look or sound like a text: an index of single characters and
 * pairs over folded names and their sounds.
 */
import type { Item } from "./item";

export interface Search {
  /** Items with a name that holds the folded text, in the sheet's order. */
  containing(folded: string): readonly Item[];
  /** Up to three items of different names that look or sound most like the folded text. */
  closest(folded: string): readonly Item[];
}

const longestQuery = 40;
const rememberedQueries = 200;
/** Of 1, what two names must share to be called close. */
const closeEnough = 0.08;

/** Indexes folded names; `sound` gives one character a character. */
export function createSearch(
  names: ReadonlyMap<string, readonly Item[]>,
  sound: (folded: string) => string,
): Search {
  const keys = [...names.keys()];
  const lists = [...names.values()];
  const index = new Map<number, number[]>();
  keys.forEach((key, number) => {
    for (const gram of gramsOf(key)) post(index, gram, number);
  });
  /** Made when something is first looked for that no name holds. */
  let heard: ReadonlyMap<number, readonly number[]> | undefined;
  const itemsOf = (found: readonly number[]): readonly Item[] =>
    found.flatMap((number) => lists[number] ?? []);

  /** The names that hold the rarest part of a text; none where no name holds one of its parts. */
  const holdersOf = (folded: string): readonly number[] => {
    let rarest: readonly number[] | undefined;
    for (const gram of gramsOf(folded)) {
      const list = index.get(gram);
      if (list === undefined) return [];
      if (rarest === undefined || list.length < rarest.length) rarest = list;
    }
    return rarest ?? [];
  };

  const containing = (folded: string): readonly Item[] => {
    if (folded === "" || folded.length > longestQuery) return [];
    const holders = holdersOf(folded).filter((number) => keys[number]?.includes(folded));
    const found = itemsOf(holders);
    return found.length < 2 ? found : [...new Set(found)].sort((a, b) => a.row - b.row);
  };

  const closest = (folded: string): readonly Item[] => {
    const query = folded.slice(0, longestQuery);
    const grams = new Set([...gramsOf(query), ...gramsOf(sound(query)).filter(isPair)]);
    const scores = new Uint8Array(keys.length);
    const touched: number[] = [];
    heard ??= pairsHeard(keys, sound);
    for (const gram of grams) {
      for (const list of [index.get(gram), heard.get(gram)]) {
        for (const number of list ?? []) {
          const score = scores[number] ?? 0;
          if (score === 0) touched.push(number);
          scores[number] = score + (isPair(gram) ? 2 : 1);
        }
      }
    }
    const ranked: (readonly [number, number])[] = [];
    for (const number of touched) {
      const score = scores[number] ?? 0;
      const own = Math.max(1, (keys[number]?.length ?? 0) * 5 - 4);
      const likeness = (0.7 * score) / own + (0.3 * score) / (grams.size * 1.5);
      if (likeness > closeEnough) ranked.push([number, likeness]);
    }
    ranked.sort(([a, left], [b, right]) => right - left || a - b);
    const found = itemsOf(ranked.slice(0, 12).map(([number]) => number));
    const byName = new Map(found.toReversed().map((item) => [item.name, item]));
    return [...byName.values()].reverse().slice(0, 3);
  };

  return { containing: remembering(containing), closest: remembering(closest) };
}

/** The pairs of how names sound that do not stand in them. */
function pairsHeard(
  keys: readonly string[],
  sound: (folded: string) => string,
): ReadonlyMap<number, readonly number[]> {
  const heard = new Map<number, number[]>();
  keys.forEach((key, number) => {
    const own = new Set(gramsOf(key));
    for (const gram of gramsOf(sound(key)))
      if (isPair(gram) && !own.has(gram)) post(heard, gram, number);
  });
  return heard;
}

function post(index: Map<number, number[]>, gram: number, number: number): void {
  const listed = index.get(gram);
  if (listed === undefined) index.set(gram, [number]);
  else if (listed.at(-1) !== number) listed.push(number);
}

/** Single characters, and pairs as one number of 32 bits, which is no object as larger ones are. */
function gramsOf(text: string): readonly number[] {
  const grams: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    grams.push(code);
    if (i + 1 < text.length) grams.push((code << 16) | text.charCodeAt(i + 1));
  }
  return grams;
}

function isPair(gram: number): boolean {
  return gram >>> 16 !== 0;
}

/** The same text is asked for again and again; its answer depends on nothing else. */
function remembering<Result>(find: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = find(text);
    if (known.size >= rememberedQueries) known.clear();
    known.set(text, found);
    return found;
  };
}
