/**
 * Long text into pieces that a platform takes. Lines are kept whole (a line of figures is never torn) unless one line
 * alone is too long; then it is cut at a space or punctuation mark, never inside a number, never inside a character.
 */

export interface PieceLimit {
  readonly most: number;
  /** Platforms count UTF-8 bytes or UTF-16 units. */
  readonly unit: "bytes" | "characters";
}

/**
 * No piece is empty.
 *
 * @example splitText("A4纸 3包\n订书机 1个", { most: 8, unit: "characters" }) // ["A4纸 3包", "订书机 1个"]
 */
export function splitText(text: string, limit: PieceLimit): readonly string[] {
  const fits = (piece: string): boolean =>
    (limit.unit === "bytes" ? Buffer.byteLength(piece) : piece.length) <= limit.most;
  if (text === "") return [];
  if (fits(text)) return [text];
  const pieces: string[] = [];
  let piece: string | undefined;
  for (const part of text
    .split("\n")
    .flatMap((line) => (fits(line) ? [line] : cutLine(line, fits)))) {
    const longer: string = piece === undefined ? part : `${piece}\n${part}`;
    if (piece !== undefined && !fits(longer)) pieces.push(piece);
    piece = piece === undefined || fits(longer) ? longer : part;
  }
  if (piece !== undefined) pieces.push(piece);
  return pieces.map((each) => each.replace(/^\n+|\n+$/g, "")).filter((each) => each !== "");
}

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });
/** Words that stay together: runs without a space or punctuation mark, with the marks that end them. */
const words = /[^\s\p{P}]*(?:(?<=\d)[.,](?=\d)[^\s\p{P}]*)*[\s\p{P}]?/gu;

/** Digits that stay together; those with a sign on top (1\ufe0f\u20e3) belong to that sign. */
const numbers = /(\d+(?:[.,]\d+)*(?![\d\ufe0f\u20e3]))/u;

function charactersOf(word: string, fits: (piece: string) => boolean): readonly string[] {
  return word
    .split(numbers)
    .flatMap((run) =>
      numbers.test(run) && fits(run)
        ? [run]
        : [...graphemes.segment(run)].map(({ segment }) => segment),
    );
}

function cutLine(line: string, fits: (piece: string) => boolean): readonly string[] {
  const units = (line.match(words) ?? []).flatMap((word) =>
    fits(word) ? [word] : charactersOf(word, fits),
  );
  const cut: string[] = [];
  let piece = "";
  for (const unit of units) {
    if (piece !== "" && !fits(piece + unit)) {
      cut.push(piece);
      piece = "";
    }
    piece += unit;
  }
  return piece === "" ? cut : [...cut, piece];
}
