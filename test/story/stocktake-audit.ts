/** What must hold of a session after any trouble: every message once, and rows of 盘点 that say what 流水 says. */
import type { BridgeMessage } from "../../scripts/bridge";
import { idOf, type Office, type Row } from "./office";

export interface SaidMessage extends BridgeMessage {
  readonly sentAt: Date;
  readonly name: string;
  readonly figure: number;
  readonly isCount: boolean;
}

/** A figure that a person typed into 实盘数. */
export interface Counted {
  readonly name: string;
  readonly counted: number;
}

/** A row of 流水 at its own moment; `counted`: of a count. */
interface Moved {
  readonly at: number;
  readonly change: number;
  readonly counted: number | undefined;
}

const began = 100;
const dayMs = 86_400_000;
/** In ms since 1970, of a serial number in Shanghai. */
const momentOf = (serial: unknown): number => (Number(serial) - 25_569) * dayMs - 8 * 3_600_000;

export async function auditSession(
  office: Pick<Office, "rows" | "stock" | "bridge">,
  said: readonly SaidMessage[],
  typed: readonly Counted[],
): Promise<readonly string[]> {
  const [ledger, entries, rows, stock] = [
    await office.rows("流水"),
    await office.rows("待处理"),
    await office.rows("盘点"),
    await office.stock(),
  ];
  const byMessage = new Map(said.map((message) => [idOf(message.messageId), message]));
  const names = [...new Set(said.map(({ name }) => name))];
  return [
    ...twice(ledger.map((row) => String(row["消息ID"]))).map((id) => `${id} stands twice in 流水`),
    ...twice(rows.map((row) => String(row["物品名称"]))).map(
      (name) => `${name} stands twice in 盘点`,
    ),
    ...said.flatMap((message) => unaccounted(message, ledger, entries, office)),
    ...names.flatMap((name) => {
      const moved = ledger.flatMap((row) =>
        row["物品名称"] === name ? movedBy(row, byMessage) : [],
      );
      const row = rows.find((one) => one["物品名称"] === name);
      const isTyped = typed.some((one) => one.name === name && one.counted === row?.["实盘数"]);
      const waits = entries.some(
        (entry) => entry["状态"] === "待处理" && String(entry["原文"]).includes(name),
      );
      return [
        ...figureFaults(name, moved, stock[name]),
        ...(row === undefined ? [] : rowFaults(row, moved, { isTyped, waits })),
      ];
    }),
  ];
}

const twice = (texts: readonly string[]): readonly string[] =>
  texts.filter((text, index) => texts.indexOf(text) !== index);

/** Booked, or an entry, or answered otherwise (others have said the same, it was asked about): once. */
function unaccounted(
  { messageId, text }: SaidMessage,
  ledger: readonly Row[],
  entries: readonly Row[],
  { bridge }: Pick<Office, "bridge">,
): readonly string[] {
  const id = idOf(messageId);
  const isOwn = (row: Row): boolean => String(row["消息ID"]) === id;
  const booked = ledger.filter(isOwn).length;
  const own = entries.filter(isOwn);
  const open = own.filter((row) => row["状态"] === "待处理").length;
  const isAnswered = bridge.posts.some(
    ({ inReplyTo, inReplyToAll = [] }) =>
      inReplyTo === messageId || inReplyToAll.includes(messageId),
  );
  if (booked + open > 1) return [`${text} (${id}): ${booked} rows, ${open} open entries`];
  return booked + own.length > 0 || isAnswered ? [] : [`${text} (${id}) was lost`];
}

function movedBy(row: Row, byMessage: ReadonlyMap<string, SaidMessage>): readonly Moved[] {
  const message = byMessage.get(String(row["消息ID"]));
  const at = message?.sentAt.getTime() ?? momentOf(row["时间"]);
  const isCount = row["类型"] === "盘点";
  const counted = isCount ? Number(/(\d+)\D*$/u.exec(String(row["原文"]))?.[1]) : undefined;
  return [{ at, change: Number(row["变动"]), counted }];
}

const total = (moved: readonly Moved[]): number =>
  moved.reduce((sum, { change }) => sum + change, 0);

const isSince =
  (count: Moved) =>
  ({ at, counted }: Moved): boolean =>
    counted === undefined && at > count.at;

const lastCount = (moved: readonly Moved[]): Moved | undefined =>
  moved
    .filter(({ counted }) => counted !== undefined)
    .toSorted((one, other) => other.at - one.at)[0];

/** What there is: by the sum of all, and by the last count with what moved since. */
function figureFaults(name: string, moved: readonly Moved[], shown: unknown): readonly string[] {
  const sum = began + total(moved);
  const faults =
    shown === sum ? [] : [`${name}: 库存 shows ${String(shown)}, 流水 comes to ${sum}`];
  const last = lastCount(moved);
  if (last === undefined) return faults;
  const since = moved.filter(isSince(last));
  const expected = (last.counted ?? 0) + total(since);
  return sum === expected
    ? faults
    : [...faults, `${name}: counted, it should be ${expected} and not ${sum}`];
}

function rowFaults(
  row: Row,
  moved: readonly Moved[],
  { isTyped, waits }: { readonly isTyped: boolean; readonly waits: boolean },
): readonly string[] {
  const last = lastCount(moved);
  const [name, status] = [String(row["物品名称"]), row["状态"]];
  if (status === "待复盘") {
    if (last !== undefined && last.at > momentOf(row["盘点时间"]) + 1_000)
      return [`${name} is 待复盘, and was counted as ${last.counted} since`];
    return waits ? [] : [`${name} is 待复盘, and nothing waits`];
  }
  if (last === undefined) return status === "已盘" ? [`${name} is 已盘 without a count`] : [];
  if (status !== "已盘") return [`${name} was counted as ${last.counted} and is ${String(status)}`];
  // A person's own figure stays.
  if (isTyped && row["实盘数"] !== last.counted) return [];
  const isLater = isSince(last);
  const before = moved.filter((one) => one.counted === undefined && !isLater(one));
  const book = began + total(before);
  return [
    ...(row["实盘数"] === last.counted
      ? []
      : [`${name} was counted as ${last.counted}, not ${String(row["实盘数"])}`]),
    ...(row["账面数"] === book ? [] : [`${name}: 账面数 is ${String(row["账面数"])}, not ${book}`]),
    ...(Number(row["差异"]) === Number(row["实盘数"]) - Number(row["账面数"])
      ? []
      : [`${name}: 差异 is ${String(row["差异"])}`]),
  ];
}
