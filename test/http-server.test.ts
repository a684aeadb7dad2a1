import { mkdtemp, rm, stat } from "node:fs/promises";
import http from "node:http";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { listen } from "../src/http-server";
import { startLocalSheet } from "../src/local-sheet/server";
import { serve } from "../src/server";
import { readSettings } from "../src/settings";

let stateDir: string;
beforeEach(async () => {
  stateDir = await mkdtemp(path.join(tmpdir(), "stockcaster-server-"));
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

const openRelay = async (): Promise<{ url: string; close: () => Promise<void> }> => {
  const { url, stop } = await serve(
    readSettings({
      PORT: "0",
      STATE_DIR: stateDir,
      LOG_LEVEL: "silent",
      ADMIN_TOKEN: "long-enough-for-a-test",
    }),
  );
  return { url, close: stop };
};
const openSheet = () => startLocalSheet({ dir: undefined });

describe("a relay whose port is in use", () => {
  it("says so before it makes STATE_DIR", async () => {
    const { server } = await listen({ host: "127.0.0.1", port: 0 });
    const { port } = server.address() as AddressInfo;
    const unmade = path.join(stateDir, "unmade");
    try {
      const settings = readSettings({
        PORT: String(port),
        STATE_DIR: unmade,
        LOG_LEVEL: "silent",
      });
      await expect(serve(settings)).rejects.toMatchObject({ code: "EADDRINUSE", port });
      await expect(stat(unmade)).rejects.toMatchObject({ code: "ENOENT" });
    } finally {
      server.close();
    }
  });
});

describe.each([
  ["the relay", openRelay],
  ["the embedded sheet", openSheet],
])("the server of %s", (_, open) => {
  it("gives headers 10 s and a request 30 s, and takes 256 connections at most", async () => {
    const made = jest.spyOn(http, "createServer");
    const running = await open();
    try {
      expect(made.mock.results.length).toBeGreaterThan(0);
      for (const { value } of made.mock.results) {
        expect(value).toMatchObject({
          headersTimeout: 10_000,
          requestTimeout: 30_000,
          maxConnections: 256,
        });
      }
    } finally {
      made.mockRestore();
      await running.close();
    }
  });

  it("tells a caller of a broken path without a stack", async () => {
    const running = await open();
    try {
      for (const broken of ["/%E0%A4%A", "/assets/%00", "/v4/spreadsheets/%E0%A4%A"]) {
        const text = await rawGet(running.url, broken);
        expect(text).toMatch(/^HTTP\/1\.1 4\d\d/);
        expect(text).not.toMatch(/node_modules|\.(ts|js):\d|\n\s+at /);
      }
    } finally {
      await running.close();
    }
  });
});

/** An answer as it comes: fetch would mend the path. */
function rawGet(url: string, broken: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(
        `GET ${broken} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nconnection: close\r\n\r\n`,
      ),
    );
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    socket.on("error", reject);
  });
}

describe("a relay that listens everywhere", () => {
  it("gives an address that others can open", async () => {
    const { server, url } = await listen({ host: "0.0.0.0", port: 0 });
    try {
      expect(url).toMatch(/^http:\/\/(?!0\.0\.0\.0)\d+\.\d+\.\d+\.\d+:\d+$/);
    } finally {
      server.close();
    }
  });
});
