/**
 * 用友 YonBIP's pushed events: signed and encrypted bytes → which document changed. Both generations of signatures are taken.
 *
 * @see https://open.yonyoucloud.com/
 */
import type { RawRequest } from "../../channels/channel";
import { parseObject, fieldsOf, idOf, momentOf, textOf } from "../../channels/transport/json";
import { hmac, sameSecret } from "../../channels/transport/secrets";
import { outsideWindow, rejected, textAnswer } from "../../channels/transport/webhook-reading";
import { aesKeyOf, decrypt, signatureOf } from "../../channels/transport/callback-crypto";
import type { PushReading } from "../adapter";

export interface YonbipSettings {
  readonly appKey: string;
  readonly appSecret: string;
  /** EncodingAESKey of 43 characters. */
  readonly aesKey: string;
  /** The gateway's origin; undefined: that of the tenant's data centre is asked for. */
  readonly url: string | undefined;
  /** Codes of the events that tell of 采购入库; undefined: those that name its form, purinrecord. */
  readonly events: readonly string[] | undefined;
}

/** What is kept of an event: the document is asked for, so that no more is needed. */
export interface YonbipEvent {
  readonly id: string;
  readonly tenantId: string;
}

/** It tries for hours; what it says is only that a document is to be looked at. */
const windowMs = 24 * 60 * 60_000;
/** The text that it asks for. */
const success = textAnswer("success");
const purchaseReceipt = /purinrecord/i;

const ignored = (reason: string): PushReading => ({ kind: "ignored", reason, answer: success });

export function readEvent(request: RawRequest, settings: YonbipSettings, now: Date): PushReading {
  if (request.method !== "POST") return rejected(405, "method_not_allowed");
  const body = parseObject(request.body) ?? {};
  const part = (name: string): string => textOf(body[name]);
  const signature = part("msgSignature") || part("signature");
  if (signature === "") return rejected(401, "missing_signature");
  const parts = [part("timestamp"), part("nonce"), part("encrypt")] as const;
  const { appSecret, aesKey, appKey } = settings;
  const expected = [
    signatureOf(appSecret, ...parts),
    hmac("sha256", appSecret, "base64", [...parts].sort().join("")),
  ];
  if (!expected.some((one) => sameSecret(signature, one))) return rejected(401, "bad_signature");
  const sentAt = momentOf(part("timestamp"), 1000);
  const late = sentAt && outsideWindow(sentAt, now, windowMs);
  if (sentAt === undefined || late !== undefined)
    return rejected(401, late?.reason ?? "stale_timestamp");
  const key = aesKeyOf(aesKey);
  const opened = key && decrypt(key, part("encrypt"));
  if (opened === undefined) return rejected(422, "the text can't be decrypted: see YONBIP_AES_KEY");
  if (!sameSecret(opened.receiveId, appKey)) return rejected(401, "wrong_receive_id");
  return readContent(parseObject(withLongIds(opened.text)) ?? {}, settings);
}

function readContent(
  event: Readonly<Record<string, unknown>>,
  { events }: Pick<YonbipSettings, "events">,
): PushReading {
  const type = textOf(event["type"]);
  const isReceipt = events?.includes(type) ?? purchaseReceipt.test(type);
  // Whoever set up the subscription finds in the log what to name in YONBIP_EVENTS.
  if (!isReceipt) return ignored(`another_event: ${type.replace(/[^\w.-]/g, "").slice(0, 60)}`);
  const content = typeof event["content"] === "string" ? event["content"] : "";
  const said = content === "" ? fieldsOf(event["content"]) : parseObject(withLongIds(content));
  const places = [said, said?.["model"], said?.["data"], said?.["archive"]].map(fieldsOf);
  const id = places.map((place) => idOf(place["id"])).find((each) => /^\d{1,20}$/.test(each ?? ""));
  if (id === undefined) return ignored("no_document");
  const tenantId = idOf(event["tenantId"]) ?? "";
  const kept: YonbipEvent = { id, tenantId };
  return { kind: "event", event: { id, rank: 0, content: kept }, answer: success };
}

/** Its ids are longer than a JSON number is read exactly: they become text. @example withLongIds('{"id":1234567890123456789}') // '{"id":"1234567890123456789"}' */
export function withLongIds(json: string): string {
  return json.replace(/("\w+"\s*:\s*)(\d{16,20})(?=\s*[,}\]])/g, '$1"$2"');
}
