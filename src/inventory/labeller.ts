/** labelOf and findItem for many items at once: the items are looked through once, not once for every label. */
import { itemKey, type Item } from "./item";
import type { ItemLabel } from "./label";

interface Named {
  readonly name: string;
  readonly spec: string;
}

export interface Labeller {
  /** As labelOf: the spec only where the name has several. */
  labelOf(item: Named): ItemLabel;
  /** As findItem: the item with this name and spec. */
  find(item: Named): Item | undefined;
}

export function createLabeller(items: readonly Item[]): Labeller {
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
