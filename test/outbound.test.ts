/** Every kind of client that the relay has goes through the proxy that the environment names, and says so when it can't. */
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as ask } from "node:http";
import type { Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { OutboundMessage } from "../src/channels/channel";
import { createChannels } from "../src/channels/configuration/configured";
import { depsAt } from "./channels/fake-platforms";
import { startLocalSheet } from "../src/local-sheet/server";
import type { LocalSheet } from "../src/local-sheet/server";
import { createFetch } from "../src/outbound";
import { openSheetForCommand } from "../src/resources";
import { readSettings } from "../src/settings";
import type { Settings } from "../src/settings";

interface FakeProxy {
  readonly url: string;
  /** What was asked of it: the host and port of a tunnel, or a whole address. */
  readonly asked: string[];
  /** Where everything is led that is not asked for on port 443, which it refuses. */
  leadTo: number;
  close(): void;
}

async function openProxy(): Promise<FakeProxy> {
  const asked: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((incoming, response) => {
    asked.push(incoming.url ?? "");
    const { pathname, search } = new URL(incoming.url ?? "");
    const { method } = incoming;
    const headers = { ...incoming.headers, host: `127.0.0.1:${proxy.leadTo}` };
    const to = { host: "127.0.0.1", port: proxy.leadTo, path: pathname + search, method, headers };
    incoming.pipe(
      ask(to, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  server.on("connect", (incoming, socket: Socket) => {
    asked.push(incoming.url ?? "");
    sockets.push(socket);
    if (incoming.url?.endsWith(":443") === true) {
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      return;
    }
    const there = connect(proxy.leadTo, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      there.pipe(socket).pipe(there);
    });
    sockets.push(there);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxy: FakeProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    leadTo: 0,
    close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
  return proxy;
}

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const deps = { now: () => new Date(), warn: () => undefined };

let dir: string;
let proxy: FakeProxy;
let sheet: LocalSheet | undefined;
let bridge: Server | undefined;
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "stockcaster-proxy-"));
  proxy = await openProxy();
});
afterEach(async () => {
  proxy.close();
  await sheet?.close();
  bridge?.close();
  [sheet, bridge] = [undefined, undefined];
  rmSync(dir, { recursive: true, force: true });
});

const settingsWith = (variables: Record<string, string>): Settings =>
  readSettings({ STATE_DIR: dir, HTTPS_PROXY: proxy.url, ...variables });

function keyFile(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const file = path.join(dir, "key.json");
  const key = privateKey.export({ type: "pkcs8", format: "pem" });
  const content = { type: "service_account", client_email: "relay@example.test", private_key: key };
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** Reads the spreadsheet's title as every command does; the error's message where it can't. */
async function readTitle(settings: Settings): Promise<string> {
  const visit = await openSheetForCommand(settings, deps);
  const query = { ranges: [], fields: "properties.title" };
  try {
    const { properties } = await visit.client.fetchSpreadsheet(visit.sheet.spreadsheetId, query);
    return properties?.title ?? "";
  } catch (error) {
    return (error as Error).message;
  } finally {
    await visit.close();
  }
}

describe("behind a proxy", () => {
  it("a sheet on another host is read through HTTP_PROXY", async () => {
    sheet = await startLocalSheet({ dir: undefined, title: "办公用品" });
    proxy.leadTo = Number(new URL(sheet.url).port);
    const settings = settingsWith({
      HTTP_PROXY: proxy.url,
      SHEETS_API_URL: "http://sheet.example.test",
      SPREADSHEET_ID: sheet.spreadsheetId,
    });
    expect(await readTitle(settings)).toBe("办公用品");
    expect(proxy.asked).toEqual([
      `http://sheet.example.test/v4/spreadsheets/${sheet.spreadsheetId}?fields=properties.title`,
    ]);
  });

  it("Google's token is asked for through HTTPS_PROXY, and the host is named when it can't be reached", async () => {
    const settings = settingsWith({
      SPREADSHEET_ID: "x",
      GOOGLE_APPLICATION_CREDENTIALS: keyFile(),
    });
    const told = await readTitle(settings);
    expect(new Set(proxy.asked)).toEqual(new Set(["oauth2.googleapis.com:443"]));
    expect(told).toMatch(
      /^oauth2\.googleapis\.com can't be reached \(.+\) through the proxy 127\.0\.0\.1:\d+: .*HTTPS_PROXY/,
    );
  });

  it.each([
    ["telegram", { TELEGRAM_BOT_TOKEN: "123456:abc", TELEGRAM_SECRET_TOKEN: "s".repeat(24) }],
    ["slack", { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s".repeat(32) }],
    [
      "feishu",
      {
        FEISHU_APP_ID: "cli_1",
        FEISHU_APP_SECRET: "s",
        FEISHU_VERIFICATION_TOKEN: "v",
        FEISHU_ENCRYPT_KEY: "k",
      },
    ],
  ])("%s is called through HTTPS_PROXY", async (platform, variables) => {
    const settings = settingsWith({ ...variables, PUBLIC_URL: "https://stock.example.test" });
    const [channel] = createChannels(
      settings.channels,
      depsAt(deps.now(), { fetch: createFetch(settings.proxy) }),
    );
    expect(channel?.platform).toBe(platform);
    const found = (await channel?.check?.()) ?? [];
    expect(proxy.asked.length).toBeGreaterThan(0);
    expect(proxy.asked.every((host) => host.endsWith(":443"))).toBe(true);
    expect(found.map(({ sentence }) => sentence).join()).toMatch(
      /can't be reached \(.+\) through the proxy/,
    );
  });

  it("the generic channel posts through HTTP_PROXY", async () => {
    const settings = settingsWith({
      HTTP_PROXY: proxy.url,
      GENERIC_WEBHOOK_SECRET: secret,
      GENERIC_OUTBOUND_URL: "http://bridge.example.test/in",
    });
    bridge = createServer((_request, response) => void response.end("{}"));
    bridge.listen(0, "127.0.0.1");
    await once(bridge, "listening");
    proxy.leadTo = (bridge.address() as AddressInfo).port;
    const [channel] = createChannels(
      settings.channels,
      depsAt(deps.now(), { fetch: createFetch(settings.proxy) }),
    );
    const message = { id: "m1", groupId: "g", text: "好", inReplyTo: [], mentions: [] };
    await channel!.send(message as unknown as OutboundMessage);
    expect(proxy.asked).toEqual(["http://bridge.example.test/in"]);
  });

  it.each(["NO_PROXY", "no_proxy"])("%s names hosts that are called directly", async (name) => {
    const settings = settingsWith({ [name]: "example.test, .intra.test" });
    const call = createFetch(settings.proxy);
    for (const host of ["sheet.example.test", "a.intra.test"]) {
      await expect(call(`https://${host}/`)).rejects.toThrow(
        new RegExp(`^${host} can't be reached \\(.+\\); it is called directly, as NO_PROXY says$`),
      );
    }
    expect(proxy.asked).toEqual([]);
  });

  it("what runs on this machine is called directly", async () => {
    sheet = await startLocalSheet({ dir: undefined, title: "本机" });
    const settings = settingsWith({
      HTTP_PROXY: proxy.url,
      SHEETS_API_URL: sheet.url,
      SPREADSHEET_ID: sheet.spreadsheetId,
    });
    expect(await readTitle(settings)).toBe("本机");
    expect(proxy.asked).toEqual([]);
  });
});

describe("a proxy that is real enough", () => {
  /** A certificate of nobody's, for any host. */
  function serveUntrusted(): Promise<{ readonly port: number; close(): void }> {
    const pem = readFileSync(path.join(__dirname, "untrusted.pem"));
    const server = createHttpsServer({ key: pem, cert: pem });
    server.listen(0, "127.0.0.1");
    return once(server, "listening").then(() => ({
      port: (server.address() as AddressInfo).port,
      close() {
        server.closeAllConnections();
        server.close();
      },
    }));
  }

  it("that refuses a tunnel is told with its status", async () => {
    const call = createFetch(settingsWith({}).proxy);
    await expect(call("https://sheet.example.test/")).rejects.toThrow(
      /^sheet\.example\.test can't be reached \(HTTP 502\) through the proxy 127\.0\.0\.1:\d+: see/,
    );
  });

  it("that opens https with a certificate of its own is told, with what to set", async () => {
    const opened = await serveUntrusted();
    proxy.leadTo = opened.port;
    const call = createFetch(settingsWith({}).proxy);
    await expect(call("https://sheet.example.test:8443/")).rejects.toThrow(
      /can't be reached \(DEPTH_ZERO_SELF_SIGNED_CERT\); where a proxy opens https, set NODE_EXTRA_CA_CERTS/,
    );
    expect(proxy.asked).toEqual(["sheet.example.test:8443"]);
    opened.close();
  });
});

describe("the proxy's settings", () => {
  it("are read as curl reads them, small letters first, without a scheme too", () => {
    expect(
      readSettings({ HTTPS_PROXY: "http://a:1", https_proxy: "b:2", no_proxy: "c, d" }).proxy,
    ).toEqual({ https: "http://b:2", http: undefined, except: ["c", "d"] });
  });

  it("name no proxy that can't be used", () => {
    expect(() => readSettings({ HTTPS_PROXY: "socks5://127.0.0.1:1080" })).toThrow(
      "HTTPS_PROXY should be a proxy's address such as http://127.0.0.1:7890",
    );
  });

  it("without one, a host that can't be reached is named with what to set", async () => {
    await expect(createFetch(undefined)("https://nowhere.invalid/")).rejects.toThrow(
      /^nowhere\.invalid can't be reached \(.+\); where only a proxy leads out, set HTTPS_PROXY/,
    );
  });

  it("names the host that does not answer in time, and leaves a caller's own stop as it is", async () => {
    const call = createFetch(undefined);
    await expect(call("http://192.0.2.1/", { signal: AbortSignal.timeout(1) })).rejects.toThrow(
      "192.0.2.1 can't be reached",
    );
    await expect(
      call("http://127.0.0.1:9/", { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: "AbortError" });
  });
});
