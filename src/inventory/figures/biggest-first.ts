/** Long lists are told the biggest first, short ones in the order that they came in. Pure. */

/** More lines than this are sorted by size, and cut in the text. */
export const manyLines = 15;

/** What sorts a line: the first figure, among equals the next. */
type Size = readonly number[];

/** @example biggestFirst([1, 2], (figure) => [figure]) // [1, 2] */
export function biggestFirst<Line>(
  lines: readonly Line[],
  size: (line: Line) => Size,
): readonly Line[] {
  if (lines.length <= manyLines) return lines;
  const sized = lines.map((line) => ({ line, size: size(line) }));
  return sized.sort((left, right) => compare(right.size, left.size)).map(({ line }) => line);
}

function compare(left: Size, right: Size): number {
  const differing = left.findIndex((figure, index) => figure !== right[index]);
  return differing < 0 ? 0 : (left[differing] ?? 0) - (right[differing] ?? 0);
}
