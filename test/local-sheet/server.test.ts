import fc from "fast-check";
import { request } from "node:http";
import { startLocalSheet } from "../../src/local-sheet/server";
import { openSheet, spreadsheetId } from "./sheet-client";
import type { Json, TestSheet } from "./sheet-client";

let sheet: TestSheet;
afterEach(() => sheet.close());

/** A call with headers that fetch would not send. */
function rawCall(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

describe("the server refuses", () => {
  beforeEach(async () => {
    sheet = await openSheet();
  });

  test("another spreadsheet with Google's 404", async () => {
    const get = sheet.api.spreadsheets.get({ spreadsheetId: "other" });
    await expect(get).rejects.toMatchObject({
      status: 404,
      response: {
        data: {
          error: {
            code: 404,
            message: "Requested entity was not found.",
            status: "NOT_FOUND",
          },
        },
      },
    });
  });

  test.each([
    ["POST", "/v4/spreadsheets", 501],
    ["POST", `/v4/spreadsheets/${spreadsheetId}:getByDataFilter`, 501],
    ["POST", `/v4/spreadsheets/${spreadsheetId}/developerMetadata:search`, 501],
    ["POST", `/v4/spreadsheets/${spreadsheetId}/sheets/0:copyTo`, 501],
    ["DELETE", `/v4/spreadsheets/${spreadsheetId}`, 404],
    ["GET", "/", 404],
    ["GET", "//", 404],
    ["GET", "/v4/spreadsheets/%E0%A4%A", 400],
    ["GET", `/v4/spreadsheets/${spreadsheetId}?fields=(`, 400],
    ["GET", `/v4/spreadsheets/${spreadsheetId}?nonsense=1`, 400],
    ["GET", `/v4/spreadsheets/${spreadsheetId}?alt=media`, 400],
    ["GET", `/v4/spreadsheets/${spreadsheetId}?includeGridData=maybe`, 400],
    ["GET", `/v4/spreadsheets/${spreadsheetId}/values/A1?valueRenderOption=NICE`, 400],
  ])("%s %s with a %i in Google's shape", async (method, path, status) => {
    const answer = await fetch(sheet.url + path, { method });
    expect(answer.status).toBe(status);
    const { error }: Json = await answer.json();
    expect(error).toMatchObject({ code: status });
    expect(error.message).not.toBe("");
  });

  test("a body that is not JSON, and one that is too large", async () => {
    const answer = await sheet.call("POST", ":batchUpdate", "{");
    expect(answer).toMatchObject({ status: 400 });
    expect(answer.message).toContain("Invalid JSON payload received.");
    const large = await sheet
      .call("POST", ":batchUpdate", " ".repeat(20_000_001))
      .catch(() => null);
    expect(large === null || large.status === 413).toBe(true);
    expect((await sheet.call("GET", "")).status).toBe(200);
  });

  test("other sites' pages and names", async () => {
    const url = `${sheet.url}/v4/spreadsheets/${spreadsheetId}`;
    const { host } = new URL(url);
    expect(await rawCall(url, { origin: "https://evil.example" })).toBe(403);
    expect(await rawCall(url, { origin: "null" })).toBe(403);
    expect(await rawCall(url, { host: "evil.example" })).toBe(403);
    expect(await rawCall(url, { origin: "http://127.0.0.1:3000" })).toBe(403);
    expect(await rawCall(url, { origin: `http://${host}` })).toBe(200);
    expect(await rawCall(url, { host: "localhost:1" })).toBe(200);
    for (const site of ["cross-site", "same-site", "x"]) {
      expect(await rawCall(url, { "sec-fetch-site": site })).toBe(403);
    }
    expect(await rawCall(url, { "sec-fetch-site": "none" })).toBe(200);
  });

  test("what a page could post to it without asking first, as form or text", async () => {
    const body = JSON.stringify({ values: [[31337]] });
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
      const where = "/values/A1:append?valueInputOption=RAW";
      expect(await sheet.call("POST", where, body, { "content-type": type })).toMatchObject({
        status: 415,
        message: "The body must be application/json.",
      });
    }
    expect(await sheet.values("A1")).toBeUndefined();
  });

  test("more requests, ranges or cells in one call than memory is there for, and goes on", async () => {
    const insert = {
      insertDimension: { range: { dimension: "ROWS", startIndex: 0, endIndex: 1 } },
    };
    const many = new Array<object>(100_000).fill(insert);
    expect((await sheet.batch(...many)).message).toBe(
      "At most 5000 requests may be given in one call.",
    );
    const rows = { dimension: "ROWS", startIndex: 0, endIndex: 1 };
    const formula = { formulaValue: "=A1" };
    const cell = { userEnteredValue: formula };
    const heavy = [
      [{ repeatCell: { range: { startColumnIndex: 1 }, cell, fields: "userEnteredValue" } }, 300],
      [{ moveDimension: { source: rows, destinationIndex: 9000 } }, 3000],
    ] as const;
    await sheet.batch({ appendDimension: { dimension: "ROWS", length: 9000 } });
    await sheet.put("A9999", [["x"]]);
    for (const [request, times] of heavy) {
      const answer = await sheet.batch(...new Array<object>(times).fill(request));
      expect(answer).toMatchObject({ status: 400 });
      expect(answer.message).toContain("The request touches too many cells");
    }
    const ranges = new Array<string>(900).fill("ranges=A:Z").join("&");
    const answer = await sheet.call("GET", `/values:batchGet?${ranges}`);
    expect(answer.message).toBe("The answer has too many cells; ask for less at once.");
    expect(await sheet.values("A9999")).toEqual([["x"]]);
    expect((await sheet.call("GET", "?fields=sheets.properties.gridProperties")).body).toEqual({
      sheets: [{ properties: { gridProperties: { rowCount: 10_000, columnCount: 26 } } }],
    });
  });

  test("whatever JSON it is sent, it answers and goes on", async () => {
    const path = fc.constantFrom(
      ":batchUpdate",
      "/values:batchUpdate",
      "/values:batchClear",
      "/values/A1:append?valueInputOption=RAW",
      "/values/A1:clear",
    );
    const body = fc.oneof(
      fc.json(),
      fc.record({ requests: fc.jsonValue() }).map((each) => JSON.stringify(each)),
      fc.record({ values: fc.jsonValue() }).map((each) => JSON.stringify(each)),
      fc
        .record({ range: fc.string(), values: fc.array(fc.array(fc.jsonValue())) })
        .map((each) => JSON.stringify({ valueInputOption: "USER_ENTERED", data: [each] })),
    );
    await fc.assert(
      fc.asyncProperty(path, body, async (where, text) => {
        const { status } = await sheet.call("POST", where, text);
        expect([200, 400, 501]).toContain(status);
      }),
      { numRuns: 300 },
    );
    const ranges = fc.asyncProperty(fc.string({ minLength: 1, unit: "binary" }), async (range) => {
      fc.pre(!/[\ud800-\udfff/]/u.test(range) && range !== "." && range !== "..");
      const { status } = await sheet.call("GET", `/values/${encodeURIComponent(range)}`);
      expect([200, 400]).toContain(status);
    });
    await fc.assert(ranges, { numRuns: 200 });
  });
});

