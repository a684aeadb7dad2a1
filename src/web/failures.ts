/** The last handler of all: what went wrong is told without a stack or a path, and logged once where it is ours. */
import type { ErrorRequestHandler } from "express";
import { answerToFailure } from "../errors";

export function answerFailures(log: (error: unknown) => void): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  return (error: unknown, _request, response, _next) => {
    const { status, reason } = answerToFailure(error);
    if (status >= 500) log(error);
    if (response.headersSent) response.destroy();
    else response.status(status).json({ reason });
  };
}
