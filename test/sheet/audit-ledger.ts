/** The ledger's part of the audit: each message once and whole, chains in the order of 时间, what people typed. */
import type { BookingOutcome } from "../../src/inventory/movements/outcome";
import { messageIdOfRow, type Movement } from "../../src/inventory/movements/movement";
import { tabs } from "../../src/language/sheet-words/headings";
import { ledgerTab } from "../../src/sheet/tabs/ledger";
import type { Expected } from "./audit";
import type { Meant } from "./audit-cells";

export type Row = Readonly<Record<string, unknown>>;

export const text = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
export const itemOf = (row: Row): string =>
  `${text(row["物品名称"])} ${text(row["规格型号"])}`.trim();

const voidMark = "撤销:";
const zone = "Asia/Shanghai";

/** What outcomes say and the ledger holds are the same; every row is a booking's, a voiding's or an adjustment. */
export function auditMessages(
  ledger: readonly Row[],
  pending: readonly Row[],
  { outcomes, sent = new Set(outcomes.keys()), meant }: Expected,
): readonly string[] {
  const faults: string[] = [];
  const byId = new Map<string, Row>();
  for (const row of ledger) {
    const id = text(row["消息ID"]);
    if (id === "") continue;
    if (byId.has(id)) faults.push(`${id} stands twice`);
    byId.set(id, row);
  }
  for (const [message, outcome] of outcomes) {
    const rows = [...byId.keys()].filter((id) => messageIdOfRow(id) === message);
    faults.push(...auditOutcome(message, outcome, { byId, rows, pending, meant }));
  }
  for (const message of sent) {
    if (
      !byId.has(message) &&
      !["impossible", "refused"].includes(outcomes.get(message)?.kind ?? "")
    ) {
      const isEntry = pending.some((row) => row["消息ID"] === message);
      if (!isEntry) faults.push(`${message} is lost`);
    }
  }
  for (const [id, row] of byId) {
    if (id.startsWith("手工:")) continue;
    const ofRow = id.startsWith(voidMark) ? id.slice(voidMark.length) : id;
    if (!sent.has(messageIdOfRow(ofRow))) faults.push(`${id} was never sent`);
    if (id === ofRow) continue;
    const voided = byId.get(ofRow);
    if (voided === undefined) faults.push(`${id} takes back nothing`);
    else if (!mirrors(voided, row)) faults.push(`${id} is no mirror of what it takes back`);
    const message = messageIdOfRow(ofRow);
    const others = [...byId.keys()].filter((one) => messageIdOfRow(one) === message);
    if (others.some((one) => !byId.has(voidMark + one)))
      faults.push(`${message} is voided in part`);
    const entries = pending.filter((one) => one["消息ID"] === message);
    if (entries.length !== 1) faults.push(`${message} is voided with ${entries.length} entries`);
  }
  const times = [...byId.values()].map((row) => Number(row["时间"]));
  if (new Set(times).size !== times.length) faults.push("two rows have the same time");
  return faults;
}

function auditOutcome(
  message: string,
  outcome: BookingOutcome,
  {
    byId,
    rows,
    pending,
    meant,
  }: {
    readonly byId: ReadonlyMap<string, Row>;
    readonly rows: readonly string[];
    readonly pending: readonly Row[];
    readonly meant: Meant | undefined;
  },
): readonly string[] {
  const isVoided = byId.has(voidMark + message);
  switch (outcome.kind) {
    case "booked": {
      const { movements } = outcome;
      if (isVoided) return [`${message} was said to be booked and is voided`];
      if (movements.length !== rows.length)
        return [`${message} was booked with ${movements.length} rows, ${rows.length} stand`];
      return movements.flatMap((movement) => auditRow(movement, byId.get(movement.id), meant));
    }
    case "impossible": {
      const faults: string[] = [];
      if (rows.length > 0 && !isVoided)
        faults.push(`${message} was said to be impossible and stands`);
      if (outcome.written && outcome.pending.length !== 1)
        faults.push(`${message} was answered with ${outcome.pending.length} entries`);
      if (outcome.written && !pending.some((row) => row["消息ID"] === message))
        faults.push(`${message} has no entry`);
      return faults;
    }
    case "refused":
      return rows.length > 0 ? [`${message} was said to be refused and stands`] : [];
    case "already":
      return rows.length === 0 ? [`${message} was said to be booked before and is not there`] : [];
  }
}

/** A row of the sheet is what was booked, cell by cell. */
function auditRow(
  movement: Movement,
  row: Row | undefined,
  meant: Meant = new Set(),
): readonly string[] {
  if (row === undefined) return [`${movement.id} was said to be booked and is not there`];
  const fields = ledgerTab.format(movement, zone);
  return Object.entries(tabs.ledger.columns).flatMap(([field, { header }]) => {
    const [wanted, stands] = [text(fields[field]), text(row[header])];
    return wanted === stands || meant.has(`ledger|${movement.id}|${header}`)
      ? []
      : [`${movement.id}: ${header} is ${stands}, not ${wanted}`];
  });
}

