/**
 * An exported WhatsApp chat ("export chat", _chat.txt) into messages: as Android and iOS write it, in Chinese and
 * English. In: the text and the time zone that its clock was in. Out: messages in the file's order, and what
 * was left out. Knows nothing of items or bookings.
 */
import { TZDate } from "@date-fns/tz";
import {
  findDateOrder,
  fitsOrder,
  readHeader,
  shapeOf,
  type DateOrder,
  type FoundDates,
  type Header,
  type Style,
} from "./whatsapp-export-header";
import { directionMarks, soleSender, splitOf } from "./whatsapp-export-sender";
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
  /** Lines of other messages were pasted into it. */
  readonly hasPasted?: true;
}

export interface SkippedEntry {
  /** In the file, from 1. */
  readonly line: number;
  /** `pasted`: it stands in the message above. */
  readonly reason: "system" | "media" | "deleted" | "unreadable" | "pasted";
  /** Its first line behind the header; with it where that can't be read. */
  readonly text: string;
}

export interface ChatExport {
  readonly messages: readonly ExportedMessage[];
  readonly skipped: readonly SkippedEntry[];
  /** How the file's dates were read. */
  readonly dates: FoundDates;
}

type Said = Pick<ExportedMessage, "sender" | "text" | "isEdited">;

interface Entry {
  readonly line: number;
  readonly header: Header | undefined;
  /** Its first line with the header. */
  readonly head: string;
  text: string;
  hasPasted: boolean;
}

/**
 * `order`: that of the dates, where somebody says it. `names`: whoever is known to write.
 *
 * @example readExport("2026/11/16 上午9:30 - 陈晨: A4纸 3包", "Asia/Shanghai").messages[0]?.text // "A4纸 3包"
 */
export function readExport(
  text: string,
  timeZone: string,
  {
    order,
    names = [],
  }: { readonly order?: DateOrder | undefined; readonly names?: readonly string[] } = {},
): ChatExport {
  const { entries, pasted: foreign } = entriesOf(text);
  const found = findDateOrder(entries.flatMap(({ header }) => header ?? []));
  const dates: FoundDates =
    order === undefined ? found : { order, isCertain: true, fitting: [order.name] };
  // Working out a moment in a zone is the dearest step, and it is asked for twice.
  const moments = new Map<Header, Date>();
  const timeOf = (header: Header): Date | undefined => {
    if (!fitsOrder(header, dates.order)) return undefined;
    const moment = moments.get(header) ?? momentOf(header, dates.order, timeZone);
    moments.set(header, moment);
    return moment;
  };
  const { kept, pasted } = apartFromPasted(entries, timeOf);
  const known = new Set([...names, ...kept.flatMap((entry) => soleSender(entry.text) ?? [])]);
  const messages: ExportedMessage[] = [];
  const skipped: SkippedEntry[] = [...foreign, ...pasted];
  const places = new Map<string, number>();
  for (const { line, header, head, text: said, hasPasted } of kept) {
    const sentAt = header && timeOf(header);
    const read = sentAt === undefined ? "unreadable" : readEntry(said, known);
    if (sentAt === undefined || typeof read === "string") {
      const [shown = ""] = (read === "unreadable" ? head : said).split("\n");
      skipped.push({ line, reason: typeof read === "string" ? read : "unreadable", text: shown });
      continue;
    }
    const minute = Math.floor(sentAt.getTime() / 60_000);
    const key = JSON.stringify([minute, read.sender, read.text]);
    const placeInMinute = places.get(key) ?? 0;
    places.set(key, placeInMinute + 1);
    messages.push({
      sentAt,
      ...read,
      placeInMinute,
      ...(hasPasted && { hasPasted: true as const }),
    });
  }
  return { messages, skipped: skipped.sort((left, right) => left.line - right.line), dates };
}

/** Lines as the file ends them; where it ends them with CRLF, a bare LF is inside a message. */
function linesOf(text: string): readonly string[] {
  const plain = text.replace(/^\ufeff/, "");
  return plain.includes("\r\n") ? plain.split("\r\n") : plain.split(/\n|\r/);
}

/**
 * One entry for each header of the file's own style, with the lines that follow it; a header in another style was pasted.
 * Lines before the first header, and those whose header is no time of day, stand alone.
 */
function entriesOf(text: string): {
  readonly entries: readonly Entry[];
  readonly pasted: readonly SkippedEntry[];
} {
  const entries: Entry[] = [];
  const pasted: SkippedEntry[] = [];
  let style: Style | undefined;
  let at = 1;
  for (const raw of linesOf(text)) {
    const line = raw.replace(/^[\u200e\u200f]+/, "");
    const found = readHeader(line);
    const shape = found?.header.style ?? shapeOf(line);
    const last = entries.at(-1);
    const isOwn = shape !== undefined && (style === undefined || shape === style);
    if (found !== undefined && isOwn) {
      style = shape;
      const { header, rest } = found;
      entries.push({ line: at, header, head: line, text: rest, hasPasted: false });
    } else if (last?.header !== undefined && !isOwn) {
      last.text += `\n${line}`;
      if (shape !== undefined) {
        last.hasPasted = true;
        pasted.push({ line: at, reason: "pasted", text: line });
      }
    } else if (line.trim() !== "")
      entries.push({ line: at, header: undefined, head: line, text: line, hasPasted: false });
    at += line.split("\n").length;
  }
  return { entries, pasted };
}

/** Phones write a message that came a little late where it came. */
const lateMs = 60_000;

/** What is dated before the message above it was pasted into that: more than a minute, or the very same words again. */
function apartFromPasted(
  entries: readonly Entry[],
  timeOf: (header: Header) => Date | undefined,
): { readonly kept: readonly Entry[]; readonly pasted: readonly SkippedEntry[] } {
  const kept: Entry[] = [];
  const pasted: SkippedEntry[] = [];
  const said = new Set<string>();
  let latest = -Infinity;
  for (const entry of entries) {
    const last = kept.at(-1);
    const time = (entry.header && timeOf(entry.header)?.getTime()) ?? latest;
    const key = `${time}\n${entry.text}`;
    const isBack = time < latest - lateMs || (time < latest && said.has(key));
    if (last?.header !== undefined && isBack) {
      last.text += `\n${[entry.head, ...entry.text.split("\n").slice(1)].join("\n")}`;
      last.hasPasted = true;
      pasted.push({ line: entry.line, reason: "pasted", text: entry.head });
    } else kept.push(entry);
    said.add(key);
    latest = Math.max(latest, time);
  }
  return { kept, pasted };
}

function readEntry(said: string, known: ReadonlySet<string>): Said | SkippedEntry["reason"] {
  const split = splitOf(said, known);
  if (split === "several") return "unreadable";
  if (split === undefined) return "system";
  const { sender: name, rest } = split;
  if (!known.has(name) && systemSender.test(name)) return "system";
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
