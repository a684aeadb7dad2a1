/**
 * The 设置 tab in and out: rows of 项目 and 值 become a policy, with a sentence for each value that could not be
 * understood (its default then holds), and the table that setup-sheet lays. Reading cells is the sheet module's.
 */
import { defaultPolicy, type Policy } from "../../inventory/policy";
import { shortened } from "../text/shorten";
import { settings } from "./policy-table";
import type { Setting, SettingRow } from "./policy-setting";
import { readsAsOff } from "./policy-values";

/** A value that holds its default because it could not be understood; `sentence` is for people. */
export interface PolicyProblem {
  /** Of the row that was given, counted from 0. */
  readonly index: number;
  readonly sentence: string;
}

/** The 设置 tab as setup-sheet lays it: every setting with its default and what it means. */
export const settingRows: readonly SettingRow[] = settings.map(({ key, value, meaning }) => ({
  key,
  value,
  meaning,
}));

const canonicalKey = (key: string): string =>
  key
    .normalize("NFKC")
    .replace(/\(.*?\)/gu, "")
    .replace(/[\s:]+/gu, "");

function complain({ key, value: fallback, form }: Setting, value: string): string {
  const holds = fallback === "" ? "默认（空）" : `默认「${fallback}」`;
  return `「${key}」的值「${shortened(value)}」看不懂，暂按${holds}执行；请写成：${form}`;
}

const complainOfPieces = ({ key, form }: Setting, pieces: readonly string[]): string =>
  `「${key}」里的「${shortened(pieces.join("，"))}」看不懂，没有用上；请写成：${form}`;

const complainOfSecond = (key: string, value: string): string =>
  `「${key}」写了两次，第二次的「${shortened(value)}」没有用上`;

const complainOfKey = (key: string, meant: string): string =>
  `没有「${shortened(key)}」这一项，没有用上；是不是「${meant}」？`;

/** A key with one character wrong, so that a slip of the pen in 项目 doesn't go unseen. */
const misspelt = (key: string): Setting | undefined =>
  settings.find(
    (setting) =>
      setting.key.length === key.length &&
      Array.from(setting.key).filter((character, index) => character !== key[index]).length === 1,
  );

/**
 * The policy that the rows of the 设置 tab make. An empty value, a missing row and a value that can't be understood
 * keep the default; rows that are no setting are the users' own.
 *
 * @example readPolicy([{ key: "日报时间", value: "１７：３０" }]).policy.digestTime // { hour: 17, minute: 30 }
 */
export function readPolicy(rows: readonly { readonly key: string; readonly value: string }[]): {
  readonly policy: Policy;
  readonly problems: readonly PolicyProblem[];
} {
  let policy = defaultPolicy;
  const problems: PolicyProblem[] = [];
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const problem = (sentence: string): number => problems.push({ index, sentence });
    const value = row.value.trim();
    const key = canonicalKey(row.key);
    if (value === "" || key === "") continue;
    const setting = settings.find((some) => some.key === key);
    if (!setting) {
      const meant = misspelt(key);
      if (meant) problem(complainOfKey(key, meant.key));
    } else if (seen.has(key)) {
      problem(complainOfSecond(key, value));
    } else {
      seen.add(key);
      const isOff = setting.off !== undefined && readsAsOff(value);
      const read = isOff ? setting.off : setting.read(value);
      if (read === undefined) problem(complain(setting, value));
      else policy = { ...policy, [setting.field]: read };
      const unread = isOff ? [] : (setting.unread?.(value) ?? []);
      if (unread.length > 0) problem(complainOfPieces(setting, unread));
    }
  }
  return { policy, problems };
}