test("with a token, the server answers only who bears it, and says so to nobody else", async () => {
  sheet = await openSheet({ token: "a-token" });
  const bearing = (authorization: string) => sheet.call("GET", "", undefined, { authorization });
  for (const wrong of ["", "Bearer", "Bearer a-toke", "Bearer a-token2", "a-token"]) {
    const answer = await bearing(wrong);
    expect(answer.body.error).toMatchObject({ code: 401, status: "UNAUTHENTICATED" });
    expect(answer.message).not.toContain("a-token");
  }
  expect((await bearing("Bearer a-token")).status).toBe(200);
});

describe("quotas", () => {
  test("refuse the call too many with Google's body, until the minute is over", async () => {
    let nowMs = Date.UTC(2026, 10, 24, 8);
    sheet = await openSheet({
      quota: { readsPerMinute: 2, writesPerMinute: 1 },
      now: () => new Date(nowMs),
    });
    expect((await sheet.call("GET", "")).status).toBe(200);
    expect((await sheet.call("GET", "")).status).toBe(200);
    const answer = await sheet.call("GET", "");
    expect(answer.status).toBe(429);
    expect(answer.body.error).toMatchObject({
      status: "RESOURCE_EXHAUSTED",
      message:
        "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:000000000000'.",
      details: [
        {
          reason: "RATE_LIMIT_EXCEEDED",
          metadata: { quota_limit: "ReadRequestsPerMinutePerUser", quota_limit_value: "2" },
        },
        {},
      ],
    });
    expect((await sheet.put("A1", [["x"]])).status).toBe(200);
    expect((await sheet.put("A1", [["y"]])).status).toBe(429);
    nowMs += 60_000;
    expect(await sheet.values("A1")).toEqual([["x"]]);
  });
});

