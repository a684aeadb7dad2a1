/**
 * The decision about one message: an intent and the scene in, rows, entries, questions and sayings out. Pure: nothing
 * is read, written or sent here, and the words are language/say's.
 */
import { pursueAnswer } from "./answered";
import { askApart } from "./ask";
import { decideSeveral, decideVerdict } from "./confirm";
import { entryOf, type Course } from "./course";
import { silence, type Decision, type Lookup, type OpenQuestion, type Scene } from "./decision";
import { decideEditedAway } from "./edited";
import type { Answer, BookableType, Intent, MovementIntent } from "./intent";
import { itemKey } from "./item";
import { causedEntry, isOwn } from "./ownership";
import { pursue, pursueMaybe } from "./pursue";
import { decideQuery, itemsOf, unknownOf } from "./query";
import { refuseBooking, refuseSuspended } from "./refuse";
import { isSuspended } from "./rights";
import { decideDeleted, decideUndo, openEntryOf } from "./undo";
import { lowStock } from "./warnings";

/** What comes of what a person means. */
export function decide(intent: Intent, scene: Scene): Decision {
  const { type } = scene.message;
  if (type === "deleted") return decideDeleted(scene);
  const editedAway = type === "edited" ? decideEditedAway(intent, scene) : undefined;
  if (editedAway !== undefined) return editedAway;
  if (intent.kind === "chatter") return silence;
  if (isDeed(intent)) return decideDeed(intent, scene);
  // A suspended member's questions are met with silence.
  return isSuspended(scene.sender) ? silence : decideReply(intent, scene);
}

/** What comes of an answer to the bot's own question. */
export function decideAnswer(answer: Answer, question: OpenQuestion, scene: Scene): Decision {
  return pursueAnswer(answer, question, scene);
}

const deeds = [
  "movement",
  "maybe-movement",
  "mixed",
  "correct",
  "shortage",
  "undo",
  "confirm",
  "reject",
  "several-entries",
] as const;
type DeedIntent = Extract<Intent, { readonly kind: (typeof deeds)[number] }>;
type ReplyIntent = Exclude<Intent, DeedIntent | { readonly kind: "chatter" }>;

const isDeed = (intent: Intent): intent is DeedIntent => deeds.some((kind) => kind === intent.kind);

function decideDeed(intent: DeedIntent, scene: Scene): Decision {
  const course = courseOf(intent, scene);
  switch (intent.kind) {
    case "movement":
    case "correct":
    case "shortage":
      return pursue(intent, course);
    case "maybe-movement":
      return pursueMaybe(intent.why, intent.movement, course);
    case "mixed":
      return refuseMixed(intent.types, scene) ?? askApart(intent.types, course);
    case "undo":
      return decideUndo(intent.match, scene);
    case "confirm":
    case "reject":
      return decideVerdict(intent.kind, intent.number, scene);
    case "several-entries":
      return decideSeveral(intent, scene);
  }
}

/** An entry that the message left before it was edited, or one that it answers, is closed by what it books. */
function courseOf(intent: DeedIntent, scene: Scene): Course {
  const { message } = scene;
  const entry = message.type === "edited" ? openEntryOf(message.originalId, scene) : undefined;
  const left = entry !== undefined && isOwn(causedEntry(entry), scene) ? entry : undefined;
  const resent = intent.kind === "movement" ? entrySaidAgain(intent, scene) : undefined;
  const pendingNumber = left?.number;
  return { scene, about: message, pendingNumber, resentFor: resent, maybe: false };
}

/** Rights come before any question. */
function refuseMixed(types: readonly BookableType[], scene: Scene): Decision | undefined {
  const refusals = types.flatMap((type) => refuseBooking(type, scene) ?? []);
  return refusals[0] ?? refuseSuspended(scene);
}

/** The entry of the open question that this message answers by saying the whole form again. */
function entrySaidAgain(intent: MovementIntent, scene: Scene): number | undefined {
  const { question } = scene;
  const draft = question?.draft;
  if (question === undefined || draft?.kind !== "movement" || draft.type !== intent.type)
    return undefined;
  const meant = (lines: MovementIntent["lines"]): readonly string[] =>
    lines.flatMap(({ match }) => (match.kind === "one" ? [itemKey(match.item)] : []));
  const known = meant(draft.lines);
  const now = new Set(meant(intent.lines));
  const sameLines = draft.lines.length === intent.lines.length;
  if (!sameLines || known.length === 0 || !known.every((key) => now.has(key))) return undefined;
  return entryOf(question, scene);
}

function decideReply(intent: ReplyIntent, scene: Scene): Decision {
  const { items, policy } = scene;
  switch (intent.kind) {
    case "query":
      return decideQuery(intent.matches, scene);
    case "history": {
      const found = itemsOf([intent.match], items);
      if (found.length > 0)
        return look({
          kind: "history",
          items: found.slice(0, mostHistories),
          period: intent.period,
        });
      return { ...silence, sayings: unknownOf([intent.match], items), wantsFresh: true };
    }
    case "report":
      return look({ kind: "report", span: intent.span });
    case "low-stock":
      return {
        ...silence,
        sayings: [{ kind: "low-stock", lines: lowStock(items, policy) }],
        wantsFresh: true,
      };
    case "board":
      return look({ kind: "board-link" });
    case "help":
      return { ...silence, sayings: [{ kind: "help" }] };
    case "too-long":
      return { ...silence, sayings: [{ kind: "too-long", limit: intent.limit }] };
  }
}

/** Every one of them costs a read of the ledger. */
const mostHistories = 10;

const look = (lookup: Lookup): Decision => ({ ...silence, lookup });
