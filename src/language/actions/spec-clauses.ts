/** 领签字笔2支，黑色的: a clause that says nothing but which one is read with the item of the clause before it. */
import { holdsName, onlyDescribes } from "../names/item-names";
import { amountsIn, clauseOf, isWordOf, namesIn, type Clause } from "../phrases/clauses";
import type { Phrase } from "../phrases/phrase";

export function withSpecsJoined(clauses: readonly Clause[]): readonly Clause[] {
  const joined: Clause[] = [];
  for (const clause of clauses) {
    const before = joined.at(-1);
    if (before === undefined || !tellsWhich(clause, before)) joined.push(clause);
    else joined.splice(-1, 1, together(before, clause));
  }
  return joined;
}

function tellsWhich(clause: Clause, before: Clause): boolean {
  const { phrases, line, mark } = clause;
  if (line !== before.line || mark === "?" || amountsIn(before).length !== 1) return false;
  if (namesIn(before).filter(({ tokens }) => holdsName(tokens)).length !== 1) return false;
  const said = phrases.filter((phrase) => !isWordOf(phrase, "of", "deictic", "particle", "polite"));
  const [spec, other] = said;
  return spec?.kind === "name" && other === undefined && onlyDescribes(spec.tokens);
}

function together(before: Clause, clause: Clause): Clause {
  const { end } = before.phrases.at(-1) ?? { end: 0 };
  const gap: Phrase = { kind: "break", strength: "soft", mark: " ", start: end, end };
  return clauseOf([...before.phrases, gap, ...clause.phrases], before.line, clause.mark);
}
