/** A recording's secrets: under the first of some names that is set, or as the fields of a configuration that bear their names. */
export interface Secrets {
  readonly one: (...names: readonly string[]) => string | undefined;
  /** "" for those that are not set. */
  readonly texts: <Name extends string>(
    ...names: readonly Name[]
  ) => Readonly<Record<Name, string>>;
  readonly optional: <Name extends string>(
    ...names: readonly Name[]
  ) => Readonly<Record<Name, string | undefined>>;
}

export function secretsFrom(secret: (name: string) => string | undefined): Secrets {
  const fields = <Name extends string, Value>(
    names: readonly Name[],
    read: (name: Name) => Value,
  ): Readonly<Record<Name, Value>> =>
    Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, Value>;
  return {
    one: (...names) => names.map(secret).find((value) => value !== undefined),
    texts: (...names) => fields(names, (name) => secret(name) ?? ""),
    optional: (...names) => fields(names, secret),
  };
}
