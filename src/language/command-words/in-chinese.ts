/**
 * What commands say to the person who sets the relay up, in Chinese. In: English sentences, with their particulars in
 * them. Out: the Chinese of those that a table knows; others stay as they are. Pure.
 */
import { doctorSentences } from "./doctor-sentences";
import { platformSentences } from "./platform-sentences";
import { settingsSentences } from "./settings-sentences";
import type { Sentence } from "./sentence";
import { sheetApiSentences } from "./sheet-api-sentences";
import { stepSentences } from "./step-sentences";

interface Pattern {
  readonly english: RegExp;
  /** The numbers of the particulars, in the order of the English. */
  readonly order: readonly number[];
  readonly chinese: string;
  readonly fixed: number;
}

const han = /\p{Script=Han}/u;
const particular = /\{(\d)\}/g;

function patternOf([english, chinese]: Sentence): Pattern {
  const fixed = english.replace(particular, "");
  const escaped = english.replace(/[\\^$.*+?()[\]|/]/g, String.raw`\$&`);
  return {
    english: new RegExp(`^${escaped.replace(particular, "([\\s\\S]+?)")}$`, "u"),
    order: [...english.matchAll(particular)].map(([, number]) => Number(number)),
    chinese,
    fixed: fixed.length,
  };
}

/** What says most by itself is tried first. */
const patterns = [
  settingsSentences,
  sheetApiSentences,
  doctorSentences,
  platformSentences,
  stepSentences,
]
  .flat()
  .map(patternOf)
  .sort((left, right) => right.fixed - left.fixed);

/**
 * Each line by itself.
 *
 * @example inChinese("PORT should be a port, 0 to 65535") // "PORT 应当是端口号，0 到 65535"
 */
export function inChinese(text: string): string {
  return text.includes("\n") ? text.split("\n").map(line).join("\n") : line(text);
}

function line(text: string): string {
  for (const { english, order, chinese } of patterns) {
    const found = english.exec(text);
    if (found === null) continue;
    const written = order.map((number, index) => [number, found[index + 1] ?? ""] as const);
    const parts = new Map(written.map(([number, part]) => [number, line(part)]));
    const isJoint = !han.test(chinese);
    if (isJoint && written.every(([number, part]) => parts.get(number) === part)) continue;
    return chinese.replace(particular, (_, number: string) => parts.get(Number(number)) ?? "");
  }
  return text;
}
