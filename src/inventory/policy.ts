/** What a keeper may change in the 设置 tab. Read by language/sheet-words/policy, obeyed everywhere. */

/** 0 = Sunday … 6 = Saturday, as Date.getDay. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

export interface Policy {
  /** `platform:groupId`, as people wrote them. */
  readonly allowedGroups: readonly string[];
  /** Where digest and warnings go; empty means every allowed group. */
  readonly digestGroups: readonly string[];
  readonly digestTime: TimeOfDay | null;
  readonly digestDays: readonly Weekday[];
  readonly weeklyReport: { readonly day: Weekday; readonly time: TimeOfDay } | null;
  /** day 1–31; a month without that day posts on its last. */
  readonly monthlyReport: { readonly day: number; readonly time: TimeOfDay } | null;
  readonly warnings: "immediate" | "hourly" | "digest-only";
  /** false: strictly below the safety stock; true: at or below it. */
  readonly warnAtSafetyStock: boolean;
  readonly quietHours: { readonly from: TimeOfDay; readonly to: TimeOfDay } | null;
  readonly confirmations: "reply" | "reaction" | "silent";
  /** A take-out of more than this many of the item's own unit waits for a keeper; null: never. */
  readonly largeIssue: number | null;
  /** A take-out without a figure; null: by item, 1 unless that would be a lot. */
  readonly unwrittenQuantity: "one" | "ask" | null;
  /** What may be returned without a keeper: what was taken lately, so many of the item's own unit, or anything (null). */
  readonly returnLimit: "taken" | number | null;
  /** A count that differs by more than this share of the book figure and this many of the item's unit needs a second person. */
  readonly recountAbove: { readonly rate: number; readonly units: number };
  /** Day of the month, 1–31, on which a blind stocktake opens by itself; a shorter month's last. */
  readonly blindDay: number | null;
  readonly refreshSeconds: number;
  readonly archiveRows: number;
  /** The usual ones; `holidays` and `extraWorkdays` (yyyy-MM-dd) come off and on. */
  readonly workdays: readonly Weekday[];
  readonly holidays: readonly string[];
  readonly extraWorkdays: readonly string[];
  /** How often a stock that was bought as suggested is to last, 0–1. */
  readonly serviceLevel: number;
  readonly runOutList: "weekly" | "daily" | "off";
  /** An item is listed from this probability on, 0–1. */
  readonly runOutProbability: number;
}

const everyDay: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];

/** What holds where the 设置 tab says nothing, or nothing that can be understood. */
export const defaultPolicy: Policy = {
  allowedGroups: [],
  digestGroups: [],
  digestTime: { hour: 16, minute: 0 },
  digestDays: everyDay,
  weeklyReport: { day: 5, time: { hour: 16, minute: 10 } },
  monthlyReport: null,
  warnings: "immediate",
  warnAtSafetyStock: false,
  quietHours: null,
  confirmations: "reply",
  largeIssue: null,
  unwrittenQuantity: null,
  returnLimit: "taken",
  recountAbove: { rate: 0.1, units: 2 },
  blindDay: null,
  refreshSeconds: 15,
  archiveRows: 50_000,
  workdays: [1, 2, 3, 4, 5],
  holidays: [],
  extraWorkdays: [],
  serviceLevel: 0.95,
  runOutList: "weekly",
  runOutProbability: 0.6,
};

/** Where digest and warnings go, each `platform:groupId`. */
export function digestTargets(policy: Policy): readonly string[] {
  return policy.digestGroups.length > 0 ? policy.digestGroups : policy.allowedGroups;
}
