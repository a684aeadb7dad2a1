/** Questions of the bot's as the inbox keeps them over a restart: a note for each, forgotten once it is over. */
import { z } from "zod";
import type { Notebook } from "../../inbox/notebook";
import type { OpenQuestion } from "../../inventory/decide/decision";

/** `last`: nothing else was said to the person since; `aside`: it stands in 待处理, and the person has gone on. */
type QuestionState = "last" | "open" | "aside";

export interface Asked {
  readonly conversation: string;
  readonly question: OpenQuestion;
  /** By the relay's clock: when the ten minutes begin to count for the 待处理 row. */
  readonly askedAt: Date;
  /** Ids under which the platform knows what the bot said. */
  readonly sentIds: readonly string[];
  /** Whether the platform told such an id, so that a quotation of it is always recognised. */
  readonly isQuotable: boolean;
  readonly state: QuestionState;
}

/** Of the journal's topics; behind it stands the id of the message that was asked about. */
const topicPrefix = "question ";

/** What another version of the relay may have left there is not taken for a question. */
const version = 1;
const shape = z.object({
  version: z.literal(version),
  conversation: z.string(),
  question: z.looseObject({
    message: z.looseObject({ id: z.string(), originalId: z.string(), sentAt: z.date() }),
    openedAt: z.date(),
    draft: z.looseObject({ kind: z.string() }),
    about: z.looseObject({ kind: z.string() }),
  }),
  askedAt: z.date(),
  sentIds: z.array(z.string()),
  isQuotable: z.boolean(),
  state: z.enum(["last", "open", "aside"]),
});

function noteOf(asked: Asked): unknown {
  return JSON.parse(JSON.stringify({ version, ...asked }, markTime));
}

/** The question of a note that went through JSON; undefined for anything else. */
function readNote(note: unknown): Asked | undefined {
  const revived: unknown = JSON.parse(JSON.stringify(note), reviveTime);
  if (!shape.safeParse(revived).success) return undefined;
  const { conversation, question, askedAt, sentIds, isQuotable, state } = revived as Asked;
  return { conversation, question, askedAt, sentIds, isQuotable, state };
}

/** A time is marked, as text of people's may look like one. */
function markTime(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  const own = this[key];
  return own instanceof Date ? { [timeMark]: own.getTime() } : value;
}

const timeMark = "$time";

function reviveTime(_key: string, value: unknown): unknown {
  const isMarked = typeof value === "object" && value !== null && timeMark in value;
  return isMarked ? new Date(Number(value[timeMark])) : value;
}

/** Questions by the message they are about, each with a note in the journal. */
export interface KeptQuestions {
  get(messageId: string): Asked | undefined;
  all(): readonly Asked[];
  put(asked: Asked): void;
  delete(messageId: string): void;
  /** Resolves when the journal holds what has changed, as far as its disk takes it. */
  saved(): Promise<void>;
}

export function createKeptQuestions(notebook: Notebook): KeptQuestions {
  const kept = new Map<string, Asked>();
  const unsaved = new Set<string>();
  for (const [topic, note] of notebook.notes) {
    const asked = topic.startsWith(topicPrefix) ? readNote(note) : undefined;
    if (asked !== undefined) kept.set(asked.question.message.id, asked);
  }

  async function save(id: string): Promise<void> {
    const asked = kept.get(id);
    const note = asked === undefined ? undefined : noteOf(asked);
    // A disk that refuses is told of by the inbox; the question waits in memory meanwhile.
    await notebook.record(`${topicPrefix}${id}`, note).catch(() => unsaved.add(id));
  }

  return {
    get: (messageId) => kept.get(messageId),
    all: () => [...kept.values()],
    put(asked) {
      kept.set(asked.question.message.id, asked);
      unsaved.add(asked.question.message.id);
    },
    delete(messageId) {
      kept.delete(messageId);
      unsaved.add(messageId);
    },
    async saved() {
      const ids = [...unsaved];
      unsaved.clear();
      await Promise.all(ids.map(save));
    },
  };
}
