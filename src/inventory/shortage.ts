/**
 * 报缺: somebody saw how much is left. Never changes stock: answered with the sheet's figure, a warning to the keepers
 * when it is low, an entry for them when the sheet says something else.
 */
import { ask } from "./ask";
import { closesOf, type Course } from "./course";
import { silence, type Decision, type Scene } from "./decision";
import type { ItemMatch, ShortageIntent } from "./intent";
import type { Item } from "./item";
import { findItem, stockLineOf } from "./label";
import { measure } from "./measure";
import type { PendingDraft } from "./pending";
import { plannedOn } from "./plan";
import { decideQuery } from "./query";
import { isSuspended } from "./rights";
import { resolveItem } from "./resolve";
import type { ShortageReport } from "./saying";
import { draftEntry } from "./spoken-plan";
import { isLow } from "./warnings";

export function pursueShortage(draft: ShortageIntent, course: Course): Decision {
  const { scene } = course;
  const { match, remaining, note } = draft;
  if (isSuspended(scene.sender) || match.kind === "none") return silence;
  if (remaining === undefined || match.kind === "several") return figures(match, scene);
  if (match.kind === "fragment") {
    const problem = resolveItem({ match, amount: remaining }, 0, scene);
    if ("item" in problem) return silence;
    const unclear = { kind: "unclear", problem: { ...problem, recorded: false } } as const;
    return ask(draft, [unclear], course);
  }
  const item = findItem(scene.items, match.item) ?? match.item;
  const reported = measure(remaining, item, true, scene.wording.units);
  if (reported.kind !== "own") return figures(match, scene);
  const report: ShortageReport = {
    stock: stockLineOf(item, scene.items),
    reported: reported.quantity,
    typed: reported.typed,
    reporter: scene.sender.name,
    note,
  };
  return answered(report, item, course);
}

/** Nothing that can be compared was reported, so the sheet's figures are the answer. */
function figures(match: ItemMatch, scene: Scene): Decision {
  return decideQuery([match], scene);
}

function answered(report: ShortageReport, item: Item, course: Course): Decision {
  const { scene } = course;
  const { stock } = item;
  const differs = stock.kind === "unreadable" || stock.quantity !== report.reported;
  return {
    ...silence,
    pending: differs ? [entryFor(report, item, course)] : [],
    closes: closesOf(course),
    sayings: [
      {
        kind: "shortage",
        report,
        warns: isLow(report.reported, item.safetyStock, scene.policy),
        differs,
        number: undefined,
      },
    ],
    wantsFresh: true,
  };
}

/** Its 确认 is a count of the reported figure. */
function entryFor(report: ShortageReport, item: Item, course: Course): PendingDraft {
  const line = {
    type: "stocktake",
    quantity: report.reported,
    requester: "",
    department: "",
  } as const;
  const plan = { undoes: [], lines: [plannedOn(item, line)] };
  return draftEntry("shortage", { kind: "shortage", report }, plan, course);
}
