/**
 * The embedded sheet's entry point: a server for the part of the Google Sheets REST API v4 that the relay, its tools and
 * people's edits use, on a loopback port. It knows nothing of stock. A write is answered only when it is on disk, and so is
 * a read of what was written before it.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { answerToFailure } from "../errors";
import { listen } from "../http-server";
import { checkCaller, readBody } from "./guard";
import { createQuota, type Limits } from "./quota";
import { notFound, Refusal, refusalBody } from "./refusal";
import { createService, openWorkbook, type Answer, type Call, type Service } from "./service";
import type { Store } from "./store/store";
import type { Switch } from "./google-traits";

/** One call as it came in; `path` is the decoded path without the query. */
export interface SheetCall {
  readonly kind: "read" | "write";
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export type SheetAnswer = Answer;

/** For tests: sees every call before it is applied; may apply, delay, answer an error, or drop the connection before or after applying. */
export type Intercept = (call: SheetCall, apply: () => Answer) => Promise<Answer | "reset">;

/** A spreadsheet that is served beside the first; no other id is known then. */
interface FurtherSpreadsheet {
  readonly spreadsheetId: string;
  /** Where the workbook is kept; undefined: in memory only. */
  readonly dir: string | undefined;
  readonly title: string;
}

export interface LocalSheetOptions {
  /** Where the workbook is kept; undefined: in memory only. */
  readonly dir: string | undefined;
  readonly further?: readonly FurtherSpreadsheet[] | undefined;
  readonly host?: string;
  readonly port?: number;
  /** What every call must bear; undefined: nothing, as tests in the same process may have it. */
  readonly token?: string;
  /** Default: the one that the workbook has, "local" for a new one. */
  readonly spreadsheetId?: string;
  readonly title?: string;
  /** IANA name, of a new workbook. */
  readonly timeZone?: string;
  /** Half of it passes before a call is applied, half after. */
  readonly latencyMs?: number;
  readonly quota?: Limits;
  readonly intercept?: Intercept;
  readonly now?: () => Date;
  readonly cellLimit?: number;
  /** Traits of Google's that are off unless a test asks for them. */
  readonly traits?: readonly Switch[];
  /** Told of every mistake of the server's own, which its caller sees as a 500. */
  readonly onFault?: (error: unknown) => void;
}

export interface LocalSheet {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  readonly spreadsheetId: string;
  /** May be changed between calls. */
  readonly traits: Set<Switch>;
  close(): Promise<void>;
}

const keepAliveMs = 75_000;

/**
 * Opens the workbook and listens.
 * @throws StoreDamagedError | StateDirTakenError
 */
export async function startLocalSheet(options: LocalSheetOptions): Promise<LocalSheet> {
  const { host = "127.0.0.1", port = 0, now = () => new Date() } = options;
  const opened = await openWorkbooks(options);
  const [{ book }] = opened;
  const closeAll = (): Promise<unknown> =>
    Promise.allSettled(opened.map(({ store }) => store.close()));
  const listening = listen({ host, port }, { keepAliveTimeout: keepAliveMs });
  const { server, url } = await listening.catch(async (error: unknown) => {
    await closeAll();
    throw error;
  });
  const traits = new Set(options.traits);
  const workbooks = opened.map((one) => ({
    spreadsheetId: one.book.spreadsheetId,
    service: createService(one.book, one.store, { url, now, traits }),
    store: one.store,
  }));
  const countCall = createQuota(options.quota);
  const underWay = new Set<Promise<void>>();
  server.on("request", (request, response) => {
    const handling = handle(request, response, { workbooks, host, countCall, now, options });
    underWay.add(handling);
    void handling.finally(() => underWay.delete(handling));
  });
  return {
    url,
    spreadsheetId: book.spreadsheetId,
    traits,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await Promise.allSettled(underWay);
      server.closeAllConnections();
      await closed;
      await closeAll();
    },
  };
}

type Opened = Awaited<ReturnType<typeof openWorkbook>>;

/** The first spreadsheet, and those beside it. */
async function openWorkbooks(options: LocalSheetOptions): Promise<readonly [Opened, ...Opened[]]> {
  const { timeZone = "Etc/UTC", cellLimit = 10_000_000, further = [] } = options;
  const { dir, spreadsheetId, title = "Local sheet" } = options;
  const first = await openWorkbook({ dir, spreadsheetId, title, timeZone, cellLimit });
  const opened: [Opened, ...Opened[]] = [first];
  try {
    for (const one of further) opened.push(await openWorkbook({ ...one, timeZone, cellLimit }));
    return opened;
  } catch (error) {
    await Promise.all(opened.map(({ store }) => store.close()));
    throw error;
  }
}

interface Handling {
  readonly workbooks: readonly {
    readonly spreadsheetId: string;
    readonly service: Service;
    readonly store: Store;
  }[];
  readonly host: string;
  readonly countCall: (kind: "read" | "write", nowMs: number) => void;
  readonly now: () => Date;
  readonly options: LocalSheetOptions;
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  handling: Handling,
): Promise<void> {
  try {
    const answer = await answerTo(request, handling);
    if (answer === "reset") request.socket.destroy();
    else send(response, answer);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : refusalOf(error);
    if (refusal.code === 500) handling.options.onFault?.(error);
    send(response, { status: refusal.code, body: refusalBody(refusal) });
  }
}

function refusalOf(error: unknown): Refusal {
  const { status, reason } = answerToFailure(error);
  return new Refusal(status === 500 ? 500 : 400, reason);
}

async function answerTo(request: IncomingMessage, handling: Handling): Promise<Answer | "reset"> {
  const { workbooks, host, countCall, now, options } = handling;
  checkCaller(request, { host, token: options.token });
  const body = await readBody(request);
  const address = `http://sheet${request.url ?? "/"}`;
  if (!URL.canParse(address)) throw notFound();
  const target = new URL(address);
  const { method = "GET" } = request;
  const call: Call = { method, path: target.pathname, parameters: target.searchParams, body };
  const [, , , asked = ""] = target.pathname.split(/[/:]/u);
  const named = workbooks.find(({ spreadsheetId }) => encodeURIComponent(spreadsheetId) === asked);
  const workbook = named ?? (workbooks.length === 1 ? workbooks[0] : undefined);
  if (workbook === undefined) throw notFound();
  const { service, store } = workbook;
  const { route } = service.find(call);
  countCall(route.kind, now().getTime());
  if (options.latencyMs !== undefined) await wait(options.latencyMs / 2);
  if (store.isFailing()) await safe(store);
  const apply = (): Answer => service.apply(call);
  const path = decodeURIComponent(target.pathname);
  const answer =
    options.intercept === undefined
      ? apply()
      : await options.intercept({ kind: route.kind, method, path, body }, apply);
  await safe(store);
  if (options.latencyMs !== undefined) await wait(options.latencyMs / 2);
  return answer;
}

/** Waits until all that was applied so far is on disk. */
async function safe(store: Store): Promise<void> {
  try {
    await store.settled();
  } catch (error) {
    const { code = "unknown reason" } = error as { readonly code?: string };
    throw new Refusal(503, `The embedded sheet can't write to its disk (${code}).`);
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=UTF-8",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    ...(status === 413 ? { connection: "close" } : {}),
  });
  response.end(text);
}
