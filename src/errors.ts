/**
 * The error family: what the world outside may do to the relay. Refusals that a person can cause are values
 * (inventory/decide/decision), never one of these. Every message is a sentence that says what to do next.
 */

/** The environment is wrong; the start is refused. One mistake a line. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join("\n"));
  }
}

/**
 * The sheet did not answer, or asked to wait: time-out, reset, 5xx, 429. Whether a write was applied is unknown.
 * Not a refusal: trying again later is right.
 */
export class SheetAwayError extends Error {
  override readonly name = "SheetAwayError";
  constructor(
    message: string,
    readonly status: number | undefined,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The sheet answered 401, 403 or 404: somebody has to fix access. The message says how. */
export class SheetDeniedError extends Error {
  override readonly name = "SheetDeniedError";
  constructor(
    message: string,
    readonly status: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The sheet refused a batch as a whole (400); nothing of it was applied. */
export class SheetRefusedError extends Error {
  override readonly name = "SheetRefusedError";
}

/** A required tab or column is missing. Not an access problem: the keeper fixes it in the sheet. */
export class SheetIncompleteError extends Error {
  override readonly name = "SheetIncompleteError";
}

/** Whether a call failed because the sheet is away, denied or not whole: it may be back later. Not a refusal of a batch. */
export function isSheetUnavailable(error: unknown): boolean {
  return (
    error instanceof SheetAwayError ||
    error instanceof SheetDeniedError ||
    error instanceof SheetIncompleteError
  );
}

/** A message can't be kept safe just now; the sender should post it again after `retryAfterSeconds`. */
export class InboxClosedError extends Error {
  override readonly name = "InboxClosedError";
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
  }
}

/** A message to people was not taken by its platform. `retryable` tells a pause from a final no. */
export class DeliveryError extends Error {
  override readonly name = "DeliveryError";
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  constructor(
    message: string,
    { retryable, retryAfterMs }: { retryable: boolean; retryAfterMs?: number | undefined },
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.retryable = retryable;
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer came from a host at all: its name, its port, or the way there. The message names it. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
  constructor(
    message: string,
    readonly host: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Another process owns the state directory. */
export class StateDirTakenError extends Error {
  override readonly name = "StateDirTakenError";
}

const reasons: ReadonlyMap<number, string> = new Map([
  [400, "the request could not be read"],
  [413, "the body is larger than is read here"],
  [415, "the body must come unpacked, without Content-Encoding, and in UTF-8"],
  [500, "something went wrong here; the log has a line about it"],
]);

/**
 * What a caller of either server may be told of a failure: never the error's own words, which may hold paths. Express
 * and its parsers mark a caller's own mistake by `expose`; everything else is 500.
 */
export function answerToFailure(error: unknown): {
  readonly status: number;
  readonly reason: string;
} {
  const { status = 400, expose } = Object(error) as { status?: number; expose?: boolean };
  const isCallers = (expose === true && status < 500) || error instanceof URIError;
  const told = isCallers ? status : 500;
  return { status: told, reason: reasons.get(told) ?? reasons.get(400) ?? "" };
}
