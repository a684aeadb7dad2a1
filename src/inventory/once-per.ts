/** What is worked out of a value that never changes, once, however often it is asked for. */
export function oncePer<Source extends object, Value>(
  workOut: (source: Source) => Value,
): (source: Source) => Value {
  const known = new WeakMap<Source, { readonly value: Value }>();
  return (source) => {
    const found = known.get(source);
    if (found !== undefined) return found.value;
    const value = workOut(source);
    known.set(source, { value });
    return value;
  };
}
