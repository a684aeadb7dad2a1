/**
 * Rows ⇄ things of the other tabs: movements, pending entries, members, broadcasts. Rows that hold nothing usable are
 * left out; what is wrong with them is named where a person can mend it.
 */
import type { Broadcast } from "../inventory/broadcast";
import { formatLink, parseLink } from "../inventory/link";
import type { Member } from "../inventory/member";
import type { Movement } from "../inventory/movement";
import type { PendingEntry } from "../inventory/pending";
import { formatPlan, parsePlan } from "../inventory/plan-cell";
import {
  broadcastStatuses,
  broadcastTypes,
  keyOfWord,
  movementTypes,
  pendingKinds,
  pendingStatuses,
  roles,
  tabs,
} from "../language/headings";
import { readOldNote, writeNote } from "../language/ledger-notes";
import { problemSentences } from "../language/sheet-sentences";
import { cellName, quantityOf, shownValue, textOf, type CellValue } from "./cells";
import type { SheetProblem } from "./stockroom";
import { fieldOf, type Grid, type Row } from "./tabs";
import { readTime, toSerial, wallTextOf } from "./times";

/** Field → what is written under it. */
export type Fields = Readonly<Record<string, CellValue>>;

const longestText = 45_000;

/** Text as it is stored: as text, whatever it begins with, and within what a cell holds. */
const stored = (text: string): CellValue => (text === "" ? undefined : text.slice(0, longestText));

/** Text exactly as it stands in the cell. */
const rawText = (value: CellValue): string => String(shownValue(value) ?? "");

export function readMovement(
  grid: Grid<"ledger">,
  row: Row,
  timeZone: string,
): Movement | undefined {
  const id = textOf(fieldOf(grid, row, "id"));
  const at = readTime(fieldOf(grid, row, "at"), timeZone);
  const type = keyOfWord(movementTypes, textOf(fieldOf(grid, row, "type")));
  if (id === "" || at === undefined || type === undefined) return undefined;
  const note = textOf(fieldOf(grid, row, "note"));
  const source = textOf(fieldOf(grid, row, "source"));
  const change = quantityOf(fieldOf(grid, row, "change")) ?? 0;
  const old = readOldNote({ note, type, source, change });
  const link = parseLink(textOf(fieldOf(grid, row, "link"))) ?? {
    ...old,
    answers: undefined,
    sentAt: old.sentAt === undefined ? undefined : readTime(old.sentAt, timeZone),
  };
  return {
    id,
    at,
    sentAt: link.sentAt ?? at,
    type,
    itemName: textOf(fieldOf(grid, row, "itemName")),
    spec: textOf(fieldOf(grid, row, "spec")),
    change,
    unit: textOf(fieldOf(grid, row, "unit")),
    before: quantityOf(fieldOf(grid, row, "before")) ?? 0,
    after: quantityOf(fieldOf(grid, row, "after")) ?? 0,
    requester: textOf(fieldOf(grid, row, "requester")),
    department: textOf(fieldOf(grid, row, "department")),
    operator: textOf(fieldOf(grid, row, "operator")),
    account: textOf(fieldOf(grid, row, "account")),
    source,
    text: rawText(fieldOf(grid, row, "text")),
    note,
    undoes: type === "undo" ? link.undoes : undefined,
    answers: link.answers,
    voided: link.voided,
  };
}

/** The fields of a movement's row. */
export function movementFields(movement: Movement, timeZone: string): Fields {
  const { at, sentAt } = movement;
  const isLate = sentAt.getTime() !== at.getTime();
  return {
    at: toSerial(movement.at, timeZone),
    type: movementTypes[movement.type],
    itemName: stored(movement.itemName),
    spec: stored(movement.spec),
    change: movement.change,
    unit: stored(movement.unit),
    before: movement.before,
    after: movement.after,
    requester: stored(movement.requester),
    department: stored(movement.department),
    operator: stored(movement.operator),
    source: stored(movement.source),
    text: stored(movement.text),
    id: movement.id,
    note: stored(movement.note),
    account: stored(movement.account),
    link: stored(formatLink({ ...movement, sentAt: isLate ? sentAt : undefined })),
  };
}

const lateAfterMs = 10 * 60_000;

/** 备注 of a new movement: what it undoes, what was left of the message, and its own time when it is late. */
export function noteOf(
  { undoes, remark, sentAt }: { undoes: string | undefined; remark: string; sentAt: Date },
  now: Date,
  timeZone: string,
): { readonly note: string; readonly late: boolean } {
  const late = now.getTime() - sentAt.getTime() > lateAfterMs;
  const time = late ? wallTextOf(sentAt, timeZone) : undefined;
  return { note: writeNote({ undoes, remark, sentAt: time }), late };
}

