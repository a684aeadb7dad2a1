/** A trie over UTF-16 codes, kept in one flat map: built once, walked from any position of a text. */

export interface Trie<Value> {
  add(key: string, value: Value): void;
  /** The node behind `code`, or undefined; 0 is the root. */
  step(node: number, code: number): number | undefined;
  /** What ends at a node. */
  at(node: number): readonly Value[] | undefined;
}

export function createTrie<Value>(): Trie<Value> {
  const edges = new Map<number, number>();
  const values: (Value[] | undefined)[] = [undefined];

  const child = (node: number, code: number): number => {
    const key = node * 0x10000 + code;
    const known = edges.get(key);
    if (known !== undefined) return known;
    values.push(undefined);
    edges.set(key, values.length - 1);
    return values.length - 1;
  };

  return {
    add(key, value) {
      let node = 0;
      for (let i = 0; i < key.length; i += 1) node = child(node, key.charCodeAt(i));
      const here = values[node];
      if (here === undefined) values[node] = [value];
      else here.push(value);
    },
    step: (node, code) => edges.get(node * 0x10000 + code),
    at: (node) => values[node],
  };
}

/** Calls `found` for every key of the trie that begins at `start`, shortest first. */
export function walk<Value>(
  trie: Trie<Value>,
  text: string,
  start: number,
  found: (end: number, values: readonly Value[]) => void,
): void {
  let node: number | undefined = 0;
  for (let i = start; i < text.length; i += 1) {
    node = trie.step(node, text.charCodeAt(i));
    if (node === undefined) return;
    const values = trie.at(node);
    if (values !== undefined) found(i + 1, values);
  }
}
