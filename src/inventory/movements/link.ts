/**
 * What the relay itself must know of a ledger row, as it stands in 关联: small JSON, never people's words. 备注 is for
 * people only, since a message can put any words there.
 */
import { z } from "zod";
import { readJson } from "./json-cell";

export interface Link {
  /** 消息ID of the row that this one undoes. */
  readonly undoes: string | undefined;
  /** The message that a question was asked about, where the row was booked by its answer. */
  readonly answers: string | undefined;
  /** A late message's own time. */
  readonly sentAt: Date | undefined;
  /** true: the row proved impossible once it stood, and changes nothing. */
  readonly voided: boolean;
}

const id = z.string().min(1).max(1_000);
const shape = z.strictObject({
  undoes: id.optional(),
  answers: id.optional(),
  sentAt: z.iso.datetime().optional(),
  voided: z.literal(true).optional(),
});

/**
 * What stands in 关联; "" where there is nothing to know.
 *
 * @example formatLink({ undoes: "generic:g:m1", answers: undefined, sentAt: undefined, voided: false }) // '{"undoes":"generic:g:m1"}'
 */
export function formatLink({ undoes, answers, sentAt, voided }: Link): string {
  if (undoes === undefined && answers === undefined && sentAt === undefined && !voided) return "";
  const isVoided = voided ? true : undefined;
  return JSON.stringify({ undoes, answers, sentAt: sentAt?.toISOString(), voided: isVoided });
}

/** undefined where nothing stands there, or something else. */
export function parseLink(text: string): Link | undefined {
  const { undoes, answers, sentAt, voided } = readJson(text, shape) ?? {};
  if (undoes === undefined && answers === undefined && sentAt === undefined && !voided)
    return undefined;
  return {
    undoes,
    answers,
    sentAt: sentAt === undefined ? undefined : new Date(sentAt),
    voided: voided === true,
  };
}