const mirrored = ["物品名称", "规格型号", "单位", "领用人", "部门", "操作人", "来源", "原文"];

const mirrors = (row: Row, back: Row): boolean =>
  Number(row["变动"]) === -Number(back["变动"]) &&
  Number(back["时间"]) > Number(row["时间"]) &&
  mirrored.every((header) => row[header] === back[header]);

/** Each item's rows lead from its figure at the start to the one that the sheet shows, with that row's time. */
export function auditItems(
  stock: readonly Row[],
  ledger: readonly Row[],
  { start, typed }: Pick<Expected, "start" | "typed">,
  /** Items whose figure is a formula's. */
  computed: ReadonlySet<string>,
): { readonly faults: readonly string[]; readonly phantoms: readonly string[] } {
  const faults: string[] = [];
  const phantoms: string[] = [];
  for (const [name, began] of start) {
    const rows = ledger
      .filter((row) => itemOf(row) === name)
      .sort((a, b) => Number(a["时间"]) - Number(b["时间"]));
    faults.push(...auditChain(name, began, rows));
    phantoms.push(...auditAdjustments(name, rows, typed.get(name) ?? []));
    const shown = stock.filter((row) => itemOf(row) === name);
    if (shown.length !== 1) continue;
    const [item = {}] = shown;
    if (computed.has(name)) continue;
    faults.push(...auditShown(name, item, { began, rows }));
    const newest = (typed.get(name) ?? []).at(-1);
    if (newest !== undefined && !rows.some((row) => meantBy(row) === newest))
      faults.push(`${name}: ${newest} was typed and noted nowhere`);
  }
  return { faults, phantoms };
}

function auditChain(name: string, began: number, rows: readonly Row[]): readonly string[] {
  const faults: string[] = [];
  let figure = began;
  for (const row of rows) {
    const [id, before, change] = [text(row["消息ID"]), row["变动前"], Number(row["变动"])];
    if (before !== figure) faults.push(`${name}: ${id} begins at ${text(before)}, not ${figure}`);
    figure = Number(row["变动后"]);
    if (Math.abs(Number(before) + change - figure) > 1e-9)
      faults.push(`${name}: ${id} does not add up`);
  }
  return faults;
}

/** The figure that a person typed, as an adjustment has it. */
function meantBy(row: Row): number | undefined {
  if (row["类型"] !== "手工调整") return undefined;
  const named = /有人同时把库存改为 (-?[\d.]+)/.exec(text(row["备注"]))?.[1];
  return named === undefined ? Number(row["变动后"]) : Number(named);
}

/** Each adjustment notes one figure that was typed: itself, or with the bookings on top that were not shown yet. */
function auditAdjustments(
  name: string,
  rows: readonly Row[],
  typed: readonly number[],
): readonly string[] {
  const left = [...typed];
  return rows.flatMap((row, index) => {
    const meant = meantBy(row);
    if (meant === undefined) return [];
    const at = left.indexOf(meant);
    if (at < 0) return [`${name}: an adjustment of ${meant}, which nobody typed, or noted twice`];
    left.splice(at, 1);
    const after = Number(row["变动后"]);
    if (after === meant || (Number(row["变动"]) === 0 && isCountBefore(rows, index))) return [];
    let sum = meant;
    for (const earlier of rows.slice(0, index).reverse()) {
      if (earlier["类型"] !== "手工调整") sum += Number(earlier["变动"]);
      if (sum === after) return [];
    }
    return [`${name}: ${meant} was typed, and the adjustment ends at ${after}`];
  });
}

const isCountBefore = (rows: readonly Row[], index: number): boolean =>
  rows.slice(0, index).some((row) => row["类型"] === "盘点");

/** The figure is the ledger's last, and the time beside it that of a row which ended with it. */
function auditShown(
  name: string,
  item: Row,
  { began, rows }: { readonly began: number; readonly rows: readonly Row[] },
): readonly string[] {
  const { 当前库存: shown, 上次更新时间: at } = item;
  if (typeof shown !== "number") return [];
  const last = rows.at(-1);
  const figure = Number(last?.["变动后"] ?? began);
  if (shown !== figure) return [`${name}: the sheet shows ${shown}, the ledger ends at ${figure}`];
  const isTimed =
    at === "" ? shown === began : rows.some((row) => row["时间"] === at && row["变动后"] === shown);
  return isTimed || last === undefined
    ? []
    : [`${name}: 上次更新时间 is ${text(at)}, not that of ${text(last["消息ID"])}`];
}
