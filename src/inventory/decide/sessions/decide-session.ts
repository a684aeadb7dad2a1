/** What comes of what a person says of a stocktake session: it is opened, a zone is taken on or done, it is told of, it ends. */
import type { Intent, ItemMatch } from "../../intent";
import { itemKey, type Item } from "../../items/item";
import { labelOf } from "../../items/label";
import { isKeeper } from "../../people/rights";
import {
  claimedZones,
  finishedZones,
  isBlindSession,
  newestSession,
  openSession,
  rowOf,
  progressOf,
  type Session,
} from "../../stocktake/session";
import type { StocktakePart, ZoneItems } from "../../stocktake/parts";
import { countersOf, isToCount, type RowStatus, type StocktakeRow } from "../../stocktake/row";
import { decideUncertain } from "../decide-draft";
import { reply, type Decision, type DecisionContext } from "../decision";
import { refuseUnknown } from "../query";
import { refuseSuspended, refuseToOthers } from "../refuse";
import { decideRecount } from "./ask-recount";
import { decideZoneDone } from "./zone-done";
import { countList } from "./count-list";
import { endSession, summaryPart } from "./end-session";
import { noteCause } from "./note-cause";
import { decideMissing } from "./note-missing";
import { decideCounts, decideNumbered } from "./numbered-counts";
import { blindListPart, decideBlindOpening, decideOpening } from "./open-session";
import { zoneCounted, zonesIn } from "./zones-in";

type SessionIntent = Extract<Intent, { readonly kind: "stocktake" }>;

type InSession = Exclude<SessionIntent, { readonly does: "open" | "open-blind" | "cause" }>;

export function decideSession(intent: SessionIntent, context: DecisionContext): Decision {
  const suspended = refuseSuspended(context);
  if (suspended !== undefined) return suspended;
  const manages = ["open", "open-blind", "end", "cancel"].includes(intent.does);
  if (manages && !isKeeper(context.sender)) return refuseToOthers("session", context);
  if (intent.does === "open") return decideOpening(intent.zone, context);
  if (intent.does === "open-blind") return decideBlindOpening(intent.count, context);
  if (intent.does === "cause") return noteCause(intent, context);
  const isLast = intent.does === "last";
  const session = isLast ? newestSession(context.stocktake ?? []) : openSession(context.stocktake);
  return session === undefined
    ? reply({ kind: "session-none" })
    : decideIn(session, intent, context);
}

function decideIn(session: Session, intent: InSession, context: DecisionContext): Decision {
  switch (intent.does) {
    case "claim":
      return decideClaim(intent.zone, session, context);
    case "zone-done":
      return isBlindSession(session)
        ? reply({ kind: "blind-each" })
        : decideZoneDone(intent, session, context);
    case "count":
      return decideBareCounts(intent.counts, session, context);
    case "missing":
      return decideMissing(intent, session, context);
    case "recount":
      return decideRecount(intent, session, context);
    case "progress":
      return reply(progressPart(session, intent.zone));
    case "list":
      return reply(countList(intent.zone, session, context));
    case "remaining":
      return reply(remainingPart(session, context));
    case "count-numbered":
      return decideNumbered(intent.counts, session, context);
    case "end":
    case "cancel":
      return endSession(session, intent.does === "cancel", context);
    case "last":
      return reply(summaryPart(session, "last", context));
    case "which-zone":
      return reply({ kind: "which-zone" });
  }
}

function progressPart(session: Session, written: string | undefined): StocktakePart {
  const found = written === undefined ? undefined : zonesIn(session, written);
  if (found !== undefined && "part" in found) return found.part;
  const isAsked = ({ zone }: StocktakeRow): boolean => found?.zones.includes(zone) ?? true;
  const zones = progressOf({ rows: session.rows.filter(isAsked) });
  return { kind: "session-progress", number: session.number, zones };
}

function decideClaim(written: string, session: Session, context: DecisionContext): Decision {
  const { sender } = context;
  const found = zonesIn(session, written);
  if ("part" in found) return reply(found.part);
  const rows = session.rows.filter(({ zone }) => found.zones.includes(zone));
  const left = rows.filter(isToCount);
  if (left.length === 0) return reply(zoneCounted(found.zones, session, context));
  const people = left.map(({ counter }) => counter);
  const others = [...new Set(people)].filter((name) => name !== "" && name !== sender.name);
  const free = left.filter(({ counter, status }) => counter === "" || status === "missing");
  return {
    ...reply({ kind: "zone-claimed", zones: found.zones, items: left.length, others }),
    stocktake: {
      rows: [],
      changes: free.map((row) => ({ row, to: { counter: sender.name } })),
    },
  };
}

/** Of items that the person's own zones hold, or that they counted; others may be meant for something else. */
function decideBareCounts(
  counts: Extract<SessionIntent, { readonly does: "count" }>["counts"],
  session: Session,
  context: DecisionContext,
): Decision {
  const claimed = claimedZones(session, context.sender.name);
  const isDone = claimed.length === 0;
  const zones = isDone ? finishedZones(session, context.sender.name) : claimed;
  const isOwn = (item: Item): boolean => {
    const row = rowOf(session, itemKey(item));
    const isCounted = row !== undefined && countersOf(row).includes(context.sender.name);
    return isCounted || zones.includes(item.location.trim());
  };
  const lines = counts.lines.map((line) => ({ ...line, match: matchAmong(line.match, isOwn) }));
  const [line, another] = lines;
  const unknown = line && another === undefined ? refuseUnknown([line.match], context) : undefined;
  if (unknown !== undefined) return unknown;
  const others = lines.flatMap(({ match }) =>
    match.kind === "one" && !isOwn(match.item) ? [match.item] : [],
  );
  const [other] = others;
  const own = { ...counts, lines };
  // Once all is counted it may as well be a take-out, and what is of no zone of theirs is asked about as anywhere.
  if (isDone) {
    const draftContext = { context, about: context.message };
    return other === undefined
      ? decideUncertain("zone-done", own, draftContext)
      : decideUncertain("no-verb", { ...counts, type: "issue" }, draftContext);
  }
  if (other !== undefined)
    return reply({ kind: "other-zone", label: labelOf(other, context.items), zones });
  return decideCounts(own, context);
}

/** Among the items of one's own zones what a name begins with, a spec, or a name that several have, may mean a single one. */
function matchAmong(match: ItemMatch, isOwn: (item: Item) => boolean): ItemMatch {
  if (match.kind !== "several" && match.kind !== "fragment") return match;
  const meant =
    match.kind === "several"
      ? match.items
      : [match.item].filter(
          ({ name, spec }) => name.startsWith(match.written) || spec === match.written,
        );
  const own = meant.filter(isOwn);
  const [item, another] = own;
  if (item === undefined || another !== undefined) return match;
  return { kind: "one", item, near: true, written: match.written };
}

const remainingPart = (session: Session, context: DecisionContext): StocktakePart =>
  isBlindSession(session)
    ? blindListPart(session, false, context)
    : {
        kind: "session-remaining",
        zones: remainingOf(session, "open", context),
        missing: remainingOf(session, "missing", context),
      };

function remainingOf(
  session: Session,
  status: RowStatus,
  { items }: DecisionContext,
): readonly ZoneItems[] {
  return progressOf(session).flatMap(({ zone }) => {
    const left = session.rows.filter((row) => row.zone === zone && row.status === status);
    const labels = left.map(({ itemName: name, spec }) => labelOf({ name, spec }, items));
    return labels.length === 0 ? [] : [{ zone, labels }];
  });
}
