/**
 * The decision about one message. In: an intent and the decision context. Out: rows, entries, questions and reply parts.
 * Pure; `language/replies` words them.
 */
import { adoptSuggestion } from "./purchases/adopt";
import { lowStock } from "../figures/low-stock";
import type { Answer, BookableType, Intent, MovementIntent } from "../intent";
import { causedEntry, isOwn } from "../people/ownership";
import { isKeeper, isSuspended } from "../people/rights";
import { applyAnswer } from "./answered";
import { askApart } from "./ask";
import { decideConfirmation } from "./entries/confirm";
import { decideDraft, decideUncertain } from "./decide-draft";
import {
  silence,
  type Decision,
  type Lookup,
  type OpenQuestion,
  type DecisionContext,
} from "./decision";
import { entryOf, type DraftContext } from "./draft-context";
import { decideEdit, isUnseen } from "./edited";
import { questionSaidAgain } from "./open-question";
import { decideInsight, ignoreRunOut } from "./insight";
import { decideHistory, decideLocation, decideOverview, decideQuery } from "./query";
import { lowAfter, notePurchases } from "./purchases/receive";
import { suggestIn } from "./purchases/purchase-context";
import { withOwnRequests } from "./purchases/request";
import { refuseBooking, refuseSuspended } from "./refuse";
import { nameCode } from "./entries/name-code";
import { decideSeveral, listOpen } from "./entries/several-entries";
import { noteInSession } from "./sessions/counted-rows";
import { decideSession } from "./sessions/decide-session";
import { decideDeleted, decideUndo, openEntryOf } from "./undo";

/** What comes of what a person means. */
export function decide(said: Intent, context: DecisionContext): Decision {
  const { type } = context.message;
  const isCount = said.kind === "stocktake" && said.does === "count";
  const intent = isCount && type === "edited" ? said.counts : said;
  if (type === "deleted") return noteBooked(decideDeleted(context), context);
  const edit = type === "edited" ? decideEdit(intent, context) : undefined;
  if (edit !== undefined) return noteBooked(edit, context);
  if (intent.kind === "chatter") return silence;
  if (intent.kind === "stocktake") return noteBooked(decideSession(intent, context), context);
  if (isAction(intent)) return noteBooked(decideAction(intent, context), context);
  // A suspended member's questions are met with silence.
  if (isSuspended(context.sender)) return silence;
  return intent.kind === "export" ? decideExport(intent, context) : decideReply(intent, context);
}

/** What comes of an answer to the bot's own question. */
export function decideAnswer(
  answer: Answer,
  question: OpenQuestion,
  context: DecisionContext,
): Decision {
  const decision = noteBooked(applyAnswer(answer, question, context), context);
  return { ...decision, settles: [question.message.id] };
}

/** What a booking means for the session under way and for what is ordered. */
function noteBooked(decision: Decision, context: DecisionContext): Decision {
  const noted = notePurchases(noteInSession(decision, context), context);
  return withOwnRequests(noted, lowAfter(noted, context), "low", context);
}

const actions = [
  "movement",
  "maybe-movement",
  "mixed",
  "correct",
  "shortage",
  "request",
  "order",
  "purchase",
  "undo",
  "confirm",
  "reject",
  "several-entries",
  "name-code",
  "adopt-suggestion",
  "ignore-run-out",
] as const;
type ActionIntent = Extract<Intent, { readonly kind: (typeof actions)[number] }>;
type ReplyIntent = Exclude<
  Intent,
  ActionIntent | { readonly kind: "chatter" | "stocktake" | "export" }
>;

const isAction = (intent: Intent): intent is ActionIntent =>
  actions.some((kind) => kind === intent.kind);

/** Asks for something and changes nothing. */
export const isLookup = (intent: Intent): boolean =>
  intent.kind !== "stocktake" && !isAction(intent);

function decideAction(intent: ActionIntent, context: DecisionContext): Decision {
  const again = intent.kind === "movement" ? questionSaidAgain(intent, context) : undefined;
  const decision = decideIntent(intent, draftContextOf(again, context));
  return again === undefined ? decision : { ...decision, settles: [again.message.id] };
}

