/** One variable of the environment after the other: its text, or what it should have been. Every mistake is gathered. */
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
export function createReader(environment: Environment): Reader {
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
