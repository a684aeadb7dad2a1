/**
 * The embedded sheet in a process of its own, for the figures: answers every call after the time that a round trip takes,
 * and says, when asked over IPC, how many calls came and when the answer that wrote each message's row left.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { startLocalSheet, type SheetAnswer, type SheetCall } from "../../src/local-sheet/server";

/** What the process answers to any message. */
export interface SheetLog {
  readonly reads: number;
  readonly writes: number;
  /** Calls that were answered 429. */
  readonly refused: number;
  /** Most calls of one kind within any minute. */
  readonly mostPerMinute: number;
  /** Message → when its row stood in the sheet and the answer left, in ms since 1970. */
  readonly rows: Readonly<Record<string, number>>;
  /** Message → when the stock showed it: the time of its row was written beside the figure. */
  readonly cells: Readonly<Record<string, number>>;
}

export interface SheetReady {
  readonly url: string;
  readonly spreadsheetId: string;
}

/** @see https://developers.google.com/workspace/sheets/api/limits */
const tooMany: SheetAnswer = {
  status: 429,
  body: { error: { code: 429, message: "Quota exceeded", status: "RESOURCE_EXHAUSTED" } },
};

const preciseNow = (): number => performance.timeOrigin + performance.now();

interface WrittenRow {
  readonly values?: readonly {
    readonly userEnteredValue?: { readonly stringValue?: string; readonly numberValue?: number };
  }[];
}

interface BatchBody {
  readonly requests?: readonly {
    readonly appendCells?: { readonly rows?: readonly WrittenRow[] };
    readonly updateCells?: { readonly rows?: readonly WrittenRow[] };
  }[];
}

const messageIds = /bench-[a-z]+-\d+/g;
const numbersOf = ({ values = [] }: WrittenRow): readonly number[] =>
  values.flatMap(({ userEnteredValue }) => userEnteredValue?.numberValue ?? []);

function createCallLog() {
  const times = { read: [] as number[], write: [] as number[] };
  const rows: Record<string, number> = {};
  const cells: Record<string, number> = {};
  /** The time in a row of the ledger, its first number → the message. */
  const messageAt = new Map<number, string>();
  let refused = 0;
  const noteCells = (requests: NonNullable<BatchBody["requests"]>): void => {
    for (const { appendCells, updateCells } of requests) {
      for (const row of appendCells?.rows ?? []) {
        const [at] = numbersOf(row);
        const [id] = JSON.stringify(row).match(messageIds) ?? [];
        if (at !== undefined && id !== undefined) messageAt.set(at, id);
      }
      for (const at of (updateCells?.rows ?? []).flatMap(numbersOf)) {
        const id = messageAt.get(at);
        if (id !== undefined) cells[id] ??= preciseNow();
      }
    }
  };
  return {
    /** Whether one more call of a kind keeps the last minute within the limit. */
    within: (kind: SheetCall["kind"], perMinute: number): boolean =>
      times[kind].filter((time) => time > preciseNow() - 60_000).length < perMinute,
    note(call: SheetCall, answer: SheetAnswer): void {
      times[call.kind].push(preciseNow());
      if (answer.status === 429) refused += 1;
      if (call.kind !== "write" || answer.status >= 300) return;
      for (const [id] of JSON.stringify(call.body).matchAll(messageIds)) rows[id] ??= preciseNow();
      noteCells((call.body as BatchBody | undefined)?.requests ?? []);
    },
    tell: (): SheetLog => ({
      reads: times.read.length,
      writes: times.write.length,
      refused,
      mostPerMinute: Math.max(mostWithin(times.read), mostWithin(times.write)),
      rows,
      cells,
    }),
    forget(): void {
      times.read = [];
      times.write = [];
      refused = 0;
    },
  };
}

function mostWithin(times: readonly number[]): number {
  let from = 0;
  let most = 0;
  for (const [index, time] of times.entries()) {
    while ((times[from] ?? time) <= time - 60_000) from += 1;
    most = Math.max(most, index - from + 1);
  }
  return most;
}

/** What the rig reads and what its people do: by ranges, which the relay never does and the naive design always. */
const isByRange = ({ path, body }: SheetCall): boolean =>
  path.includes("/values/") ||
  (body as { responseIncludeGridData?: boolean } | undefined)?.responseIncludeGridData === false;

async function main(): Promise<void> {
  const latencyMs = Number(process.env["BENCH_LATENCY_MS"] ?? "0");
  const perMinute = Number(process.env["BENCH_CALLS_PER_MINUTE"] ?? "60");
  const log = createCallLog();
  let measures: "nothing" | "relay" | "everything" = "nothing";
  const sheet = await startLocalSheet({
    dir: undefined,
    timeZone: "Asia/Shanghai",
    async intercept(call, apply) {
      if (measures === "nothing" || (measures === "relay" && isByRange(call))) return apply();
      await sleep(latencyMs);
      const answer = log.within(call.kind, perMinute) ? apply() : tooMany;
      log.note(call, answer);
      return answer;
    },
  });
  process.on("message", (message) => {
    if (message === "relay" || message === "everything") {
      measures = message;
      log.forget();
    }
    process.send?.(log.tell());
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.({ url: sheet.url, spreadsheetId: sheet.spreadsheetId } satisfies SheetReady);
}

void main();
