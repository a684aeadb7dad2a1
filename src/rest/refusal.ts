/** Refusals of a request: thrown by a handler, answered as a problem. Whatever else fails is 503. */
import type { ErrorRequestHandler, Request } from "express";
import type { z } from "zod";
import { answerToFailure } from "../errors";
import { readBody } from "./body";
import { DocumentsFullError } from "./documents/documents";
import { pointerOf, sendProblem, type Problem } from "./problem";
import { externalId as externalIdShape } from "./schemas";

const retryAfterSeconds = 10;

/** Ends the handling of a request; never leaves this module. */
class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

export function refuse(
  status: number,
  title: string,
  detail: string,
  more: Partial<Problem> = {},
): Refusal {
  return new Refusal({ status, title, detail, ...more });
}

/** @throws Refusal */
export function jsonOf(request: Request): unknown {
  const type = request.get("content-type") ?? "";
  if (!/^application\/(?:json|[\w.+-]+\+json)\s*(?:;|$)/i.test(type))
    throw refuse(415, "Not JSON", "Send the body as application/json.");
  const bytes: unknown = request.body;
  const body = readBody(Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0));
  if (body.kind === "unreadable") throw refuse(400, "Unreadable", body.detail);
  return body.value;
}

const mostErrors = 50;

/** The value in its shape. @throws Refusal with a pointer to each wrong field */
export function checked<Value>(shape: z.ZodType<Value>, value: unknown): Value {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.slice(0, mostErrors).map(({ path, message }) => {
    return { pointer: pointerOf(path), detail: message };
  });
  throw refuse(422, "Wrong fields", "Mend the fields that errors names and send it again.", {
    errors,
  });
}

/** @throws Refusal */
export function checkedId(id: string, pointer: string): string {
  const result = externalIdShape.safeParse(id);
  if (result.success) return result.data;
  const detail = result.error.issues[0]?.message ?? "is wrong";
  throw refuse(422, "Wrong id", `externalId ${detail}.`, { errors: [{ pointer, detail }] });
}

export function answerRefusals(onError: (error: unknown) => void): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  return (error: unknown, _request, response, _next) => {
    if (error instanceof Refusal) {
      sendProblem(response, error.problem);
      return;
    }
    const { status, reason } = answerToFailure(error);
    if (status < 500) {
      sendProblem(response, { status, title: "Unreadable", detail: `${reason}.` });
      return;
    }
    if (!(error instanceof DocumentsFullError)) onError(error);
    const detail = "It could not be kept safe; send it again later.";
    sendProblem(response, { status: 503, title: "Unavailable", detail, retryAfterSeconds });
  };
}
