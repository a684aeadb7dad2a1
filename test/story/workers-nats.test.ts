/** Workers and `npm run doctor` on a nats-server that asks for a password, is encrypted, or is not as it should be. */
import path from "node:path";
import { checkNats, checkRegistry } from "../../scripts/doctor/workers";
import { openCompanies, type Companies } from "../../scripts/workers/companies";
import { startNatsServer, type NatsServer, type NatsWish } from "../../scripts/workers/nats-server";
import { sheetOfCompany } from "../../src/connect/tenant";
import {
  lookAtMessageStream,
  openMessageStream,
  type MessageStream,
} from "../../src/inbox/jetstream/connection";
import { openLeases } from "../../src/inbox/jetstream/leases";
import { configuredSheet, connectSheet } from "../../src/resources";
import { readSettings } from "../../src/settings";
import { registryTab } from "../../src/connect/registry-tab";
import { setUpSheet } from "../../src/sheet/setup/setup";
import { describeOnNats } from "../inbox/describe-on-nats";
import { until } from "./office";
import { startProcess } from "./relay-process";

jest.setTimeout(60_000);

const js = ["-js"];
const password = [...js, "--user", "relay", "--pass", "s p"];
/** Nobody's, for this machine's address. */
const cert = path.join(__dirname, "../untrusted.pem");
const encrypted: NatsWish = {
  flags: [...js, "--tls", "--tlscert", cert, "--tlskey", cert],
  scheme: "tls",
};

let server: NatsServer | undefined;
let place: Companies | undefined;

