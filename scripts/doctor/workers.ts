/**
 * What `npm run doctor` looks at where workers share companies: NATS and the stream on it, the registry, and the sheet and key
 * of each of its rows. In: the settings. Out: one line for each thing. Changes nothing.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Checkup } from "../../src/channels/channel";
import { registryReader } from "../../src/connect/worker";
import { sheetOfCompany } from "../../src/connect/tenant";
import { lookAtMessageStream } from "../../src/inbox/jetstream/connection";
import { connectSheet, type SheetAddress } from "../../src/resources";
import type { Settings } from "../../src/settings";
import { createBucket } from "../../src/sheet/api/quota";
import { standardTabs } from "../../src/sheet/tabs/all-tabs";
import type { Company, Registry } from "../../src/workers/registry";
import { firstSteps } from "../setup/first-steps";
import { checkSheet, readBegun } from "./sheet";

const fine = (sentence: string): Checkup => ({ ok: true, sentence });
const bad = (sentence: string): Checkup => ({ ok: false, sentence });
const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export async function checkNats(natsUrl: string): Promise<readonly Checkup[]> {
  const { waiting, differences } = await lookAtMessageStream(natsUrl);
  return [
    fine(`NATS is reached and keeps messages; ${waiting ?? 0} of them wait to be booked`),
    ...differences.map((difference) =>
      bad(
        `the stream INBOX on NATS is not as workers make it (${difference}): change that with the tool nats, or delete the stream while nothing waits`,
      ),
    ),
  ];
}

/** Also answers the groups of all companies. @throws as the sheet does where the registry can't be read */
export async function checkRegistry(
  settings: Settings,
  { sheet, fetch }: { readonly sheet: SheetAddress; readonly fetch: typeof globalThis.fetch },
): Promise<{ readonly checkups: readonly Checkup[]; readonly groups: readonly string[] }> {
  const registry = await registryReader(sheet, fetch)();
  const { companies, problems, byPlace } = registry;
  const checkups = [
    companies.length === 0
      ? bad("the registry has no company to serve: a row of 公司 needs 表格ID and 群")
      : fine(`the registry can be read; companies to serve: ${companies.length}`),
    ...problems.map(bad),
  ];
  const calls = createBucket(settings.readsPerMinute);
  for (const company of companies) {
    await sleep(calls.take(performance.now()) + calls.take(performance.now()));
    const found = await checkCompany({ settings, fetch, registry, company }).catch(
      (error: unknown) => [bad(told(error))],
    );
    checkups.push(
      ...found.map(({ ok, sentence }) => ({ ok, sentence: `row ${company.row}: ${sentence}` })),
    );
  }
  return { checkups, groups: [...byPlace.keys()] };
}

/** What is wrong with one, or that nothing is. @throws SettingsError where its key is missing, and as the sheet does */
async function checkCompany({
  settings,
  fetch,
  registry,
  company,
}: {
  readonly settings: Settings;
  readonly fetch: typeof globalThis.fetch;
  readonly registry: Registry;
  readonly company: Company;
}): Promise<readonly Checkup[]> {
  const { spreadsheetId, ...sheet } = sheetOfCompany(settings, company);
  const address = { client: connectSheet({ ...sheet, spreadsheetId }, fetch), spreadsheetId };
  const timeZone = company.timeZone ?? settings.timeZone;
  const looked = await checkSheet(address, { timeZone, tries: false, tabs: standardTabs });
  const begun = await readBegun(address);
  const places = [...registry.byPlace].flatMap(([place, { row }]) =>
    row === company.row ? [place] : [],
  );
  const unlisted = places.filter((place) => !place.endsWith(":") && !begun.groups.includes(place));
  const wrong = [
    ...looked.filter(({ ok }) => !ok),
    ...firstSteps({ ...begun, channels: places }).map(bad),
    ...(begun.groups.length === 0 ? [] : unlisted).map((place) =>
      bad(`${place} is not in 允许的群 of its own 设置, so nothing is booked for that group`),
    ),
  ];
  return wrong.length > 0 ? wrong : looked.slice(0, 1);
}
