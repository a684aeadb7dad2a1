/** A row of the 设置 tab, the field of the policy that it fills, and how its value is read by the forms of policy-values.ts. */
import type { Policy } from "../../inventory/policy";
import { readDates, readShare } from "./policy-dates";
import { readFigure, readGroups } from "./policy-values";

/** A row of the 设置 tab. */
export interface SettingRow {
  readonly key: string;
  readonly value: string;
  readonly meaning: string;
}

interface SettingOf<Field extends keyof Policy> extends SettingRow {
  /** How it is to be written, for the sentence. */
  readonly form: string;
  readonly field: Field;
  /** What 关 stands for, where that may be written. */
  readonly off?: Policy[Field];
  /** undefined: the value can't be understood. */
  readonly read: (value: string) => Policy[Field] | undefined;
  /** Pieces of the value that are left out. */
  readonly unread?: (value: string) => readonly string[];
}

export type Setting = { readonly [Field in keyof Policy]: SettingOf<Field> }[keyof Policy];

/** Words and what they stand for. */
export const choice =
  <const Value extends string | boolean>(words: Readonly<Record<string, Value>>) =>
  (value: string): Value | undefined => {
    const word = value.normalize("NFKC").replace(/\s+/gu, "");
    return Object.hasOwn(words, word) ? words[word] : undefined;
  };

/** A figure between two bounds. */
export const figure =
  (min: number, max: number) =>
  (value: string): number | undefined => {
    const read = readFigure(value);
    return read === undefined || read < min || read > max ? undefined : read;
  };

export const wholeFigure =
  (min: number, max: number) =>
  (value: string): number | undefined => {
    const read = figure(min, max)(value);
    return Number.isInteger(read) ? read : undefined;
  };

type ListReading = Pick<SettingOf<"allowedGroups" | "holidays">, "read" | "unread">;

export const groups: ListReading = {
  read: (value) => readGroups(value).groups,
  unread: (value) => readGroups(value).unread,
};

export const dates: ListReading = {
  read: (value) => readDates(value).dates,
  unread: (value) => readDates(value).unread,
};

/** At least `least`, below 1. */
export const share =
  (least: number) =>
  (value: string): number | undefined => {
    const read = readShare(value);
    return read === undefined || read < least || read >= 1 ? undefined : read;
  };
