/** Numbered and dotted lists: the numbers and dots fall away, so that no number of a list is taken for a quantity. */
import type { Folded } from "./normalise";

interface Bullet {
  readonly start: number;
  readonly end: number;
  /** undefined: a dash or a dot. */
  readonly number: number | undefined;
}

const numerals = "一二三四五六七八九十";
const numbered =
  /(^|\n)([ ]*\(?(\d{1,2}|[一二三四五六七八九十]{1,2})[ ]*(?:[.、:]|\)|-(?= )))[ ]*/g;
const dashed = /(^|\n)([ ]*[-*·+][ ]*)(?=[^\d\s])/g;
const inline = /(^|[\s，,;。:])(\(?(\d{1,2})[、.)])(?=[ ]*[^\d\s])/g;
/** One of these begins every bullet. */
const couldHold =
  /(?:^|\n)[ ]*(?:[-*·+]|\(?[\d一二三四五六七八九十]{1,2}[ ]*[-.、:)])|[\s，,;。:]\(?\d{1,2}[、.)]/;

/** Blanks out the bullets of a text. */
export function unnumber(folded: Folded): Folded {
  if (!couldHold.test(folded.text)) return folded;
  const dashes = bulletsOf(folded.text, dashed);
  const lines = bulletsOf(folded.text, numbered);
  const inlines = bulletsOf(folded.text, inline);
  const counted = counts(lines) ? lines : [];
  const running = counted.length === 0 && inlines.length > 1 && counts(inlines) ? inlines : [];
  const first = counted.length === 0 && running.length === 0 ? aloneAtHead(lines, folded.text) : [];
  const bullets = [...dashes, ...counted, ...first, ...running];
  return bullets.length === 0 ? folded : blankOut(folded, bullets, new Set(running));
}

function bulletsOf(text: string, shape: RegExp): readonly Bullet[] {
  return [...text.matchAll(shape)].map((found) => {
    const [, before = "", bullet = "", figure] = found;
    const start = found.index + before.length;
    return { start, end: start + bullet.length, number: valueOf(figure) };
  });
}

function valueOf(figure: string | undefined): number | undefined {
  if (figure === undefined) return undefined;
  return /^\d/.test(figure) ? Number(figure) : numerals.indexOf(figure) + 1;
}

/** 1, 2, 3 … from one. */
function counts(bullets: readonly Bullet[]): boolean {
  return bullets.length > 1 && bullets.every(({ number }, index) => number === index + 1);
}

/** 1、A4纸 1箱 as the only line: a bullet, unless the figure goes on. */
function aloneAtHead(bullets: readonly Bullet[], text: string): readonly Bullet[] {
  const [only, more] = bullets;
  if (only === undefined || more !== undefined || only.number !== 1) return [];
  return /^[ ]*[^\d\s]/.test(text.slice(only.end)) ? [only] : [];
}

/** Bullets become blanks, those inside a line a new line. */
function blankOut(
  { text, shown }: Folded,
  bullets: readonly Bullet[],
  asLines: ReadonlySet<Bullet>,
): Folded {
  const read = text.split("");
  const seen = shown.split("");
  for (const bullet of bullets) {
    for (let i = bullet.start; i < bullet.end; i += 1) {
      const gap = asLines.has(bullet) && i === bullet.start ? "\n" : " ";
      read[i] = gap;
      seen[i] = gap;
    }
  }
  return { text: read.join(""), shown: seen.join("") };
}
