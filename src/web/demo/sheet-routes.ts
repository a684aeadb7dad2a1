/**
 * The sheet editor over HTTP: a tab to draw, and three edits. Each edit names the row as the person saw it, so that a
 * row that moved meanwhile is found again or left alone. Browsers that look at the same time share one reading.
 */
import express, { Router, type Request, type Response } from "express";
import { z } from "zod";
import { SheetAwayError, SheetRefusedError } from "../../errors";
import { sheetWords } from "../../language/page-words/demo-words";
import { endsFirst, gridView, locateRow } from "./grid";
import { createSheetClient } from "./sheet-client";
import type { Tab } from "./tab-reader";

const sharedForMs = 300;
const mostColumns = 26;

const seenRow = z.object({
  title: z.string().max(200),
  row: z.int().min(0).max(10_000_000),
  cells: z.array(z.string().max(50_000)).max(mostColumns),
});
const cellEdit = seenRow.extend({
  column: z
    .int()
    .min(0)
    .max(mostColumns - 1),
  value: z.string().max(5000),
});

interface Target {
  readonly tab: Tab;
  readonly row: number;
}

const refuse = (response: Response, status: number, reason: string): void =>
  void response.status(status).json({ reason });

/** The body of an edit; undefined where it is none, which is answered. */
function read<Edit>(shape: z.ZodType<Edit>, { body }: Request, response: Response) {
  const { data } = shape.safeParse(body);
  if (data === undefined) refuse(response, 400, sheetWords.badRequest);
  return data;
}

function answerFailure(error: unknown, response: Response): void {
  if (error instanceof SheetAwayError) refuse(response, 503, sheetWords.away);
  else if (error instanceof SheetRefusedError) {
    refuse(response, 400, sheetWords.refused(error.message));
  } else throw error;
}

export function createSheetRoutes(needs: {
  readonly sheetUrl: string;
  readonly sheetToken?: string | undefined;
  readonly spreadsheetId: string;
  readonly now: () => Date;
}): Router {
  const client = createSheetClient({ ...needs, endsFirst });
  let shared: { readonly until: number; readonly tabs: Promise<readonly Tab[]> } | undefined;

  function readShared(): Promise<readonly Tab[]> {
    const at = needs.now().getTime();
    if (shared === undefined || shared.until <= at || shared.until > at + sharedForMs) {
      shared = { until: at + sharedForMs, tabs: client.read() };
    }
    return shared.tabs;
  }

  /** Finds the row in the sheet as it is now, edits, and lets nobody see the reading from before. */
  async function edit(
    seen: z.infer<typeof seenRow> & { readonly column?: number },
    response: Response,
    apply: (target: Target) => Promise<void>,
  ): Promise<void> {
    try {
      const tab = (await client.read()).find(({ title }) => title === seen.title);
      if (tab === undefined) {
        refuse(response, 404, sheetWords.noTab);
        return;
      }
      const row = locateRow(tab, { ...seen, column: seen.column });
      if (row === undefined) {
        refuse(response, 409, sheetWords.moved);
        return;
      }
      await apply({ tab, row });
      response.status(204).end();
    } catch (error) {
      answerFailure(error, response);
    } finally {
      shared = undefined;
    }
  }

  const router = Router();
  router.get("/sheet", async (request, response) => {
    const title = request.query["tab"];
    try {
      const view = gridView(await readShared(), typeof title === "string" ? title : "");
      if (view === undefined) refuse(response, 404, sheetWords.noTab);
      else response.json(view);
    } catch (error) {
      shared = undefined;
      answerFailure(error, response);
    }
  });

  router.use("/sheet", express.json({ limit: "256kb" }));
  router.post("/sheet/cell", async (request, response) => {
    const data = read(cellEdit, request, response);
    if (data === undefined) return;
    await edit(data, response, ({ tab, row }) =>
      client.write(tab.title, row, data.column, data.value),
    );
  });
  router.post("/sheet/row", async (request, response) => {
    const data = read(seenRow, request, response);
    if (data !== undefined)
      await edit(data, response, ({ tab, row }) => client.insertRow(tab.sheetId, row));
  });
  router.delete("/sheet/row", async (request, response) => {
    const data = read(seenRow, request, response);
    if (data?.row === 0) refuse(response, 400, sheetWords.headerStays);
    else if (data !== undefined)
      await edit(data, response, ({ tab, row }) => client.deleteRow(tab.sheetId, row));
  });
  return router;
}
