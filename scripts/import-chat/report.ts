/** What an import tells on the terminal: tables of messages, and counts. Pure: a plan in, text out. */
import type { ChatExport, SkippedEntry } from "../../src/language/exports/whatsapp-export";
import { worded } from "../../src/command-language";
import type { ImportEntry, ImportOutcome } from "../../src/relay/import/import-chat";

interface Report {
  readonly plan: readonly ImportEntry[];
  readonly chat: ChatExport;
  /** Lines that are no messages and should be looked at. */
  readonly suspects: readonly SkippedEntry[];
  /** The relay's. */
  readonly timeZone: string;
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const widthOf = (text: string): number =>
  Array.from(text).reduce((width, char) => width + (wide.test(char) ? 2 : 1), 0);

/** One line of what somebody wrote: nothing in it moves the cursor. */
export function short(text: string, most = 44): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  let cut = "";
  for (const char of line) {
    if (widthOf(cut) + widthOf(char) > most) return `${cut}…`;
    cut += char;
  }
  return cut;
}

/** Rows below one another, wide characters counted as two. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ""))),
  );
  const padded = (text: string, column: number): string =>
    text + " ".repeat(Math.max(0, (widths[column] ?? 0) - widthOf(text)));
  return rows.map((row) => row.map(padded).join("  ").trimEnd()).join("\n");
}

const clockOf = (timeZone: string): ((at: Date) => string) => {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  return (at) => format.format(at);
};

function effectOf(outcome: ImportOutcome): string {
  if (outcome.kind !== "books") return "";
  return outcome.lines
    .map(({ itemName, spec, effect, unit, requester }) => {
      const item = spec === "" ? itemName : `${itemName}（${spec}）`;
      const change = effect.kind === "change" ? effect.change : effect.counted;
      return `${item} ${change}${unit} ${requester}`.trimEnd();
    })
    .join("; ");
}

export function bookingTable({ plan, timeZone }: Pick<Report, "plan" | "timeZone">): string {
  const timeOf = clockOf(timeZone);
  return columns([
    ["time", "sender", "text", "row"].map(worded),
    ...plan
      .filter(({ outcome }) => outcome.kind === "books")
      .map(({ message, outcome }) => [
        timeOf(message.sentAt),
        short(message.sender, 16),
        short(message.text),
        short(effectOf(outcome), 60),
      ]),
  ]);
}

/** Why a person has to look at it; undefined for what needs nobody. */
function reasonOf(outcome: ImportOutcome): string | undefined {
  switch (outcome.kind) {
    case "refused":
      return short(outcome.answer, 90);
    case "maybe-live":
      return `a row of the same text and time stands there for ${short(outcome.operator, 16)}`;
    case "maybe-edited":
      return "edited since; a row of that time may be of its first text";
    case "taken-back":
      return "undone or corrected later in the chat";
    case "pasted":
      return "lines of other messages were pasted into it";
    case "unsure-sender":
      return "a take-out behind a colon: of somebody whose name holds one, or passed on?";
    case "future":
      return "its time is still to come; were dates or time zone misread?";
    case "other":
      return outcome.intent === "maybe-movement" || outcome.intent === "mixed"
        ? "may be a take-out; the relay would ask"
        : undefined;
    default:
      return undefined;
  }
}

/** "" when there is nothing to look at. */
export function leftTable({ plan, timeZone }: Report): string {
  const timeOf = clockOf(timeZone);
  const rows = plan.flatMap(({ message, outcome }) => {
    const reason = reasonOf(outcome);
    const { sentAt, sender, text } = message;
    return reason === undefined
      ? []
      : [[timeOf(sentAt), short(sender, 16), short(text), worded(reason)]];
  });
  return rows.length === 0
    ? ""
    : columns([["time", "sender", "text", "why not"].map(worded), ...rows]);
}

const lineReasons: Readonly<Record<SkippedEntry["reason"], string>> = {
  unreadable: "can't be read",
  pasted: "pasted into the message above",
  system: "a note of WhatsApp's, or a take-out?",
  media: "no text",
  deleted: "deleted",
};

/** More would hide the table above it. */
const mostLines = 100;

/** The file's lines that are no messages, by their number; "" when none needs to be looked at. */
export function lineTable({ suspects }: Pick<Report, "suspects">): string {
  if (suspects.length === 0) return "";
  const rows = suspects
    .slice(0, mostLines)
    .map(({ line, text, reason }) => [String(line), short(text, 60), worded(lineReasons[reason])]);
  const more = suspects.length - rows.length;
  const table = columns([["line", "text", "why not"].map(worded), ...rows]);
  return more > 0 ? `${table}\n${worded(`… and ${more} more`)}` : table;
}

export function countLines({ plan, chat, suspects }: Report, dryRun: boolean): string {
  const count = (kind: ImportOutcome["kind"]): number =>
    plan.filter(({ outcome }) => outcome.kind === kind).length;
  const looked = plan.filter(({ outcome }) => reasonOf(outcome) !== undefined).length;
  const other = plan.filter(
    ({ outcome }) =>
      outcome.kind === "chatter" || (outcome.kind === "other" && reasonOf(outcome) === undefined),
  ).length;
  return [
    `${plan.length} messages: ${count("books")} ${dryRun ? "would be booked" : "to be booked"}`,
    `${count("known")} imported before`,
    `${count("live")} booked when they were written`,
    `${looked} to be looked at`,
    `${other} no take-outs`,
    `${chat.skipped.length - suspects.length} lines of system, media and deleted messages`,
    `${suspects.length} lines to be looked at`,
  ].join(", ");
}
