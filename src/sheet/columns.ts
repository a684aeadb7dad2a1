/**
 * Where columns went between two moments, told by the headers then and now. Pure: headers as they are compared, `""` where
 * a column has none.
 */

/**
 * For each column now, which column it was then; undefined: it is new. A column without a name is known by the one left
 * of it, else by its order; a name that is gone where a new one stands was renamed.
 *
 * @param width of the cells below, which may reach further than the header
 */
export function columnsThen(
  before: readonly string[],
  after: readonly string[],
  width: number,
): readonly (number | undefined)[] {
  const then = padded(before, width);
  const now = padded(after, then.length + after.length - before.length);
  const left = new Map(labels(then).map((label, place) => [place, label]));
  const take = (place: number | undefined): number | undefined =>
    place !== undefined && left.delete(place) ? place : undefined;
  const first = (is: (label: string, place: number) => boolean): number | undefined =>
    [...left].find(([place, label]) => is(label, place))?.[0];
  const known = labels(now).map((label) => take(first((one) => one === label)));
  const there = known.map((place, index) => place ?? take(index));
  return there.map((place, index) =>
    now[index] === "" ? (place ?? take(first((_, one) => then[one] === ""))) : place,
  );
}

const padded = (header: readonly string[], width: number): readonly string[] =>
  Array.from({ length: Math.max(header.length, width) }, (_, column) => header[column] ?? "");

/** Names of columns; those without are named after the one left of them. */
function labels(header: readonly string[]): readonly string[] {
  const named: string[] = [];
  for (const name of header) named.push(name === "" ? `${named.at(-1) ?? ""}\u001f` : name);
  return named;
}

/**
 * Where a column may stand now, the likeliest place first: by its header, or for one without by its neighbours, between
 * which there may be others without one; it may have got a name since. None: it is gone.
 */
export function placesOf(
  then: readonly string[],
  column: number,
  now: readonly string[],
): readonly number[] {
  const header = then[column] ?? "";
  if (header !== "") return placesNamed(then, column, now);
  const left = then.findLastIndex((name, at) => at < column && name !== "");
  const right = then.findIndex((name, at) => at > column && name !== "");
  const stands = (neighbour: number): number =>
    neighbour < 0 ? -1 : now.indexOf(then[neighbour] ?? "");
  const likely = [left, right].flatMap((neighbour) =>
    stands(neighbour) < 0 ? [] : [stands(neighbour) + column - neighbour],
  );
  const between = Array.from(
    { length: Math.max(0, stands(right) - stands(left) - 1) },
    (_, index) => stands(left) + 1 + index,
  );
  const all = [...new Set([...likely, column, ...between])].filter((place) => place >= 0);
  const blank = all.filter((place) => (now[place] ?? "") === "");
  return [
    ...blank.filter((place) => place < now.length),
    ...blank.filter((place) => place >= now.length),
    ...all.filter((place) => !blank.includes(place) && !then.includes(now[place] ?? "")),
  ];
}

/** Of several columns with one name, which are told by their order. */
function placesNamed(
  then: readonly string[],
  column: number,
  now: readonly string[],
): readonly number[] {
  const header = then[column];
  const order = then.slice(0, column).filter((name) => name === header).length;
  const places = [...now.keys()].filter((place) => now[place] === header);
  const [first] = places;
  return first === undefined ? [] : [places[order] ?? first];
}

/** The same for a cell that its value tells: one under no header is looked for under every other column without one. */
export function placesAnywhere(
  then: readonly string[],
  column: number,
  now: readonly string[],
): readonly number[] {
  const likely = placesOf(then, column, now);
  if ((then[column] ?? "") !== "") return likely;
  const unnamed = [...now.keys()].filter((place) => now[place] === "");
  return [...new Set([...likely, ...unnamed])];
}

/** The headers of a tab just before a write and just after it, as they are compared. */
export interface Headers {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * A header of an earlier moment, its columns as they are named after some later writes: between two of them columns may
 * have moved, in each of them only names changed. A column that is gone keeps its name.
 */
export function namesAfter(
  header: readonly string[],
  writes: readonly Headers[],
): readonly string[] {
  let places: readonly (number | undefined)[] = [...header.keys()];
  let now = header;
  for (const { before, after } of writes) {
    const then = now;
    places = places.map((place) =>
      place === undefined ? place : placesOf(then, place, before)[0],
    );
    now = after;
  }
  return places.map((place, column) => (place === undefined ? header[column] : now[place]) ?? "");
}
