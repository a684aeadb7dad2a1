/** What is worked out of a snapshot once, however many messages are decided on it. */
import type { Snapshot } from "../sheet/stockroom";

export function perSnapshot<Value>(
  workOut: (snapshot: Snapshot) => Value,
): (snapshot: Snapshot) => Value {
  const known = new WeakMap<Snapshot, { readonly value: Value }>();
  return (snapshot) => {
    const found = known.get(snapshot) ?? { value: workOut(snapshot) };
    known.set(snapshot, found);
    return found.value;
  };
}
