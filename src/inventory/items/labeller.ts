/** Items by name and spec: a reading of the sheet is looked through once, not once for every label. */
import { itemKey, type Item, type ItemName } from "./item";

/** `spec` is "" unless the name has several. */
export type ItemLabel = ItemName;

/** An item as people are told of it, with the unit of the figures beside it. */
export interface LabelledItem {
  readonly label: ItemLabel;
  readonly unit: string;
}

export interface Labeller {
  /** The spec only where the name has several. */
  labelOf(item: ItemName): ItemLabel;
  /** The item with this name and spec, the first of several. */
  find(item: ItemName): Item | undefined;
}

/** Which specs each name has, and which place each item has among all; figures are no part of it. */
interface Names {
  readonly specs: ReadonlyMap<string, ReadonlySet<string>>;
  readonly places: ReadonlyMap<string, number>;
}

const labellers = new WeakMap<readonly Item[], Labeller>();
/** Figures change with every booking, names once in a while: those of the last reading mostly serve the next. */
let last: { readonly items: readonly Item[]; readonly names: Names } | undefined;

/** The same for the same reading. */
export function labellerOf(items: readonly Item[]): Labeller {
  const known = labellers.get(items);
  if (known) return known;
  const names = last && haveSameNames(last.items, items) ? last.names : readNames(items);
  last = { items, names };
  const labeller = createLabeller(items, names);
  labellers.set(items, labeller);
  return labeller;
}

function haveSameNames(left: readonly Item[], right: readonly Item[]): boolean {
  return (
    left.length === right.length &&
    left.every((item, place) => {
      const other = right[place];
      return item === other || (item.name === other?.name && item.spec === other.spec);
    })
  );
}

function readNames(items: readonly Item[]): Names {
  const specs = new Map<string, Set<string>>();
  const places = new Map<string, number>();
  for (const [place, item] of items.entries()) {
    const known = specs.get(item.name) ?? new Set();
    specs.set(item.name, known.add(item.spec.trim()));
    const key = itemKey(item);
    if (!places.has(key)) places.set(key, place);
  }
  return { specs, places };
}

function createLabeller(items: readonly Item[], { specs, places }: Names): Labeller {
  return {
    labelOf({ name, spec }) {
      const own = spec.trim();
      const known = specs.get(name);
      const others = (known?.size ?? 0) - (known?.has(own) === true ? 1 : 0);
      return { name, spec: others > 0 ? own : "" };
    },
    find: (item) => items[places.get(itemKey(item)) ?? -1],
  };
}
