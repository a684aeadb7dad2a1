/**
 * WeCom's smart robot (智能机器人): hears what mentions it in a group, and what is written to it directly. A group is
 * answered by its group robot, whose key is in the settings; a direct message (and a group without a key) by the
 * address in the message itself, once, within an hour.
 *
 * @see https://developer.work.weixin.qq.com/document/path/101031
 */
import { DeliveryError } from "../../errors";
import type { Channel, Checkup, OutboundMessage } from "../channel";
import { baseOf, mayCall } from "../transport/addresses";
import { createApiClient, type ApiClient } from "../transport/api-call";
import type { ChannelDeps } from "../transport/deps";
import { parseObject, textOf } from "../transport/json";
import { withoutMarkup } from "../transport/markup";
import { createPartSender } from "../transport/part-sender";
import { gather, malformedBody, textAnswer } from "../transport/webhook-reading";
import { createRecentMap } from "../../recent-map";
import { splitText } from "../transport/split-text";
import { readAibot } from "./aibot-read";
import { openCallback } from "./verify";
import { choiceCard } from "./card";
import { assertTaken, robotParts, textLimit } from "./robots";

export interface WecomAibotConfig {
  readonly token: string;
  readonly encodingAesKey: string;
  /** "" for a robot of the own corp. */
  readonly receiveId?: string;
  readonly botName?: string | undefined;
  /** The group robot's key by group id. */
  readonly robots: ReadonlyMap<string, string>;
  readonly apiUrl?: string | undefined;
}

const standardApi = "https://qyapi.weixin.qq.com";
const answerHost = "qyapi.weixin.qq.com";
const answerableMs = 60 * 60_000;
/** What a card of a robot shows of a text. */
const cardLength = 112;
const replyLimit = { most: 20_480, unit: "bytes" } as const;

interface Answerable {
  readonly url: string;
  readonly until: number;
}

export function createWecomAibotChannel(config: WecomAibotConfig, deps: ChannelDeps): Channel {
  const base = baseOf(config.apiUrl, standardApi);
  const call = createApiClient("wecom", deps.fetch);
  const sendParts = createPartSender();
  const answerable = createRecentMap<Answerable>();
  let lastCalledAs: string | undefined;

  return {
    platform: "wecom-aibot",
    // 20 a minute and robot; a message may be two: a text and a picture.
    sendLimit: { messages: 15, perMs: 60_000 },
    textLimit,
    maxBodyBytes: 64 * 1024,
    read(request, at) {
      const secrets = { ...config, receiveId: config.receiveId ?? "" };
      const encryptedOf = (body: string): string => textOf(parseObject(body)?.["encrypt"]);
      const opened = openCallback(request, { secrets, now: at, encryptedOf });
      if (opened.kind !== "opened") return opened;
      const { sentAt } = opened;
      const reading = readAibot(opened.text, { sentAt, botName: config.botName, lastCalledAs });
      if (reading === undefined) return malformedBody;
      lastCalledAs = reading.calledAs ?? lastCalledAs;
      const { event, responseUrl: url } = reading;
      if (event.kind === "message" && url !== undefined && mayCall(url, [answerHost], base)) {
        answerable.set(event.message.messageId, { url, until: sentAt.getTime() + answerableMs });
      }
      return gather([event]);
    },
    answer: () => textAnswer(""),
    async send(message) {
      const [asked = ""] = message.inReplyTo;
      const { url, until } = answerable.get(asked) ?? { url: "", until: 0 };
      const isAnswerable = until >= deps.now().getTime();
      // A card calls nobody.
      const mayBeCard = isAnswerable && message.mentions.length === 0;
      const card = mayBeCard ? choiceCard(message, cardLength) : undefined;
      if (card !== undefined) {
        await post(call, url, { msgtype: "template_card", template_card: card });
        answerable.delete(asked);
        return { messageId: undefined };
      }
      const key = message.groupId === undefined ? undefined : config.robots.get(message.groupId);
      if (key !== undefined) {
        const address = `${base}/cgi-bin/webhook/send?key=${encodeURIComponent(key)}`;
        return sendParts(message.id, () => robotParts(call, address, message));
      }
      if (!isAnswerable) throw unanswerable(message);
      await reply(call, url, message);
      answerable.delete(asked);
      return { messageId: undefined };
    },
    // A robot is not told names; an app of the same corp may ask for them.
    fetchName: async (senderId) => deps.beside?.("wecom-app")?.fetchName?.(senderId),
    check: () => Promise.resolve(checkRobots(config.robots)),
    checkGroup: (groupId) => Promise.resolve(checkRobotOf(groupId, config.robots)),
  };
}

function unanswerable({ groupId }: OutboundMessage): DeliveryError {
  return new DeliveryError(
    groupId === undefined
      ? "wecom-aibot: a direct message can be answered once, within an hour"
      : `wecom-aibot: no robot key for group ${groupId}; add it to WECOM_ROBOTS`,
    { retryable: false },
  );
}

/** Answers the message that asked, which WeCom allows once, and in markdown only. */
async function reply(call: ApiClient, url: string, { text }: OutboundMessage): Promise<void> {
  const [content = "", ...rest] = splitText(withoutMarkup(text), replyLimit);
  if (rest.length > 0) {
    throw new DeliveryError("wecom-aibot: longer than 20480 bytes", { retryable: false });
  }
  await post(call, url, { msgtype: "markdown", markdown: { content } });
}

async function post(call: ApiClient, url: string, json: object): Promise<void> {
  assertTaken("wecom-aibot", await call(url, { json }));
}

function checkRobotOf(groupId: string, robots: ReadonlyMap<string, string>): readonly Checkup[] {
  const sentence = robots.has(groupId)
    ? `wecom-aibot: group ${groupId} has its robot in WECOM_ROBOTS`
    : `wecom-aibot: group ${groupId} has no robot; add ${groupId}=key to WECOM_ROBOTS, the key of a robot of that group`;
  return [{ ok: robots.has(groupId), sentence }];
}

/** A robot's key can't be tried without speaking in its group, so only its form is looked at. */
function checkRobots(robots: ReadonlyMap<string, string>): readonly Checkup[] {
  return [...robots].map(([groupId, key]) => {
    const ok = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key);
    return {
      ok,
      sentence: ok
        ? `wecom-aibot: group ${groupId} is answered by its robot`
        : `wecom-aibot: the robot key of group ${groupId} does not look like one; copy what follows key= in the robot's webhook address`,
    };
  });
}
