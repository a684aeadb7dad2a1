/** What an adapter of an ERP is: it maps to documents of the API and knows how its ERP is reached. Nothing here books. */
import type { z } from "zod";
import type { HttpAnswer, RawRequest } from "../channels/channel";
import type { Rejected } from "../channels/transport/webhook-reading";
import { receipt } from "../rest/schemas";

/** What stands in the way of a document of an ERP that is no document of the API. */
type Unusable = "lines" | "returned" | "other-content" | "gone" | "unreadable";

/** What an ERP wants of the ledger. */
export type ErpAction =
  /** A receipt that is approved. */
  | { readonly kind: "book"; readonly externalId: string; readonly body: ReceiptBody }
  /** One that is approved no more. */
  | { readonly kind: "void"; readonly externalId: string }
  /** A person has to look at it. */
  | {
      readonly kind: "report";
      readonly externalId: string;
      /** As people know it. */
      readonly number: string;
      readonly why: Unusable;
    };

type ReceiptBody = z.infer<typeof receipt>;

/** A line of a receipt as an ERP has it. */
export interface ErpLine {
  readonly code: string;
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
}

/** An ERP that posts what happened. */
export interface PushAdapter {
  /** In the path, /webhooks/<name>, and in 消息ID. */
  readonly name: string;
  read(request: RawRequest, now: Date): PushReading;
  /** What is to be done about an event. @throws DeliveryError where the ERP has to be asked and does not answer */
  actions(event: ErpEvent): Promise<readonly ErpAction[]>;
}

export type PushReading =
  | Rejected
  | { readonly kind: "ignored"; readonly reason: string; readonly answer: HttpAnswer }
  /** `answer` once the event is on disk. */
  | { readonly kind: "event"; readonly event: ErpEvent; readonly answer: HttpAnswer };

/** As it is kept on disk until it is done: of a later one about the same document with a rank as high, only that. */
export interface ErpEvent {
  /** The ERP's id of the document. */
  readonly id: string;
  /** What can't be followed by what has a lower one: a cancelled document stays cancelled. */
  readonly rank: number;
  readonly content: unknown;
}

const mostLines = 500;

/** The receipt that an ERP's lines come to, or why they come to none. */
export function receiptOf(
  externalId: string,
  { number, approvedBy }: { readonly number: string; readonly approvedBy: string },
  lines: readonly ErpLine[],
): ErpAction {
  const moved = lines.filter(({ quantity }) => quantity !== 0);
  const report = (why: Unusable): ErpAction => {
    return { kind: "report", externalId, number: plain(number, 120) || externalId, why };
  };
  if (moved.some(({ quantity }) => quantity < 0)) return report("returned");
  if (moved.length === 0 || moved.length > mostLines) return report("lines");
  const [paper, by] = [plain(number, 120), plain(approvedBy, 40)];
  const read = receipt.safeParse({
    externalId,
    document: { ...(paper && { number: paper }), ...(by && { approvedBy: by }) },
    lines: moved.map(({ code, name, quantity, unit }) => {
      const item = plain(name, 200);
      return { code: code.trim(), ...(item && { item }), quantity, unit: plain(unit, 20) };
    }),
  });
  return read.success ? { kind: "book", externalId, body: read.data } : report("unreadable");
}

const plain = (text: string, most: number): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, " ")
    .trim()
    .slice(0, most)
    .replace(/\p{Cs}/gu, "")
    .trim();

/**
 * The id of a document that may be approved again after it was taken back: each approval books once.
 *
 * @param at the approval as the ERP writes it, in its own zone
 * @example approvalId("CGRK 01", "100123", "2026-11-30T09:30:00.12") // "CGRK-01/100123/20261130T093000"
 */
export function approvalId(number: string, id: string, at: string): string {
  const name = number.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[^\p{L}\p{N}]+/u, "");
  return `${name.slice(0, 60) || "0"}/${id}/${stampOf(at)}`;
}

/** A second of the ERP's clock; "0" where there is none. @example stampOf("2026-11-30 09:30:00") // "20261130T093000" */
export function stampOf(at: string): string {
  const digits = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)/.exec(at)?.slice(1);
  return digits === undefined ? "0" : `${digits.slice(0, 3).join("")}T${digits.slice(3).join("")}`;
}

export interface Approval {
  readonly number: string;
  /** The ERP's own id. */
  readonly id: string;
  readonly stamp: string;
}

/** What `approvalId` was made of. */
export function approvalOf(externalId: string): Approval | undefined {
  const [, number, id, stamp] = /^(.+)\/(\d{1,20})\/(0|\d{8}T\d{6})$/.exec(externalId) ?? [];
  if (number === undefined || id === undefined || stamp === undefined) return undefined;
  return { number, id, stamp };
}
