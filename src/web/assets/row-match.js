// @ts-check
/**
 * Which of the rows that are on the page are which of the newer rows: unchanged ones by their longest common
 * subsequence, changed ones in their places between those. Rows in, an index of the old row for each new one out.
 */

/**
 * How long the longest common subsequence is of what follows row i of the old and row j of the new ones.
 * @param {readonly string[]} old
 * @param {readonly string[]} fresh
 * @returns {(i: number, j: number) => number}
 */
function commonLengths(old, fresh) {
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  /** @param {number} i @param {number} j */
  const at = (i, j) => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
}

/**
 * For each new row the index of its old row, or -1 for a row that is new. Where as many rows were added as stand
 * between two unchanged ones, the last of them are the changed ones.
 *
 * @example matchRows(["a", "b"], ["a", "x", "b"]) // [0, -1, 1]
 * @example matchRows(["a", "b", "c"], ["a", "x", "c"]) // [0, 1, 2]
 * @param {readonly string[]} old
 * @param {readonly string[]} fresh
 * @returns {number[]}
 */
export function matchRows(old, fresh) {
  const common = commonLengths(old, fresh);
  /** @type {number[]} */
  const matches = Array(fresh.length).fill(-1);
  let i = 0;
  let j = 0;
  let gapOld = 0;
  let gapFresh = 0;
  const pairGap = () => {
    const pairs = Math.min(i - gapOld, j - gapFresh);
    for (let step = 1; step <= pairs; step += 1) matches[j - step] = i - step;
  };
  while (i < old.length && j < fresh.length) {
    if (old[i] === fresh[j]) {
      pairGap();
      matches[j] = i;
      i += 1;
      j += 1;
      gapOld = i;
      gapFresh = j;
    } else if (common(i + 1, j) >= common(i, j + 1)) i += 1;
    else j += 1;
  }
  i = old.length;
  j = fresh.length;
  pairGap();
  return matches;
}
