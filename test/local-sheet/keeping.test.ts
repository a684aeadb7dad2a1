import fc from "fast-check";
import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { encodeLine } from "../../src/local-sheet/store/lines";
import { everythingIn, openSheet, removeDirectories, temporaryDirectory } from "./sheet-client";
import type { TestSheet } from "./sheet-client";
import { createStore } from "./store-harness";

afterEach(removeDirectories);

const files = (dir: string, kind: string): string[] =>
  readdirSync(dir)
    .filter((name) => name.startsWith(kind))
    .sort()
    .map((name) => join(dir, name));

async function withoutUrl(sheet: TestSheet): Promise<unknown> {
  return { ...((await everythingIn(sheet)) as object), spreadsheetUrl: "" };
}

async function fill(sheet: TestSheet): Promise<void> {
  await sheet.put(
    "A1",
    [
      ["h", "=A1&1", "2020-01-01"],
      ["b", 2.5, true],
    ],
    "USER_ENTERED",
  );
  await sheet.batch(
    { addSheet: {} },
    { addNamedRange: { namedRange: { name: "lock", range: { endRowIndex: 1 } } } },
    { addProtectedRange: { protectedRange: { range: { endRowIndex: 1 }, warningOnly: true } } },
    { insertDimension: { range: { dimension: "ROWS", startIndex: 0, endIndex: 1 } } },
    {
      updateDimensionProperties: {
        range: { dimension: "COLUMNS", startIndex: 1, endIndex: 2 },
        properties: { pixelSize: 250 },
        fields: "pixelSize",
      },
    },
    {
      repeatCell: {
        range: { startRowIndex: 5, endRowIndex: 7, startColumnIndex: 1, endColumnIndex: 3 },
        cell: { note: "n", userEnteredFormat: { textFormat: { bold: true } } },
        fields: "note,userEnteredFormat.textFormat.bold",
      },
    },
  );
}

describe("a sheet that is closed and opened again", () => {
  test("is as it was, ids that it drew and all", async () => {
    const dir = temporaryDirectory();
    const first = await openSheet({ dir, title: "A", timeZone: "Asia/Shanghai" });
    await fill(first);
    const before = await withoutUrl(first);
    await first.close();
    const second = await openSheet({ dir, title: "B" });
    expect(await withoutUrl(second)).toEqual(before);
    await second.close();
  });

  test("does not remember what was refused", async () => {
    const dir = temporaryDirectory();
    const first = await openSheet({ dir });
    await first.put("A1", [["kept"]]);
    expect((await first.put("Nix!A1", [["x"]])).status).toBe(400);
    await first.close();
    const second = await openSheet({ dir });
    expect(await second.values("Sheet1")).toEqual([["kept"]]);
    await second.close();
  });

  test("forgets a torn last line and goes on after it", async () => {
    const dir = temporaryDirectory();
    const first = await openSheet({ dir });
    await first.put("A1", [["one"]]);
    await first.put("A2", [["two"]]);
    await first.close();
    const [log = ""] = files(dir, "log");
    truncateSync(log, readFileSync(log).length - 10);
    const second = await openSheet({ dir });
    expect(await second.values("A1:A2")).toEqual([["one"]]);
    await second.put("A2", [["three"]]);
    await second.close();
    const third = await openSheet({ dir });
    expect(await third.values("A1:A2")).toEqual([["one"], ["three"]]);
    await third.close();
  });

  test("refuses to start on other damage, names the file and keeps it", async () => {
    const dir = temporaryDirectory();
    const first = await openSheet({ dir });
    await first.put("A1", [["one"]]);
    await first.put("A2", [["two"]]);
    await first.close();
    const [log = ""] = files(dir, "log");
    const damaged = readFileSync(log, "utf8").replace("one", "ONE");
    writeFileSync(log, damaged);
    await expect(openSheet({ dir })).rejects.toThrow(`${log} is damaged at byte 0 (line 1)`);
    expect(readFileSync(log, "utf8")).toBe(damaged);
  });

  test("refuses a log with a call missing", async () => {
    const dir = temporaryDirectory();
    const first = await openSheet({ dir });
    for (const cell of ["A1", "A2", "A3"]) await first.put(cell, [[cell]]);
    await first.close();
    const [log = ""] = files(dir, "log");
    const lines = readFileSync(log, "utf8").split("\n");
    writeFileSync(log, [lines[0], ...lines.slice(2)].join("\n"));
    await expect(openSheet({ dir })).rejects.toThrow("has call 3 where call 2 was expected");
  });

  test("survives any cut of its log: what is whole is there", async () => {
    const dir = temporaryDirectory();
    const first = await openSheet({ dir });
    for (let i = 1; i <= 5; i += 1) await first.put(`A${i}`, [[i]]);
    await first.close();
    const [log = ""] = files(dir, "log");
    const whole = readFileSync(log);
    const ends = [...whole.keys()].filter((i) => whole[i] === 0x0a).map((i) => i + 1);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (length) => {
        writeFileSync(log, whole.subarray(0, length));
        const again = await openSheet({ dir });
        const count = ends.filter((end) => end <= length).length;
        const expected = Array.from({ length: count }, (_row, i) => [String(i + 1)]);
        expect((await again.values("A1:A5")) ?? []).toEqual(expected);
        await again.close();
      }),
      { numRuns: 25 },
    );
  });
});

