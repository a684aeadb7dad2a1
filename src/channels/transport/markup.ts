/** Keeps what people wrote from being read as markup by platforms that know no escape: the marks become wide ones. */

/** Marks of a tag, a mention, a link, code, emphasis; of a heading and a quotation where a line begins with them. */
const marks = /[<[`*~]|^[ \t]*[#>]/gm;
const toWide = 0xfee0;

/** @example withoutMarkup("[看这里](https://x.cn) <@all>") // "［看这里](https://x.cn) ＜@all>" */
export function withoutMarkup(text: string): string {
  return text.replace(marks, (mark) =>
    mark.replace(/\S/, (one) => String.fromCharCode(one.charCodeAt(0) + toWide)),
  );
}
