/** Prices that stand beside something else in a text, hidden before the text is kept: the stock's spreadsheet holds none. */

const figure = "\\d[\\d,]*(?:\\.\\d+)?|[一二两三四五六七八九十百千万零〇]{1,12}";
const money = "元|块钱|圆|rmb";

/** 单价128, ¥128, 128元一箱, 共640元, 128元 at the end; never the 100元 of 100元购物卡 2张. */
const priced = [
  `(?<=(?:单价|总价|价格|售价|进价|金额|报价|价)\\s*[:：是为]?\\s*[¥￥]?\\s*)(?:${figure})(?!\\d|\\s*[箱包盒支个件瓶卷本把套])`,
  `\\d+块\\d(?=\\s*(?:/|每|一|1\\s*\\p{L}))`,
  `(?<=[¥￥]\\s*|rmb\\s*)(?:${figure})`,
  `(?:${figure})(?=\\s*(?:${money}|块)\\s*(?:/|每|一|1\\s*\\p{L}))`,
  `(?<=(?:合计|总共|共计|一共|共)\\s*)(?:${figure})(?=\\s*(?:${money}))`,
  `(?:${figure})(?=\\s*(?:${money})\\s*(?:[，,。；;!！)）]|$))`,
].map((pattern) => new RegExp(pattern, "giu"));

/**
 * The text without the figures of its prices.
 *
 * @example hidePrices("到货 A4纸5箱，128元一箱") // "到货 A4纸5箱，***元一箱"
 */
export const hidePrices = (text: string): string =>
  priced.reduce((left, pattern) => left.replace(pattern, "***"), text);
