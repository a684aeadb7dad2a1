/** DingTalk's app robot (企业内部应用机器人) over HTTP: hears mentions in groups and direct messages, speaks in both. */
import { DeliveryError } from "../../errors";
import type { Channel, Checkup, OutboundMessage } from "../channel";
import { mayCall } from "../transport/addresses";
import { checkupOf } from "../transport/checkup";
import type { ChannelDeps } from "../transport/deps";
import { createPartSender } from "../transport/part-sender";
import { gather, jsonAnswer, malformedBody } from "../transport/webhook-reading";
import { createRecentMap } from "../../recent-map";
import { createDingtalkApi, type DingtalkApiConfig } from "./api";
import { choiceCard, readCardTap, type CardSettings } from "./card";
import { checkDingtalkGroup } from "./check";
import { readDingtalk, type Session } from "./read";
import { openParts, sessionParts, textLimit } from "./send";
import { verifyDingtalk } from "./verify";

export interface DingtalkConfig extends DingtalkApiConfig, CardSettings {
  readonly aesKey?: string | undefined;
  readonly receiveId?: string | undefined;
}

/** A session that ends within this time is not begun with. */
const marginMs = 60_000;
const sessionHosts = ["oapi.dingtalk.com", "api.dingtalk.com"];

const unsigned: Checkup = {
  ok: false,
  sentence:
    "dingtalk: DingTalk does not sign the body, so who sees one request can forge others for an hour; set an AES key for the callback and as DINGTALK_AES_KEY",
};

const withoutButtons: Checkup = {
  ok: true,
  sentence:
    "dingtalk: questions have no buttons without PUBLIC_URL, under which DingTalk tells of taps",
};

export function createDingtalkChannel(config: DingtalkConfig, deps: ChannelDeps): Channel {
  const api = createDingtalkApi(config, deps);
  const sendParts = createPartSender();
  const sessions = createRecentMap<Session>();

  const placeOf = (message: {
    readonly groupId?: string | undefined;
    readonly senderId?: string | undefined;
  }): string => message.groupId ?? `direct:${message.senderId ?? ""}`;
  /** Only what was asked for, and has no picture, goes by the session address. */
  const sessionFor = (message: OutboundMessage): Session | undefined => {
    if (message.kind === "digest" || message.picture !== undefined) return undefined;
    const place = placeOf({ groupId: message.groupId, senderId: message.recipientId });
    const session = sessions.get(place);
    return session !== undefined && session.until.getTime() - marginMs > deps.now().getTime()
      ? session
      : undefined;
  };

  return {
    platform: "dingtalk",
    sendLimit: { messages: 18, perMs: 60_000 },
    textLimit,
    maxBodyBytes: 256 * 1024,
    read(request, now) {
      const tap = readCardTap(request, config, now);
      if (tap !== undefined) return tap.kind === "rejected" ? tap : gather([tap]);
      const verified = verifyDingtalk(request, config, now);
      if (verified.kind === "rejected") return verified;
      const reading = readDingtalk(verified.payload, now);
      if (reading === undefined) return malformedBody;
      const { event, session } = reading;
      if (
        event.kind === "message" &&
        session !== undefined &&
        mayCall(session.url, sessionHosts, api.oapiBase)
      ) {
        sessions.set(placeOf(event.message), session);
      }
      return gather([event]);
    },
    answer: () => jsonAnswer({}),
    async send(message) {
      const card = choiceCard(api, message, config);
      if (card !== undefined) return sendParts(message.id, () => card);
      const session = sessionFor(message);
      if (session === undefined) return sendParts(message.id, () => openParts(api, message));
      try {
        return await sendParts(message.id, () => sessionParts(api, session.url, message));
      } catch (error) {
        if (!(error instanceof DeliveryError) || error.retryable) throw error;
        sessions.delete(placeOf({ groupId: message.groupId, senderId: message.recipientId }));
        return sendParts(message.id, () => openParts(api, message));
      }
    },
    check: async () => [
      ...(config.publicUrl === undefined ? [withoutButtons] : []),
      ...(config.aesKey === undefined ? [unsigned] : []),
      ...(await checkupOf(
        {
          good: "dingtalk: DingTalk accepted the app key and secret",
          fix: "check DINGTALK_APP_KEY and DINGTALK_APP_SECRET on the app's credentials page",
        },
        () => api.fetchToken(),
      )),
    ],
    checkGroup: (groupId) => checkDingtalkGroup(api, groupId),
  };
}
