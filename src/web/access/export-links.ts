/** Links to one file that are good for a day, for people who have no token: 「导出 本月流水」 gives one. The signature is over all of it. */
import { createHmac, timingSafeEqual } from "node:crypto";

const dayMs = 24 * 60 * 60 * 1000;

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

const signedFields = ["tab", "from", "to", "format", "persons", "until"] as const;

/** `origin` is where people reach the pages, without a slash at the end. */
export function createExportLinks({
  signingKey,
  origin,
}: {
  readonly signingKey: string | Buffer;
  readonly origin: () => string;
}): ExportLinks {
  const keyOf = (query: Readonly<Record<string, unknown>>): string =>
    createHmac("sha256", signingKey)
      .update(`export:${JSON.stringify(signedFields.map((field) => query[field]))}`)
      .digest("base64url");

  return {
    sign(file, now) {
      const query = { ...file, until: String(now.getTime() + dayMs) };
      const all = new URLSearchParams({ ...query, key: keyOf(query) });
      return `${origin()}/export/file?${all.toString()}`;
    },
    isGood(query, now) {
      const { until, key } = query;
      if (typeof key !== "string" || typeof until !== "string" || !/^\d{1,15}$/.test(until))
        return false;
      const left = Number(until) - now.getTime();
      const [expected, given] = [Buffer.from(keyOf(query)), Buffer.from(key)];
      const isOurs = expected.length === given.length && timingSafeEqual(expected, given);
      return isOurs && left > 0 && left <= dayMs;
    },
  };
}
