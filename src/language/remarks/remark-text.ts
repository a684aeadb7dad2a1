/** What was said beside a movement, as the text of 备注. Beside a receipt without prices: no tab that everybody reads keeps one. */
import type { BookableType } from "../../inventory/intent";

const longest = 200;

/** `said`: each remark as it was written. */
export function remarkOf(said: readonly string[], type: BookableType | undefined): string {
  const told = type === "receipt" ? said.map(withoutPrices) : said;
  return [...new Set(told.filter((text) => text !== ""))].join("，").slice(0, longest);
}

const figure = "\\d+(?:\\.\\d+)?";
const tellsMoney = new RegExp(
  [
    `${figure}\\s*(?:元|块钱|毛|角|rmb)`,
    `[¥￥]\\s*${figure}`,
    `(?:单价|总价|进价|价格|报价|金额|合计|共计|总共|一共|价)\\s*[:：是]?\\s*${figure}`,
    `(?:一|每)[^\\d\\s]{1,2}\\s*${figure}\\s*块`,
    `${figure}\\s*块\\s*\\d?\\s*(?:一|每)\\s*[^\\d\\s]{1,2}`,
    `${figure}\\s*块?\\s*(?:/|一|每)\\s*[^\\d\\s]{1,2}$`,
  ].join("|"),
  "iu",
);

/**
 * @example withoutPrices("一箱90块，点过数了") // "点过数了"
 * @example withoutPrices("维达 单价128") // "维达"
 */
export const withoutPrices = (remark: string): string =>
  remark
    .split(/([，,、；;。\s]+)/u)
    .reduce<readonly string[]>((kept, piece, index, pieces) => {
      if (index % 2 === 1 || piece === "" || tellsMoney.test(piece)) return kept;
      return kept.length === 0 ? [piece] : [...kept, pieces[index - 1] ?? "", piece];
    }, [])
    .join("");
