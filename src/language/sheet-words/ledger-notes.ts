/**
 * The 备注 cell of a movement, for people: what a row undoes, a late message's own time, what was left of the message, and
 * why the sheet engine voided a row. What the relay itself needs stands in 关联 (inventory/movements/link); only rows of earlier
 * versions are read here. And the made-up ids of rows.
 */
import { importSource } from "../../inventory/figures/digest";
import type { Movement } from "../../inventory/movements/movement";

const undoWord = "撤销";
const answeredWord = "答复";
const lateWord = "消息时间";
const voidWord = "未登记";
const typedWord = "手工";

export interface NoteParts {
  /** 消息ID of the row that this one undoes. */
  readonly undoes: string | undefined;
  /** A late message's own time, on the relay's wall clock, `yyyy-MM-dd HH:mm:ss`. */
  readonly sentAt: string | undefined;
  readonly remark: string;
}

/**
 * What stands in 备注.
 *
 * @example writeNote({ undoes: "generic:g:m1", sentAt: undefined, remark: "" }) // "撤销 generic:g:m1"
 */
export function writeNote({ undoes, sentAt, remark }: NoteParts): string {
  return [
    undoes === undefined ? "" : `${undoWord} ${undoes}`,
    remark.trim(),
    sentAt === undefined ? "" : `${lateWord} ${sentAt}`,
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** 备注 of what the answer to a question booked. */
export const answeredNote = (messageId: string): string => `${answeredWord} ${messageId}`;

const idNote = new RegExp(`(?:^|\\s)(?:${undoWord}|${answeredWord}) [\\w.-]+:\\S+`, "g");

/**
 * 备注 where people read it: without the ids of other messages.
 *
 * @example noteForPeople("撤销 generic:g:m1") // ""
 */
export const noteForPeople = (note: string): string => note.replace(idNote, "").trim();

const undoNote = new RegExp(`^${undoWord} ([^\\n]+)(?:\\n|$)`);
const lateNote = new RegExp(`(?:^|\\n)${lateWord} (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)$`);
const voidNote = new RegExp(`^${voidWord}：[^\\n]*(?:\\n|$)`);

/**
 * What 备注 of a row of an earlier version, which has nothing in 关联, tells for sure; `sentAt` is wall-clock text.
 * People's words could always stand in 备注, so a sentence counts only where they can't have put it:
 * 撤销 rows have no remark, all of their 备注 is the relay's. An imported row is late, so that its last line is the relay's.
 * A voided row changes nothing, and a row that changes something is none, whatever its remark says.
 */
export function readOldNote({
  note,
  type,
  source,
  change,
}: Pick<Movement, "note" | "type" | "source" | "change">): {
  readonly undoes: string | undefined;
  readonly sentAt: string | undefined;
  readonly voided: boolean;
} {
  const isUndo = type === "undo";
  const voided = change === 0 && voidNote.test(note);
  const rest = voided ? note.replace(voidNote, "") : note;
  return {
    undoes: isUndo ? undoNote.exec(rest)?.[1] : undefined,
    sentAt: isUndo || source === importSource ? lateNote.exec(rest)?.[1] : undefined,
    voided,
  };
}

/** 消息ID of a 手工调整 row. */
export function adjustmentId(newestId: string, figure: number): string {
  return `${typedWord}:${newestId}:${figure}`;
}

/** Whether a 消息ID is that of a 手工调整 row. */
export function isAdjustmentId(id: string): boolean {
  return id.startsWith(`${typedWord}:`);
}

/**
 * 消息ID of the row that takes back a row which could not stand.
 *
 * @example rowVoidId("generic:g:m1#2") // "撤销:generic:g:m1#2"
 */
export function rowVoidId(rowId: string): string {
  return `${undoWord}:${rowId}`;
}

/** Whether a 消息ID is that of a row that takes back another. */
export function isVoidId(id: string): boolean {
  return id.startsWith(`${undoWord}:`);
}

/** The 消息ID of the row that was taken back. */
export function voidedRowOf(id: string): string {
  return id.slice(undoWord.length + 1);
}

/** 备注 of a 手工调整 whose item was booked on in the same moment: what stands there is not what the person typed. */
export const typedMeanwhile = (figure: number): string => `有人同时把库存改为 ${figure}`;

/** 来源 of a row that a person caused by editing the sheet. */
export const sheetSource = "表格";