describeOnNats("a nats-server", () => {
  afterEach(async () => {
    await place?.close();
    await server?.close();
    place = server = undefined;
  });

  it.each<readonly [string, NatsWish, RegExp]>([
    ["knows another password", { flags: password, user: "relay:wrong" }, /refuses the user/],
    [
      "is given no password",
      { flags: password },
      /refuses the user, password or token of NATS_URL/,
    ],
    ["knows another token", { flags: [...js, "--auth", "a"], user: "b" }, /refuses the user/],
    [
      "has a certificate nobody vouches for",
      encrypted,
      /is not trusted here .*NODE_EXTRA_CA_CERTS/,
    ],
    ["is not encrypted", { scheme: "tls" }, /is not encrypted: turn TLS on/],
    ["runs without JetStream", { flags: [] }, /runs without JetStream: start it with -js/],
  ])("that %s is refused with a sentence", async (_, wish, sentence) => {
    server = await startNatsServer(wish);
    await expect(lookAtMessageStream(server.url)).rejects.toThrow(sentence);
  });

  it("that can't be reached is named without its password", async () => {
    server = await startNatsServer({ flags: password, user: "relay:s%20p" });
    await server.kill();
    const refused = lookAtMessageStream(server.url);
    await expect(refused).rejects.toThrow(/^NATS at 127\.0\.0\.1:\d+ can't be reached/);
  });

  it.each<readonly [string, NatsWish]>([
    ["asks for a password", { flags: password, user: "relay:s%20p" }],
    ["asks for a token", { flags: [...js, "--auth", "t/1"], user: "t%2F1" }],
    ["is encrypted", encrypted],
  ])("that %s serves workers", async (_, nats) => {
    place = await openCompanies(1, { nats });
    const worker = await startProcess({ ...place.environment, NODE_EXTRA_CA_CERTS: cert });
    try {
      const [company] = place.companies;
      const message = { messageId: "m1", groupId: company!.group, senderId: "u-li" };
      const answer = await place.bridge.send(worker.url, { ...message, text: "领用：签字笔 2支" });
      expect(answer.status).toBe(202);
      await until(async () => (await company!.desk.rows("流水")).length === 1);
    } finally {
      await worker.kill();
    }
  });

  it("whose stream is set otherwise is told by doctor, and one as it should be has its line", async () => {
    server = await startNatsServer();
    const stream = await openMessageStream(server.url);
    expect(await checkNats(server.url)).toEqual([
      { ok: true, sentence: "NATS is reached and keeps messages; 0 of them wait to be booked" },
    ]);
    await stream.jsm.streams.update("INBOX", { max_msgs_per_subject: 5 });
    const [, wrong] = await checkNats(server.url);
    expect(wrong).toMatchObject({
      ok: false,
      sentence: expect.stringContaining("max_msgs_per_subject is 5, not 10000"),
    });
    await stream.close();
  });

  it("tells a worker whose clock is off by a minute", async () => {
    server = await startNatsServer();
    const stream = await openMessageStream(server.url);
    const [right, wrong] = [await leasesAt(stream, 0), await leasesAt(stream, 60_000)];
    await until(() => wrong.clockOffMs() !== 0);
    expect(Math.round(wrong.clockOffMs() / 10_000)).toBe(6);
    expect(Math.abs(right.clockOffMs())).toBeLessThan(30_000);
    await Promise.all([right.stop(), wrong.stop()]);
    await stream.close();
  });
});

const leasesAt = ({ leases }: MessageStream, offMs: number) =>
  openLeases({
    ...{ leases, me: `worker-${offMs}`, share: () => ({ take: [], leave: [] }) },
    ...{ onChange: () => undefined, emptied: () => Promise.resolve() },
    ...{ elapsedMs: () => performance.now(), onError: () => undefined },
    now: () => new Date(Date.now() + offMs),
  });

describeOnNats("the registry", () => {
  afterEach(async () => {
    await place?.close();
    place = undefined;
  });

  it("is laid by setup, once, with the states to choose from", async () => {
    place = await openCompanies(1);
    const sheet = configuredSheet(readSettings(place.environment))!;
    const client = connectSheet(sheet, fetch);
    const own = { tabs: [registryTab], defaults: [], isBooked: false };
    await place.registry.edit({ addSheet: { properties: { title: "别的", sheetId: 7 } } });
    await place.registry.edit({ deleteSheet: { sheetId: await place.registry.sheetId("公司") } });
    expect(await setUpSheet(client, sheet.spreadsheetId, own)).toContainEqual({
      kind: "tab",
      title: "公司",
    });
    const heading = ["名称", "表格ID", "群", "时区", "服务账号", "状态"];
    expect((await place.registry.formulas("公司"))[0]).toEqual(heading);
    expect(await setUpSheet(client, sheet.spreadsheetId, own)).toEqual([]);
  });

  it("is looked at by doctor, row by row: a wrong id, a group claimed twice, one that its sheet does not know, a key missing", async () => {
    place = await openCompanies(4);
    const { registry, companies } = place;
    await registry.type("公司!B2", "no-such-sheet");
    await registry.type("公司!C3", `generic:${companies[1]!.group}，generic:other`);
    await registry.type("公司!C5", `generic:${companies[3]!.group}，generic:other`);
    await registry.type("公司!C4", `generic:${companies[2]!.group}，generic:unlisted`);
    const settings = readSettings({ ...place.environment, CREDENTIALS_DIR: __dirname });
    const sheet = configuredSheet(settings)!;
    const { checkups } = await checkRegistry(settings, { sheet, fetch });
    const told = checkups.map(({ ok, sentence }) => `${ok ? "✓" : "✗"} ${sentence}`);
    expect(told).toEqual([
      "✓ the registry can be read; companies to serve: 4",
      "✗ 群「generic:other」同时填在第 3、5 行，这几家都不收它的消息，请只留一家",
      expect.stringMatching(/^✗ row 2: there is no spreadsheet with this id/),
      expect.stringMatching(/^✓ row 3: spreadsheet "company-2" can be read/),
      "✗ row 4: generic:unlisted is not in 允许的群 of its own 设置, so nothing is booked for that group",
      expect.stringMatching(/^✓ row 5: spreadsheet "company-4" can be read/),
    ]);
    const credentialsFile = "registry.json";
    const google = {
      kind: "google",
      apiUrl: undefined,
      spreadsheetId: "r",
      credentialsFile,
    } as const;
    const north = { row: 2, spreadsheetId: "n", account: "north", timeZone: undefined };
    expect(() => sheetOfCompany({ ...settings, sheet: google }, north)).toThrow(
      /^CREDENTIALS_DIR: there is no file .*north\.json; put the service account's key there/,
    );
  });
});
