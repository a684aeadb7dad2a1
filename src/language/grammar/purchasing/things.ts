/** Lists of things to be bought, read as a booking's lines are: names, specs, quantities, persons. */
import type { Intent, ItemMatch, Line, MovementIntent } from "../../../inventory/intent";
import type { Lexicon } from "../../names/lexicon";
import { matchesIn } from "../mentioned-items";
import { parse, readMessage } from "../parse";

/** The lines of a list; undefined where it is none. What is not counted is not taken for one. */
export function linesIn(list: string, lexicon: Lexicon): readonly Line[] | undefined {
  const movement = movementOf(parse(`领用:${list}`, lexicon));
  if (movement === undefined || movement.type !== "issue") return undefined;
  const lines = movement.lines.map((line): Line =>
    line.amount.kind === "implied" ? { ...line, amount: { kind: "missing" } } : line,
  );
  return lines.length === 0 ? undefined : lines;
}

export const movementOf = (intent: Intent): MovementIntent | undefined =>
  intent.kind === "maybe-movement"
    ? intent.movement
    : intent.kind === "movement"
      ? intent
      : undefined;

/** Whether a list names a thing of the catalogue, or at least counts what it names. */
export const isList = (lines: readonly Line[] | undefined): lines is readonly Line[] =>
  lines?.every(({ match, amount }) => match.kind !== "none" || amount.kind === "given") === true;

/** Whether every line names a thing of the catalogue with a figure. */
export const isCounted = (lines: readonly Line[] | undefined): lines is readonly Line[] =>
  lines?.every(
    ({ match, amount }) => match.kind !== "none" && !["missing", "unusable"].includes(amount.kind),
  ) === true;

/** The one thing that a text names; undefined where it names none or several apart. */
export function matchOf(text: string, lexicon: Lexicon): ItemMatch | undefined {
  const message = readMessage(text, lexicon);
  if (message === undefined) return undefined;
  const [match, another] = message.clauses.flatMap((clause) => matchesIn(clause, message));
  return match === undefined || another !== undefined || match.kind === "none" ? undefined : match;
}
