/** Rich text that comes in parts, as plain text. */

/**
 * Parts of one line differ only in how they look; what has no text (a picture) stands on a line of its own.
 *
 * @example joinParts(["领用：", "\n", "A4", "纸 1箱"]) // "领用：\nA4纸 1箱"
 */
export function joinParts(texts: readonly unknown[]): string {
  return texts
    .map((text) => (typeof text === "string" ? text.replace(/\p{Cs}/gu, "\ufffd") : "\n"))
    .join("")
    .replace(/[ \t]*[\r\n][\s]*/g, "\n")
    .trim();
}
