/**
 * Twilio's three hosts: messages, Conversations and the media of Conversations, all by the account's Basic auth.
 *
 * @see https://www.twilio.com/docs/usage/requests-to-twilio
 */
import { baseOf } from "../transport/addresses";
import {
  createApiClient,
  refusal,
  retryAfter,
  type PlatformAnswer,
  type PlatformCall,
} from "../transport/api-call";
import { textOf, type Fields } from "../transport/json";
import { errorWords } from "./error-words";

export interface TwilioApiConfig {
  readonly accountSid: string;
  readonly authToken: string;
  /** `whatsapp:+86…`, or a number for SMS. */
  readonly from: string;
  /** One base for Twilio's three hosts. */
  readonly apiUrl?: string | undefined;
}

export interface TwilioApi {
  readonly from: string;
  /** Posts a form; the sid of what it made. @throws DeliveryError */
  post(url: string, form: Readonly<Record<string, string>>): Promise<string | undefined>;
  /** The media's sid, uploaded where the conversation's messages may refer to it. @throws DeliveryError */
  upload(conversationSid: string, png: Buffer): Promise<string>;
  /** Fails where the token is not accepted. @throws DeliveryError */
  fetchAccount(): Promise<void>;
  /** `active`, `inactive` or `closed`. @throws DeliveryError */
  fetchConversationState(conversationSid: string): Promise<string>;
  readonly messagesUrl: string;
  conversationUrl(conversationSid: string): string;
}

const passing = new Set(["20429", "63018"]);

export function createTwilioApi(config: TwilioApiConfig, fetchFrom: typeof fetch): TwilioApi {
  const { accountSid, authToken, apiUrl, from } = config;
  const account = `${baseOf(apiUrl, "https://api.twilio.com")}/2010-04-01/Accounts/${accountSid}`;
  const conversations = `${baseOf(apiUrl, "https://conversations.twilio.com")}/v1/Conversations`;
  const services = `${baseOf(apiUrl, "https://mcs.us1.twilio.com")}/v1/Services`;
  const callTwilio = createApiClient("twilio", fetchFrom);
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const call = async (url: string, content: PlatformCall): Promise<Fields> =>
    takenFrom(
      await callTwilio(url, { ...content, headers: { ...content.headers, authorization } }),
    );
  const conversationUrl = (sid: string): string => `${conversations}/${encodeURIComponent(sid)}`;
  return {
    from,
    messagesUrl: `${account}/Messages.json`,
    conversationUrl,
    async post(url, form) {
      const { sid } = await call(url, { body: new URLSearchParams(form) });
      return textOf(sid) || undefined;
    },
    async upload(conversationSid, png) {
      const { chat_service_sid } = await call(conversationUrl(conversationSid), { method: "GET" });
      const headers = { "content-type": "image/png" };
      const { sid } = await call(`${services}/${textOf(chat_service_sid)}/Media`, {
        body: png,
        headers,
      });
      return textOf(sid);
    },
    async fetchConversationState(conversationSid) {
      const { state } = await call(conversationUrl(conversationSid), { method: "GET" });
      return textOf(state);
    },
    async fetchAccount() {
      await call(`${account}.json`, { method: "GET" });
    },
  };
}

function takenFrom(answer: PlatformAnswer): Fields {
  if (answer.status < 300) return answer.json;
  const code = textOf(answer.json["code"]) || `http ${answer.status}`;
  throw refusal("twilio", {
    code,
    words: errorWords(code) ?? textOf(answer.json["message"]),
    retryable: answer.status === 429 || passing.has(code),
    retryAfterMs: retryAfter(answer),
  });
}
