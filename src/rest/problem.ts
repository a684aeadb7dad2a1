/** Refusals as application/problem+json: what is wrong, with a JSON pointer to each wrong field, and what to do. @see https://www.rfc-editor.org/rfc/rfc9457 */
import type { Response } from "express";

export interface FieldError {
  /** JSON pointer into the body; "" for the whole of it. @see https://www.rfc-editor.org/rfc/rfc6901 */
  readonly pointer: string;
  readonly detail: string;
  /** Names that look most like an unknown one. */
  readonly closest?: readonly string[];
}

export interface Problem {
  readonly status: number;
  readonly title: string;
  /** A sentence that says what to do. */
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** 编号 of the entry of 待处理. */
  readonly pending?: number | undefined;
  readonly retryAfterSeconds?: number;
}

export function sendProblem(response: Response, problem: Problem): void {
  const { retryAfterSeconds, ...told } = problem;
  if (retryAfterSeconds !== undefined) response.setHeader("Retry-After", String(retryAfterSeconds));
  response
    .status(problem.status)
    .type("application/problem+json")
    .send(JSON.stringify({ type: "about:blank", ...told }));
}

/** @example pointerOf(["lines", 0, "quantity"]) // "/lines/0/quantity" */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}
