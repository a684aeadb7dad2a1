/**
 * How characters sound, as far as typing slips confuse them: pinyin without tones, with z/zh, c/ch, s/sh, n/l, in/ing,
 * en/eng and an/ang folded together. A sound is one code, so that a text of sounds is as long as its characters.
 */
import { pinyin } from "pinyin-pro";

const codes = new Map<string, number>();
const readings = new Map<string, readonly number[]>();
const firstCode = 0xe000;

const confusions: readonly (readonly [RegExp, string])[] = [
  [/^([zcs])h/, "$1"],
  [/^n/, "l"],
  [/(?<=[iea])ng$/, "n"],
];

function codeOf(syllable: string): number {
  const folded = confusions.reduce((text, [from, to]) => text.replace(from, to), syllable);
  const known = codes.get(folded);
  if (known !== undefined) return known;
  const code = firstCode + codes.size;
  codes.set(folded, code);
  return code;
}

export function isHan(code: number): boolean {
  return code >= 0x3400 && code <= 0x9fff;
}

/** The sounds a character can have; other signs than Chinese characters sound like themselves. */
export function soundsOf(char: string): readonly number[] {
  const known = readings.get(char);
  if (known !== undefined) return known;
  const code = char.charCodeAt(0);
  const syllables = isHan(code)
    ? pinyin(char, { toneType: "none", type: "array", multiple: true })
    : [];
  const found = [...new Set(syllables.map(codeOf))];
  const sounds = found.length > 0 ? found : [code];
  if (readings.size < 50_000) readings.set(char, sounds);
  return sounds;
}

/** The sound of a name, one code a character, each in its commonest reading. */
export function soundOfName(name: string): string {
  let sound = "";
  for (let i = 0; i < name.length; i += 1) {
    sound += String.fromCharCode(soundsOf(name[i] ?? "")[0] ?? name.charCodeAt(i));
  }
  return sound;
}
