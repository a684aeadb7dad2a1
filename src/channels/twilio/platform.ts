/** Twilio's declaration. */
import { matching } from "../configuration/variables";
import { declarePlatform } from "../platform";
import { createTwilioChannel, type TwilioConfig } from "./channel";

const numberForm = matching("whatsapp:+… or +… with country code", /^(whatsapp:)?\+\d{6,20}$/);

export const twilio = declarePlatform<TwilioConfig>({
  name: "twilio",
  create: createTwilioChannel,
  readVariables(from, publicUrl) {
    if (publicUrl === undefined) {
      from.mistake(
        "PUBLIC_URL is missing; the channel twilio needs it, since Twilio signs the address that it calls",
      );
    }
    return {
      accountSid: from.required("TWILIO_ACCOUNT_SID"),
      authToken: from.required("TWILIO_AUTH_TOKEN"),
      from: from.requiredAs("TWILIO_FROM", numberForm, ""),
      publicUrl: publicUrl ?? "",
      apiUrl: from.apiUrl("TWILIO_API_URL"),
    };
  },
  readSecrets: ({ one, texts }) => ({
    ...texts("authToken", "from"),
    publicUrl: one("publicBaseUrl") ?? "",
    accountSid: "",
  }),
});
