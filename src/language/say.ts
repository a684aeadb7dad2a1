/**
 * Every sentence the relay says, once, in one place. Sayings in, texts out; who is mentioned and where it goes is the
 * relay's.
 */
import type { Saying } from "../inventory/saying";

export interface Voice {
  /** IANA zone in which times are told. */
  readonly timeZone: string;
}

export interface Utterance {
  readonly text: string;
  readonly kind: "reply" | "receipt" | "alert" | "notice";
  /** true: every keeper is mentioned. */
  readonly mentionsKeepers: boolean;
}

/** What one message brings about in as few messages as possible: one receipt, notice or reply, and alerts by themselves. */
export function say(_sayings: readonly Saying[], _voice: Voice): readonly Utterance[] {
  return [];
}