export function readPending(
  grid: Grid<"pending">,
  row: Row,
  timeZone: string,
): PendingEntry | undefined {
  const number = quantityOf(fieldOf(grid, row, "number"));
  if (number === undefined || !Number.isInteger(number)) return undefined;
  const kind = keyOfWord(pendingKinds, textOf(fieldOf(grid, row, "kind"))) ?? "unclear";
  const messageId = textOf(fieldOf(grid, row, "messageId"));
  return {
    number,
    at: readTime(fieldOf(grid, row, "at"), timeZone) ?? new Date(0),
    kind,
    text: rawText(fieldOf(grid, row, "text")),
    operator: textOf(fieldOf(grid, row, "operator")),
    account: textOf(fieldOf(grid, row, "account")),
    reason: textOf(fieldOf(grid, row, "reason")),
    status: readStatus(textOf(fieldOf(grid, row, "status"))),
    handledBy: textOf(fieldOf(grid, row, "handledBy")),
    handledAt: readTime(fieldOf(grid, row, "handledAt"), timeZone),
    messageId,
    plan: parsePlan(textOf(fieldOf(grid, row, "plan")), { kind, messageId }),
  };
}

/** Any word of a person's but the one for open closes the entry. */
function readStatus(word: string): PendingEntry["status"] {
  return keyOfWord(pendingStatuses, word) ?? (word === "" ? "open" : "confirmed");
}

export function pendingFields(entry: PendingEntry, timeZone: string): Fields {
  return {
    number: entry.number,
    at: toSerial(entry.at, timeZone),
    kind: pendingKinds[entry.kind],
    text: stored(entry.text),
    operator: stored(entry.operator),
    reason: stored(entry.reason),
    status: pendingStatuses[entry.status],
    handledBy: stored(entry.handledBy),
    handledAt: entry.handledAt && toSerial(entry.handledAt, timeZone),
    messageId: entry.messageId,
    account: stored(entry.account),
    plan: stored(formatPlan(entry.plan, entry)),
  };
}

export function readMember(
  grid: Grid<"members">,
  row: Row,
  gridRow: number,
): { readonly member: Member | undefined; readonly problems: readonly SheetProblem[] } {
  const account = textOf(fieldOf(grid, row, "account"));
  const platform = textOf(fieldOf(grid, row, "platform"));
  const name = textOf(fieldOf(grid, row, "name"));
  if (account === "" && name === "") return { member: undefined, problems: [] };
  const written = textOf(fieldOf(grid, row, "role"));
  const role = keyOfWord(roles, written);
  const department = textOf(fieldOf(grid, row, "department"));
  const member: Member = { name, department, role: role ?? "staff", platform, account };
  if (role !== undefined || written === "") return { member, problems: [] };
  const cell = cellName(gridRow, grid.columns.get("role") ?? 0);
  const { header } = tabs.members.columns.role;
  const words = Object.values(roles);
  const sentence = problemSentences.unknownWord(grid.title, cell, header, written, words);
  return { member, problems: [{ tab: grid.title, cell, sentence }] };
}

export function memberFields(member: Member): Fields {
  return {
    name: stored(member.name),
    department: stored(member.department),
    role: roles[member.role],
    platform: stored(member.platform),
    account: stored(member.account),
  };
}

/** 状态 holds the word and, for a failure, its reason behind it. */
const statusWithReason = /^(\S+?)[\uff1a:]\s*([\s\S]*)$/;

export function readBroadcast(
  grid: Grid<"broadcasts">,
  row: Row,
  timeZone: string,
): Broadcast | undefined {
  const key = textOf(fieldOf(grid, row, "key"));
  const type = keyOfWord(broadcastTypes, textOf(fieldOf(grid, row, "type")));
  const at = readTime(fieldOf(grid, row, "at"), timeZone);
  if (key === "" || type === undefined || at === undefined) return undefined;
  const written = textOf(fieldOf(grid, row, "status"));
  const [, word = written, reason = ""] = statusWithReason.exec(written) ?? [];
  const status = keyOfWord(broadcastStatuses, word) ?? "failed";
  const group = textOf(fieldOf(grid, row, "group"));
  return { at, type, group, text: rawText(fieldOf(grid, row, "text")), status, reason, key };
}

/** What stands in 状态. */
export function broadcastStatus({ status, reason }: Pick<Broadcast, "status" | "reason">): string {
  return reason === "" ? broadcastStatuses[status] : `${broadcastStatuses[status]}\uff1a${reason}`;
}

export function broadcastFields(broadcast: Broadcast, timeZone: string): Fields {
  return {
    at: toSerial(broadcast.at, timeZone),
    type: broadcastTypes[broadcast.type],
    group: stored(broadcast.group),
    text: stored(broadcast.text),
    status: broadcastStatus(broadcast),
    key: broadcast.key,
  };
}
