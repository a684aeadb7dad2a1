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
  freshReply,
  look,
  reply,
  silence,
  type Decision,
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
  const answer = answers[intent.kind] as (intent: Intent, context: DecisionContext) => Decision;
  return answer(intent, context);
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

type IntentOf<Kind extends Intent["kind"]> = Extract<Intent, { readonly kind: Kind }>;

/** What comes of each kind that may change something. */
const actions = {
  movement: decideMovementIntent,
  "maybe-movement": decideMaybe,
  mixed: ({ types }, { context, about }) =>
    refuseMixed(types, context) ?? askApart(types, { context, about }),
  correct: decideDraft,
  shortage: decideDraft,
  request: decideDraft,
  order: decideDraft,
  purchase: decideDraft,
  undo: (intent, { context }) => decideUndo(intent, context),
  confirm: ({ number }, { context }) => decideConfirmation("confirm", number, context),
  reject: ({ number }, { context }) => decideConfirmation("reject", number, context),
  "several-entries": (intent, { context }) => decideSeveral(intent, context),
  "name-code": (intent, { context }) => nameCode(intent, context),
  "adopt-suggestion": (intent, { context }) => adoptSuggestion(intent, context),
  "ignore-run-out": (intent, { context }) => ignoreRunOut(intent, context),
} satisfies {
  readonly [Kind in Intent["kind"]]?: (intent: IntentOf<Kind>, context: DraftContext) => Decision;
};

type ActionIntent = IntentOf<keyof typeof actions>;

const isAction = (intent: Intent): intent is ActionIntent => intent.kind in actions;

/** Asks for something and changes nothing. */
export const isLookup = (intent: Intent): boolean =>
  intent.kind !== "stocktake" && !isAction(intent);

/** What comes of each kind that only asks. */
const answers: {
  readonly [Kind in Exclude<Intent["kind"], ActionIntent["kind"] | "stocktake" | "chatter">]: (
    intent: IntentOf<Kind>,
    context: DecisionContext,
  ) => Decision;
} = {
  query: ({ matches }, context) => decideQuery(matches, context),
  location: ({ of }, context) => decideLocation(of, context),
  history: decideHistory,
  report: look,
  accuracy: look,
  insight: decideInsight,
  "low-stock": (_, context) => {
    const lines = lowStock(context.items, context.policy, suggestIn(context));
    return freshReply({ kind: "low-stock", lines });
  },
  "open-entries": (_, context) => listOpen(context),
  board: () => look({ kind: "board-link" }),
  // What persons took is in a keeper's file, where nobody else gets the link.
  export: ({ tab, period, format }, { sender, message }) => {
    const withPersons = isKeeper(sender) && message.isDirect === true;
    return look({ kind: "export-link", tab, period, format, withPersons });
  },
  help: (intent) => reply(intent),
  overview: (_, context) => decideOverview(context),
  hint: (intent) => reply(intent),
  "too-long": (intent) => reply(intent),
};

function decideAction(intent: ActionIntent, context: DecisionContext): Decision {
  const again = intent.kind === "movement" ? questionSaidAgain(intent, context) : undefined;
  const act = actions[intent.kind] as (intent: Intent, context: DraftContext) => Decision;
  const decision = act(intent, draftContextOf(again, context));
  return again === undefined ? decision : { ...decision, settles: [again.message.id] };
}

function decideMovementIntent(intent: MovementIntent, draftContext: DraftContext): Decision {
  const { context } = draftContext;
  if (context.message.type === "edited" && isUnseen(context))
    return decideUncertain("past", intent, draftContext);
  return isToCome(intent, context)
    ? decideUncertain("unclear", intent, draftContext)
    : decideDraft(intent, draftContext);
}

function decideMaybe(
  { why, movement }: IntentOf<"maybe-movement">,
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
  return { context, about: message, pendingNumber: left?.number, resentFor };
}

/** Rights come before any question. */
function refuseMixed(
  types: readonly BookableType[],
  context: DecisionContext,
): Decision | undefined {
  const refusals = types.flatMap((type) => refuseBooking(type, context) ?? []);
  return refusals[0] ?? refuseSuspended(context);
}
