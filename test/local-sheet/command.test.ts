import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { openSheet, removeDirectories, temporaryDirectory } from "./sheet-client";

afterEach(removeDirectories);

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

const script = join(__dirname, "../../scripts/sheet.ts");

function start(...args: string[]): {
  firstLine: Promise<string>;
  stop(): void;
  ended: Promise<Ended>;
} {
  const child = spawn(process.execPath, ["--require", "tsx/cjs", script, ...args]);
  let said = "";
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = once(child, "close").then(([code]): Ended => ({
    code: code as number | null,
    said,
  }));
  return {
    firstLine: once(child.stdout, "data").then(([chunk]) => String(chunk)),
    stop: () => child.kill("SIGTERM"),
    ended,
  };
}

describe("npm run sheet", () => {
  test("serves a directory, says where and what to set, and ends cleanly when told to", async () => {
    const dir = temporaryDirectory();
    const server = start("--dir", dir, "--title", "试", "--time-zone", "Asia/Shanghai");
    const line = await server.firstLine;
    const [, url = "", token = ""] =
      /SHEETS_API_URL=(\S+) SPREADSHEET_ID=local SHEETS_API_TOKEN=([\w-]{43})\n/u.exec(line) ?? [];
    const put = (headers: object): Promise<Response> =>
      fetch(`${url}/v4/spreadsheets/local/values/A1?valueInputOption=RAW`, {
        method: "PUT",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ values: [["kept"]] }),
      });
    const strangers = await put({});
    const own = await put({ authorization: `Bearer ${token}` });
    server.stop();
    expect([strangers.status, own.status, (await server.ended).code]).toEqual([401, 200, 0]);
    const sheet = await openSheet({ dir });
    expect(await sheet.values("A1")).toEqual([["kept"]]);
    expect((await sheet.call("GET", "?fields=properties.timeZone")).body).toEqual({
      properties: { timeZone: "Asia/Shanghai" },
    });
    await sheet.close();
  });

  test("says in a sentence that the port is taken", async () => {
    const sheet = await openSheet();
    const ended = await start("--port", new URL(sheet.url).port).ended;
    await sheet.close();
    expect(ended).toEqual({
      code: 1,
      said: "The port is taken. Choose another one with --port.\n",
    });
  });

  test.each([
    [["--port", "x"], '--port must be a whole number from 0 to 65535, not "x".'],
    [["--time-zone", "Mars"], '--time-zone must be a name such as Asia/Shanghai, not "Mars".'],
    [["--token", "a b"], "--token must be 1 to 500 visible ASCII characters."],
    [["--trait", "x"], "--trait must be one of filter-hides, office-file, protected-ranges"],
    [["--prot", "1"], "Unknown option '--prot'"],
  ])("refuses %j in a sentence", async (args, sentence) => {
    const { code, said } = await start(...args).ended;
    expect(code).toBe(1);
    expect(said).toContain(sentence);
    expect(said.trim().split("\n")).toHaveLength(1);
  });

  test("has --help", async () => {
    const { code, said } = await start("--help").ended;
    expect(code).toBe(0);
    expect(said).toContain("--writes-per-minute");
  });
});
