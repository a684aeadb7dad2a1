/** What doctor says of the addresses of 推送; none of them is posted to. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { checkEvents } from "../../scripts/doctor/events";
import type { Subscription } from "../../src/inventory/changes/subscription";
import { exampleSubscription } from "../../src/language/sheet-words/subscription-words";
import { createPublicFetch } from "../../src/outbound";

let server: Server;
let url: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
    response.writeHead(request.url === "/moved" ? 302 : 405).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const row = (address: string, more: Partial<Subscription> = {}): Subscription => ({
  ...{ ...exampleSubscription("erp"), address, isStopped: false, ...more },
});
const settings = { secrets: new Map([["erp", "whsec_x"]]), allowPrivate: true };

it("asks each address that is called for its headers, and names the one that leads elsewhere", async () => {
  const rows = [row(`${url}/in`), row(`${url}/moved`), row(`${url}/off`, { isStopped: true })];
  expect(await checkEvents(rows, settings, fetch)).toEqual([
    { ok: true, sentence: `推送: ${url}/in can be reached` },
    {
      ok: false,
      sentence: `推送: ${url}/moved leads elsewhere (302); fill in the address that it leads to`,
    },
  ]);
  expect(asked.sort()).toEqual(["HEAD /in", "HEAD /moved"]);
});

it("says that an address of the own network is not called, and which secret no row uses", async () => {
  const secrets = new Map([...settings.secrets, ["wms", "whsec_y"]]);
  const inside = row("https://127.0.0.1/in");
  const found = await checkEvents(
    [inside],
    { secrets, allowPrivate: false },
    createPublicFetch(undefined),
  );
  expect(found.map(({ ok }) => ok)).toEqual([false, false]);
  expect(found[0]?.sentence).toContain("lies in the own network");
  expect(found[1]?.sentence).toBe("推送: no row uses the secret wms of WEBHOOK_SECRETS");
});

it("says nothing where nothing is pushed, and that the tab is still to be laid", async () => {
  expect(await checkEvents(undefined, { ...settings, secrets: new Map() }, fetch)).toEqual([]);
  expect(await checkEvents(undefined, settings, fetch)).toMatchObject([{ ok: true }]);
});
