/** Which partitions a worker takes and gives up, so that each holds as many as the others. Pure; the server decides who gets one. */

/**
 * @param owners of partitions that are held, by number
 * @example fairShare({ me: "a", workers: ["a", "b"], owners: new Map([[0, "a"], [1, "a"]]), count: 2 }) // { take: [], leave: [1] }
 */
export function fairShare({
  me,
  workers,
  owners,
  count,
}: {
  readonly me: string;
  /** All that live, me among them. */
  readonly workers: readonly string[];
  readonly owners: ReadonlyMap<number, string>;
  /** Of partitions. */
  readonly count: number;
}): { readonly take: readonly number[]; readonly leave: readonly number[] } {
  const all = Array.from({ length: count }, (_, partition) => partition);
  const others = [...new Set([me, ...workers])].sort();
  const share = Math.ceil(count / others.length);
  const mine = all.filter((partition) => owners.get(partition) === me);
  if (mine.length > share) return { take: [], leave: mine.slice(share) };
  // Each begins at a place of its own, so that two that start at once seldom want the same.
  const start = Math.floor((others.indexOf(me) * count) / others.length);
  const free = [...all.slice(start), ...all.slice(0, start)].filter(
    (partition) => !owners.has(partition),
  );
  return { take: free.slice(0, share - mine.length), leave: [] };
}
