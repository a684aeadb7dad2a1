/**
 * What the relay itself must know of a ledger row, as it stands in 关联: small JSON, never people's words. 备注 is for
 * people only, since a message can put any words there.
 */
import { z } from "zod";
import { readJson } from "./json-cell";
import type { ItemName } from "../items/item";
import type { Count } from "./movement";

export interface Link {
  /** 消息ID of the row that this one undoes. */
  readonly undoes: string | undefined;
  /** The message that a question was asked about, where the row was booked by its answer. */
  readonly answers: string | undefined;
  /** A late message's own time. */
  readonly sentAt: Date | undefined;
  /** The thread it was written in. */
  readonly threadId?: string | undefined;
  /** true: the row proved impossible once it stood, and changes nothing. */
  readonly voided: boolean;
  /** What was counted and when, where the row's other cells don't tell it. */
  readonly count?: Count | undefined;
  /** The name that the item bore before. */
  readonly formerly?: ItemName | undefined;
}

const id = z.string().min(1).max(1_000);
const shape = z.strictObject({
  undoes: id.optional(),
  answers: id.optional(),
  sentAt: z.iso.datetime().optional(),
  thread: id.optional(),
  voided: z.literal(true).optional(),
  count: z.strictObject({ counted: z.number().nonnegative(), at: z.iso.datetime() }).optional(),
  formerly: z.strictObject({ name: z.string().min(1), spec: z.string() }).optional(),
});

/**
 * What stands in 关联; "" where there is nothing to know.
 *
 * @example formatLink({ undoes: "generic:g:m1", answers: undefined, sentAt: undefined, voided: false }) // '{"undoes":"generic:g:m1"}'
 */
export function formatLink(link: Link): string {
  const { undoes, answers, sentAt, threadId: thread, voided, count, formerly } = link;
  const isVoided = voided ? true : undefined;
  const known = {
    undoes,
    answers,
    sentAt: sentAt?.toISOString(),
    thread,
    voided: isVoided,
    count,
    formerly,
  };
  return Object.values(known).every((each) => each === undefined) ? "" : JSON.stringify(known);
}

/** undefined where nothing stands there, or something else. */
export function parseLink(text: string): Link | undefined {
  const link = readJson(text, shape);
  if (link === undefined || Object.keys(link).length === 0) return undefined;
  const { undoes, answers, sentAt, thread: threadId, voided, count, formerly } = link;
  return {
    undoes,
    answers,
    sentAt: sentAt === undefined ? undefined : new Date(sentAt),
    threadId,
    voided: voided === true,
    count: count && { counted: count.counted, at: new Date(count.at) },
    formerly,
  };
}
