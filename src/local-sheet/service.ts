/**
 * One call on one workbook: finds its route, checks its shape, applies it as one batch and puts it into the store. Knows
 * nothing of HTTP connections and waits for nothing; whether an answer may be given is the server's business.
 */
import { readAnswerMask } from "./masks";
import { readQuery } from "./query";
import { invalid, notFound, officeFile, Refusal, refusalBody } from "./refusal";
import { findRoute, type Match } from "./routes";
import { parseMessage } from "./shapes/parse-message";
import { createMemoryStore } from "./store/memory";
import { openStore, type Entry, type Store } from "./store/store";
import { standing, type Switch } from "./google-traits";
import type { Asked } from "./values/calls";
import type { Workbook } from "./workbook/model";
import { createGrid, createWorkbook } from "./workbook/sheets";

export interface Call {
  readonly method: string;
  /** As it was sent. */
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Service {
  /** Where a call leads. @throws Refusal 404 or 501 */
  find(call: Call): Match;
  apply(call: Call): Answer;
}

/** What one call may touch and ask for, so that none can use up the memory; a call that is done again was within it. */
const mostCells = 10_000_000;
const mostEntries = 5000;

/** @throws Refusal 400 when a list of the body is longer than any program's */
function checkEntries(body: unknown): void {
  for (const [name, list] of Object.entries(body ?? {})) {
    if (!Array.isArray(list) || list.length <= mostEntries || name === "values") continue;
    throw invalid(`At most ${mostEntries} ${name.slice(0, 100)} may be given in one call.`);
  }
}

export function createService(
  book: Workbook,
  store: Store,
  { url, now, traits }: { url: string; now: () => Date; traits: ReadonlySet<Switch> },
): Service {
  const find = ({ method, path }: Call): Match => {
    const match = findRoute(method, path);
    if (match.spreadsheetId !== book.spreadsheetId) throw notFound();
    return match;
  };
  const run = (call: Call): unknown => {
    const { route, range } = find(call);
    if (traits.has("office-file")) throw officeFile();
    const { query, mask } = readQuery(call.parameters, route.query, route.answer);
    checkEntries(call.body);
    const place = route.body === "ValueRange" ? "data" : "";
    const body =
      route.body === undefined ? {} : (parseMessage(route.body, call.body ?? {}, place) as object);
    const asked: Asked = { range, query, body, mask, url };
    if (route.kind === "read") return route.run(book, asked);
    const entry: Entry = {
      call: store.lastCall + 1,
      at: now().getTime(),
      method: call.method,
      path: call.path,
      traits: [...standing, ...traits],
      query,
      body,
    };
    const answer = runEntry(book, entry, (own) => route.run(own, asked), mostCells);
    store.append(entry);
    return answer;
  };
  return {
    find,
    apply: (call) => {
      try {
        return { status: 200, body: run(call) };
      } catch (error) {
        if (error instanceof Refusal) return { status: error.code, body: refusalBody(error) };
        throw error;
      }
    },
  };
}

/** Runs a call as one batch, with the ids and the time that belong to it. */
function runEntry<Result>(
  book: Workbook,
  entry: Entry,
  run: (book: Workbook) => Result,
  mostCells?: number,
): Result {
  book.draw = createDraw(entry.call);
  book.at = new Date(entry.at);
  book.traits = new Set(entry.traits);
  const { edition } = book;
  try {
    return book.history.run(() => run(book), mostCells);
  } catch (error) {
    // Results worked out within the refused batch must not outlive it.
    book.edition = Math.max(book.edition, edition) + 1;
    throw error;
  }
}

interface Opening {
  readonly dir: string | undefined;
  /** undefined: the workbook's own. */
  readonly spreadsheetId: string | undefined;
  readonly title: string;
  readonly timeZone: string;
  readonly cellLimit: number;
  /** Default: 4 MB. */
  readonly snapshotAfterBytes?: number;
}

/** Opens the workbook of a directory, or a new one with one empty tab. */
export async function openWorkbook(opening: Opening): Promise<{ book: Workbook; store: Store }> {
  const { dir, spreadsheetId, snapshotAfterBytes, ...given } = opening;
  const create = (): Workbook => {
    const book = createWorkbook({ ...given, spreadsheetId: spreadsheetId ?? "local" });
    book.grids = [createGrid(0, "Sheet1", { rowCount: 1000, columnCount: 26 })];
    return book;
  };
  if (dir === undefined) return { book: create(), store: createMemoryStore() };
  const { cellLimit } = given;
  const opened = await openStore({
    dir,
    cellLimit,
    create,
    replay: replayEntry,
    ...(snapshotAfterBytes === undefined ? {} : { snapshotAfterBytes }),
  });
  if (spreadsheetId !== undefined) opened.book.spreadsheetId = spreadsheetId;
  return opened;
}

/** Does a call of the store again. */
function replayEntry(book: Workbook, entry: Entry): void {
  const { route, range } = findRoute(entry.method, entry.path);
  const { query, body } = entry as { query: object; body: object };
  const mask = readAnswerMask("spreadsheetId", route.answer);
  runEntry(book, entry, (own) => route.run(own, { range, query, body, mask, url: "" }));
}

/** Ids that look random and are the same whenever the call is done again (mulberry32). */
function createDraw(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) & 0x7fffffff;
  };
}
