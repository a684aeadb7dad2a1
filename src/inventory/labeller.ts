/** Items by name and spec: a reading of the sheet is looked through once, not once for every label. */
import { itemKey, type Item } from "./item";
import type { ItemLabel } from "./label";

interface Named {
  readonly name: string;
  readonly spec: string;
}

export interface Labeller {
  /** The spec only where the name has several. */
  labelOf(item: Named): ItemLabel;
  /** The item with this name and spec, the first of several. */
  find(item: Named): Item | undefined;
}

const labellers = new WeakMap<readonly Item[], Labeller>();

/** The same for the same reading. */
export function labellerOf(items: readonly Item[]): Labeller {
  const known = labellers.get(items);
  if (known) return known;
  const labeller = createLabeller(items);
  labellers.set(items, labeller);
  return labeller;
}

function createLabeller(items: readonly Item[]): Labeller {
  const specs = new Map<string, Set<string>>();
  const byKey = new Map<string, Item>();
  for (const item of items) {
    const known = specs.get(item.name) ?? new Set();
    specs.set(item.name, known.add(item.spec.trim()));
    if (!byKey.has(itemKey(item))) byKey.set(itemKey(item), item);
  }
  return {
    labelOf({ name, spec }) {
      const own = spec.trim();
      const known = specs.get(name);
      const others = (known?.size ?? 0) - (known?.has(own) === true ? 1 : 0);
      return { name, spec: others > 0 ? own : "" };
    },
    find: (item) => byKey.get(itemKey(item)),
  };
}
