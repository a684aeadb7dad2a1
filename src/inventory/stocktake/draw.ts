/** A random sample that can be drawn again: the same things, number and seed give the same sample. Pure. */

/**
 * A seed of 32 bits that depends on nothing but a text.
 *
 * @see http://www.isthe.com/chongo/tech/comp/fnv/ FNV-1a
 * @example seedOf("generic:g1:m1") // the same on every relay
 */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}

/**
 * Whole numbers from 0 to below the one asked for.
 *
 * @see https://www.jstatsoft.org/article/view/v008i14 xorshift, Marsaglia 2003
 */
export function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  // Seeds that are near one another begin alike.
  for (let turn = 0; turn < 16; turn += 1) next();
  return (below) => Math.floor((next() / 2 ** 32) * below);
}

/**
 * So many of a list, each with the same chance, none twice; all where there are no more. In the list's order.
 *
 * @param random shared by samples of one seed
 */
export function draw<One>(
  from: readonly One[],
  count: number,
  random: (below: number) => number,
): readonly One[] {
  const left = from.map((_, index) => index);
  const most = Math.min(count, left.length);
  for (let at = 0; at < most; at += 1) {
    const other = at + random(left.length - at);
    [left[at], left[other]] = [left[other] ?? at, left[at] ?? other];
  }
  const drawn = new Set(left.slice(0, most));
  return from.filter((_, index) => drawn.has(index));
}
