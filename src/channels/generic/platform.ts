/** The generic channel's declaration. */
import { apiUrlForm, type Form } from "../configuration/variables";
import { declarePlatform } from "../platform";
import { isWebhookSecret } from "../transport/standard-webhooks";
import { createGenericChannel, type GenericConfig } from "./channel";

const secretForm: Form<string> = {
  should: "whsec_ and the base64 of 24 to 64 random bytes",
  parse: (value) => (isWebhookSecret(value) ? value : undefined),
};

export const generic = declarePlatform<GenericConfig>({
  name: "generic",
  create: createGenericChannel,
  readVariables(from) {
    const secret = from.requiredAs("GENERIC_WEBHOOK_SECRET", secretForm, "");
    return {
      secret,
      outboundUrl: from.optionalAs("GENERIC_OUTBOUND_URL", apiUrlForm),
      outboundSecret: from.optionalAs("GENERIC_OUTBOUND_SECRET", secretForm) ?? secret,
    };
  },
  readSecrets: ({ texts }) => ({
    ...texts("secret"),
    outboundUrl: undefined,
    outboundSecret: "",
  }),
});
