/**
 * The type that pictures are set in: Noto Sans SC, which comes with the install. Tells which characters it has and how
 * wide they run, and cuts it down to the characters of one picture. Draws nothing.
 */
import { open, readFile, type FileHandle } from "node:fs/promises";

export type Weight = "regular" | "medium";

/** What a drawing needs to know of the type; widths in em. */
export interface Measure {
  has(codePoint: number): boolean;
  width(codePoint: number): number;
}

const files: Readonly<Record<Weight, string>> = {
  regular: require.resolve("@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf"),
  medium: require.resolve("@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf"),
};

/** The tables of an OpenType file that position glyphs by context; without them a text is as wide as its characters. */
const contextTables = ["GSUB", "GPOS", "GDEF", "BASE", "STAT"];

/** A TTF with nothing but these characters. */
export async function subsetOf(weight: Weight, characters: string): Promise<Buffer> {
  const { default: subsetFont } = await import("subset-font");
  const whole = await readFile(files[weight]);
  return subsetFont(whole, characters, {
    targetFormat: "truetype",
    dropTables: contextTables,
    noLayoutClosure: true,
  });
}

let measures: Promise<Readonly<Record<Weight, Measure>>> | undefined;

/** Coverage and widths of both weights, read once. */
export async function loadMeasures(): Promise<Readonly<Record<Weight, Measure>>> {
  measures ??= Promise.all([readMeasure(files.regular), readMeasure(files.medium)]).then(
    ([regular, medium]) => ({ regular, medium }),
  );
  return measures;
}

async function readMeasure(file: string): Promise<Measure> {
  const handle = await open(file);
  try {
    const table = await tableReader(handle);
    const glyphs = glyphsOf(await table("cmap"));
    const [head, hhea, hmtx] = [await table("head"), await table("hhea"), await table("hmtx")];
    const unitsPerEm = head.readUInt16BE(18);
    const metrics = hhea.readUInt16BE(34);
    return {
      has: (codePoint) => glyphs.has(codePoint),
      width: (codePoint) => {
        const glyph = Math.min(glyphs.get(codePoint) ?? 0, metrics - 1);
        return hmtx.readUInt16BE(glyph * 4) / unitsPerEm;
      },
    };
  } finally {
    await handle.close();
  }
}

/** @see https://learn.microsoft.com/typography/opentype/spec/otff#table-directory */
async function tableReader(handle: FileHandle): Promise<(tag: string) => Promise<Buffer>> {
  const head = await readAt(handle, 0, 12);
  const count = head.readUInt16BE(4);
  const directory = await readAt(handle, 12, count * 16);
  return (tag) => {
    const entry = directory.indexOf(tag, 0, "latin1");
    if (entry < 0 || entry % 16 !== 0) throw new Error(`the font has no table ${tag}`);
    const offset = directory.readUInt32BE(entry + 8);
    return readAt(handle, offset, directory.readUInt32BE(entry + 12));
  };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer;
}

/**
 * Code points and their glyphs, from the cmap's subtable of format 12.
 *
 * @see https://learn.microsoft.com/typography/opentype/spec/cmap#format-12-segmented-coverage
 */
function glyphsOf(cmap: Buffer): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) =>
    cmap.readUInt32BE(4 + index * 8 + 4),
  );
  const start = subtables.find((offset) => cmap.readUInt16BE(offset) === 12);
  if (start === undefined) throw new Error("the font has no cmap of format 12");
  for (let group = 0; group < cmap.readUInt32BE(start + 12); group += 1) {
    const at = start + 16 + group * 12;
    const first = cmap.readUInt32BE(at);
    const glyph = cmap.readUInt32BE(at + 8);
    for (let code = first; code <= cmap.readUInt32BE(at + 4); code += 1) {
      glyphs.set(code, glyph + code - first);
    }
  }
  return glyphs;
}
