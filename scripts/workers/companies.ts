/**
 * Several companies, each with a spreadsheet of its own, on one embedded Sheets API and one nats-server: for tests, soak and
 * figures of workers. The registry is the first spreadsheet; people write over one bridge.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { startLocalSheet } from "../../src/local-sheet/server";
import type { Intercept, LocalSheetOptions } from "../../src/local-sheet/server";
import { content, faultsOf, isRelays, sitDownAt, type Desk } from "../../test/story/office";
import { onlyGroup, overBridge, relayIn } from "../../test/story/settings";
import { openBridge, type Bridge } from "../bridge";
import { createWorkbook } from "../workbook";
import { startNatsServer, type NatsServer, type NatsWish } from "./nats-server";

export interface CompanyAt {
  /** Of the Sheets API. */
  readonly url: string;
  readonly spreadsheetId: string;
  /** Its one group on the generic channel. */
  readonly group: string;
  readonly desk: Desk;
}

export interface Companies {
  readonly nats: NatsServer;
  readonly bridge: Bridge;
  readonly companies: readonly CompanyAt[];
  /** The registry's tab 公司. */
  readonly registry: Desk;
  /** What a worker is set to. */
  readonly environment: Readonly<Record<string, string>>;
  /** Sentences about what does not hold for a company, given the ids that were accepted of it. */
  faults(company: CompanyAt, accepted: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** More connections at once are refused. */
const laidAtOnce = 10;

export async function openCompanies(
  count: number,
  options: Pick<LocalSheetOptions, "latencyMs" | "intercept"> & {
    /** Rows of 库存 of each. */
    readonly stock?: (typeof content)["库存"];
    /** 刷新间隔 of each. */
    readonly refreshSeconds?: number;
    readonly nats?: NatsWish;
  } = {},
): Promise<Companies> {
  const { stock, refreshSeconds = 5, latencyMs = 0, intercept } = options;
  let isOpen = false;
  /** What relays call takes its time, and is counted or refused. */
  const meddle: Intercept = async (call, apply) => {
    await sleep(latencyMs / 2);
    const answer = intercept === undefined ? apply() : await intercept(call, apply);
    await sleep(latencyMs / 2);
    return answer;
  };
  const ids = Array.from({ length: count }, (_, index) => `company-${index + 1}`);
  const timeZone = "Asia/Shanghai";
  const sheet = await startLocalSheet({
    ...{ dir: undefined, spreadsheetId: "registry", timeZone },
    further: ids.map((spreadsheetId) => ({ spreadsheetId, dir: undefined, title: spreadsheetId })),
    intercept: (call, apply) =>
      isOpen && isRelays(call) && !call.path.includes("/registry")
        ? meddle(call, apply)
        : Promise.resolve(apply()),
  });
  const groupOf = (id: string): string => `group-${id}`;
  const lay = async (spreadsheetId: string): Promise<void> => {
    const at = { url: sheet.url, spreadsheetId };
    const settings = [
      ...onlyGroup(`generic:${groupOf(spreadsheetId)}`),
      { 项目: "刷新间隔", 值: refreshSeconds },
    ];
    await createWorkbook(at, { ...content, ...(stock && { 库存: stock }), 设置: settings });
  };
  for (let at = 0; at < ids.length; at += laidAtOnce)
    await Promise.all(ids.slice(at, at + laidAtOnce).map(lay));
  await createWorkbook(
    { url: sheet.url, spreadsheetId: "registry" },
    {
      公司: ids.map((id) => ({
        名称: id,
        表格ID: id,
        群: `generic:${groupOf(id)}`,
        时区: "",
        服务账号: "",
        状态: "启用",
      })),
    },
  );
  isOpen = true;
  const [bridge, nats] = await Promise.all([openBridge(), startNatsServer(options.nats)]);
  return {
    nats,
    bridge,
    registry: sitDownAt({ url: sheet.url, spreadsheetId: "registry" }),
    companies: ids.map((spreadsheetId) => ({
      spreadsheetId,
      url: sheet.url,
      group: groupOf(spreadsheetId),
      desk: sitDownAt({ url: sheet.url, spreadsheetId }),
    })),
    environment: {
      ...relayIn("/dev/null/none"),
      ...overBridge(bridge),
      SHEETS_API_URL: sheet.url,
      NATS_URL: nats.url,
      REGISTRY_SPREADSHEET_ID: "registry",
      REGISTRY_EVERY_SECONDS: "1",
      COMPANY_MESSAGES_PER_MINUTE: "100000",
    },
    faults: ({ desk }, accepted) => faultsOf(desk, accepted, [], stock),
    async close() {
      await Promise.all([nats.close(), bridge.close()]);
      await sheet.close();
    },
  };
}

type At = Pick<Bridge, "url">;

const stateOf = async ({ url }: At): Promise<Readonly<Record<string, unknown>>> =>
  (await (await fetch(`${url}/readyz`)).json()) as Record<string, unknown>;

/** Resolves when each of so many companies was looked at by one of the workers. */
export async function whenServed(workers: readonly At[], companies: number): Promise<void> {
  for (;;) {
    const states = await Promise.all(workers.map(stateOf));
    if (states.reduce((sum, state) => sum + Number(state["companies"]), 0) === companies) return;
    await sleep(50);
  }
}
