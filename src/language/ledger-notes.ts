/**
 * The 备注 cell and the made-up ids of a movement, written and read: what a row undoes, a late message's own time, what
 * was left of the message, and why the sheet engine voided a row. Parts stand on lines of their own, since an id may hold
 * any printable character.
 */

const undoWord = "撤销";
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

const undoLine = new RegExp(`^${undoWord} ([^\\n]+)`);
const lateLine = new RegExp(`(?:^|\\n)${lateWord} (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)`);

/** What a row undoes, the message's own time, and whether the row was voided. */
export function readNote(note: string): Omit<NoteParts, "remark"> & { readonly voided: boolean } {
  const rest = note.startsWith(voidWord) ? note.slice(note.indexOf("\n") + 1) : note;
  return {
    undoes: undoLine.exec(rest)?.[1],
    sentAt: lateLine.exec(note)?.[1],
    voided: note.startsWith(voidWord),
  };
}

/** The note of a row that proved impossible once it stood: the reason first, what stood there below it. */
export function voidedNote(reason: string, note: string): string {
  return [`${voidWord}：${reason.replaceAll("\n", " ")}`, note]
    .filter((part) => part !== "")
    .join("\n");
}

/** A sentence of the engine's behind what stands in 备注. */
export function appendedNote(note: string, sentence: string): string {
  return [note, sentence].filter((part) => part !== "").join("\n");
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
 * @example voidId("generic:g:m1#2") // "撤销:generic:g:m1#2"
 */
export function voidId(rowId: string): string {
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
