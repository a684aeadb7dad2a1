/** What was called, written and done in a chaos, line by line, for looking into a seed that failed. */
import type { SheetCall } from "../../src/local-sheet/server";
import type { Rig } from "./rig";

export type Trace = (line: string) => void;

/** What is looked at: cells as typed, by tab; what stockrooms said, where that is known. */
interface Traced extends Partial<Pick<Rig, "events">> {
  formulas(tab: string): Promise<readonly (readonly unknown[])[]>;
}

const seen = new WeakMap<Traced, number>();

/** Runs a call, and traces it with the sheet as it is then. */
export async function traced<Answer>(
  rig: Traced,
  { call, trace }: { readonly call: SheetCall; readonly trace: Trace | undefined },
  run: () => Promise<Answer> | Answer,
): Promise<Answer> {
  if (!trace) return run();
  const answer = await run();
  const status = typeof answer === "string" ? answer : (answer as { status: number }).status;
  trace(`-- ${call.kind} ${call.path.slice(-12)} ${String(status)}`);
  const { events = [] } = rig;
  for (const event of events.slice(seen.get(rig) ?? 0))
    trace(`   ${JSON.stringify(event).slice(0, 300)}`);
  seen.set(rig, events.length);
  if (call.kind !== "write") return answer;
  const { requests = [] } = (call.body ?? {}) as { requests?: Record<string, any>[] };
  for (const request of requests) trace(`   ${shownRequest(request)}`);
  await traceSheet(rig, trace);
  return answer;
}

function shownRequest(request: Record<string, any>): string {
  const { updateCells, copyPaste } = request;
  if (copyPaste) {
    const { source, destination } = copyPaste;
    return `copy ${source.sheetId}!${source.startRowIndex},${source.startColumnIndex} -> ${destination.sheetId}!${destination.startRowIndex},${destination.startColumnIndex}`;
  }
  if (updateCells?.start === undefined) return JSON.stringify(request).slice(0, 200);
  const { start, rows = [] } = updateCells;
  const cells = rows.map(({ values = [] }: any) =>
    values
      .map(({ userEnteredValue: value }: any) => Object.values((value ?? {}) as object)[0] ?? "")
      .join("|")
      .slice(0, 6000),
  );
  return `cells ${start.sheetId}!${start.rowIndex},${start.columnIndex} ${cells.slice(0, 12).join(" // ")}`;
}

/** The newest rows of a tab for each. */
const shownTabs = { 库存: 100, 流水: 8, 待处理: 30, 盘点: 30 };

export async function traceSheet(rig: Traced, trace: Trace): Promise<void> {
  for (const [tab, most] of Object.entries(shownTabs)) {
    const rows = await rig.formulas(tab).catch(() => []);
    for (const row of rows.slice(0, most)) trace(`   ${tab} ${row.join("|")}`);
  }
}
