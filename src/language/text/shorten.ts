/**
 * Texts that fit: a platform's limit, where lists are shortened first, then lines are left out, never a piece of a line; and
 * a sentence, into which somebody's words are put.
 */

/** What one message may hold on a platform; some count bytes. */
export interface TextLimit {
  readonly most: number;
  readonly unit: "characters" | "bytes";
}

const sizeOf = (text: string, unit: TextLimit["unit"]): number =>
  unit === "bytes" ? new TextEncoder().encode(text).length : text.length;

const cutMark = "…（下略）";

/** The text of the longest lists that fit: `linesWith` gives the lines for lists of at most so many entries. */
export function shortenToLimit(
  linesWith: (most: number) => readonly string[],
  longest: number,
  limit: TextLimit | undefined,
): string {
  const fits = (text: string): boolean =>
    limit === undefined || sizeOf(text, limit.unit) <= limit.most;
  for (let most = longest; most > 0; most -= 1) {
    const text = linesWith(most).join("\n");
    if (fits(text)) return text;
  }
  const lines = linesWith(1);
  for (let count = lines.length - 1; count > 0; count -= 1) {
    const text = [...lines.slice(0, count), cutMark].join("\n");
    if (fits(text)) return text;
  }
  return lines[0] ?? "";
}

const longestQuoted = 40;

/** What somebody wrote, on one line and short enough to stand inside a sentence. */
export function shortened(text: string): string {
  const characters = Array.from(text.replace(/\s+/gu, " ").trim());
  return characters.length > longestQuoted
    ? `${characters.slice(0, longestQuoted).join("")}…`
    : characters.join("");
}

/** The first lines, and how many there are besides. */
export function capped(
  lines: readonly string[],
  most: number,
  where = "，见图",
): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `…另有 ${lines.length - most} 项${where}`];
}

/**
 * The text without blanks and the given marks at its end. Linear; a pattern of the same would begin anew at each of them.
 *
 * @example withoutEnding("A4纸在哪里？ ", "?？") // "A4纸在哪里"
 */
export function withoutEnding(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && (isBlank(text, end - 1) || marks.includes(text[end - 1] ?? ""))) end -= 1;
  return text.slice(0, end);
}

const isBlank = (text: string, at: number): boolean => /\s/.test(text[at] ?? "");
