/** Feishu's declaration. */
import { declarePlatform } from "../platform";
import { createFeishuChannel, type FeishuConfig } from "./channel";

export const feishu = declarePlatform<FeishuConfig>({
  name: "feishu",
  create: createFeishuChannel,
  readVariables: (from) => ({
    appId: from.required("FEISHU_APP_ID"),
    appSecret: from.required("FEISHU_APP_SECRET"),
    verificationToken: from.required("FEISHU_VERIFICATION_TOKEN"),
    encryptKey: from.optional("FEISHU_ENCRYPT_KEY"),
    apiUrl: from.apiUrl("FEISHU_API_URL"),
  }),
  readSecrets: ({ texts, optional }) => ({
    ...texts("appId", "verificationToken"),
    ...optional("encryptKey", "botOpenId"),
    appSecret: "",
  }),
});
