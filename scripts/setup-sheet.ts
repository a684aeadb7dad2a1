/** `npm run setup-sheet`: creates or completes the tabs of the configured spreadsheet; never changes a filled cell. */
import { environment, readSettings } from "../src/settings";
import { createSheetsClient } from "../src/sheet/client";
import { setUpSheet } from "../src/sheet/setup";
import type { SetupStep } from "../src/sheet/setup";
import { visitSheet } from "../src/workplace";
import { command } from "./command";

const help = `npm run setup-sheet

Creates the tabs 库存, 流水, 待处理, 成员, 设置 and 播报 in the configured spreadsheet, or completes them: missing columns,
formats, lists to choose from, default settings. Never changes a cell that is filled; run it as often as you like.
Without SPREADSHEET_ID it looks after the embedded sheet in STATE_DIR.
`;

function sentenceOf(step: SetupStep): string {
  switch (step.kind) {
    case "tab":
      return `added the tab ${step.title}`;
    case "columns":
      return `added to ${step.title}: ${step.headers.join(", ")}`;
    case "settings":
      return `added to 设置: ${step.keys.join(", ")}`;
  }
}

command({ help }, async () => {
  const settings = readSettings(environment());
  const visit = await visitSheet(settings, { now: () => new Date(), warn: console.error });
  try {
    const { apiUrl, credentialsFile, token, spreadsheetId } = visit.sheet;
    const client = createSheetsClient({
      rootUrl: apiUrl,
      credentialsFile,
      token,
      timeoutMs: 30_000,
    });
    const steps = await setUpSheet(client, spreadsheetId);
    for (const step of steps) console.log(sentenceOf(step));
    if (steps.length === 0) console.log("The spreadsheet is complete; nothing was changed.");
    return 0;
  } finally {
    await visit.close();
  }
});
