/** Stretches of a clause as notes for 备注. */
import { clauseOf, isWordOf, type Clause } from "../phrases/clauses";
import type { Phrase } from "../phrases/phrase";

/** The clause with stretches of it as notes; late words stay what they are. */
export function noted(clause: Clause, stretches: readonly (readonly Phrase[])[]): Clause {
  const said = stretches.filter((stretch) => stretch.some(({ kind }) => kind !== "break"));
  if (said.length === 0) return clause;
  const gone = new Set(said.flat());
  const notes = said.flatMap((stretch): readonly Phrase[] => [
    noteOf(stretch),
    ...stretch.filter((phrase) => isWordOf(phrase, "late")),
  ]);
  const kept = clause.phrases.filter((phrase) => !gone.has(phrase));
  return clauseOf([...kept, ...notes], clause.line, clause.mark);
}

/** A clause that is one note. */
export const noteAll = (clause: Clause): Clause => noted(clause, [clause.phrases]);

function noteOf(stretch: readonly Phrase[]): Phrase {
  const [first, last] = [stretch.find(({ kind }) => kind !== "break"), stretch.at(-1)];
  const bracket = first?.kind === "bracket" && first === last ? 1 : 0;
  return { kind: "note", start: (first?.start ?? 0) + bracket, end: (last?.end ?? 0) - bracket };
}
