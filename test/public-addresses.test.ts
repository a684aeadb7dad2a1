/** Nobody has the relay call the own network by what he fills in: as an address, by a name, or by a redirect. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createPublicFetch } from "../src/outbound";
import { isPublicAddress } from "../src/public-addresses";

const inside = [
  ["127.0.0.1"],
  ["127.9.9.9"],
  ["0.0.0.0"],
  ["10.1.2.3"],
  ["172.16.0.1"],
  ["172.31.255.255"],
  ["192.168.1.1"],
  ["100.100.100.200"],
  ["169.254.169.254"],
  ["192.0.0.170"],
  ["198.18.0.1"],
  ["224.0.0.1"],
  ["255.255.255.255"],
  ["::"],
  ["::1"],
  ["::ffff:127.0.0.1"],
  ["::ffff:8.8.8.8"],
  ["64:ff9b::7f00:1"],
  ["2002:7f00:1::"],
  ["2001:0:7f00:1::"],
  ["fc00::1"],
  ["fd12:3456::1"],
  ["fe80::1%eth0"],
  ["ff02::1"],
  ["2001:db8::1"],
  ["localhost"],
  [""],
];
const outside = [
  ["8.8.8.8"],
  ["172.32.0.1"],
  ["100.128.0.1"],
  ["223.255.255.255"],
  ["2606:4700::1111"],
  ["[2606:4700::1111]"],
];

it.each(inside)("%s is no public address", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each(outside)("%s is a public address", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

describe("a call to an address that somebody filled in", () => {
  let server: Server;
  let port: number;
  let called = 0;

  beforeAll(async () => {
    server = createServer((_, response) => {
      called += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => server.close());

  const proxy = { https: undefined, http: "http://127.0.0.1:9", except: ["localhost"] };
  const hosts = [
    "127.0.0.1",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
    "localhost",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "0.0.0.0",
  ];

  it.each(hosts)("http://%s is not connected to, with a proxy or without one", async (host) => {
    for (const fetchFrom of [createPublicFetch(undefined), createPublicFetch(proxy)]) {
      await expect(fetchFrom(`http://${host}:${port}/`)).rejects.toMatchObject({
        cause: { message: expect.stringContaining("is no public address") as string },
      });
    }
    expect(called).toBe(0);
  });
});
