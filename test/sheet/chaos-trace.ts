/** What was called, written and done in a chaos, line by line, for looking into a seed that failed. */
import type { SheetCall } from "../../src/local-sheet/server";
import type { People, Rig } from "./rig";

export type Trace = (line: string) => void;

const seen = new WeakMap<Rig, number>();

/** Runs a call, and traces it with the sheet as it is then. */
export async function traced<Answer>(
  rig: Rig,
  { call, trace }: { readonly call: SheetCall; readonly trace: Trace | undefined },
  run: () => Promise<Answer>,
): Promise<Answer> {
  if (!trace) return run();
  const answer = await run();
  const status = typeof answer === "string" ? answer : (answer as { status: number }).status;
  trace(`-- ${call.kind} ${call.path.slice(-12)} ${String(status)}`);
  for (const event of rig.events.slice(seen.get(rig) ?? 0))
    trace(`   ${JSON.stringify(event).slice(0, 300)}`);
  seen.set(rig, rig.events.length);
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
  if (!updateCells) return JSON.stringify(request).slice(0, 200);
  const { start, rows } = updateCells;
  const cells = rows.map(({ values }: any) =>
    values
      .map(({ userEnteredValue: value }: any) => Object.values((value ?? {}) as object)[0] ?? "")
      .join("|")
      .slice(0, 6000),
  );
  return `cells ${start.sheetId}!${start.rowIndex},${start.columnIndex} ${cells.slice(0, 12).join(" // ")}`;
}

export async function traceSheet(rig: People, trace: Trace): Promise<void> {
  for (const row of await rig.formulas("库存")) trace(`   S ${row.join("|")}`);
  for (const row of (await rig.formulas("流水")).slice(0, 8)) trace(`   L ${row.join("|")}`);
}
