/**
 * The pages' entry point: the board for everybody who may look, and on the embedded sheet the simulated group and the
 * sheet editor. In: what the pages show and do. Out: one router. Webhooks and health have their own.
 */
import compression from "compression";
import {
  Router,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from "express";
import helmet from "helmet";
import type { InboundMessage } from "../channels/channel";
import type { SimulatedGroup, SimulatedPerson } from "../channels/simulated/simulated";
import { exportWords } from "../language/page-words/export-words";
import { pageWords, signInWords, stocktakeWords } from "../language/page-words/page-words";
import { reportWords } from "../language/page-words/report-words";
import type { BoardCharts } from "../reports/board-charts";
import type { SuggestOn } from "../reports/forecasts/forecasts";
import type { Reports } from "../reports/reports";
import { letterWords, purchasingWords } from "../language/page-words/purchasing-words";
import type { Stockroom } from "../sheet/stockroom";
import type { Access } from "./access/access";
import { createSignIn, showOwnerOnly, type SignIn } from "./access/sign-in";
import { serveAssets } from "./assets";
import { purchasingPath } from "./board/purchasing/purchase-list";
import { showLetter } from "./board/purchasing/routes";
import { createBoard, type BoardNeeds } from "./board/routes";
import { reportPath } from "./board/reports/report";
import { stocktakePath } from "./board/stocktake/route";
import { demoPage } from "./demo/demo-page";
import { createGroupRoutes } from "./demo/group-routes";
import { createSheetRoutes } from "./demo/sheet-routes";
import { createExportRoutes, type ExportNeeds } from "./exports";
import type { Metrics } from "./metrics";
import { html } from "./pages/html";
import { page, type PageLink } from "./pages/page";

/** What exists on the embedded sheet only. */
interface Simulation {
  readonly group: SimulatedGroup;
  readonly take: (message: InboundMessage) => Promise<unknown>;
  /** The embedded sheet's own address, without `/v4`. */
  readonly sheetUrl: string;
  /** What its callers must bear; undefined: nothing. */
  readonly sheetToken?: string | undefined;
  readonly spreadsheetId: string;
  /** People who may write without being members yet. */
  readonly newcomers: readonly SimulatedPerson[];
}

export interface WebNeeds {
  readonly stockroom: Pick<Stockroom, "latest" | "history" | "movements" | "state">;
  readonly reports: Pick<Reports, "preview"> & Partial<Pick<Reports, "lastDigest">>;
  readonly charts: BoardCharts;
  readonly suggestOn: SuggestOn;
  readonly simulation: Simulation | undefined;
  readonly access: Access;
  readonly metrics: Pick<Metrics, "read">;
  readonly exportFile: ExportNeeds["exportFile"];
  /** Messages taken and not yet done, and messages to people not yet delivered. */
  readonly load: () => { readonly backlog: number; readonly outbox: number };
  readonly now: () => Date;
}

const securityHeaders = (isHttps: boolean): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: isHttps,
  });

const reads = (request: Request): boolean => request.method === "GET" || request.method === "HEAD";

/** What somebody signed in to see is not kept on the machine; on free pages 304 saves sending it again. */
const limitCaching =
  (access: Access): RequestHandler =>
  (request, response, next) => {
    response.setHeader("Cache-Control", access.isFree(request) ? "private, no-cache" : "no-store");
    next();
  };

/** Why a link of ours opens nothing; undefined for other addresses. */
function expiredText({ path, query }: Request): string | undefined {
  if (query["key"] === undefined) return undefined;
  if (path === "/letter") return letterWords.expired;
  return path === "/board" ? signInWords.expired : undefined;
}

