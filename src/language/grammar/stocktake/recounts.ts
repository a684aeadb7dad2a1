/** 复盘 水彩本, 水彩本再数一遍: what was counted is to be counted once more. */
import type { Intent } from "../../../inventory/intent";
import type { Lexicon } from "../../names/lexicon";
import { namedLines } from "./causes";

const ending = "(?:吧|一下|下|了)*[。!]?$";
const once = "(?:一|多)?(?:遍|次|下)";
const patterns = [
  new RegExp(
    `^(?:请|麻烦)?(?:复盘|重盘|复核)(?:一下)?[:：，,\\s]*(?<name>[^?]{1,30}?)${ending}`,
    "u",
  ),
  new RegExp(
    `^(?<name>[^?]{1,30}?)[，,\\s]*(?:请|要|麻烦)?(?:再|重新|重)(?:数|盘|点|清点|盘点)${once}${ending}`,
    "u",
  ),
  new RegExp(`^(?<name>[^?]{1,30}?)[，,\\s]*(?:要|请|需要)?复盘${ending}`, "u"),
];

/** 复盘 保温杯: of a thing that is set apart, known or not. */
const asked = /^(?:请|麻烦)?(?:复盘|重盘|复核)(?:一下)?[:：\s]+[\p{Script=Han}A-Za-z\d]{1,12}$/u;

/** undefined: it asks for no second count, or of nothing that is known. `text`: folded, in the person's own words. */
export function readRecount(text: string, lexicon: Lexicon): Intent | undefined {
  for (const pattern of patterns) {
    const name = pattern.exec(text)?.groups?.["name"];
    const named = name === undefined ? [] : namedLines(name, lexicon, asked.test(text));
    if (named.length > 0) return { kind: "stocktake", does: "recount", named };
  }
  return undefined;
}
