/**
 * Calls counted over the last minute, as Google's quotas do; a call too many is a 429 with Google's body.
 * @see https://developers.google.com/workspace/sheets/api/limits
 */
import { Refusal } from "./refusal";

type Kind = "read" | "write";

export interface Limits {
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
}

const minuteMs = 60_000;

/** Counts a call, or throws the 429. */
export function createQuota(limits: Limits | undefined): (kind: Kind, nowMs: number) => void {
  const counted: Record<Kind, number[]> = { read: [], write: [] };
  return (kind, nowMs) => {
    if (limits === undefined) return;
    const limit = kind === "read" ? limits.readsPerMinute : limits.writesPerMinute;
    const recent = counted[kind].filter((at) => nowMs - at < minuteMs);
    counted[kind] = recent;
    if (recent.length >= limit) throw tooMany(kind, limit);
    recent.push(nowMs);
  };
}

function tooMany(kind: Kind, limit: number): Refusal {
  const name = kind === "read" ? "Read" : "Write";
  const consumer = "projects/000000000000";
  const message = `Quota exceeded for quota metric '${name} requests' and limit '${name} requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:000000000000'.`;
  return new Refusal(429, message, [
    {
      "@type": "type.googleapis.com/google.rpc.ErrorInfo",
      reason: "RATE_LIMIT_EXCEEDED",
      domain: "googleapis.com",
      metadata: {
        service: "sheets.googleapis.com",
        consumer,
        quota_metric: `sheets.googleapis.com/${kind}_requests`,
        quota_limit: `${name}RequestsPerMinutePerUser`,
        quota_limit_value: String(limit),
        quota_location: "global",
      },
    },
    {
      "@type": "type.googleapis.com/google.rpc.Help",
      links: [
        {
          description: "Request a higher quota limit.",
          url: "https://cloud.google.com/docs/quotas/help/request_increase",
        },
      ],
    },
  ]);
}
