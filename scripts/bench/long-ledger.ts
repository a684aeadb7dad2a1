/** What a long ledger costs who takes it out of the relay: exports of half a million rows, pages of reports over a year. */
import { setTimeout as sleep } from "node:timers/promises";
import { exportFormats, type ExportFormat } from "../../src/export-files/export";
import { preciseNow } from "./relay";
import { onRig, type Rig } from "./rig";

const exportedRows = 500_000;
const reportedRows = 100_000;
/** What two relays on one Google account may read in a minute. */
const perMinute = 300;
const pollMs = 20;

export interface ExportCost {
  readonly format: ExportFormat;
  readonly seconds: number;
  readonly megabytes: number;
  /** Of the relay, at its highest; undefined where the system doesn't tell. */
  readonly mostMb: number | undefined;
  /** The longest that a plain request waited meanwhile. */
  readonly waitedMs: number;
}

async function exportOf({ relay }: Rig, format: ExportFormat): Promise<ExportCost> {
  let mostMb: number | undefined;
  let waitedMs = 0;
  let isOver = false;
  const watch = async (): Promise<void> => {
    while (!isOver) {
      const askedAt = preciseNow();
      // A connection that was kept may be closed in the moment in which it is asked.
      await fetch(`${relay.url}/healthz`).then(
        (answer) => answer.arrayBuffer(),
        () => undefined,
      );
      waitedMs = Math.max(waitedMs, preciseNow() - askedAt);
      const mb = relay.residentMb();
      if (mb !== undefined) mostMb = Math.max(mostMb ?? 0, mb);
      await sleep(pollMs);
    }
  };
  const watching = watch();
  const startedAt = preciseNow();
  let bytes = 0;
  try {
    const days = `from=2000-01-01&to=2099-12-31`;
    const answer = await fetch(`${relay.url}/export/file?tab=ledger&format=${format}&${days}`);
    if (!answer.ok) throw new Error(`the export was answered ${answer.status}`);
    for await (const chunk of answer.body ?? []) bytes += (chunk as Uint8Array).length;
  } finally {
    isOver = true;
    await watching;
  }
  const seconds = (preciseNow() - startedAt) / 1000;
  return { format, seconds, megabytes: bytes / 1024 ** 2, mostMb, waitedMs };
}

/** As in a container of 256 MB; without a bound Node lets garbage lie longer. */
const smallHeap = { NODE_OPTIONS: "--max-old-space-size=128" };

/** @returns the memory at the start in MB, and the cost of each format one after the other */
export const measureExports = (): Promise<{
  readonly startMb: number | undefined;
  readonly costs: readonly ExportCost[];
}> =>
  onRig({ ledgerRows: exportedRows, perMinute, environment: smallHeap }, async (rig) => {
    const startMb = rig.relay.residentMb();
    const costs: ExportCost[] = [];
    for (const format of exportFormats) costs.push(await exportOf(rig, format));
    return { startMb, costs };
  });

const reportPages = ["/report?period=month0", "/department?name=%E8%A1%8C%E6%94%BF%E9%83%A8"];

export interface ReportCost {
  readonly page: string;
  /** Of the first answer, for which the ledger is read, and of the one after it. */
  readonly first: Took;
  readonly next: Took;
}

interface Took {
  readonly seconds: number;
  /** Processor time of the relay in ms; undefined where the system doesn't tell. */
  readonly cpuMs: number | undefined;
}

export const measureReports = (): Promise<readonly ReportCost[]> =>
  onRig({ ledgerRows: reportedRows, perMinute }, async ({ relay }) => {
    const took = async (page: string): Promise<Took> => {
      const [askedAt, cpuBefore] = [preciseNow(), relay.cpuMs()];
      const answer = await fetch(`${relay.url}${page}`);
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${page} was answered ${answer.status}`);
      const cpuAfter = relay.cpuMs();
      const isTold = cpuBefore !== undefined && cpuAfter !== undefined;
      const seconds = (preciseNow() - askedAt) / 1000;
      return { seconds, cpuMs: isTold ? cpuAfter - cpuBefore : undefined };
    };
    const costs: ReportCost[] = [];
    for (const page of reportPages)
      costs.push({ page, first: await took(page), next: await took(page) });
    return costs;
  });
