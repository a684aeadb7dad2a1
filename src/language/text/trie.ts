/** A trie over UTF-16 codes, kept in one hash table of plain numbers: built once, walked from any position of a text. */

export interface Trie<Value> {
  add(key: string, value: Value): void;
  /** The node behind `code`, or undefined; 0 is the root. */
  step(node: number, code: number): number | undefined;
  /** What ends at a node. */
  at(node: number): readonly Value[] | undefined;
}

/** Edges by open addressing: slot → parent and code, child. An empty slot has child 0, which is no node's child. */
interface Table {
  readonly parents: Int32Array;
  readonly codes: Uint16Array;
  readonly children: Int32Array;
}

const firstSize = 1 << 10;

function createTable(size: number): Table {
  return {
    parents: new Int32Array(size),
    codes: new Uint16Array(size),
    children: new Int32Array(size),
  };
}

/** The slot of an edge, or the empty one where it would go. */
function slotOf({ parents, codes, children }: Table, parent: number, code: number): number {
  const mask = children.length - 1;
  let slot = (Math.imul(parent, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)) & mask;
  while (children[slot] !== 0 && (parents[slot] !== parent || codes[slot] !== code)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

function putEdge(table: Table, parent: number, code: number, child: number): void {
  const slot = slotOf(table, parent, code);
  table.parents[slot] = parent;
  table.codes[slot] = code;
  table.children[slot] = child;
}

function grown(table: Table): Table {
  const larger = createTable(table.children.length * 2);
  table.children.forEach((child, slot) => {
    if (child !== 0) putEdge(larger, table.parents[slot] ?? 0, table.codes[slot] ?? 0, child);
  });
  return larger;
}

export function createTrie<Value>(): Trie<Value> {
  let table = createTable(firstSize);
  const values: (Value[] | undefined)[] = [undefined];

  const childOf = (node: number, code: number): number => {
    const known = table.children[slotOf(table, node, code)] ?? 0;
    if (known !== 0) return known;
    values.push(undefined);
    if (values.length * 2 > table.children.length) table = grown(table);
    putEdge(table, node, code, values.length - 1);
    return values.length - 1;
  };

  return {
    add(key, value) {
      let node = 0;
      for (let i = 0; i < key.length; i += 1) node = childOf(node, key.charCodeAt(i));
      const here = values[node];
      if (here === undefined) values[node] = [value];
      else here.push(value);
    },
    step(node, code) {
      const child = table.children[slotOf(table, node, code)] ?? 0;
      return child === 0 ? undefined : child;
    },
    at: (node) => values[node],
  };
}