function decideIntent(intent: ActionIntent, draftContext: DraftContext): Decision {
  const { context } = draftContext;
  switch (intent.kind) {
    case "movement":
      if (context.message.type === "edited" && isUnseen(context))
        return decideUncertain("past", intent, draftContext);
      return isToCome(intent, context)
        ? decideUncertain("unclear", intent, draftContext)
        : decideDraft(intent, draftContext);
    case "maybe-movement":
      return decideMaybe(intent, draftContext);
    case "mixed":
      return refuseMixed(intent.types, context) ?? askApart(intent.types, draftContext);
    case "undo":
      return decideUndo(intent, context);
    case "confirm":
    case "reject":
      return decideConfirmation(intent.kind, intent.number, context);
    case "several-entries":
      return decideSeveral(intent, context);
    case "name-code":
      return nameCode(intent, context);
    case "adopt-suggestion":
      return adoptSuggestion(intent, context);
    case "ignore-run-out":
      return ignoreRunOut(intent, context);
    default:
      return decideDraft(intent, draftContext);
  }
}

function decideMaybe(
  { why, movement }: Extract<ActionIntent, { readonly kind: "maybe-movement" }>,
  draftContext: DraftContext,
): Decision {
  if (why !== "found") return decideUncertain(why, movement, draftContext);
  return isKeeper(draftContext.context.sender)
    ? decideDraft(movement, draftContext)
    : decideUncertain("unclear", movement, draftContext);
}

/** Whether the day that heads a movement has not begun everywhere when it is said. */
function isToCome({ saidDate }: MovementIntent, { message }: DecisionContext): boolean {
  if (saidDate === undefined) return false;
  const { year = message.sentAt.getUTCFullYear(), month, day } = saidDate;
  return Date.UTC(year, month - 1, day) > message.sentAt.getTime();
}

/** An entry that the message left before it was edited, or one that it answers, is closed by what it books. */
function draftContextOf(again: OpenQuestion | undefined, context: DecisionContext): DraftContext {
  const { message } = context;
  const entry = message.type === "edited" ? openEntryOf(message.originalId, context) : undefined;
  const left = entry !== undefined && isOwn(causedEntry(entry), context) ? entry : undefined;
  const resentFor = again && entryOf(again, context);
  return { context, about: message, pendingNumber: left?.number, resentFor, maybe: false };
}

/** Rights come before any question. */
function refuseMixed(
  types: readonly BookableType[],
  context: DecisionContext,
): Decision | undefined {
  const refusals = types.flatMap((type) => refuseBooking(type, context) ?? []);
  return refusals[0] ?? refuseSuspended(context);
}

function decideReply(intent: ReplyIntent, context: DecisionContext): Decision {
  const { items, policy } = context;
  switch (intent.kind) {
    case "query":
      return decideQuery(intent.matches, context);
    case "location":
      return decideLocation(intent.of, context);
    case "history":
      return decideHistory(intent, context);
    case "report":
      return look({ kind: "report", span: intent.span, offset: intent.offset });
    case "accuracy":
      return look(intent);
    case "insight":
      return decideInsight(intent, context);
    case "low-stock":
      return {
        ...silence,
        replyParts: [{ kind: "low-stock", lines: lowStock(items, policy, suggestIn(context)) }],
        wantsFresh: true,
      };
    case "open-entries":
      return listOpen(context);
    case "board":
      return look({ kind: "board-link" });
    case "help":
      return { ...silence, replyParts: [{ kind: "help" }] };
    case "overview":
      return decideOverview(context);
    case "hint":
      return { ...silence, replyParts: [{ kind: "hint", about: intent.about }] };
    case "too-long":
      return { ...silence, replyParts: [{ kind: "too-long", limit: intent.limit }] };
  }
}

/** What persons took is in a keeper's file, where nobody else gets the link. */
function decideExport(
  { tab, period, format }: Extract<Intent, { readonly kind: "export" }>,
  { sender, message }: DecisionContext,
): Decision {
  const withPersons = isKeeper(sender) && message.isDirect === true;
  return look({ kind: "export-link", tab, period, format, withPersons });
}

const look = (lookup: Lookup): Decision => ({ ...silence, lookup });
