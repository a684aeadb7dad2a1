/**
 * Near misses of names: characters that sound alike, one character missing, one too many. An index is built over the
 * folded names of three characters or more; a position of a text is asked for what stands there almost.
 */
import type { Catalogue } from "../../inventory/items/catalogue";
import type { Item } from "../../inventory/items/item";
import { oncePer } from "../../inventory/once-per";
import { isAttribute } from "../names/specs";
import { isHan, soundOfName, soundsOf } from "../text/sounds";
import { createTrie, type Trie } from "../text/trie";
import { unitVocabulary } from "../vocabulary/units";
import { vocabulary } from "../vocabulary/vocabulary";

/** A name that almost stands in a text, with its end there. */
interface Found {
  readonly end: number;
  readonly named: Named;
}

interface Named {
  readonly name: string;
  readonly items: readonly Item[];
}

export interface NearMiss {
  readonly end: number;
  readonly items: readonly Item[];
}

interface NearIndex {
  /** The near misses that begin at a position, one for each end. */
  at(text: string, start: number): readonly NearMiss[];
}

const distinctiveClasses = ["verb", "connect", "negation", "each", "total", "vague"] as const;
const meaningful: ReadonlySet<string> = new Set([
  ...vocabulary.map(({ text }) => text).filter((text) => text.length === 1),
  ...unitVocabulary.filter((text) => text.length === 1),
]);

/** What can't be a near miss even in the middle of a longer name: it joins, counts, denies or does something. */
const distinctive: ReadonlySet<string> = new Set([
  ..."两俩仨半十百千万廿卅",
  ...unitVocabulary,
  ...vocabulary
    .filter(({ classes }) => distinctiveClasses.some((name) => classes.includes(name)))
    .map(({ text }) => text),
]);

const shortestName = 3;
const mostWrong = 2;

/** The index of a catalogue's names, made when something is first looked for in it. */
export const nearIndexOf = oncePer(({ names }: Pick<Catalogue, "names">): NearIndex => {
  const sounds = createTrie<Named>();
  const lacking = createTrie<Named>();
  const exact = createTrie<Named>();
  for (const [name, items] of names) {
    if (name.length < shortestName) continue;
    const named = { name, items };
    sounds.add(soundOfName(name), named);
    exact.add(name, named);
    for (const shorter of withoutOne(name)) lacking.add(shorter, named);
  }
  return {
    at(text, start) {
      const found: Found[] = [];
      alike(sounds, text, start, found);
      lackingOne(lacking, text, start, found);
      withExtra(exact, text, start, found);
      if (found.length === 0) return none;
      return [...new Set(found.map(({ end }) => end))].map((end) => ({
        end,
        items: itemsAt(found, end),
      }));
    },
  };
});

const none: readonly NearMiss[] = [];

function itemsAt(found: readonly Found[], end: number): readonly Item[] {
  return [...new Set(found.flatMap((each) => (each.end === end ? each.named.items : [])))];
}

/** A name less one character: never a letter, a digit or what tells two kinds apart; of three, only the middle. */
function withoutOne(name: string): readonly string[] {
  const shorter: string[] = [];
  for (let i = 0; i < name.length; i += 1) {
    const inside = i > 0 && i < name.length - 1;
    const char = name[i] ?? "";
    if (!isHan(char.charCodeAt(0)) || isAttribute(char)) continue;
    if (inside || name.length > shortestName) shorter.push(name.slice(0, i) + name.slice(i + 1));
  }
  return shorter;
}

function alike(trie: Trie<Named>, text: string, start: number, found: Found[]): void {
  let nodes: readonly number[] = [0];
  for (let i = start; i < text.length && nodes.length > 0; i += 1) {
    nodes = childrenOf(trie, nodes, soundsOf(text[i] ?? ""));
    for (const node of nodes) {
      for (const named of trie.at(node) ?? []) {
        if (isNearMiss(text, start, named.name)) found.push({ end: i + 1, named });
      }
    }
  }
}

function childrenOf(
  trie: Trie<Named>,
  nodes: readonly number[],
  codes: readonly number[],
): readonly number[] {
  const children: number[] = [];
  for (const node of nodes) {
    for (const code of codes) {
      const child = trie.step(node, code);
      if (child !== undefined) children.push(child);
    }
  }
  return children;
}

function lackingOne(trie: Trie<Named>, text: string, start: number, found: Found[]): void {
  let node: number | undefined = 0;
  for (let i = start; i < text.length; i += 1) {
    node = trie.step(node, text.charCodeAt(i));
    if (node === undefined) return;
    for (const named of trie.at(node) ?? []) found.push({ end: i + 1, named });
  }
}

/** One or two Chinese characters differ, and at least one is right. */
function isNearMiss(text: string, start: number, name: string): boolean {
  let wrong = 0;
  let right = 0;
  for (let i = 0; i < name.length; i += 1) {
    const written = text[start + i] ?? "";
    const same = written === name[i];
    if (!same && (isAttribute(name[i] ?? "") || isAttribute(written))) return false;
    if (!same) wrong += 1;
    else if (isHan(name.charCodeAt(i))) right += 1;
  }
  return wrong > 0 && wrong <= mostWrong && right > 0 && wrong <= right + 1;
}

function withExtra(trie: Trie<Named>, text: string, start: number, found: Found[]): void {
  let node = trie.step(0, text.charCodeAt(start));
  for (let skipped = start + 1; node !== undefined && skipped < text.length; skipped += 1) {
    const anywhere = couldBeExtra(text, skipped);
    if (anywhere || (skipped - start > 1 && couldBeInside(text, skipped))) {
      let inner: number | undefined = node;
      for (let i = skipped + 1; i < text.length && inner !== undefined; i += 1) {
        inner = trie.step(inner, text.charCodeAt(i));
        if (!anywhere && i === skipped + 1) continue;
        for (const named of inner === undefined ? [] : (trie.at(inner) ?? []))
          found.push({ end: i + 1, named });
      }
    }
    node = trie.step(node, text.charCodeAt(skipped));
    const doubled = text[skipped] === text[skipped + 1] && isHan(text.charCodeAt(skipped));
    if (node !== undefined && doubled) {
      for (const named of trie.at(node) ?? []) found.push({ end: skipped + 2, named });
    }
  }
}

/** Words and figures of one character mean something, and colours and sizes tell kinds apart. */
function couldBeExtra(text: string, index: number): boolean {
  const char = text[index] ?? "";
  if (!isHan(char.charCodeAt(0)) || isAttribute(char)) return false;
  return char === text[index - 1] || !meaningful.has(char);
}

/** 咖啡过滤纸 for 咖啡滤纸: between two halves that both stand there also a word is a near miss. */
function couldBeInside(text: string, index: number): boolean {
  const char = text[index] ?? "";
  return isHan(char.charCodeAt(0)) && !isAttribute(char) && !distinctive.has(char);
}
