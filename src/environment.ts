/** The environment, one variable after the other, and what is wrong in a `.env` file that nothing else would tell. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Reader {
  /** A line each. */
  readonly mistakes: string[];
  /** undefined where it is not set, or empty. */
  readonly text: (name: string) => string | undefined;
  /** `parse` answers undefined for a mistake; `should`: what it should be. */
  readonly read: <Value>(
    name: string,
    fallback: Value,
    parse: (value: string) => Value | undefined,
    should: string,
  ) => Value;
}

/** Reads one variable; a mistake is noted and the fallback stands in, so that every mistake is told at once. */
export function createEnvironmentReader(environment: Environment): Reader {
  const mistakes: string[] = [];
  const text = (name: string): string | undefined => {
    const value = environment[name]?.trim();
    return value === undefined || value === "" ? undefined : value;
  };
  const read = <Value>(
    name: string,
    fallback: Value,
    parse: (value: string) => Value | undefined,
    should: string,
  ): Value => {
    const value = text(name);
    if (value === undefined) return fallback;
    const understood = parse(value);
    if (understood === undefined) mistakes.push(`${name} should be ${should}`);
    return understood ?? fallback;
  };
  return { mistakes, text, read };
}

export function httpUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.protocol === "http:" || url.protocol === "https:"
    ? url.href.replace(/\/+$/, "")
    : undefined;
}

/** Names of other programs may stand there too: one is named only where it is nearly one of ours. */
const mostEdits = 2;

/** @example envFileProblems("PROT=3000", new Set(["PORT"])) // [".env line 1: PROT is not read; is PORT meant?"] */
export function envFileProblems(text: string, known: ReadonlySet<string>): readonly string[] {
  // A quoted value may run over several lines.
  const plain = text.replace(/=[ \t]*(["'`])[\s\S]*?\1/g, (quoted) =>
    quoted.replace(/[^\n]+/g, "="),
  );
  return plain.split(/\r?\n/).flatMap((line, index) => {
    const at = `.env line ${index + 1}`;
    if (/^\s*(#.*)?$|^=+$/.test(line)) return [];
    const name = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(line)?.[1];
    if (name === undefined) return [`${at} is not NAME=value, and is not read`];
    const meant = known.has(name) ? undefined : nearest(name, known);
    return meant === undefined ? [] : [`${at}: ${name} is not read; is ${meant} meant?`];
  });
}

function nearest(name: string, known: ReadonlySet<string>): string | undefined {
  const upper = name.toUpperCase();
  return [...known].find((one) => one === upper || isNear(one, upper));
}

/** Whether two names differ by few letters, swapped ones counting as two. */
function isNear(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > mostEdits || left.length <= 3) return false;
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [i, sign] of [...left].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...right].entries()) {
      const swap = (row[j] ?? 0) + (sign === other ? 0 : 1);
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return (row.at(-1) ?? Infinity) <= mostEdits;
}
