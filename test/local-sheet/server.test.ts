import { request } from "node:http";
import fc from "fast-check";
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
    expect(await rawCall(url, { host, origin: "http://127.0.0.1:3000" })).toBe(200);
    expect(await rawCall(url, { host: "localhost:1" })).toBe(200);
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
