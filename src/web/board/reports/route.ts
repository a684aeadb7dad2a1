/** The pages 报表 and of a department over HTTP. */
import { Router } from "express";
import { reportWords } from "../../../language/page-words/report-words";
import { departmentName } from "../../../language/report-texts/report-charts";
import type { BoardCharts } from "../../../reports/board-charts";
import type { Snapshot, Stockroom } from "../../../sheet/stockroom";
import type { Html } from "../../pages/html";
import { noSnapshot, unreadNow } from "../unread";
import { departmentContent, noDepartment, type DepartmentYear } from "./department";
import { readPeriod, reportContent, reportPath } from "./report";

export interface ReportPageNeeds {
  readonly stockroom: Pick<Stockroom, "latest">;
  readonly charts: BoardCharts;
  readonly send: (title: string, path: string, content: Html) => string;
  readonly now: () => Date;
}

const longestName = 60;

export function createReportPages({ stockroom, charts, send, now }: ReportPageNeeds): Router {
  const yearOf = async (name: string, snapshot: Snapshot): Promise<DepartmentYear | "unknown"> =>
    (await charts.department(name, snapshot)) ?? "unknown";

  const router = Router();
  const { title } = reportWords;
  router.get(reportPath, async (request, response) => {
    const snapshot = stockroom.latest();
    response.type("html");
    if (snapshot === undefined) {
      response.send(send(title, reportPath, noSnapshot(title)));
      return;
    }
    const chosen = readPeriod(request.query["period"]);
    const report = await charts.report(chosen, snapshot).catch(unreadNow);
    const { timeZone } = snapshot;
    const content = reportContent({ chosen, report, now: now(), timeZone });
    response.send(send(title, reportPath, content));
  });
  router.get("/department", async (request, response) => {
    const snapshot = stockroom.latest();
    const asked = request.query["name"];
    const name = typeof asked === "string" ? asked.trim().slice(0, longestName) : "";
    const year = snapshot && (await yearOf(name, snapshot).catch(unreadNow));
    response.type("html");
    if (year === undefined) {
      response.status(503).send(send(title, "", noDepartment(reportWords.unread)));
    } else if (year === "unknown") {
      response.status(404).send(send(title, "", noDepartment(reportWords.unknownDepartment)));
    } else {
      response.send(send(departmentName(name), "", departmentContent(name, year)));
    }
  });
  return router;
}
