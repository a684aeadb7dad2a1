/**
 * The 播报 tab as an outbox that survives a restart: what waits there is sent once, and what became of it is written
 * back. Of several relays on one sheet the one that holds an entry sends it (claims). Between sending and writing back a
 * crash sends it again under the same id, which a platform or bridge can tell.
 */
import type { LateFailure, Picture } from "../channels/channel";
import type { Broadcast } from "../inventory/movements/broadcast";
import type { BroadcastSettlement, Snapshot, Stockroom } from "../sheet/stockroom";
import { createClaims, type Signature } from "./claims";
import { createLateFailures, type FailedEntry } from "./late-failures";
import type { Notebook } from "../inbox/notebook";
import type { Outbox } from "./outbox";
import { messageOf, type BroadcastPlan, type Posting } from "./posting";
import type { Sent } from "./target";
import { createWriteBack } from "./write-back";

export interface BroadcastNeeds {
  readonly stockroom: Pick<Stockroom, "settle">;
  readonly outbox: Pick<Outbox, "send">;
  /** Keeps which message stands for which entries. */
  readonly notebook: Notebook;
  readonly signature: Signature;
  readonly now: () => Date;
  readonly elapsedMs: () => number;
  readonly planFor: (waiting: readonly Broadcast[], snapshot: Snapshot) => BroadcastPlan;
  /** Accounts that a posting mentions. */
  readonly mentionsFor: (posting: Posting, snapshot: Snapshot) => readonly string[];
  /** Platform ids of the messages that caused it. */
  readonly causesOf: (posting: Posting, snapshot: Snapshot) => readonly string[];
  readonly picturesFor: (posting: Posting, snapshot: Snapshot) => Promise<readonly Picture[]>;
  readonly onError: (error: unknown) => void;
}

export interface Broadcasts {
  look(snapshot: Snapshot): void;
  /** Entries that are due and not yet in the outbox. */
  waiting(): number;
  /** What a platform told, after it had taken a message: it did not arrive. */
  failedLate(platform: string, failures: readonly LateFailure[]): void;
  /** Whether an entry is on its way, or what became of one is not written yet. */
  isBusy(): boolean;
}

/** A channel that can't be reached is tried again for this long. */
const tryForMs = 6 * 60 * 60_000;

