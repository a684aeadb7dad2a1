/** The ledger by item: rows that stand, under the names that items bear now. In slices, for a ledger may be long. */
import { underPresentNames } from "../figures/renamed";
import { itemKey, itemKeyOf, type Item } from "../items/item";
import type { Movement } from "../movements/movement";

/** Rows that stand under the items' present names, oldest first. */
export function* rowsByItem({
  movements,
  items,
}: {
  readonly movements: readonly Movement[];
  readonly items: readonly Item[];
}): Generator<void, ReadonlyMap<string, readonly Movement[]>> {
  const undone = new Set<string>();
  /** By name and spec: putting both together for every row is what takes longest. */
  const byName = new Map<string, Map<string, Movement[]>>();
  const telling: Movement[] = [];
  for (const row of movements) {
    yield;
    if (row.undoes !== undefined) undone.add(row.undoes);
    if (row.formerly !== undefined) telling.push(row);
    if (!row.voided) putRow(row, byName);
  }
  const rows = new Map<string, Movement[]>();
  for (const [name, bySpec] of byName)
    for (const [spec, own] of bySpec) {
      yield;
      const key = itemKey({ name, spec });
      const known = rows.get(key);
      // Names that differ by spaces are one.
      rows.set(key, known === undefined ? own : [...known, ...own]);
    }
  const found = new Map<string, Movement[]>();
  for (const [key, own] of rows) {
    yield;
    own.sort((left, right) => left.at.getTime() - right.at.getTime());
    const newest = own.at(-1);
    if (newest !== undefined) telling.push(newest);
    const standing = own.filter(({ id, type }) => type !== "undo" && !undone.has(id));
    found.set(key, standing);
  }
  const present = new Set(items.map(itemKey));
  const isRenamed = telling.some((row) => row.formerly !== undefined);
  const isGone = [...rows.keys()].some((key) => !present.has(key));
  return isRenamed || isGone ? renamed(found, rows, { telling, items }) : found;
}

function putRow(row: Movement, byName: Map<string, Map<string, Movement[]>>): void {
  const { itemName, spec } = row;
  let bySpec = byName.get(itemName);
  if (bySpec === undefined) byName.set(itemName, (bySpec = new Map<string, Movement[]>()));
  const own = bySpec.get(spec);
  if (own === undefined) bySpec.set(spec, [row]);
  else own.push(row);
}

/** One row a name is enough to tell the name that its item bears now. */
function renamed(
  standing: ReadonlyMap<string, Movement[]>,
  all: ReadonlyMap<string, readonly Movement[]>,
  { telling, items }: { readonly telling: readonly Movement[]; readonly items: readonly Item[] },
): ReadonlyMap<string, readonly Movement[]> {
  const newest = [...all.values()].flatMap((rows) => rows.at(-1) ?? []);
  const present = underPresentNames(newest, items, telling);
  const found = new Map<string, readonly Movement[]>(standing);
  for (const [index, key] of [...all.keys()].entries()) {
    const row = present[index];
    const now = row === undefined ? key : itemKeyOf(row);
    if (now === key) continue;
    const both = [...(found.get(now) ?? []), ...(standing.get(key) ?? [])];
    found.set(
      now,
      both.sort((left, right) => left.at.getTime() - right.at.getTime()),
    );
    found.delete(key);
  }
  return found;
}

/** All rows that stand, each under its item's present name. */
export function* standingRows(records: {
  readonly movements: readonly Movement[];
  readonly items: readonly Item[];
}): Generator<void, readonly Movement[]> {
  const found: Movement[] = [];
  for (const [key, rows] of yield* rowsByItem(records)) {
    yield;
    const [itemName = "", spec = ""] = key.split("\u001f");
    for (const row of rows)
      found.push(row.itemName === itemName && row.spec === spec ? row : { ...row, itemName, spec });
  }
  return found;
}
