/** 账实差异率, 这个月差异率多少, 上个月相符率: how far the sheet was right in a month. */
import type { Intent } from "../../inventory/intent";
import type { Message } from "./movement";

const polite = "(?:请问|帮忙|帮我|麻烦)?";
const look = "(?:查询|查看|查|看|问)?(?:一下|下)?";
const month = "(?<month>这个?月|本月|当月|今月|上个?月)?";
const rate = "(?:账实|帐实|盘点|库存|平均)*(?:差异率|相符率|准确率)";
const asked = "(?:是|有)?(?:多少|几多|怎么样|如何|咋样)?(?:了|呢|呀|啊)?";
const question = new RegExp(`^${polite}${look}${month}的?${rate}${asked}$`, "u");

/** Read from the whole text: the words mean other things elsewhere. */
export function readAccuracy({ reading }: Message): Intent | undefined {
  if (!reading.text.includes("率")) return undefined;
  const said = question.exec(reading.text.replace(/[\s，,。.!?~]/gu, ""));
  if (said === null) return undefined;
  return { kind: "accuracy", offset: said.groups?.["month"]?.startsWith("上") === true ? -1 : 0 };
}
