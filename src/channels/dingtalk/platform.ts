/** DingTalk's declaration. */
import { aesKeyForm } from "../configuration/variables";
import { declarePlatform } from "../platform";
import { createDingtalkChannel, type DingtalkConfig } from "./channel";

export const dingtalk = declarePlatform<DingtalkConfig>({
  name: "dingtalk",
  create: createDingtalkChannel,
  readVariables: (from, publicUrl) => ({
    appKey: from.required("DINGTALK_APP_KEY"),
    appSecret: from.required("DINGTALK_APP_SECRET"),
    robotCode: from.required("DINGTALK_ROBOT_CODE"),
    aesKey: from.optionalAs("DINGTALK_AES_KEY", aesKeyForm),
    apiUrl: from.apiUrl("DINGTALK_API_URL"),
    oapiUrl: from.apiUrl("DINGTALK_OAPI_URL"),
    publicUrl,
  }),
  readSecrets: ({ one, texts }) => ({
    ...texts("appSecret", "robotCode"),
    appKey: one("appKey", "clientId") ?? "",
    receiveId: one("receiveId", "corpId"),
    aesKey: one("aesKey", "encodingAESKey", "encryptKey"),
  }),
});
