/**
 * A card with buttons in DingTalk, and the callback of a tap. The callback tells neither its group nor anything of its
 * own to know it by, and nothing signs its body; so the address that DingTalk is given for one card names the card and
 * the group, with a proof that only the relay can write.
 *
 * @see https://open.dingtalk.com/document/orgapp/robots-send-interactive-cards
 */
import { createHash } from "node:crypto";
import { DeliveryError } from "../../errors";
import type { OutboundMessage, RawRequest } from "../channel";
import { fieldsOf, idOf, itemsOf, parseObject, textOf, type Fields } from "../transport/json";
import type { Part } from "../transport/part-sender";
import {
  badSignature,
  ignoredEvent,
  malformedBody,
  queryOf,
  wrongMethod,
  type ReadEvent,
  type Rejected,
} from "../transport/webhook-reading";
import { hmac, sameSecret } from "../transport/secrets";
import { readTapData, tapEvent, writeTapData } from "../transport/tap-data";
import type { DingtalkApi } from "./api";

export interface CardSettings {
  readonly appSecret: string;
  /** undefined: DingTalk can't tell of taps, so there are no cards. */
  readonly publicUrl?: string | undefined;
}

const cardBytes = 12_000;
/** A tap that DingTalk tells again comes at once; a second tap on the same button comes later. */
const sameTapMs = 60_000;

function proofOf(card: string, group: string, { appSecret }: CardSettings): string {
  return hmac("sha256", appSecret, "hex", `card\n${card}\n${group}`);
}

/** The message as a card; undefined where there are no choices, or no card can be sent. */
export function choiceCard(
  api: DingtalkApi,
  message: OutboundMessage,
  settings: CardSettings,
): readonly Part[] | undefined {
  const { id, text, groupId, recipientId, mentions, choices = [] } = message;
  const { publicUrl } = settings;
  if (choices.length === 0 || publicUrl === undefined || Buffer.byteLength(text) > cardBytes)
    return undefined;
  const target =
    groupId === undefined
      ? { singleChatReceiver: JSON.stringify({ userId: recipientId }) }
      : { openConversationId: groupId };
  if (groupId === undefined && recipientId === undefined)
    throw new DeliveryError("dingtalk: nobody to send to", { retryable: false });
  const group = groupId ?? "";
  const query = new URLSearchParams({ card: id, group, proof: proofOf(id, group, settings) });
  const json = {
    cardTemplateId: "StandardCard",
    cardBizId: id,
    robotCode: api.robotCode,
    callbackUrl: `${publicUrl}/webhooks/dingtalk?${query.toString()}`,
    cardData: JSON.stringify(cardOf(message)),
    ...(mentions.length > 0 && { sendOptions: { atUserListJson: calledBy(mentions) } }),
    ...target,
  };
  return [
    async () => {
      const said = await api.open("/v1.0/im/v1.0/robot/interactiveCards/send", json);
      return textOf(said["processQueryKey"]) || undefined;
    },
  ];
}

const calledBy = (mentions: readonly string[]): string =>
  JSON.stringify(mentions.map((userId) => ({ userId, nickName: userId })));

function cardOf({ id, text, choices = [] }: OutboundMessage): Fields {
  const actions = choices.map(({ value, label }, index) => ({
    type: "button",
    id: Buffer.from(writeTapData({ questionId: id, value })).toString("base64url"),
    label: { type: "text", text: label, id: `label-${index}` },
    actionType: "request",
    status: "normal",
  }));
  return {
    config: { autoLayout: true, enableForward: false },
    contents: [
      { type: "text", text, id: "text" },
      { type: "action", actions, id: "choices" },
    ],
  };
}

/** undefined: not the callback of a card. */
export function readCardTap(
  request: RawRequest,
  settings: CardSettings,
  arrivedAt: Date,
): ReadEvent | Rejected | undefined {
  const called = cardCalled(request, settings);
  if (called === undefined || "status" in called) return called;
  const payload = parseObject(request.body);
  const senderId = idOf(payload?.["userId"]);
  if (payload === undefined || senderId === undefined) return malformedBody;
  const { card, group } = called;
  const action = actionIn(payload);
  const data = readTapData(Buffer.from(action, "base64url").toString("utf8"));
  if (data?.questionId !== card) return ignoredEvent("not_a_message");
  const sameTap = [card, senderId, action, Math.floor(arrivedAt.getTime() / sameTapMs)].join("\n");
  return tapEvent({
    platform: "dingtalk",
    messageId: `tap-${createHash("sha256").update(sameTap).digest("hex").slice(0, 32)}`,
    groupId: group === "" ? undefined : group,
    ...{ senderId, data, arrivedAt },
    sentAt: undefined,
    answerTo: undefined,
  });
}

/** The card and the group of the address that was called. */
function cardCalled(
  { method, path }: RawRequest,
  settings: CardSettings,
): { readonly card: string; readonly group: string } | Rejected | undefined {
  const query = queryOf(path);
  const [card, group] = [query.get("card"), query.get("group") ?? ""];
  if (card === null) return undefined;
  if (method !== "POST") return wrongMethod;
  const proof = query.get("proof") ?? "";
  return sameSecret(proof, proofOf(card, group, settings)) ? { card, group } : badSignature;
}

/**
 * The id of the button; the content is JSON within JSON.
 *
 * @see https://open.dingtalk.com/document/orgapp/event-callback-card
 */
function actionIn(payload: Fields): string {
  const content = parseObject(textOf(payload["content"] ?? payload["value"]));
  const { actionIds } = fieldsOf(content?.["cardPrivateData"]);
  return textOf(itemsOf(actionIds)[0]);
}
