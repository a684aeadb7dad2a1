/**
 * 撤销, and a platform's message-deleted event: the opposite of every row of a booked message that still stands. An
 * entry that waits for a keeper is withdrawn by its author in the same way.
 */
import { silence, type Decision, type Scene } from "./decision";
import { dropQuestion } from "./course";
import type { ItemMatch } from "./intent";
import { itemKey } from "./item";
import {
  bookedMessageOf,
  isBooking,
  isWithinDay,
  mayChange,
  rowsOfMessage,
  undoneIds,
} from "./ledger-window";
import type { Movement } from "./movement";
import { causedEntry, causedRow, isOwn } from "./ownership";
import type { PendingEntry } from "./pending";
import { refuseSuspended, refuseToOthers } from "./refuse";
import { isKeeper } from "./rights";
import type { Saying } from "./saying";
import { settle } from "./settle";

type NotUndone = Extract<Saying, { readonly kind: "not-undone" }>["why"];

const notUndone = (why: NotUndone): Decision => ({
  ...silence,
  sayings: [{ kind: "not-undone", why }],
});

/** 撤销: the quoted message, else the sender's own last booked one; with a name only its rows of that item. */
export function decideUndo(match: ItemMatch | undefined, scene: Scene): Decision {
  const suspended = refuseSuspended(scene);
  if (suspended !== undefined) return suspended;
  const { message, recent } = scene;
  const isNamed = rowsNamedBy(match);
  if (message.type === "message" && message.quotedId !== undefined)
    return undoQuoted(message.quotedId, isNamed, scene);
  // Asked a moment ago, a person who says 撤销 means what is not booked yet, not the booking before it.
  if (scene.question !== undefined && match === undefined)
    return dropQuestion(scene.question, scene);
  const own = recent.filter(
    (row) => isBooking(row) && isOwn(causedRow(row), scene) && isNamed(row),
  );
  const [last] = own;
  if (last === undefined) return notUndone("none");
  return undoRows(
    own.filter((row) => bookedMessageOf(row) === bookedMessageOf(last)),
    scene,
  );
}

/** Which rows a name behind 撤销 selects; all without one, none for a name that fits nothing. */
function rowsNamedBy(match: ItemMatch | undefined): (row: Movement) => boolean {
  if (match === undefined) return () => true;
  const items = match.kind === "several" ? match.items : match.kind === "none" ? [] : [match.item];
  const keys = new Set(items.map(itemKey));
  return ({ itemName: name, spec }) => keys.has(itemKey({ name, spec }));
}

function undoQuoted(quotedId: string, isNamed: (row: Movement) => boolean, scene: Scene): Decision {
  const rows = rowsOfMessage(quotedId, scene.recent).filter(isNamed);
  if (rows.length > 0) {
    return mayChange(rows, scene) ? undoRows(rows, scene) : refuseToOthers("undo-other", scene);
  }
  return withdraw(quotedId, scene) ?? notUndone("not-found");
}

/** A deleted message: what it booked is undone, what waits because of it is withdrawn, else silence. */
export function decideDeleted(scene: Scene): Decision {
  const { originalId } = scene.message;
  const rows = rowsOfMessage(originalId, scene.recent);
  if (rows.length === 0) {
    const asked = scene.question?.message.originalId === originalId;
    const withdrawn = withdraw(originalId, scene);
    const isClosed = withdrawn !== undefined && withdrawn.closes.length > 0;
    return { ...(isClosed ? withdrawn : silence), dropsQuestion: asked };
  }
  // A group's owner may tidy up other people's messages: their bookings stand.
  if (!mayChange(rows, scene) || standingOf(rows, scene).length === 0) return silence;
  return refuseSuspended(scene) ?? undoRows(rows, scene);
}

/** Those rows that nobody has undone yet. */
export function standingOf(
  rows: readonly Movement[],
  { recent }: Pick<Scene, "recent">,
): readonly Movement[] {
  const undone = undoneIds(recent);
  return rows.filter((row) => isBooking(row) && !undone.has(row.id));
}

function undoRows(rows: readonly Movement[], scene: Scene): Decision {
  const standing = standingOf(rows, scene);
  if (standing.length === 0) return notUndone("undone");
  if (!standing.every((row) => isWithinDay(row, scene.message))) return notUndone("old");
  return settle(
    { undoes: inBookingOrder(standing).map(({ id }) => id), lines: [] },
    {
      scene,
      about: scene.message,
      deed: { kind: "undo" },
      remark: "",
      closes: [],
      agreed: false,
    },
  );
}

/** Rows of one message as they were booked: `…`, `…#2`, `…#3`. */
export function inBookingOrder(rows: readonly Movement[]): readonly Movement[] {
  const place = ({ id }: Movement): number => Number(/#([1-9]\d*)$/.exec(id)?.[1] ?? "1");
  return [...rows].sort(
    (left, right) => left.at.getTime() - right.at.getTime() || place(left) - place(right),
  );
}

/** Closes the open entry that a message left, for its author or a keeper. */
function withdraw(messageId: string, scene: Scene): Decision | undefined {
  const entry = openEntryOf(messageId, scene);
  if (entry === undefined) return undefined;
  if (!isKeeper(scene.sender) && !isOwn(causedEntry(entry), scene))
    return refuseToOthers("undo-other", scene);
  return {
    ...silence,
    closes: [{ number: entry.number, status: "rejected", handledBy: scene.sender.name }],
    sayings: [{ kind: "withdrawn", number: entry.number }],
    dropsQuestion: scene.question?.message.originalId === messageId,
  };
}

/** The open entry that a message left in 待处理. */
export function openEntryOf(
  messageId: string,
  { pending }: Pick<Scene, "pending">,
): PendingEntry | undefined {
  return pending.find(
    (entry) => entry.status === "open" && entry.messageId.replace(/@\d+$/, "") === messageId,
  );
}
