/**
 * What the server answers when it does not do as asked: Google's error body, with the wording that live answers were
 * quoted with. Nothing here decides when; every other file of the module throws these, and only the server catches them.
 * @see https://cloud.google.com/apis/design/errors
 */

const statuses = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  413: "INVALID_ARGUMENT",
  415: "INVALID_ARGUMENT",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  501: "UNIMPLEMENTED",
  503: "UNAVAILABLE",
} as const;

/** A call refused; nothing of it was applied. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: keyof typeof statuses,
    message: string,
    readonly details: readonly unknown[] = [],
    readonly status: string = statuses[code],
  ) {
    super(message);
  }
}

export function refusalBody({ code, message, details, status }: Refusal): unknown {
  return {
    error: {
      code,
      message,
      status,
      ...(details.length > 0 ? { details } : {}),
    },
  };
}

export function invalid(message: string): Refusal {
  return new Refusal(400, message);
}

export function notFound(): Refusal {
  return new Refusal(404, "Requested entity was not found.");
}

/** Google's answer to any call on a spreadsheet that is kept as an Office file. */
export function officeFile(): Refusal {
  const message =
    "This operation is not supported for this document. The document must not be an Office file.";
  return new Refusal(400, message, [], "FAILED_PRECONDITION");
}

/** For everything that Google does and this server does not. */
export function unimplemented(what: string): Refusal {
  return new Refusal(501, `The embedded sheet does not implement ${what}.`);
}

export interface FieldViolation {
  readonly field?: string;
  readonly description: string;
}

/** A refusal of Google's JSON layer: the only kind that carries details. */
export function malformed(violations: readonly FieldViolation[]): Refusal {
  return new Refusal(400, violations.map(({ description }) => description).join("\n"), [
    { "@type": "type.googleapis.com/google.rpc.BadRequest", fieldViolations: violations },
  ]);
}