/** Lets the confirmations of the commit that caused a warning go out before it. */
const afterConfirmations = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function createBroadcasts(needs: BroadcastNeeds): Broadcasts {
  const { outbox, stockroom, onError } = needs;
  const claims = createClaims(needs.signature, needs);
  const late = createLateFailures(needs.notebook, needs.now);
  const writeBack = createWriteBack(stockroom, onError, (written) =>
    late.written(written.filter(({ status }) => status === "failed").map(({ key }) => key)),
  );
  /** On their way, or settled and not yet seen as settled. */
  const taken = new Set<string>();
  /** When each was first tried, also where it was left meanwhile. */
  const triedSince = new Map<string, number>();
  let preparing = 0;
  let underWay = 0;

  function look(snapshot: Snapshot): void {
    writeFailed(late.unwritten(snapshot.broadcasts));
    const waiting = snapshot.broadcasts.filter(({ status }) => status === "waiting");
    claims.see(waiting);
    forgetWritten(waiting);
    const free = waiting.filter(
      (entry) => !taken.has(entry.key) && (claims.holds(entry) || claims.mayClaim(entry)),
    );
    const { post, drop } = needs.planFor(free, snapshot);
    const claimed = new Set(free.filter((entry) => claims.holds(entry)).map(({ key }) => key));
    const isHeld = (keys: readonly string[]): boolean => keys.every((key) => claimed.has(key));
    for (const posting of post) {
      if (isHeld(posting.keys)) carry(posting.keys, () => send(posting, snapshot));
    }
    for (const { key, reason } of drop) {
      if (isHeld([key])) carry([key], () => Promise.resolve({ kind: "given-up", reason }));
    }
    const due = new Set([...post.flatMap(({ keys }) => keys), ...drop.map(({ key }) => key)]);
    const wanted = free.filter(({ key }) => due.has(key) && !claimed.has(key));
    const fading = waiting.filter((entry) => taken.has(entry.key) && claims.mustRenew(entry));
    void claim([...wanted, ...fading], snapshot);
  }

  /** What was won shows in the snapshot of the commit that says so; that is looked at like any other. */
  async function claim(entries: readonly Broadcast[], { timeZone }: Snapshot): Promise<void> {
    if (entries.length === 0) return;
    try {
      await stockroom.settle(claims.ask(entries, timeZone));
    } catch (error) {
      onError(error);
    } finally {
      claims.answered(entries.map(({ key }) => key));
    }
  }

  /** A key that no longer waits needs no more remembering. */
  function forgetWritten(waiting: readonly Broadcast[]): void {
    if (underWay > 0) return;
    const keys = new Set(waiting.map(({ key }) => key));
    for (const key of taken) if (!keys.has(key)) taken.delete(key);
    for (const key of triedSince.keys()) if (!keys.has(key)) triedSince.delete(key);
  }

  function carry(keys: readonly string[], work: () => Promise<Sent>): void {
    for (const key of keys) taken.add(key);
    underWay += keys.length;
    void work()
      .catch((error: unknown): Sent => {
        onError(error);
        return { kind: "given-up", reason: error instanceof Error ? error.message : String(error) };
      })
      .then((sent) => {
        underWay -= keys.length;
        // What was left goes on waiting, for this relay too once it holds it again.
        if (sent.kind === "left") for (const key of keys) taken.delete(key);
        else writeBack.settle(keys.map((key) => changeOf(key, sent)));
      });
  }

  async function send(posting: Posting, snapshot: Snapshot): Promise<Sent> {
    const [first, ...others] = await picturesOf(posting, snapshot);
    const sending = {
      isStillOurs: (): boolean => claims.stillHolds(posting.keys),
      tryForMs: tryForMs - triedForMs(posting.keys),
    };
    const message = messageOf(posting, 0, first);
    const sent = await outbox.send({
      ...message,
      ...sending,
      text: posting.text,
      inReplyTo: needs.causesOf(posting, snapshot),
      mentions: needs.mentionsFor(posting, snapshot),
    });
    for (const [index, picture] of others.entries()) {
      if (sent.kind !== "delivered") break;
      await outbox.send({ ...messageOf(posting, index + 1, picture), ...sending });
    }
    return late.settled(message.platform, posting.keys, sent);
  }

  function writeFailed(failed: readonly FailedEntry[]): void {
    if (failed.length > 0) writeBack.settle(failed.map((each) => ({ ...each, status: "failed" })));
  }

  function triedForMs(keys: readonly string[]): number {
    const now = needs.elapsedMs();
    for (const key of keys) triedSince.set(key, triedSince.get(key) ?? now);
    return Math.max(...keys.map((key) => now - (triedSince.get(key) ?? now)));
  }

  /** The text stands by itself: a picture that can't be drawn holds it back from nobody. */
  async function picturesOf(posting: Posting, snapshot: Snapshot): Promise<readonly Picture[]> {
    preparing += posting.keys.length;
    try {
      await afterConfirmations();
      return await needs.picturesFor(posting, snapshot);
    } catch (error) {
      onError(error);
      return [];
    } finally {
      preparing -= posting.keys.length;
    }
  }

  return {
    look,
    waiting: () => preparing + claims.asking(),
    failedLate: (platform, failures) => writeFailed(late.told(platform, failures)),
    isBusy: () => underWay + claims.asking() > 0 || !writeBack.isDone(),
  };
}

const changeOf = (key: string, sent: Exclude<Sent, { kind: "left" }>): BroadcastSettlement =>
  sent.kind === "delivered"
    ? { key, status: "sent", reason: "" }
    : { key, status: "failed", reason: sent.reason };
