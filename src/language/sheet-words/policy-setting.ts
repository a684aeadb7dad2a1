/**
 * A row of the 设置 tab and how its value becomes a piece of the policy: readers put together from the forms of
 * policy-values.ts.
 */
import type { Policy } from "../../inventory/policy";
import { readDates, readShare } from "./policy-dates";
import { readFigure, readGroups, readsAsOff } from "./policy-values";

/** A row of the 设置 tab. */
export interface SettingRow {
  readonly key: string;
  readonly value: string;
  readonly meaning: string;
}

interface Reading {
  readonly policy: Partial<Policy>;
  /** Pieces of the value that were left out. */
  readonly unread?: readonly string[];
}

/** A row together with how its value is read. */
export interface Setting extends SettingRow {
  /** How it is to be written, for the sentence. */
  readonly form: string;
  readonly read: (value: string) => Reading | undefined;
}

export const understood = <Value>(
  value: Value | undefined,
  policy: (value: Value) => Partial<Policy>,
): Reading | undefined => (value === undefined ? undefined : { policy: policy(value) });

/** A reader that knows 关 besides. */
export const orOff =
  (off: Partial<Policy>, read: (value: string) => Reading | undefined) =>
  (value: string): Reading | undefined =>
    readsAsOff(value) ? { policy: off } : read(value);

export const choice =
  <Word extends string>(
    words: Readonly<Record<string, Word>>,
    policy: (word: Word) => Partial<Policy>,
  ) =>
  (value: string): Reading | undefined => {
    const word = value.normalize("NFKC").replace(/\s+/gu, "");
    return understood(Object.hasOwn(words, word) ? words[word] : undefined, policy);
  };

export const groups =
  (policy: (groups: readonly string[]) => Partial<Policy>) =>
  (value: string): Reading => {
    const { groups: found, unread } = readGroups(value);
    return { policy: policy(found), unread };
  };

export const figure =
  (
    allowed: { readonly min: number; readonly max: number; readonly whole: boolean },
    policy: (figure: number) => Partial<Policy>,
  ) =>
  (value: string): Reading | undefined => {
    const read = readFigure(value);
    if (read === undefined || read < allowed.min || read > allowed.max) return undefined;
    return allowed.whole && !Number.isInteger(read) ? undefined : { policy: policy(read) };
  };

export const dates =
  (policy: (dates: readonly string[]) => Partial<Policy>) =>
  (value: string): Reading => {
    const { dates: found, unread } = readDates(value);
    return { policy: policy(found), unread };
  };

/** At least `least`, below 1. */
export const share =
  (least: number, policy: (share: number) => Partial<Policy>) =>
  (value: string): Reading | undefined => {
    const read = readShare(value);
    if (read === undefined || read < least || read >= 1) return undefined;
    return { policy: policy(read) };
  };
