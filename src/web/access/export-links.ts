/** Links to one file that are good for a day, for people who have no token: 「导出 本月流水」 gives one. The signature is over all of it. */
import { createPasses, dayMs } from "./passes";

/** As the page's form sends it. Days are `yyyy-MM-dd`, both included; "" for 库存. */
interface ExportFile {
  readonly tab: "stock" | "ledger";
  readonly from: string;
  readonly to: string;
  readonly format: "csv" | "xlsx" | "jsonl";
  /** Whether columns that tell of persons are in it. */
  readonly persons: "yes" | "no";
}

export interface ExportLinks {
  /** A link that is good for 24 hours from `now`. */
  sign(file: ExportFile, now: Date): string;
  /** Whether an address's query is one that was signed, as it was, and not longer ago than a day. */
  isGood(query: Readonly<Record<string, unknown>>, now: Date): boolean;
}

const signedFields = ["tab", "from", "to", "format", "persons"] as const;

/** `origin` is where people reach the pages, without a slash at the end. */
export function createExportLinks({
  signingKey,
  origin,
}: {
  readonly signingKey: string | Buffer;
  readonly origin: () => string;
}): ExportLinks {
  const passes = createPasses(signingKey);
  const whatOf = (query: Readonly<Record<string, unknown>>): string =>
    `export:${JSON.stringify(signedFields.map((field) => query[field]))}`;

  return {
    sign(file, now) {
      const pass = passes.passTo(whatOf({ ...file }), new Date(now.getTime() + dayMs));
      return `${origin()}/export/file?${new URLSearchParams({ ...file, ...pass }).toString()}`;
    },
    isGood(query, now) {
      const { until, key } = query;
      if (typeof key !== "string" || typeof until !== "string") return false;
      return passes.leftOf(whatOf(query), { until, key }, dayMs, now) !== undefined;
    },
  };
}
