/** The trial of the protocol on a spreadsheet, and the relay on a sheet that failed it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Intercept } from "../../src/local-sheet/server";
import type { Assumption } from "../../src/sheet/assumptions";
import { createSheetsClient, type SheetsClient } from "../../src/sheet/client";
import { tryProtocol } from "../../src/sheet/probe";
import { keepVerdict } from "../../src/sheet/verdict";
import { laxFence, skippingFiltered, valuesOnly } from "./deviations";
import { booking, createRig, type Rig } from "./rig";

let rig: Rig;
let client: SheetsClient;

beforeEach(async () => {
  rig = await createRig([
    { name: "A4纸", stock: 10 },
    { name: "便利贴", stock: 30 },
  ]);
  client = createSheetsClient({ rootUrl: rig.url, credentialsFile: undefined, timeoutMs: 5_000 });
});
afterEach(() => rig.close());

const structure = () =>
  client.fetchSpreadsheet(rig.spreadsheetId, {
    ranges: [],
    fields: "namedRanges,sheets(properties,basicFilter)",
  });
const found = async (): Promise<Record<Assumption, boolean>> => {
  const findings = await tryProtocol(client, rig.spreadsheetId);
  await keepVerdict(client, rig.spreadsheetId, findings);
  return Object.fromEntries(findings.map(({ assumption, holds }) => [assumption, holds])) as Record<
    Assumption,
    boolean
  >;
};
const figures = async (): Promise<unknown[]> =>
  (await rig.rows("stock")).map((row) => row["当前库存"]);

const filteredRow = 2;
const deviations: readonly (readonly [Assumption, () => Intercept])[] = [
  ["fence", laxFence],
  ["shift", valuesOnly],
  ["hidden", () => skippingFiltered((row) => row === filteredRow)],
];

describe("the trial of the protocol", () => {
  it("finds that all holds on the embedded sheet, and leaves it as it was", async () => {
    const before = await structure();
    expect(await found()).toEqual({ fence: true, shift: true, hidden: true });
    expect(await structure()).toEqual(before);
  });

  it.each(deviations)("finds a failing %s alone, and removes its tabs", async (name, api) => {
    const before = await structure();
    rig.intercept = api();
    const all = { fence: true, shift: true, hidden: true };
    expect(await found()).toEqual({ ...all, [name]: false });
    const after = await structure();
    expect(after.sheets?.map(({ properties }) => properties?.title)).toEqual([
      ...(before.sheets ?? []).map(({ properties }) => properties?.title),
      "_stockcaster",
    ]);
    expect(after.namedRanges?.map((range) => range.name)).toEqual([`stockcaster_failed_${name}`]);
  });

  it.each([2, 3, 4, 5, 6])("removes its tabs when call %i fails", async (failing) => {
    const before = await structure();
    let calls = 0;
    rig.intercept = (_call, apply) => {
      calls += 1;
      return Promise.resolve(calls === failing ? { status: 503, body: {} } : apply());
    };
    await expect(found()).rejects.toThrow(/503/);
    expect(await structure()).toEqual(before);
  });

  it("removes what a trial left behind that was cut short", async () => {
    const before = await structure();
    let calls = 0;
    rig.intercept = (_call, apply) => {
      calls += 1;
      return Promise.resolve(calls > 2 ? "reset" : apply());
    };
    await expect(found()).rejects.toThrow(/did not answer/);
    rig.intercept = undefined;
    expect((await structure()).sheets?.length).toBe((before.sheets?.length ?? 0) + 2);
    expect(await found()).toEqual({ fence: true, shift: true, hidden: true });
    expect(await structure()).toEqual(before);
  });
});

describe("npm run doctor -- --try-sheet", () => {
  const doctor = async (...args: readonly string[]) => {
    const script = path.join(__dirname, "../../scripts/doctor.ts");
    const child = spawn(process.execPath, ["--require", "tsx/cjs", script, ...args], {
      env: { PATH: process.env["PATH"], SHEETS_API_URL: rig.url, SPREADSHEET_ID: "local" },
    });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, "close")) as [number];
    return { code, said };
  };

  it("has a line for each assumption, says what follows, and is remembered by the next visit", async () => {
    const well = await doctor("--try-sheet");
    expect(well).toMatchObject({ code: 0, said: expect.stringMatching(/✓ rows that are hidden/) });
    rig.intercept = laxFence();
    const { code, said } = await doctor("--try-sheet");
    expect(code).toBe(1);
    expect(said).toMatch(
      /✗ a commit .* NOT refused whole\. Run one relay only.* reads the sheet before/,
    );
    rig.intercept = undefined;
    const next = await doctor();
    expect(next.said).toMatch(/✓ a trial on this spreadsheet found: a commit .* NOT refused/);
  });
});

describe("a relay on a sheet that failed the trial", () => {
  const book = async (room: ReturnType<Rig["open"]>, id: string, change: number) => {
    const { reads } = rig.calls;
    const outcome = await room.book(booking(`g:g:${id}`, [{ name: "便利贴", change }]));
    return { kind: outcome.kind, reads: rig.calls.reads - reads };
  };

  it.each(deviations)(
    "reads before each commit where %s failed, and says so",
    async (name, api) => {
      rig.intercept = api();
      await found();
      const room = rig.open();
      await room.start();
      for (const id of ["m1", "m2", "m3"]) {
        const { kind, reads } = await book(room, id, -1);
        expect([kind, reads > 0]).toEqual(["booked", true]);
      }
      expect(await figures()).toEqual([10, 27]);
      expect(room.state()).toMatchObject({
        degraded: false,
        reason: expect.stringMatching(/先读一遍/),
      });
      expect(rig.events).toContainEqual({ event: "read-first", failed: [name] });
    },
  );

  it("still takes a figure as the base that a person types between the read and the commit", async () => {
    const api = laxFence();
    rig.intercept = api;
    await found();
    const room = rig.open();
    await room.start();
    await book(room, "m1", -1);
    let typed = false;
    rig.intercept = async (call, apply) => {
      if (call.kind === "write" && !typed) {
        typed = true;
        await rig.type("库存!C3", 5);
      }
      return api(call, apply);
    };
    await book(room, "m2", -2);
    expect(await figures()).toEqual([10, 3]);
  });

  it("goes without reading again once a trial finds that it holds", async () => {
    rig.intercept = valuesOnly();
    await found();
    const room = rig.open();
    await room.start();
    rig.intercept = undefined;
    await found();
    await room.read();
    await book(room, "m1", -1);
    expect(await book(room, "m2", -1)).toEqual({ kind: "booked", reads: 0 });
    expect(room.state().reason).toBeUndefined();
  });

  const filter = (sheetId: number, endRowIndex: number) => ({
    range: { sheetId, startRowIndex: 0, endRowIndex, startColumnIndex: 0, endColumnIndex: 3 },
    filterSpecs: [{ columnIndex: 0, filterCriteria: { hiddenValues: ["便利贴"] } }],
  });
  const filtered = async () => {
    const [stock, ledger] = [await rig.sheetId("库存"), await rig.sheetId("流水")];
    await rig.edit({ setBasicFilter: { filter: filter(stock, 50) } });
    await rig.edit({ setBasicFilter: { filter: filter(ledger, 50) } });
    return { stock, ledger };
  };

  it("books on a row that a filter hides, and lays the filter again over the rows that came in", async () => {
    rig.intercept = skippingFiltered((row) => row === filteredRow);
    await found();
    const { stock, ledger } = await filtered();
    rig.intercept = skippingFiltered((row) => row === filteredRow, [stock, ledger]);
    const room = rig.open();
    await room.start();
    await book(room, "m1", -1);
    await book(room, "m2", -2);
    expect(await figures()).toEqual([10, 27]);
    const { sheets } = await structure();
    const filters = sheets?.flatMap(({ basicFilter }) => basicFilter ?? []);
    expect(filters).toEqual([filter(stock, 50), filter(ledger, 52)]);
  });

  it("would have lost that row's figure without the trial", async () => {
    const { stock, ledger } = await filtered();
    rig.intercept = skippingFiltered((row) => row === filteredRow, [stock, ledger]);
    const room = rig.open();
    await room.start();
    await book(room, "m1", -1);
    expect(await figures()).not.toEqual([10, 29]);
  });
});
