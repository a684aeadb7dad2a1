/** 确认 31 A4纸: a keeper tells which item a code of another system is. The document that waits for it is booked by itself. */
import type { CodeProblem } from "../../documents/code-parts";
import { decideDocument } from "../../documents/decide-document";
import type { Intent, ItemMatch } from "../../intent";
import { matchedOrClosest } from "../../items/catalogue";
import { labelOf } from "../../items/label";
import type { ReplyPart } from "../../reply-parts";
import { freshReply, reply, type Decision, type DecisionContext } from "../decision";
import { askedCode, knownFrom, settled } from "./code-question";
import { closedEntry, refuseUnlessKeeper } from "./confirm";

const mostOffered = 5;

export function nameCode(
  { number, match, conversions }: Extract<Intent, { readonly kind: "name-code" }>,
  context: DecisionContext,
): Decision {
  const refusal = refuseUnlessKeeper(context);
  if (refusal !== undefined) return refusal;
  const closed = closedEntry(number, context);
  const entry = context.pending.find((candidate) => candidate.number === number);
  const { document } = entry ?? {};
  if (closed !== undefined || entry === undefined || document === undefined)
    return freshReply(closed ?? { kind: "no-entry", number });
  const asked = askedCode(document, context);
  if (asked === undefined) return freshReply(settled(number, document, context));
  if (match.kind !== "one" || match.near)
    return freshReply(askAgain(number, asked, match, context));
  const { item } = match;
  const { system, code } = asked;
  const row = { system, code, itemName: item.name, spec: item.spec, conversions };
  const known = knownFrom(context);
  const then = decideDocument(document, { ...known, codes: [...(known.codes ?? []), row] });
  const label = labelOf(item, context.items);
  const unit = then.problems.find(
    ({ line, problem }) => problem.kind === "unit" && document.lines[line]?.code === code,
  )?.problem;
  if (unit?.kind === "unit") {
    const { written } = unit;
    return freshReply({ kind: "code-unit", number, label, unit: item.unit, written });
  }
  const problems = then.problems.map(({ problem }) => problem);
  const named = { kind: "code-named", number, asked, label, problems } as const;
  const inTheWay = problems.length === 0 ? then.decision.replyParts : [];
  return { ...reply(named, ...inTheWay), codes: [row] };
}

const whyAsked = { one: "near", fragment: "near", several: "several", none: "unknown" } as const;

function askAgain(
  number: number,
  asked: CodeProblem,
  match: ItemMatch,
  { items }: DecisionContext,
): ReplyPart {
  const offered = matchedOrClosest(match).slice(0, mostOffered);
  const closest = offered.map((item) => labelOf(item, items));
  const { kind, written } = match;
  return { kind: "code-asked", number, asked, why: whyAsked[kind], written, closest };
}
