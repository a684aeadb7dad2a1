/** One post to one address. In: a signed event. Out: whether it was taken, and if not, why. */
import { retryAfterMs } from "../channels/transport/retry-after";
import { deliveryErrors } from "../language/sheet-words/subscription-words";
import { isPrivateRefusal } from "../public-addresses";
import type { SignedPost } from "./cloud-event";

export interface Failure {
  readonly reason: string;
  readonly retryAfterMs: number | undefined;
  /** The address wants no more, ever. */
  readonly isGone: boolean;
  /** The address works, but does not take this. */
  readonly isRefusal: boolean;
}

/** Answers of 4xx that are about the caller, the address or the moment, whatever is posted. @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5 */
const aboutAddress: readonly number[] = [401, 402, 407, 408, 410, 421, 425, 426, 429];

const timeLimitMs = 15_000;

const failed = (reason: string): Failure => ({
  reason,
  retryAfterMs: undefined,
  isGone: false,
  isRefusal: false,
});

/** undefined: it was taken. */
export async function postEvent(
  address: string,
  { headers, body }: SignedPost,
  deps: { readonly fetch: typeof fetch; readonly now: () => Date },
): Promise<Failure | undefined> {
  try {
    const answer = await deps.fetch(address, {
      ...{ method: "POST", headers, body: new Uint8Array(body), redirect: "manual" },
      signal: AbortSignal.timeout(timeLimitMs),
    });
    await readOver(answer);
    const { status } = answer;
    if (status >= 200 && status < 300) return undefined;
    if (status >= 300 && status < 400) return failed(deliveryErrors.redirected(status));
    return {
      reason: deliveryErrors.answered(status),
      retryAfterMs: retryAfterMs(answer.headers.get("retry-after"), deps.now()),
      isGone: status === 410,
      isRefusal: status >= 400 && status < 500 && !aboutAddress.includes(status),
    };
  } catch (error) {
    return failed(reasonOf(error));
  }
}

const longestAnswer = 64 * 1024;

/** Reads a short answer to its end, so that the connection can be used again; a long one is cut off. */
async function readOver({ body }: Response): Promise<void> {
  let read = 0;
  for await (const chunk of body ?? []) {
    read += (chunk as Uint8Array).length;
    if (read > longestAnswer) break;
  }
}

function reasonOf(error: unknown): string {
  const { name, cause } = error as Error & {
    readonly cause?: { readonly code?: unknown; readonly name?: unknown };
  };
  if (name === "TimeoutError" || cause?.name === "TimeoutError")
    return deliveryErrors.late(timeLimitMs / 1_000);
  if (isPrivateRefusal(error)) return deliveryErrors.inside;
  return deliveryErrors.unreachable(typeof cause?.code === "string" ? cause.code : name);
}