describe("a directory", () => {
  test("is one server's at a time", async () => {
    const dir = temporaryDirectory();
    const first = await openSheet({ dir });
    await expect(openSheet({ dir })).rejects.toThrow(`Another process keeps its sheet in ${dir}`);
    await first.close();
    await (await openSheet({ dir })).close();
  });

  test("left by a dead process is taken over", async () => {
    const dir = temporaryDirectory();
    writeFileSync(join(dir, "owner"), "999999999 1\n");
    await (await openSheet({ dir })).close();
    writeFileSync(join(dir, "owner"), `${process.pid} 1\n`);
    await (await openSheet({ dir })).close();
  });
});

describe("a disk that refuses", () => {
  test("is told with a 503, reads of what is not safe included; writing goes on when there is room again", async () => {
    const dir = temporaryDirectory();
    const sheet = await openSheet({ dir });
    await sheet.put("A1", [["one"]]);
    const probe = await open(join(dir, "probe"), "w");
    const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    const datasync = jest
      .spyOn(Object.getPrototypeOf(probe) as typeof probe, "datasync")
      .mockRejectedValue(full);
    const refused = await sheet.put("A2", [["two"]]);
    const again = await sheet.put("A3", [["three"]]);
    const read = await sheet.call("GET", "/values/A1");
    datasync.mockRestore();
    await probe.close();
    expect(refused).toMatchObject({
      status: 503,
      message: "The embedded sheet can't write to its disk (ENOSPC).",
    });
    expect([again.status, read.status]).toEqual([503, 503]);
    await sheet.put("A4", [["four"]]);
    const now = await sheet.values("A1:A4");
    await sheet.close();
    const reopened = await openSheet({ dir });
    expect(await reopened.values("A1:A4")).toEqual(now);
    expect(now).toEqual([["one"], ["two"], [], ["four"]]);
    await reopened.close();
  });
});

describe("snapshots", () => {
  test("replace the log now and then, and lose nothing written meanwhile", async () => {
    const dir = temporaryDirectory();
    const store = await createStore(dir, { snapshotAfterBytes: 2000 });
    for (let i = 1; i <= 200; i += 1) {
      store.put(i, [i, `=A${i}*2`, "x".repeat(20)]);
      if (i % 7 === 0) await store.settled();
    }
    await store.close();
    expect(files(dir, "snapshot")).toHaveLength(1);
    const again = await createStore(dir, { snapshotAfterBytes: 2000 });
    expect(again.numbers()).toEqual(Array.from({ length: 200 }, (_row, i) => i + 1));
    expect(again.formula(200)).toBe("=A200*2");
    await again.close();
  });

  test("that were not finished are passed over", async () => {
    const dir = temporaryDirectory();
    const store = await createStore(dir, {});
    store.put(1, [1]);
    await store.settled();
    await store.close();
    writeFileSync(join(dir, "snapshot.tmp"), "half");
    const again = await createStore(dir, {});
    expect(again.numbers()).toEqual([1]);
    await again.close();
  });

  test("that are cut short stop the start", async () => {
    const dir = temporaryDirectory();
    const store = await createStore(dir, { snapshotAfterBytes: 10 });
    store.put(1, [1]);
    await store.settled();
    await store.close();
    const [snapshot = ""] = files(dir, "snapshot");
    truncateSync(snapshot, readFileSync(snapshot).length - 30);
    await expect(createStore(dir, {})).rejects.toThrow("is not a whole snapshot");
    appendFileSync(snapshot, "x\ny\n");
    await expect(createStore(dir, {})).rejects.toThrow("is damaged");
  });
});

test("calls of an older store are done again as they were taken then", async () => {
  const dir = temporaryDirectory();
  let sheet = await openSheet({ dir });
  await sheet.put("A1", [["x"]]);
  await sheet.close();
  const at = { dimension: "ROWS", startIndex: 1000, endIndex: 1001 };
  const named = { name: "fence", namedRangeId: "c1", range: { startRowIndex: 0, sheetId: 7 } };
  const tab = [
    { addSheet: { properties: { sheetId: 7 } } },
    { addNamedRange: { namedRange: named } },
  ];
  const requests = [
    { insertDimension: { range: at } },
    ...tab,
    { deleteSheet: { sheetId: 7 } },
    ...tab,
  ];
  const path = "/v4/spreadsheets/local:batchUpdate";
  const entry = { call: 2, at: 0, method: "POST", path, query: {}, body: { requests } };
  appendFileSync(join(dir, "log-000000000000.jsonl"), encodeLine(entry));
  sheet = await openSheet({ dir });
  const fields = "namedRanges.name,sheets.properties.gridProperties.rowCount";
  const { body } = await sheet.call("GET", `?fields=${fields}`);
  await sheet.close();
  expect(body).toEqual({
    namedRanges: [{ name: "fence" }],
    sheets: [1001, 1000].map((rowCount) => ({ properties: { gridProperties: { rowCount } } })),
  });
});
