/**
 * The relay's entry point: takes verified messages, keeps each safe, and handles it once, in the order of its
 * conversation. What a crash left unfinished is resumed.
 */
import { createHash } from "node:crypto";
import { setImmediate as yieldToEvents } from "node:timers/promises";
import type { Acceptance, InboundMessage } from "../channels/channel";
import { InboxClosedError } from "../errors";
import type { Inbox } from "../inbox/inbox";
import { isOver } from "../inventory/decide/open-question";
import { hidePrices } from "../language/sheet-words/hide-prices";
import type { Snapshot } from "../sheet/stockroom";
import { isAccessUnknown, isAllowed } from "./allowed-groups";
import type { MessageOutcome } from "./book-and-reply";
import { createConversationQueue } from "./conversation-queue";
import { createExpireEntries } from "./expire-entries";
import { createKeepQuestion } from "./questions/keep-question";
import { revived, timed, type TakenMessage } from "./message-age";
import { conversationOf, inboxKey, ledgerId } from "./message-ids";
import { createMessageHandler, type HandlerNeeds } from "./handle-message";

/** What a log line may tell of a message: no body, no name, no account. */
interface MessageLog {
  /** A short hash of the ledger's id, to follow one message through the log. */
  readonly id: string;
  readonly channel: string;
  readonly outcome: MessageOutcome | "failed";
  readonly tookMs: number;
}

export interface Relay {
  /** Resolves when every message is safe: on disk, or without a disk in the sheet. @throws InboxClosedError */
  take(messages: readonly InboundMessage[]): Promise<readonly Acceptance[]>;
  /** Takes up what was taken and not finished before the last stop, oldest first, and then what others take. Returns how to stop. */
  resume(): () => void;
  /** Messages taken and not done, what the last run left among them, taken up or not. */
  backlog(): number;
  /** Writes entries for questions that nobody answered in time, and closes those of mistakes. To be called every few seconds. */
  tick(): Promise<void>;
}

interface RelayNeeds extends Omit<HandlerNeeds, "wasTaken"> {
  readonly inbox: Inbox<TakenMessage>;
  /** false: the inbox keeps nothing through a crash, so a message is only safe in the sheet, or once its handling is over. */
  readonly isDurable: boolean;
  readonly onOutcome: (log: MessageLog, error: unknown) => void;
}

/** Without a disk a post is answered after the commit, or refused after this long. */
const commitWithinMs = 20_000;

export function createRelay(needs: RelayNeeds): Relay {
  const { inbox, stockroom, questions, now } = needs;
  const conversations = createConversationQueue();
  const expireEntries = createExpireEntries(needs);
  const keepQuestion = createKeepQuestion(needs);
  const handler = createMessageHandler({ ...needs, wasTaken, keepQuestion });
  const running = new Set<Promise<void>>();
  let unresumed = inbox.unfinished.length;
  let lastTurn = Promise.resolve();

  /** One message for each turn of the event loop: webhooks are answered in between, the sender's own first. */
  function ownTurn(): Promise<void> {
    lastTurn = lastTurn.then(() => yieldToEvents());
    return lastTurn;
  }

  function wasTaken(message: InboundMessage): boolean {
    const original = { ...message, type: "message" } as const;
    return inbox.has(inboxKey(original)) || stockroom.isBooked(ledgerId(original));
  }

  /** Resolves when the message stands in the sheet or its handling is over; false where that failed before. */
  function start(message: TakenMessage, key: string | undefined): Promise<boolean> {
    const startedAt = now().getTime();
    const id = ledgerId(message);
    const log = (outcome: MessageLog["outcome"], error?: unknown): void => {
      const hash = createHash("sha256").update(id).digest("hex").slice(0, 12);
      const tookMs = now().getTime() - startedAt;
      needs.onOutcome({ id: hash, channel: message.platform, outcome, tookMs }, error);
    };
    return new Promise((resolve) => {
      const handling = conversations
        .run(conversationOf(message), async (turn) => {
          await ownTurn();
          const written = (): void => {
            turn.written();
            if (stockroom.isBooked(id)) resolve(true);
          };
          const outcome = await handler.handle(message, { ...turn, written });
          log(outcome);
          const hasPrices = hidePrices(message.text) !== message.text;
          const erase = outcome === "confidential" || hasPrices;
          if (key !== undefined) inbox.finish(key, { erase });
          resolve(true);
        })
        .catch((error: unknown) => {
          log("failed", error);
          if (key !== undefined) inbox.release(key);
          resolve(false);
        })
        .finally(() => running.delete(handling));
      running.add(handling);
    });
  }

  const isShut = (message: InboundMessage, snapshot: Snapshot): boolean =>
    !isAllowed(message, snapshot) && !isAccessUnknown(snapshot, stockroom.state());

  async function takeOne(posted: InboundMessage): Promise<Acceptance> {
    const message = timed(posted, now());
    const snapshot = stockroom.latest();
    if (snapshot !== undefined && isShut(message, snapshot)) {
      void start(message, undefined);
      return "forbidden-group";
    }
    if (stockroom.isBooked(ledgerId(message))) return "duplicate";
    const key = inboxKey(message);
    if ((await inbox.take(key, message)) === "duplicate") return "duplicate";
    const safe = start(message, key);
    if (!needs.isDurable) await inTime(safe);
    return "accepted";
  }

  async function inTime(safe: Promise<boolean>): Promise<void> {
    const late = needs.pause(commitWithinMs).then(() => "late" as const);
    const ended = await Promise.race([safe, late]);
    if (ended === "late") {
      throw new InboxClosedError("the sheet did not answer in time; post the message again", 20);
    }
    if (!ended) throw new InboxClosedError("the message was not booked; post it again", 5);
  }

  async function tidyQuestions(): Promise<void> {
    await Promise.all(questions.due(now()).map(keepQuestion));
    const snapshot = stockroom.latest();
    if (snapshot !== undefined && !stockroom.state().degraded)
      questions.forget((question) => isOver(question, snapshot), now());
    await questions.saved();
  }

  return {
    take: (messages) => Promise.all(messages.map(takeOne)),
    resume() {
      unresumed = 0;
      const takeUp = ({ key, message }: { key: string; message: TakenMessage }): void =>
        void start(revived(message), key);
      inbox.unfinished.forEach(takeUp);
      return inbox.onArrival(takeUp);
    },
    backlog: () => unresumed + running.size,
    async tick() {
      await Promise.all([tidyQuestions(), expireEntries()]);
    },
  };
}