describe("an interceptor", () => {
  test("sees every call before it is applied, and may answer in its place", async () => {
    const seen: unknown[] = [];
    sheet = await openSheet({
      intercept: (call, apply) => {
        seen.push([call.kind, call.method, call.path]);
        if (call.method === "PUT") return Promise.resolve({ status: 503, body: { error: {} } });
        return Promise.resolve(apply());
      },
    });
    expect((await sheet.put("Sheet1!A1", [["x"]])).status).toBe(503);
    expect(await sheet.values("Sheet1!A1")).toBeUndefined();
    expect(seen).toEqual([
      ["write", "PUT", "/v4/spreadsheets/local/values/Sheet1!A1"],
      ["read", "GET", "/v4/spreadsheets/local/values/Sheet1!A1"],
    ]);
  });

  test("may drop the connection before or after the call is applied", async () => {
    let isApplied = false;
    sheet = await openSheet({
      intercept: (call, apply) => {
        if (call.kind === "read") return Promise.resolve(apply());
        if (isApplied) apply();
        return Promise.resolve("reset" as const);
      },
    });
    await expect(sheet.put("A1", [["before"]])).rejects.toThrow("fetch failed");
    expect(await sheet.values("A1")).toBeUndefined();
    isApplied = true;
    await expect(sheet.put("A1", [["after"]])).rejects.toThrow("fetch failed");
    expect(await sheet.values("A1")).toEqual([["after"]]);
  });
});

test("latency delays answers without holding up other calls", async () => {
  sheet = await openSheet({ latencyMs: 40 });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_call, i) => sheet.put(`A${i + 1}`, [[i]])),
  );
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(await sheet.values("A1:A20")).toHaveLength(20);
});

test("two spreadsheets beside one another share an address and nothing else", async () => {
  const further = { spreadsheetId: "second", dir: undefined, title: "Second" };
  const both = await startLocalSheet({ dir: undefined, title: "First", further: [further] });
  const call = async (id: string, where: string, body?: object): Promise<Json> =>
    (
      await fetch(`${both.url}/v4/spreadsheets/${id}${where}`, {
        method: body === undefined ? "GET" : "POST",
        headers: { "content-type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
      })
    ).json();
  try {
    const add = { addSheet: { properties: { title: "Prices" } } };
    await call("second", ":batchUpdate", { requests: [add] });
    const titles = async (id: string): Promise<readonly string[]> =>
      (await call(id, "")).sheets.map((one: Json) => one.properties.title);
    expect(await titles("second")).toEqual(["Sheet1", "Prices"]);
    expect(await titles("local")).toEqual(["Sheet1"]);
    expect((await call("third", "")).error.code).toBe(404);
  } finally {
    await both.close();
  }
});
