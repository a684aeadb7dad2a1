/** Things that belong together, in the order in which their kinds first appear. Map.groupBy for Node 20. */

/** @example grouped([1, 2, 3], (n) => (n % 2 ? "odd" : "even")) // Map { "odd" => [1, 3], "even" => [2] } */
export function grouped<Thing>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => string,
): ReadonlyMap<string, readonly [Thing, ...Thing[]]> {
  const groups = new Map<string, [Thing, ...Thing[]]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return groups;
}
