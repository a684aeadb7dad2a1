/** Slack's declaration. */
import { declarePlatform } from "../platform";
import { createSlackChannel, type SlackConfig } from "./channel";

export const slack = declarePlatform<SlackConfig>({
  name: "slack",
  create: createSlackChannel,
  readVariables: (from) => ({
    signingSecret: from.required("SLACK_SIGNING_SECRET"),
    botToken: from.required("SLACK_BOT_TOKEN"),
    apiUrl: from.apiUrl("SLACK_API_URL"),
  }),
  readSecrets: ({ texts, optional }) => ({
    ...texts("signingSecret"),
    ...optional("botUserId"),
    botToken: "",
  }),
});
