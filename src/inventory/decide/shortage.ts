/**
 * 报缺: somebody saw how much is left. Never changes stock: answered with the sheet's figure, a warning to the keepers
 * when it is low, an entry for them when the sheet says something else.
 */
import { isLow } from "../figures/warnings";
import type { ShortageIntent } from "../intent";
import type { Item } from "../items/item";
import { isWithheld } from "../stocktake/withheld";
import { findItem, readable, stockLineOf } from "../items/label";
import { measure } from "../items/measure";
import type { PendingDraft } from "../movements/pending";
import { plannedOn } from "../movements/plan";
import { isSuspended } from "../people/rights";
import type { ShortageReport } from "../reply-parts";
import { ask } from "./ask";
import { freshReply, silence, type Decision } from "./decision";
import { closesOf, type DraftContext } from "./draft-context";
import { joinOpenCount } from "./counts/open-counts";
import { draftEntry } from "./plan-summary";
import { decideQuery } from "./query";
import { withOwnRequests } from "./purchases/request";
import { resolveItem } from "./resolve-items";

/** What is low by what was seen, and that nobody has asked for yet, is asked for by it. */
export function decideShortage(draft: ShortageIntent, draftContext: DraftContext): Decision {
  const { context } = draftContext;
  const decision = withOthers(decideReport(draft, draftContext), draft);
  if (draft.match.kind !== "one" || isSuspended(context.sender)) return decision;
  const item = findItem(context.items, draft.match.item) ?? draft.match.item;
  const amount = draft.remaining ?? { kind: "missing" };
  const reported = measure(amount, item, true, context.wording.units);
  const shown = readable(item.stock) ?? Infinity;
  const stock = reported.kind === "own" ? Math.min(reported.quantity, shown) : shown;
  return withOwnRequests(decision, [{ item, stock }], "shortage", context);
}

/** Who reported several hears which of them are still to be reported. */
function withOthers(decision: Decision, { others = [] }: ShortageIntent): Decision {
  const { replyParts, question } = decision;
  if (others.length === 0 || replyParts.length === 0 || question !== undefined) return decision;
  const written = others.map(({ match }) => match.written);
  return { ...decision, replyParts: [...replyParts, { kind: "report-singly", written }] };
}

function decideReport(draft: ShortageIntent, draftContext: DraftContext): Decision {
  const { context } = draftContext;
  const { match, remaining, note } = draft;
  if (isSuspended(context.sender) || match.kind === "none") return silence;
  // Nothing that can be compared was reported, so the sheet's figures are the answer.
  if (remaining === undefined || match.kind === "several") return decideQuery([match], context);
  if (match.kind === "fragment") {
    const problem = resolveItem({ match, amount: remaining }, 0, context);
    if ("item" in problem) return silence;
    const unclear = { kind: "unclear", problem: { ...problem, recorded: false } } as const;
    return ask(draft, [unclear], draftContext);
  }
  const item = findItem(context.items, match.item) ?? match.item;
  const reported = measure(remaining, item, true, context.wording.units);
  if (reported.kind !== "own") return decideQuery([match], context);
  const report: ShortageReport = {
    stock: stockLineOf(item, context.items),
    reported: reported.quantity,
    typed: reported.typed,
    reporter: context.sender.name,
    note,
  };
  return answered(report, item, draftContext);
}

function answered(report: ShortageReport, item: Item, draftContext: DraftContext): Decision {
  const { context } = draftContext;
  const { stock } = item;
  // Where the figure is withheld, whether it is the same is so too.
  const isHidden = isWithheld(item, context);
  const differs = isHidden || readable(stock) !== report.reported;
  const entry = entryFor(report, item, draftContext);
  const known =
    entry.plan && differs
      ? joinOpenCount(entry.plan, { context, closes: closesOf(draftContext) })
      : undefined;
  if (known !== undefined) return known;
  const warns = isLow(report.reported, item.safetyStock, context.policy);
  return {
    ...freshReply({ kind: "shortage", report, warns, differs, number: undefined }),
    pending: differs ? [entry] : [],
    closes: closesOf(draftContext),
  };
}

/** Its 确认 is a count of the reported figure. */
function entryFor(report: ShortageReport, item: Item, draftContext: DraftContext): PendingDraft {
  const { saidAt: countedAt = draftContext.about.sentAt } = draftContext;
  const line = plannedOn(item, { type: "stocktake", quantity: report.reported, countedAt });
  const plan = { undoes: [], lines: [line] };
  return draftEntry("shortage", { kind: "shortage", report }, plan, draftContext);
}
