/**
 * Whether the robot is in a group, for doctor.
 *
 * @see https://open.dingtalk.com/document/orgapp/obtain-the-list-of-robots-in-the-group
 */
import { DeliveryError } from "../../errors";
import type { Checkup } from "../channel";
import { checkupOf } from "../transport/checkup";
import { fieldsOf, itemsOf } from "../transport/json";
import type { DingtalkApi } from "./api";

export async function checkDingtalkGroup(
  api: DingtalkApi,
  groupId: string,
): Promise<readonly Checkup[]> {
  let good = `dingtalk: the robot is in group ${groupId}`;
  const fix = `add the robot in the settings of group ${groupId}, or list the id that the group has`;
  const ask = async (): Promise<void> => {
    const json = { openConversationId: groupId };
    const robots = await api.open("/v1.0/robot/getBotListInGroup", json);
    const codes = itemsOf(robots["chatbotInstanceVOList"]).map(
      (robot) => fieldsOf(robot)["robotCode"],
    );
    if (!codes.includes(api.robotCode)) throw new Error("dingtalk: the robot is not in it");
  };
  const found = await checkupOf({ good, fix }, async () => {
    try {
      await ask();
    } catch (error) {
      if (!(error instanceof DeliveryError) || !error.message.includes("AccessDenied")) throw error;
      good = `dingtalk: group ${groupId} can't be looked into without the permission qyapi_chat_manage`;
    }
  });
  return found.map(({ ok, sentence }) => ({ ok, sentence: ok ? good : sentence }));
}
