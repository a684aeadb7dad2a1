/** Texts that fit a platform's limit: lists are shortened first, then lines are left out, never a piece of a line. */

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
