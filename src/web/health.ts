/**
 * GET /healthz and /readyz: that the process is up, and whether it can take messages. Free of any token; why it can't is
 * told to owners only, since it may quote the sheet's errors.
 */
import express, { type Request, type Router } from "express";

/** How the relay is. */
export interface Readiness {
  /** Why messages can't be taken now; undefined: they can. */
  readonly closed: string | undefined;
  readonly sheet: "ok" | "away";
  readonly degraded: boolean;
  /** Why the sheet is away or degraded, for people. */
  readonly reason: string | undefined;
  /** What people should mend in the sheet, a sentence each. */
  readonly problems: readonly string[];
  /** Messages taken and not yet done. */
  readonly backlog: number;
  /** Messages to people that are not yet delivered. */
  readonly outbox: number;
  readonly lastCommitAt: Date | undefined;
  /** `isDenied`: somebody has to give access to the sheet again. */
  readonly fault?: { readonly isDenied: boolean } | undefined;
  /** Figures of a worker. */
  readonly counts?: Readonly<Record<string, number>>;
}

const mostProblems = 50;

export function createHealthRoutes(
  readiness: () => Readiness,
  isOwner: (request: Request) => Promise<boolean>,
): Router {
  const router = express.Router();
  router.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  router.get("/readyz", async (request, response) => {
    const mayKnowWhy = await isOwner(request);
    const { closed, sheet, degraded, reason, problems, backlog, outbox, lastCommitAt, counts } =
      readiness();
    const isReady = closed === undefined && sheet === "ok" && !degraded;
    response.setHeader("Cache-Control", "no-store");
    response.status(closed === undefined ? 200 : 503).json({
      status: isReady ? "ready" : "degraded",
      sheet,
      reason: mayKnowWhy ? (closed ?? reason) : undefined,
      problems: mayKnowWhy && problems.length > 0 ? problems.slice(0, mostProblems) : undefined,
      backlog,
      outbox,
      lastCommitAt: lastCommitAt?.toISOString() ?? null,
      ...counts,
    });
  });
  return router;
}
