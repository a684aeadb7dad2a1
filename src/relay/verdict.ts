/**
 * What is decided of a message on a snapshot, with what it was made of: the question that it may answer, what it quotes,
 * what it was read as. Decides again whenever the figures may have changed; only what it asked is remembered.
 */
import type { InboundMessage } from "../channels/channel";
import type { Decision, Scene } from "../inventory/decision";
import type { Member } from "../inventory/member";
import type { Snapshot, Stockroom } from "../sheet/stockroom";
import type { TakenMessage } from "./age";
import { conversationOf, idInPlace } from "./ids";
import { createLexicons } from "./lexicons";
import { isAway, type Patience } from "./patience";
import type { Questions } from "./questions";
import type { Spoken } from "./spoken";
import { decideOn, readMessage, sceneOf, type Reading } from "./understand";

/** A message on its way: who sent it, and how long its sender is kept waiting. */
export interface Errand {
  readonly message: TakenMessage;
  readonly sender: Member;
  readonly isNew: boolean;
  /** The member whose name a new sender bears. */
  readonly namesake?: string | undefined;
  readonly patience: Patience;
}

/** A decision with what it was made of. */
export interface Verdict {
  readonly reading: Reading;
  readonly scene: Scene;
  readonly decision: Decision;
  /** Set when the sheet is away and the figures are of this time. */
  readonly asOf?: Date;
}

interface Judge {
  decide(errand: Errand, snapshot: Snapshot): Verdict;
  /** On figures that people can't have changed since; while the sheet is away on the last ones, if nothing is written. */
  decideFresh(errand: Errand, first: Verdict): Promise<Verdict>;
  /** Keeps what later messages of the same person will find. */
  remember(message: InboundMessage, decision: Decision): void;
}

export function createJudge(needs: {
  readonly stockroom: Stockroom;
  readonly questions: Questions;
  readonly spoken: Spoken;
  readonly now: () => Date;
}): Judge {
  const { stockroom, questions, spoken } = needs;
  const lexiconOf = createLexicons();
  /** Built when names change, not while somebody waits for an answer. */
  stockroom.onChange(lexiconOf);

  function decide({ message, sender }: Errand, snapshot: Snapshot): Verdict {
    const question = questions.find(conversationOf(message), {
      sentAt: message.sentAt,
      quotedId: message.quotedMessageId,
    });
    const lexicon = lexiconOf(snapshot);
    const quotedId = quotedBy(message);
    const scene = sceneOf(message, snapshot, { sender, question, quotedId });
    const reading = readMessage(message, question, lexicon);
    return { reading, scene, decision: decideOn(reading, scene) };
  }

  function quotedBy(message: InboundMessage): string | undefined {
    if (message.quotedMessageId === undefined) return undefined;
    const id = idInPlace(message, message.quotedMessageId);
    return spoken.answeredBy(id) ?? id;
  }

  async function decideFresh(errand: Errand, first: Verdict): Promise<Verdict> {
    try {
      return decide(errand, await stockroom.read());
    } catch (error) {
      if (!isAway(error)) throw error;
    }
    if (writes(first.decision)) return decide(errand, await errand.patience.readAtLast());
    return { ...first, asOf: (await errand.patience.latest()).readAt };
  }

  function remember(message: InboundMessage, { dropsQuestion, question }: Decision): void {
    if (message.type === "deleted") {
      questions.dropAbout(idInPlace(message, message.messageId));
    }
    if (dropsQuestion) questions.drop(conversationOf(message));
    if (question !== undefined) questions.ask(conversationOf(message), question, needs.now());
  }

  return { decide, decideFresh, remember };
}

/** Whether anything in the sheet changes. */
export function writes({ lines, pending, closes }: Decision): boolean {
  return lines.length + pending.length + closes.length > 0;
}
