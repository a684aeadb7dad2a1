/** The declarations of WhatsApp's Cloud API and of 360dialog. */
import { matching, type Form, type VariableReader } from "../configuration/variables";
import { declarePlatform } from "../platform";
import { createWhatsappChannel, type WhatsappConfig } from "./cloud";
import {
  create360dialogChannel,
  type Dialog360Config,
  type Dialog360Credential,
} from "./dialog360";

const phoneNumberIdForm = matching(
  "the phone number's id, a number (not the phone number)",
  /^\d+$/,
);

export const whatsapp = declarePlatform<WhatsappConfig>({
  name: "whatsapp",
  create: createWhatsappChannel,
  readVariables: (from) => ({
    appSecret: from.required("WHATSAPP_APP_SECRET"),
    verifyToken: from.required("WHATSAPP_VERIFY_TOKEN"),
    phoneNumberId: from.requiredAs("WHATSAPP_PHONE_NUMBER_ID", phoneNumberIdForm, ""),
    token: from.required("WHATSAPP_TOKEN"),
    apiUrl: from.apiUrl("WHATSAPP_API_URL"),
  }),
  readSecrets: ({ texts, optional }) => ({
    ...texts("appSecret", "verifyToken"),
    ...optional("phoneNumberId"),
    token: "",
  }),
});

export const dialog360 = declarePlatform<Dialog360Config>({
  name: "360dialog",
  create: create360dialogChannel,
  readVariables: (from) => ({
    apiKey: from.required("D360_API_KEY"),
    credential: readCredential(from),
    apiUrl: from.apiUrl("D360_API_URL"),
  }),
  readSecrets({ one, texts }) {
    const [name, value = ""] = [one("headerName"), one("headerValue")];
    const { platformSecret: secret } = texts("platformSecret");
    const isSigned = name === undefined;
    return {
      apiKey: "",
      credential: isSigned ? { kind: "signature", secret } : { kind: "header", name, value },
    };
  },
});

const headerForm: Form<{ readonly name: string; readonly value: string }> = {
  should: "a header as `Name: value`",
  parse(value) {
    const [, name, content] = /^([\w-]+):\s*(\S.*)$/.exec(value) ?? [];
    return name === undefined || content === undefined ? undefined : { name, value: content };
  },
};

/** A signature for partners, or the header that a direct customer registered. */
function readCredential(from: VariableReader): Dialog360Credential {
  const secret = from.optional("D360_WEBHOOK_SECRET");
  if (secret !== undefined) return { kind: "signature", secret };
  if (from.optional("D360_WEBHOOK_HEADER") === undefined) {
    from.mistake(
      "D360_WEBHOOK_SECRET or D360_WEBHOOK_HEADER is missing; the channel 360dialog needs one of them",
    );
  }
  const header = from.optionalAs("D360_WEBHOOK_HEADER", headerForm);
  return { kind: "header", name: header?.name ?? "", value: header?.value ?? "" };
}
