/** The declarations of WeCom's smart robot and of its self-built app. */
import { aesKeyForm, matching, type Form } from "../configuration/variables";
import { declarePlatform } from "../platform";
import { createWecomAibotChannel, type WecomAibotConfig } from "./aibot";
import { createWecomAppChannel, type WecomAppConfig } from "./app";

const agentIdForm = matching("the app's AgentId, a number", /^\d+$/);

/** `group=key` pairs. A group's id may itself hold a =, a key doesn't. */
export const robotsForm: Form<ReadonlyMap<string, string>> = {
  should: "pairs `group id=robot key`, separated by commas",
  parse(value) {
    const written = value.split(/[,\n]/).filter((pair) => pair.trim() !== "");
    const pairs = written.map((pair) => /^\s*(.*\S)\s*=\s*([\w-]+)\s*$/.exec(pair));
    const robots = pairs.flatMap((pair) =>
      pair?.[1] && pair[2] ? [[pair[1], pair[2]] as const] : [],
    );
    return robots.length === 0 || robots.length < written.length ? undefined : new Map(robots);
  },
};

export const wecomAibot = declarePlatform<WecomAibotConfig>({
  name: "wecom-aibot",
  create: createWecomAibotChannel,
  readVariables: (from) => ({
    token: from.required("WECOM_AIBOT_TOKEN"),
    encodingAesKey: from.requiredAs("WECOM_AIBOT_AES_KEY", aesKeyForm, ""),
    robots: from.requiredAs("WECOM_ROBOTS", robotsForm, new Map()),
    apiUrl: from.apiUrl("WECOM_API_URL"),
  }),
  readSecrets: ({ one, texts, optional }) => ({
    ...texts("token", "receiveId"),
    ...optional("botName"),
    encodingAesKey: one("encodingAESKey") ?? "",
    robots: new Map(),
  }),
});

export const wecomApp = declarePlatform<WecomAppConfig>({
  name: "wecom-app",
  create: createWecomAppChannel,
  readVariables: (from) => ({
    corpId: from.required("WECOM_CORP_ID"),
    agentId: from.requiredAs("WECOM_AGENT_ID", agentIdForm, ""),
    appSecret: from.required("WECOM_APP_SECRET"),
    token: from.required("WECOM_APP_TOKEN"),
    encodingAesKey: from.requiredAs("WECOM_APP_AES_KEY", aesKeyForm, ""),
    apiUrl: from.apiUrl("WECOM_API_URL"),
  }),
  readSecrets: ({ one, texts }) => ({
    ...texts("token"),
    corpId: one("receiveId", "corpId") ?? "",
    encodingAesKey: one("encodingAESKey") ?? "",
    agentId: "",
    appSecret: "",
  }),
});
