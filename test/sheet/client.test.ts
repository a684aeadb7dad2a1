/** What the Sheets client makes of refusals and failures: which error it is, and what it says to mend. */
import { createSheetsClient } from "../../src/sheet/api/client";

const google = (code: number, status: string, message: string) =>
  new Response(JSON.stringify({ error: { code, message, status } }), {
    status: code,
    headers: { "content-type": "application/json" },
  });

const failing = (answer: () => Response | Promise<Response>) => {
  let calls = 0;
  const client = createSheetsClient({
    rootUrl: "http://sheet.test",
    credentialsFile: undefined,
    timeoutMs: 50,
    fetch: () => {
      calls += 1;
      return Promise.resolve(answer());
    },
  });
  return {
    calls: () => calls,
    told: () =>
      client.fetchSpreadsheet("id", { ranges: [], fields: "*" }).then(
        () => undefined,
        (error: unknown) => error,
      ),
  };
};

describe("the sheet's answer", () => {
  test.each([
    [
      "400 for a request that is wrong",
      () => google(400, "INVALID_ARGUMENT", "Unable to parse range: Novice!C3:C14"),
      { name: "SheetRefusedError", message: "Unable to parse range: Novice!C3:C14" },
    ],
    [
      "400 for an Office file",
      () =>
        google(
          400,
          "FAILED_PRECONDITION",
          "This operation is not supported for this document. The document must not be an Office file.",
        ),
      {
        name: "SheetDeniedError",
        message: expect.stringMatching(
          /^the file is no Google spreadsheet .*Save as Google Sheets/,
        ),
      },
    ],
    [
      "501 of the embedded sheet",
      () => google(501, "UNIMPLEMENTED", "The embedded sheet does not implement charts."),
      { name: "SheetRefusedError", message: expect.stringMatching(/^501: The embedded sheet/) },
    ],
    [
      "401",
      () => google(401, "UNAUTHENTICATED", "Request had invalid authentication credentials."),
      {
        name: "SheetDeniedError",
        message: expect.stringMatching(
          /SHEETS_API_URL is refused: set SHEETS_API_TOKEN .* \(401: Request/,
        ),
      },
    ],
    [
      "403 where it is not shared",
      () => google(403, "PERMISSION_DENIED", "The caller does not have permission"),
      {
        name: "SheetDeniedError",
        message: expect.stringMatching(/^share the spreadsheet with .* as editor/),
      },
    ],
    [
      "403 where the API is off",
      () => google(403, "PERMISSION_DENIED", "Google Sheets API has not been used in project 7"),
      { name: "SheetDeniedError", message: expect.stringMatching(/^enable the Google Sheets API/) },
    ],
    [
      "403 where a quota is used up",
      () => google(403, "PERMISSION_DENIED", "User Rate Limit Exceeded"),
      { name: "SheetAwayError", message: expect.stringMatching(/quota is used up/) },
    ],
    [
      "404",
      () => google(404, "NOT_FOUND", "Requested entity was not found."),
      { name: "SheetDeniedError", message: expect.stringMatching(/check SPREADSHEET_ID/) },
    ],
    [
      "429",
      () => google(429, "RESOURCE_EXHAUSTED", "Quota exceeded for quota metric 'Read requests'"),
      { name: "SheetAwayError", message: expect.stringMatching(/quota .* tried again by itself/) },
    ],
    [
      "413",
      () => google(413, "INVALID_ARGUMENT", "Too large"),
      { name: "SheetRefusedError", message: "413: Too large" },
    ],
    [
      "503 in JSON",
      () => google(503, "UNAVAILABLE", "The service is currently unavailable."),
      {
        name: "SheetAwayError",
        message: expect.stringMatching(/answered 503: The service .* tried again by itself/),
      },
    ],
    [
      "502 in HTML",
      () => new Response("<html>Bad Gateway</html>", { status: 502 }),
      { name: "SheetAwayError", message: expect.stringMatching(/answered 502/) },
    ],
    [
      "a reset",
      () => Promise.reject(new TypeError("fetch failed")),
      { name: "SheetAwayError", message: expect.stringMatching(/did not answer: .*fetch failed/) },
    ],
  ])("%s is told with what to mend, after one call", async (_, answer, error) => {
    const { told, calls } = failing(answer);
    expect(await told()).toMatchObject(error);
    expect(calls()).toBe(1);
  });
});
