/** A Sheets client that tells of every call: what kind, how it was answered, how long it took. Changes nothing. */
import { SheetAwayError, SheetDeniedError, SheetRefusedError } from "../../errors";
import type { SheetsClient } from "./client";

/** One call of the API. */
export interface CountedCall {
  readonly kind: "read" | "write";
  /** undefined: no answer came. */
  readonly status: number | undefined;
  readonly tookMs: number;
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof SheetAwayError || error instanceof SheetDeniedError) return error.status;
  return error instanceof SheetRefusedError ? 400 : undefined;
}

/** `nowMs`: a clock for durations. */
export function countCalls(
  client: SheetsClient,
  nowMs: () => number,
  onCall: (call: CountedCall) => void,
): SheetsClient {
  async function counted<Answer>(
    kind: CountedCall["kind"],
    call: () => Promise<Answer>,
  ): Promise<Answer> {
    const startedAt = nowMs();
    const tell = (status: number | undefined): void =>
      onCall({ kind, status, tookMs: nowMs() - startedAt });
    try {
      const answer = await call();
      tell(200);
      return answer;
    } catch (error) {
      tell(statusOf(error));
      throw error;
    }
  }
  return {
    account: client.account,
    fetchSpreadsheet: (id, query) => counted("read", () => client.fetchSpreadsheet(id, query)),
    fetchValues: (id, ranges) => counted("read", () => client.fetchValues(id, ranges)),
    applyBatch: (id, batch) => counted("write", () => client.applyBatch(id, batch)),
  };
}
