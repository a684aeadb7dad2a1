/**
 * What stands behind 待发送 in the 播报 tab while a relay sends an entry: which relay, and since when, so that another one
 * on the same sheet leaves it alone. Words in and out; how long they hold is outbox/claims'.
 */
import { wallTextOf } from "../../inventory/wall-clock";

/**
 * @param relay the relay's name: letters and figures
 * @example claimText("3f2a", new Date("2026-11-22T08:00:05Z"), "Asia/Shanghai") // "发送中（3f2a，16:00:05）"
 */
export function claimText(relay: string, at: Date, timeZone: string): string {
  return `发送中（${relay}，${wallTextOf(at, timeZone).slice(11)}）`;
}

/**
 * The relay that a claim names; undefined for other words.
 *
 * @example claimantOf("发送中（3f2a，16:00:05）") // "3f2a"
 */
export function claimantOf(text: string): string | undefined {
  return /^发送中（(\w+)，[\d:]+）$/u.exec(text)?.[1];
}

/** Behind 待发送 where whoever wrote the entry leaves it to a relay. */
export const releasedText = "由中继发送";
