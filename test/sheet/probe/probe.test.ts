/** The trial of a spreadsheet: what it says of APIs that differ, and that it leaves nothing behind. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Intercept } from "../../../src/local-sheet/server";
import {
  createSheetsClient,
  type SheetRequest,
  type SheetsClient,
} from "../../../src/sheet/api/client";
import { trySheet } from "../../../src/sheet/probe/probe";
import { changing, laxFence, valuesOnly } from "./deviations";
import { createRig, type Rig } from "../rig";

// Each start of the command compiles all of its sources where no cache has them yet.
jest.setTimeout(60_000);

let rig: Rig;
let client: SheetsClient;

const open = async (options: Parameters<typeof createRig>[1] = {}): Promise<void> => {
  rig = await createRig([{ name: "A4纸", stock: 10 }], options);
  client = createSheetsClient({
    rootUrl: rig.url,
    credentialsFile: undefined,
    timeoutMs: 5_000,
    fetch,
  });
};
afterEach(() => rig.close());

const structure = () =>
  client.fetchSpreadsheet(rig.spreadsheetId, {
    ranges: [],
    fields: "namedRanges,sheets(properties,basicFilter)",
  });
const run = () => trySheet(client, rig.spreadsheetId);
const lines = async (): Promise<string[]> =>
  (await run()).map(
    ({ about, saw, means, isFine }) => `${isFine ? "✓" : "✗"} ${about}: ${saw}. ${means}`,
  );
const wrong = async (): Promise<string[]> => (await lines()).filter((line) => line.startsWith("✗"));

describe("the trial", () => {
  it("finds all as it should be on the embedded sheet, says so in a line each, and leaves it as it was", async () => {
    await open();
    const before = await structure();
    const said = await lines();
    expect(said.every((line) => line.startsWith("✓") && !line.includes("\n"))).toBe(true);
    expect(said).toEqual(
      [
        /a commit's own fence .*showed "second"; the range was replaced/,
        /fence of a commit which is gone: .*No NamedRange with id.*nothing is booked twice/,
        /in `ranges` of spreadsheets.get: read "second"/,
        /after its tab was deleted: no longer listed, taken: .*; a new name was taken/,
        /without a Table: it stands in row 4, below row 3/,
        /open range after an append: .*B2:B\) shows 7, the sum is 7/,
        /Table by its id, values only, typed columns: it stands in row 4; the Table ends with row 4/,
        /typed columns of a Table: written; a number format there is refused/,
        /=B2\*2\+\$B\$2 became =B2\*2\+\$B\$2/,
        /copied: the filtered and hidden row; a blank row blanks/,
        /in one batch: the copy has 3 of 3 rows, the tab 1/,
        /7 became number 9; 77 stayed; a formula that shows 7 stayed; 1000 shown as 1,000 is found as 1000; a blank cell is refused/,
      ].map((line) => expect.stringMatching(line)),
    );
    expect(await structure()).toEqual(before);
  });

  it("tells where copies leave out the rows that a filter hides", async () => {
    await open({ traits: ["filter-hides"] });
    expect((await lines()).filter((line) => line.includes("left out"))).toEqual([
      expect.stringMatching(
        /copied: the hidden row; left out: the filtered row; .* goes by what it read last/,
      ),
    ]);
    expect(await wrong()).toEqual([]);
  });

  it("works beside ranges that are protected", async () => {
    await open({ traits: ["protected-ranges"] });
    const range = { sheetId: await rig.sheetId("库存") };
    await rig.edit({ addProtectedRange: { protectedRange: { range } } });
    expect(await wrong()).toEqual([]);
  });

  it("of an Office file says to save it as Google Sheets", async () => {
    await open();
    rig.intercept = () =>
      Promise.resolve({
        status: 400,
        body: {
          error: {
            code: 400,
            status: "FAILED_PRECONDITION",
            message:
              "This operation is not supported for this document. The document must not be an Office file.",
          },
        },
      });
    await expect(run()).rejects.toMatchObject({
      name: "SheetDeniedError",
      message: expect.stringMatching(/Save as Google Sheets/),
    });
    rig.intercept = undefined;
  });

  const unlike: readonly (readonly [string, () => Intercept, readonly RegExp[]])[] = [
    ["takes late commits", laxFence, [/commit which is gone: applied.*run one relay only/]],
    ["copies results of formulas", valuesOnly, [/became 3\. .*may not come back/]],
    [
      "shifts formulas over open ranges",
      () =>
        changing((requests) =>
          requests.map((request) => {
            const text = JSON.stringify(request);
            return JSON.parse(text.replace(/B2:B\)/g, "B2:B3)")) as SheetRequest;
          }),
        ),
      [/shows 3, the sum is 7.*miss new bookings/, /duplicated and cleared/],
    ],
    [
      "knows no Tables",
      () => (call, apply) =>
        Promise.resolve(
          JSON.stringify(call.body ?? "").includes("addTable")
            ? {
                status: 400,
                body: {
                  error: { code: 400, message: "no Tables here", status: "INVALID_ARGUMENT" },
                },
              }
            : apply(),
        ),
      [/rows appended to a Table: no Tables here\. it could not be tried to its end/],
    ],
    [
      "leaves out the clearing of a duplicated tab",
      () =>
        changing((requests) =>
          requests.some(({ duplicateSheet }) => duplicateSheet)
            ? requests.filter(({ updateCells }) => updateCells?.start ?? !updateCells)
            : requests,
        ),
      [/the copy has 3 of 3 rows, the tab 3.*is not archived here/],
    ],
  ];

  it.each(unlike)("of an API that %s says what that means", async (_, api, expected) => {
    await open();
    rig.intercept = api();
    expect(await wrong()).toEqual(expected.map((line) => expect.stringMatching(line)));
  });

  it.each([2, 3, 7, 20])("removes its tabs when call %i fails", async (failing) => {
    await open();
    const before = await structure();
    let calls = 0;
    rig.intercept = (_call, apply) => {
      calls += 1;
      return Promise.resolve(calls === failing ? { status: 503, body: {} } : apply());
    };
    await expect(run()).rejects.toThrow(/503/);
    expect(await structure()).toEqual(before);
  });

  it("removes what a trial left behind that was cut short", async () => {
    await open();
    const before = await structure();
    let calls = 0;
    rig.intercept = (_call, apply) => {
      calls += 1;
      return Promise.resolve(calls > 6 ? "reset" : apply());
    };
    await expect(run()).rejects.toThrow(/did not answer/);
    rig.intercept = undefined;
    expect((await structure()).sheets?.length).toBeGreaterThan(before.sheets?.length ?? 0);
    expect(await wrong()).toEqual([]);
    expect(await structure()).toEqual(before);
  });
});

describe("npm run doctor", () => {
  const stateDir = mkdtempSync(path.join(tmpdir(), "stockcaster-doctor-"));
  afterAll(() => rmSync(stateDir, { recursive: true, force: true }));
  /** A sheet with all that a group needs to begin. */
  const openReady = async (): Promise<void> => {
    await open();
    const cellBelow = async (title: string, header: string, row: number): Promise<string> => {
      const column = ((await rig.formulas(title))[0] ?? []).indexOf(header);
      return `${title}!${String.fromCharCode(65 + column)}${row}`;
    };
    await rig.type(await cellBelow("成员", "姓名", 2), "小周");
    await rig.type(await cellBelow("成员", "角色", 2), "播报员");
    const groups = (await rig.formulas("设置")).findIndex(([key]) => key === "允许的群");
    await rig.type(`设置!B${groups + 1}`, "generic:office");
  };
  const doctor = async (more: Readonly<Record<string, string>>, ...args: readonly string[]) => {
    const script = path.join(__dirname, "../../../scripts/doctor.ts");
    const child = spawn(process.execPath, ["--require", "tsx/cjs", script, ...args], {
      env: {
        PATH: process.env["PATH"],
        SHEETS_API_URL: rig.url,
        SPREADSHEET_ID: "local",
        STATE_DIR: stateDir,
        GENERIC_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
        ...more,
      },
    });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, "close")) as [number];
    return { code, said };
  };

  it("has a line for each thing tried, and exits with 1 where one is not as it should be", async () => {
    await openReady();
    const well = await doctor({}, "--try-sheet");
    expect(well).toMatchObject({
      code: 0,
      said: expect.stringMatching(/✓ findReplace of one cell/),
    });
    rig.intercept = laxFence();
    const { code, said } = await doctor({}, "--try-sheet");
    expect(code).toBe(1);
    expect(said).toMatch(
      /✗ a batch that names .*: applied\. It is not refused whole: run one relay/,
    );
  });

  it("names every cell that people should mend, by its tab, row and column", async () => {
    await openReady();
    expect((await doctor({})).code).toBe(0);
    await rig.type("库存!C2", "约20");
    await rig.type("设置!A2", "日报时间");
    await rig.type("设置!B2", "下班前");
    const { code, said } = await doctor({});
    expect(code).toBe(1);
    expect(said).toContain("✗ 库存 C2「约20」不是数字（当前库存）");
    expect(said).toContain("✗ 设置 B2：「日报时间」的值「下班前」看不懂");
  });

  it("names a TIMEZONE that shows other times than the spreadsheet's, and no other", async () => {
    await openReady();
    const same = await doctor({ TIMEZONE: "Asia/Chongqing" });
    expect(same).toMatchObject({ code: 0, said: expect.not.stringMatching(/TIMEZONE/) });
    const other = await doctor({ TIMEZONE: "Europe/Berlin" });
    expect(other.code).toBe(1);
    expect(other.said).toMatch(/✗ TIMEZONE is Europe\/Berlin, but .* is Asia\/Shanghai/);
  });
});
