/**
 * An exported WhatsApp chat ("export chat", _chat.txt) into messages: as Android and iOS write it, in Chinese and
 * English. In: the text and the time zone that its clock was in. Out: messages in the file's order, and what
 * was left out. Knows nothing of items or bookings.
 */
import { TZDate } from "@date-fns/tz";
import {
  findDateOrder,
  readHeader,
  looksLikeHeader,
  type DateOrder,
  type Header,
} from "./whatsapp-export-header";
import {
  deletedText,
  editedMark,
  encryptionNote,
  mediaMarks,
  systemSender,
} from "./whatsapp-export-words";

interface ExportedMessage {
  /** To the second on iOS, to the minute on Android. */
  readonly sentAt: Date;
  /** As the exporting phone names the person. */
  readonly sender: string;
  readonly text: string;
  /** Among messages of the same minute, sender and text: 0, 1, … so that re-exports agree. */
  readonly placeInMinute: number;
  /** Its sender changed it afterwards; the time is that of the first text. */
  readonly isEdited?: true;
}

interface SkippedEntry {
  /** In the file, from 1. */
  readonly line: number;
  readonly reason: "system" | "media" | "deleted" | "unreadable";
}

export interface ChatExport {
  readonly messages: readonly ExportedMessage[];
  readonly skipped: readonly SkippedEntry[];
  /** How the file's dates were read; `isCertain` false: every date would make sense another way round too. */
  readonly dates: { readonly order: DateOrder; readonly isCertain: boolean };
}

type Said = Pick<ExportedMessage, "sender" | "text" | "isEdited">;

interface Entry {
  readonly line: number;
  readonly header: Header | undefined;
  /** Its first line with the header. */
  readonly head: string;
  text: string;
}

/**
 * @example readExport("2026/11/16 上午9:30 - 陈晨: A4纸 3包", "Asia/Shanghai").messages[0]?.text // "A4纸 3包"
 */
export function readExport(text: string, timeZone: string): ChatExport {
  const found = entriesOf(text);
  const dates = findDateOrder(found.flatMap(({ header }) => header ?? []));
  const messages: ExportedMessage[] = [];
  const skipped: SkippedEntry[] = [];
  const { kept, pasted } = apartFromPasted(found, (header) =>
    dates.isCertain ? momentOf(header, dates.order, timeZone).getTime() : undefined,
  );
  skipped.push(...pasted);
  const places = new Map<string, number>();
  for (const { line, header, text: said } of kept) {
    const read = header === undefined ? "unreadable" : readEntry(said);
    if (header === undefined || typeof read === "string") {
      skipped.push({ line, reason: typeof read === "string" ? read : "unreadable" });
      continue;
    }
    const sentAt = momentOf(header, dates.order, timeZone);
    const minute = Math.floor(sentAt.getTime() / 60_000);
    const key = JSON.stringify([minute, read.sender, read.text]);
    const placeInMinute = places.get(key) ?? 0;
    places.set(key, placeInMinute + 1);
    messages.push({ sentAt, ...read, placeInMinute });
  }
  return { messages, skipped, dates };
}

/** Lines as the file ends them; where it ends them with CRLF, a bare LF is inside a message. */
function linesOf(text: string): readonly string[] {
  const plain = text.replace(/^\ufeff/, "");
  return plain.includes("\r\n") ? plain.split("\r\n") : plain.split(/\n|\r/);
}

/**
 * One entry for each header of the file's own style, with the lines that follow it; lines before the first header, and
 * those with a header that is no time, stand alone.
 */
function entriesOf(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  let style: Header["style"] | undefined;
  let at = 1;
  for (const raw of linesOf(text)) {
    const line = raw.replace(/^[\u200e\u200f]+/, "");
    const found = readHeader(line);
    const own = found !== undefined && (style === undefined || found.header.style === style);
    const last = entries.at(-1);
    if (own) {
      style = found.header.style;
      entries.push({ line: at, header: found.header, head: line, text: found.rest });
    } else if (last?.header !== undefined && !(found === undefined && looksLikeHeader(line)))
      last.text += `\n${line}`;
    else if (line.trim() !== "")
      entries.push({ line: at, header: undefined, head: line, text: line });
    at += line.split("\n").length;
  }
  return entries;
}

const minutesBack = 10;

/** What is dated well before the message above it was pasted into that, and is named. */
function apartFromPasted(
  entries: readonly Entry[],
  timeOf: (header: Header) => number | undefined,
): { readonly kept: readonly Entry[]; readonly pasted: readonly SkippedEntry[] } {
  const kept: Entry[] = [];
  const pasted: SkippedEntry[] = [];
  let latest = -Infinity;
  for (const entry of entries) {
    const last = kept.at(-1);
    const time = (entry.header && timeOf(entry.header)) ?? latest;
    if (last !== undefined && time < latest - minutesBack * 60_000) {
      last.text += `\n${[entry.head, ...entry.text.split("\n").slice(1)].join("\n")}`;
      pasted.push({ line: entry.line, reason: "unreadable" });
    } else kept.push(entry);
    latest = Math.max(latest, time);
  }
  return { kept, pasted };
}

/** Marks of direction; iOS begins with one whatever it wrote itself. */
const directionMarks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function readEntry(said: string): Said | SkippedEntry["reason"] {
  const [, sender = "", rest = ""] = /^([^:\n]{1,100}?) ?:(?: ?([\s\S]*)|)$/u.exec(said) ?? [];
  const name = sender.replace(directionMarks, "").replace(/^~\s*/u, "").trim();
  if (name === "" || systemSender.test(name)) return "system";
  const shown = rest.replace(directionMarks, "");
  const text = shown.replace(editedMark, "").trim();
  if (deletedText.test(text)) return "deleted";
  const withoutMedia = mediaMarks.reduce((left, mark) => left.replace(mark, ""), text).trim();
  if (withoutMedia === "") return text === "" ? "unreadable" : "media";
  const isSystem = withoutMedia === text && rest.startsWith("\u200e");
  if (isSystem || encryptionNote.test(text)) return "system";
  const isEdited = editedMark.test(shown);
  return { sender: name, text: withoutMedia, ...(isEdited && { isEdited: true as const }) };
}

function momentOf(
  { numbers, hour, minute, second }: Header,
  order: DateOrder,
  timeZone: string,
): Date {
  const { year, month, day } = order.read(numbers);
  const wall = new TZDate(year, month - 1, day, hour, minute, second, timeZone);
  return new Date(wall.getTime());
}
