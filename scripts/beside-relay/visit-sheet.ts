/** A command's look at the sheet beside a relay that may be running: tells what people may be told. Books nothing by itself. */
import path from "node:path";
import { complain } from "../../src/command-language";
import { openSheetForCommand } from "../../src/resources";
import type { Settings } from "../../src/settings";
import { createStockroom } from "../../src/sheet/create-stockroom";
import type { Stockroom } from "../../src/sheet/stockroom";
import { withholding } from "../../src/sheet/withholding";

const now = (): Date => new Date();

export async function visitSheet<Result>(
  settings: Settings,
  work: (stockroom: Stockroom) => Promise<Result>,
): Promise<Result> {
  const { client, sheet, close } = await openSheetForCommand(settings, {
    now,
    warn: complain,
  });
  const stockroom = createStockroom({
    client,
    spreadsheetId: sheet.spreadsheetId,
    notebook: { record: () => Promise.resolve(), notes: new Map() },
    now,
    timeZone: settings.timeZone,
    announceCrossings: () => [],
    log: () => undefined,
    limits: settings,
    deadLetterFile: path.join(settings.stateDir, "dead-letters.jsonl"),
  });
  try {
    return await work(withholding(stockroom));
  } finally {
    await stockroom.stop();
    await close();
  }
}
