/** An action → what belongs together in it: names with their amounts, and who took them. */
import type { ActionPart, PersonPart, StockAction } from "./stock-action";

/** What stands between separators; a verb behind names with their amounts begins another list. */
export function segmentsOf({ parts }: StockAction): readonly (readonly ActionPart[])[] {
  const segments: ActionPart[][] = [[]];
  let names = 0;
  let amounts = 0;
  for (const [index, part] of parts.entries()) {
    const complete = part.kind === "verb" && names > 0 && names === amounts;
    const another = part.kind === "person" && amounts > 0 && parts[index + 1]?.kind === "amount";
    if (part.kind === "next" || complete || another) {
      segments.push([]);
      names = 0;
      amounts = 0;
    }
    if (part.kind === "name") names += 1;
    if (part.kind === "amount") amounts += 1;
    segments.at(-1)?.push(part);
  }
  return segments;
}

/** The only person who stands in a segment. */
export function holderOf(segment: readonly ActionPart[]): PersonPart | undefined {
  const [person, other] = segment.filter((part) => part.kind === "person");
  return person?.labelled === false && other === undefined ? person : undefined;
}
