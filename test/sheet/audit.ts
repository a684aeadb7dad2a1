/** What must hold after any run, whatever people and the network did. Answers sentences about what does not. */
import type { BookingOutcome } from "../../src/inventory/movements/outcome";
import type { Rig } from "./rig";

type Row = Record<string, unknown>;

export interface Expected {
  /** Stock at the start, by `name spec`. */
  readonly start: ReadonlyMap<string, number>;
  /** Figures that people typed, by `name spec`. */
  readonly typed: ReadonlyMap<string, readonly number[]>;
  readonly outcomes: ReadonlyMap<string, BookingOutcome>;
  /** Every message that was sent; those of `outcomes` when it is left out. */
  readonly sent?: ReadonlySet<string>;
}

export const itemOf = (row: Row): string =>
  `${text(row["物品名称"])} ${text(row["规格型号"])}`.trim();
const text = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";

export async function audit(rig: Pick<Rig, "rows">, expected: Expected): Promise<string[]> {
  const { start, typed, outcomes } = expected;
  const sent = expected.sent ?? new Set(outcomes.keys());
  const faults: string[] = [];
  const ledger = await rig.rows("ledger");
  const stock = await rig.rows("stock");
  const byId = new Map<string, Row[]>();
  for (const row of ledger) {
    const id = text(row["消息ID"]);
    byId.set(id, [...(byId.get(id) ?? []), row]);
  }
  for (const [id, rows] of byId)
    if (rows.length > 1) faults.push(`${id} stands ${rows.length} times`);
  for (const [message, outcome] of outcomes) {
    const rows = byId.get(message) ?? [];
    const voided = byId.has(`撤销:${message}`);
    if (outcome.kind === "booked" && (rows.length !== 1 || voided)) {
      faults.push(`${message} was said to be booked and is ${voided ? "voided" : "not there"}`);
    }
    if (outcome.kind === "impossible" && rows.length > 0 && !voided) {
      faults.push(`${message} was said to be impossible and stands`);
    }
    if (outcome.kind === "impossible" && outcome.written && outcome.pending.length !== 1) {
      faults.push(`${message} was voided with ${outcome.pending.length} entries`);
    }
  }
  for (const message of sent)
    if (!byId.has(message) && outcomes.get(message)?.kind !== "impossible")
      faults.push(`${message} is lost`);
  for (const id of byId.keys()) {
    const message = id.replace(/^撤销:/, "").replace(/#\d+$/, "");
    if (!id.startsWith("手工:") && !sent.has(message)) faults.push(`${id} was never sent`);
    if (id.startsWith("撤销:") && !byId.has(id.slice(3))) faults.push(`${id} takes back nothing`);
  }
  const times = ledger.map((row) => Number(row["时间"]));
  if (new Set(times).size !== times.length) faults.push("two rows have the same time");
  for (const row of await rig.rows("pending")) {
    if (row["类型"] === "核对") faults.push(`a keeper has to check: ${text(row["原因"])}`);
  }
  for (const row of stock) faults.push(...auditItem(row, ledger, { start, typed }));
  return faults;
}

function auditItem(
  item: Row,
  ledger: Row[],
  { start, typed }: Pick<Expected, "start" | "typed">,
): string[] {
  const faults: string[] = [];
  const name = itemOf(item);
  const began = start.get(name);
  if (began === undefined) return [];
  const rows = ledger
    .filter((row) => itemOf(row) === name)
    .sort((a, b) => Number(a["时间"]) - Number(b["时间"]));
  let figure = began;
  for (const row of rows) {
    if (row["变动前"] !== figure) {
      faults.push(
        `${name}: ${text(row["消息ID"])} begins at ${String(row["变动前"])}, not at ${figure}`,
      );
    }
    figure = Number(row["变动后"]);
    const change = Number(row["变动"]);
    if (Math.abs(Number(row["变动前"]) + change - figure) > 1e-9) {
      faults.push(`${name}: ${text(row["消息ID"])} does not add up`);
    }
    if (row["类型"] === "手工调整") {
      const named = /改为 (-?[\d.]+)/.exec(text(row["备注"]))?.[1];
      const meant = named === undefined ? figure : Number(named);
      if (!(typed.get(name) ?? []).includes(meant))
        faults.push(`${name}: an adjustment of ${meant}, which nobody typed`);
    }
  }
  const shown = item["当前库存"];
  const numeric = typeof shown === "number" || shown === "";
  if (numeric && Number(shown) !== figure) {
    faults.push(`${name}: the sheet shows ${String(shown)}, the ledger ends at ${figure}`);
  }
  const last = rows.at(-1);
  if (numeric && last !== undefined && item["上次更新时间"] !== last["时间"]) {
    faults.push(
      `${name}: 上次更新时间 is ${text(item["上次更新时间"])}, not that of ${text(last["消息ID"])}`,
    );
  }
  return faults;
}
