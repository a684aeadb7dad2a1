/** /export: the page on which an owner picks a tab and a period, and the file. Reading only. */
import { Router, type Response } from "express";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { isSheetUnavailable } from "../errors";
import {
  exportFormats,
  type Export,
  type ExportAsked,
  type ExportFormat,
} from "../export-files/export";
import { exportWords } from "../language/page-words/export-words";
import { dayText, periodOf, periodOfDay } from "../language/text/calendar";
import { tabs } from "../language/sheet-words/headings";
import type { Snapshot } from "../sheet/stockroom";
import { html, type Html } from "./pages/html";
import { page, type PageLink } from "./pages/page";

export interface ExportNeeds {
  readonly latest: () => Snapshot | undefined;
  readonly exportFile: (asked: ExportAsked, format: ExportFormat) => Promise<Export>;
  readonly links: () => readonly PageLink[];
  readonly now: () => Date;
}

const formatNames: Readonly<Record<ExportFormat, string>> = {
  csv: "CSV",
  xlsx: "Excel (XLSX)",
  jsonl: "JSONL",
};

const asked = z.object({
  tab: z.enum(["stock", "ledger"]),
  from: z.string().max(10).default(""),
  to: z.string().max(10).default(""),
  format: z.enum(exportFormats),
  persons: z.enum(["yes", "no"]).default("yes"),
});

export function createExportRoutes({ latest, exportFile, links, now }: ExportNeeds): Router {
  const router = Router();

  const show = (response: Response, status: number, complaint?: string): void => {
    const timeZone = latest()?.timeZone ?? "UTC";
    const { from } = periodOf({ unit: "month", offset: 0 }, now(), timeZone);
    const days = { from: dayText(from, timeZone), to: dayText(now(), timeZone) };
    const options = { title: exportWords.title, links: links(), path: "/export" };
    response
      .status(status)
      .type("html")
      .send(page(options, form(days, complaint)));
  };

  router.get("/export", (_request, response) => show(response, 200));
  router.get("/export/file", async (request, response) => {
    const query = asked.safeParse(request.query);
    const timeZone = latest()?.timeZone ?? "UTC";
    const wanted = query.success ? wantedOf(query.data, timeZone) : undefined;
    if (!query.success || wanted === undefined) {
      show(response, 422, exportWords.wrongDays);
      return;
    }
    const { format } = query.data;
    try {
      const { contentType, stream } = await exportFile(wanted.asked, format);
      response.setHeader("Content-Type", contentType);
      response.attachment(`${wanted.name}.${format}`);
      await pipeline(stream, response);
    } catch (error) {
      if (response.headersSent) throw error;
      if (isSheetUnavailable(error)) show(response, 503, exportWords.away);
      else throw error;
    }
  });
  return router;
}

/** What is to be read, and what the file is called; undefined where a day is none. */
function wantedOf(
  { tab, from, to, persons }: z.infer<typeof asked>,
  timeZone: string,
): { readonly asked: ExportAsked; readonly name: string } | undefined {
  if (tab === "stock") return { asked: { what: "stock" }, name: tabs.stock.title };
  const first = periodOfDay(from, timeZone);
  const last = periodOfDay(to, timeZone);
  if (first === undefined || last === undefined || first.from >= last.to) return undefined;
  return {
    asked: { what: "ledger", from: first.from, to: last.to, withPersons: persons === "yes" },
    name: `${tabs.ledger.title} ${from} ${to}`,
  };
}

function form(
  { from, to }: { readonly from: string; readonly to: string },
  complaint: string | undefined,
): Html {
  return html`<div class="board">
    <h1>${exportWords.title}</h1>
    <section class="panel" aria-label="${exportWords.title}">
      ${complaint !== undefined && html`<p class="warning" role="alert">${complaint}</p>`}
      <form class="filter" method="get" action="/export/file">
        <label
          >${exportWords.tab}
          <select name="tab">
            <option value="ledger">${tabs.ledger.title}</option>
            <option value="stock">${tabs.stock.title}</option>
          </select></label
        >
        <label>${exportWords.from} <input type="date" name="from" value="${from}" /></label>
        <label>${exportWords.to} <input type="date" name="to" value="${to}" /></label>
        <label
          >${exportWords.format}
          <select name="format">
            ${exportFormats.map(
              (format) =>
                html`<option value="${format}" ${format === "xlsx" && html`selected`}>
                  ${formatNames[format]}
                </option>`,
            )}
          </select></label
        >
        <button type="submit">${exportWords.download}</button>
      </form>
      <p class="hint">${exportWords.hint}</p>
    </section>
  </div>`;
}
