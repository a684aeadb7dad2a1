/**
 * `npm run doctor`: looks at everything that is configured, one line each, and says how to fix what fails. Changes
 * nothing; with --try-sheet it works on a scratch tab that it removes again.
 */
import type { Channel, Checkup } from "../src/channels/channel";
import { createChannels } from "../src/channels/configuration/configured";
import { choose } from "../src/language/replies/choices";
import { everyone } from "../src/language/replies/everyone";
import { complain, worded } from "../src/command-language";
import { subscriptionRules } from "../src/events/configuration";
import { createPublicFetch } from "../src/outbound";
import { openSheetForCommand, type SheetAddress } from "../src/resources";
import { environment, environmentProblems, readSettings, type Settings } from "../src/settings";
import { tokenWarning } from "../src/settings-warnings";
import { scratchTitle } from "../src/sheet/probe/scratch";
import { tabsWith } from "../src/sheet/tabs/all-tabs";
import { command } from "./command";
import { checkChannels } from "./doctor/channels";
import { checkErps } from "./doctor/erp";
import { checkEvents } from "./doctor/events";
import { checkPrices, checkSheet, readBegun } from "./doctor/sheet";
import { checkPrivacy } from "./doctor/state";
import { checkNats, checkRegistry } from "./doctor/workers";
import { firstSteps } from "./setup/first-steps";

const help = `npm run doctor [-- --try-sheet]

Checks the configuration, who may read STATE_DIR, the credentials, access to the spreadsheet, its tabs and headers, this machine's clock and what a group needs to begin
(items with 单位, a 播报员, 允许的群, a channel), and each configured channel: its credentials, whether the groups that 设置 lists know the bot, and whether its address under
PUBLIC_URL reaches the relay, and each address of 推送, to which nothing is posted. With NATS_URL: NATS, the registry, and the key and sheet of each of its companies. One line each; a line that begins with ✗ says how to mend it. Exits 1 when there is one.

  --try-sheet   tries besides, on scratch tabs (${scratchTitle}…) that it adds to the configured spreadsheet and
                removes again, what only the Sheets API itself can tell: whether a commit that comes too late is refused
                whole, where rows go that are appended, what copies leave out, what a Table takes. One line each, with
                what it means for the relay; please send them to us. Nothing else is changed, and the relay needs no
                restart. About 55 calls, 35 of them writes: run it when few messages come.
`;

const chineseHelp = `npm run doctor [-- --try-sheet]

检查配置、STATE_DIR 谁能读、密钥、表格能否访问、标签页和表头、这台机器的时间、群里开用还差什么（物品和单位、播报员、允许的群、渠道），
以及每个已配置的渠道：密钥对不对、「设置」里列出的群认不认识机器人、PUBLIC_URL 下的地址能否到达本服务；「推送」里的每个地址能否连上（不发数据）。设了 NATS_URL 时：NATS、登记表，以及每家的密钥和表格。一项一行，✗ 开头的行写明怎么改；有 ✗ 时退出码为 1。

  --try-sheet   另外在临时标签页（${scratchTitle}…）上试一遍只有表格接口自己才知道的事，试完删除；每项一行（英文）。约 55 次调用，其中写
                35 次：请在消息少的时候运行，不用重启服务。
`;

const fine = (sentence: string): Checkup => ({ ok: true, sentence });
const bad = (sentence: string): Checkup => ({ ok: false, sentence });
const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const clockToleranceMs = 60_000;

/** Signatures and service accounts need a clock that is right to the minute. */
async function checkClock({ apiUrl }: SheetAddress, fetchFrom: typeof fetch): Promise<Checkup> {
  const answer = await fetchFrom(apiUrl ?? "https://sheets.googleapis.com/", {
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

function channelsOf(settings: Settings, fetchFrom: typeof fetch): readonly Channel[] {
  const now = (): Date => new Date();
  const deps = {
    fetch: fetchFrom,
    now,
    publishPicture: () => Promise.resolve(""),
    onUndelivered: () => undefined,
    everyone,
    choose,
  };
  return createChannels(settings.channels, deps);
}

function show({ ok, sentence }: Checkup): void {
  console.log(`${ok ? "✓" : "✗"} ${worded(sentence)}`);
}

const options = { "try-sheet": { type: "boolean" } } as const;

command({ help, chineseHelp, options }, async ({ values }) => {
  const settings = readSettings(environment());
  const checkups: Checkup[] = [
    fine("the configuration can be read"),
    ...(await checkPrivacy([settings.stateDir, ".env"])),
  ];
  checkups.push(...environmentProblems().map(bad));
  const weakToken = tokenWarning(settings);
  if (weakToken !== undefined) checkups.push(bad(weakToken));
  const visit = await openSheetForCommand(settings, {
    ...{ now: () => new Date(), warn: complain },
    takesRegistry: true,
  });
  const { client, fetch } = visit;
  const { spreadsheetId } = visit.sheet;
  try {
    const either = async (work: Promise<Checkup | readonly Checkup[]>): Promise<Checkup[]> =>
      work.then(
        (found) => [found].flat(),
        (error: unknown) => [bad(told(error))],
      );
    const address = { client, spreadsheetId };
    const tries = values["try-sheet"] === true;
    const tabs = tabsWith(subscriptionRules(settings.events));
    const { timeZone, workers } = settings;
    const companies =
      workers === undefined
        ? undefined
        : await checkRegistry(settings, visit).catch((error: unknown) => ({
            ...{ checkups: [bad(`the registry: ${told(error)}`)], groups: [] },
          }));
    if (workers !== undefined) checkups.push(...(await either(checkNats(workers.natsUrl))));
    checkups.push(
      ...(companies?.checkups ?? (await either(checkSheet(address, { timeZone, tries, tabs })))),
    );
    if (visit.prices !== undefined) {
      const found = checkPrices({ client, ...visit.prices }).catch((error: unknown) => {
        throw new Error(`PRICE_SPREADSHEET_ID: ${told(error)}`);
      });
      checkups.push(...(await either(found)));
    }
    checkups.push(...(await either(checkClock(visit.sheet, fetch))));
    const { publicUrl } = settings;
    const channels = channelsOf(settings, fetch);
    // A sheet that can't be read has a line already.
    const begun = companies ? undefined : await readBegun(address).catch(() => undefined);
    const groups = companies?.groups ?? begun?.groups ?? [];
    checkups.push(...(await checkChannels({ channels, groups, publicUrl, fetch })));
    const publicFetch = settings.events.allowPrivate ? fetch : createPublicFetch(settings.proxy);
    if (begun)
      checkups.push(...(await checkEvents(begun.subscriptions, settings.events, publicFetch)));
    checkups.push(...(await checkErps({ erp: settings.erp, publicUrl, fetch })));
    const platforms = visit.sheet.isDemo ? ["simulated"] : channels.map(({ platform }) => platform);
    if (begun) checkups.push(...firstSteps({ ...begun, channels: platforms }).map(bad));
  } finally {
    await visit.close();
  }
  for (const checkup of checkups) show(checkup);
  return checkups.every(({ ok }) => ok) ? 0 : 1;
});
