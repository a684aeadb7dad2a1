/**
 * `npm run doctor`: looks at everything that is configured, one line each, and says how to mend what fails. Changes
 * nothing; with --try-sheet it works on a scratch tab that it removes again.
 */
import { createChannels } from "../src/channels/configured";
import type { Channel, Checkup } from "../src/channels/channel";
import { createGenericChannel } from "../src/channels/generic/channel";
import { tabs } from "../src/language/headings";
import { everyone } from "../src/language/everyone";
import { environment, readSettings } from "../src/settings";
import type { Settings } from "../src/settings";
import { createSheetsClient } from "../src/sheet/client";
import type { SheetsClient } from "../src/sheet/client";
import { quotedTitle } from "../src/sheet/cells";
import { probeTitle } from "../src/sheet/probe-tabs";
import { readPolicyOf, settingsRows } from "../src/sheet/snapshot";
import {
  readWorkbook,
  structureFields,
  tabNames,
  titlesOf,
  workbookFields,
} from "../src/sheet/workbook";
import { visitSheet } from "../src/workplace";
import type { SheetAddress } from "../src/workplace";
import { command } from "./command";
import { checkChannels } from "./doctor-channels";
import { checkProtocol, marked } from "./doctor-protocol";

const help = `npm run doctor [-- --try-sheet]

Checks the configuration, the credentials, access to the spreadsheet, its tabs and headers, this machine's clock and each
configured channel: its credentials, whether the groups that 设置 lists know the bot, and whether its address under
PUBLIC_URL reaches the relay. One line each; a line that begins with ✗ says how to mend it. Exits 1 when there is one.

  --try-sheet   tries besides, on two scratch tabs (${probeTitle}, and one with images, hidden) that it adds to the
                configured spreadsheet and removes again, whether the Sheets API does what commits rely on: that a
                commit which comes too late is refused whole, that references shift in copies, that hidden rows are
                copied. Where one fails the relay reads the sheet before each commit from then on (a mark in the hidden
                tab _stockcaster tells it, within a minute, on whatever machine it runs), until a trial finds otherwise.
                About ten calls; it may be run beside the relay.
`;

const fine = (sentence: string): Checkup => ({ ok: true, sentence });
const bad = (sentence: string): Checkup => ({ ok: false, sentence });
const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function checkSheet(
  client: SheetsClient,
  spreadsheetId: string,
  tries: boolean,
): Promise<Checkup[]> {
  const structure = await client.fetchSpreadsheet(spreadsheetId, {
    ranges: [],
    fields: structureFields,
  });
  const { title, timeZone } = structure.properties ?? {};
  const { titles } = titlesOf(structure);
  const ranges = Object.values(titles).map((each) => `${quotedTitle(each)}!1:20`);
  const read =
    ranges.length === 0
      ? structure
      : await client.fetchSpreadsheet(spreadsheetId, { ranges, fields: workbookFields });
  const { grids, failed } = readWorkbook(read, titles, new Date());
  const ofTabs = tabNames.map((tab): Checkup => {
    const grid = grids[tab];
    const name = tabs[tab].title;
    if (grid === undefined) return bad(`tab ${name} is missing: run npm run setup-sheet`);
    if (grid.missing.length === 0) return fine(`tab ${name} has all its columns`);
    return bad(
      `tab ${name} lacks ${grid.missing.join(", ")}: rename the header back or run npm run setup-sheet`,
    );
  });
  return [
    fine(`spreadsheet "${title ?? ""}" can be read; its time zone is ${timeZone ?? "unknown"}`),
    ...ofTabs,
    ...(tries ? await checkProtocol(client, spreadsheetId) : marked(failed)),
  ];
}

/** The groups that the 设置 tab lists; none where it can't be read, which has a line of its own. */
async function listedGroups(client: SheetsClient, spreadsheetId: string): Promise<string[]> {
  const fields = structureFields;
  const structure = await client.fetchSpreadsheet(spreadsheetId, { ranges: [], fields });
  const { settings: title } = titlesOf(structure).titles;
  if (title === undefined) return [];
  const ranges = [quotedTitle(title)];
  const read = await client.fetchSpreadsheet(spreadsheetId, { ranges, fields: workbookFields });
  const { settings } = readWorkbook(read, { settings: title }, new Date()).grids;
  const { policy } = readPolicyOf(settings, settingsRows(settings, undefined).rows);
  return [...new Set([...policy.allowedGroups, ...policy.digestGroups])];
}

const clockToleranceMs = 60_000;

/** Signatures and service accounts need a clock that is right to the minute. */
async function checkClock({ apiUrl }: SheetAddress): Promise<Checkup> {
  const answer = await fetch(apiUrl ?? "https://sheets.googleapis.com/", {
    signal: AbortSignal.timeout(10_000),
  });
  const date = answer.headers.get("date");
  if (date === null) return fine("the Sheets API tells no time; this machine's clock is taken");
  const offMs = Date.now() - Date.parse(date);
  return Math.abs(offMs) <= clockToleranceMs
    ? fine("this machine's clock agrees with the Sheets API's")
    : bad(
        `this machine's clock is ${Math.round(offMs / 1000)} s off the Sheets API's: set it (NTP), or signatures will be refused`,
      );
}

function channelsOf(settings: Settings): readonly Channel[] {
  const now = (): Date => new Date();
  const deps = { fetch, now, publishPicture: () => Promise.resolve(""), everyone };
  const generic =
    settings.generic === undefined
      ? []
      : [createGenericChannel(settings.generic, { fetch, now, onUndelivered: () => undefined })];
  return [...generic, ...createChannels(settings.channels, deps)];
}

function show({ ok, sentence }: Checkup): void {
  console.log(`${ok ? "✓" : "✗"} ${sentence}`);
}

const options = { "try-sheet": { type: "boolean" } } as const;

command({ help, options }, async ({ values }) => {
  const settings = readSettings(environment());
  const checkups: Checkup[] = [fine("the configuration can be read")];
  const visit = await visitSheet(settings, { now: () => new Date(), warn: console.error });
  const { apiUrl, credentialsFile, token, spreadsheetId } = visit.sheet;
  try {
    const client = createSheetsClient({
      rootUrl: apiUrl,
      credentialsFile,
      token,
      timeoutMs: 20_000,
    });
    const either = async (work: Promise<Checkup | Checkup[]>): Promise<Checkup[]> =>
      work.then(
        (found) => [found].flat(),
        (error: unknown) => [bad(told(error))],
      );
    checkups.push(
      ...(await either(checkSheet(client, spreadsheetId, values["try-sheet"] === true))),
    );
    checkups.push(...(await either(checkClock(visit.sheet))));
    const { publicUrl } = settings;
    const channels = channelsOf(settings);
    const groups = await listedGroups(client, spreadsheetId).catch(() => []);
    checkups.push(...(await checkChannels({ channels, groups, publicUrl, fetch })));
  } finally {
    await visit.close();
  }
  for (const checkup of checkups) show(checkup);
  return checkups.every(({ ok }) => ok) ? 0 : 1;
});