/** Strangers are asked to sign in; who has a board link may look at the board; writing comes from our own pages. */
function guard(access: Access, { ask, showTooManyAttempts }: SignIn): RequestHandler {
  const isBoard = (path: string): boolean =>
    /^\/(board(\/parts)?|stocktake|purchasing|order|letter|report|department|item|digest\/.*|logout)$/.test(
      path,
    );
  return async (request: Request, response: Response, next: NextFunction) => {
    const linked = request.path === "/board" && request.query["key"] !== undefined;
    if (linked && access.acceptLink(request, response)) {
      response.redirect(303, "/board");
      return;
    }
    if (reads(request) && access.isFileLink(request)) {
      next();
      return;
    }
    const standing = await access.standingOf(request);
    if (standing === "too-often") {
      showTooManyAttempts(request, response);
      return;
    }
    if (standing === "anonymous") {
      ask(request, response, expiredText(request));
      return;
    }
    if (standing === "reader" && request.path === "/") {
      response.redirect(303, "/board");
      return;
    }
    if (standing === "reader" && !isBoard(request.path)) {
      showOwnerOnly(response);
      return;
    }
    if (!reads(request) && !access.isFromHere(request)) {
      return void response.status(403).json({ reason: signInWords.otherOrigin });
    }
    next();
  };
}

function createDemo(needs: WebNeeds, simulation: Simulation, router: Router): void {
  const { stockroom, reports, now } = needs;
  const { group, take, newcomers } = simulation;
  const preview = (): ReturnType<typeof reports.preview> => reports.preview();
  const demo = createGroupRoutes({ stockroom, group, take, newcomers, preview });
  router.get("/", (_request, response) => {
    response.type("html").send(demoPage(demo.people(), linksOf(true, needs)));
  });
  router.use(demo.router, createSheetRoutes({ ...simulation, now }));
}

const linksOf = (
  hasDemo: boolean,
  { stockroom, access: { hasToken } }: Pick<WebNeeds, "stockroom" | "access">,
): readonly PageLink[] => [
  ...(hasDemo ? [{ path: "/", name: pageWords.demo }] : []),
  { path: "/board", name: pageWords.board },
  ...((stockroom.latest()?.stocktake ?? []).length > 0
    ? [{ path: stocktakePath, name: stocktakeWords.title }]
    : []),
  { path: reportPath, name: reportWords.title },
  ...((stockroom.latest()?.purchasing?.rows ?? []).length > 0
    ? [{ path: purchasingPath, name: purchasingWords.title }]
    : []),
  { path: "/export", name: exportWords.title },
  ...(hasToken ? [{ path: "/logout", name: signInWords.signOut, posts: true }] : []),
];

export function createWeb(needs: WebNeeds): Router {
  const { stockroom, reports, simulation, access, metrics, now } = needs;
  const signIn = createSignIn(access);
  const lastDigest: BoardNeeds["lastDigest"] = () => reports.lastDigest?.();
  const pages = () => linksOf(simulation !== undefined, needs);
  const board = createBoard({ ...needs, lastDigest, links: pages });

  const router = Router();
  router.use(securityHeaders(access.isHttps), compression());
  router.use("/assets", serveAssets());
  const letter = showLetter(needs);
  router.use(limitCaching(access));
  router.get("/letter", (request, response, next) => {
    if (access.opensLetter(request)) void letter(request, response, next);
    else next();
  });
  router.use(signIn.router, guard(access, signIn));
  router.get("/letter", letter);
  router.post("/logout", signIn.signOut);
  router.get("/metrics", async (_request, response) => {
    const { contentType, text } = await metrics.read();
    response.setHeader("Content-Type", contentType);
    response.send(text);
  });
  if (simulation === undefined) router.get("/", board.show);
  else createDemo(needs, simulation, router);
  const { exportFile } = needs;
  const latest = (): ReturnType<typeof stockroom.latest> => stockroom.latest();
  router.use(board.router, createExportRoutes({ latest, exportFile, links: pages, now }));
  router.use((_request, response) => {
    const content = html`<h1>${pageWords.notFound}</h1>
      <p><a href="/board">${pageWords.toBoard}</a></p>`;
    const pageOptions = { title: pageWords.notFound, links: pages(), path: "" };
    response.status(404).type("html").send(page(pageOptions, content));
  });
  return router;
}
