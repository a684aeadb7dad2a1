import fc from "fast-check";
import { request } from "./any-request";
import { everythingIn, openSheet } from "./sheet-client";
import type { TestSheet } from "./sheet-client";

async function start(): Promise<TestSheet> {
  const faults: unknown[] = [];
  const sheet = await openSheet({
    onFault: (error) => {
      faults.push(error);
      throw error;
    },
  });
  await sheet.batch(
    {
      updateSheetProperties: {
        properties: { gridProperties: { rowCount: 12, columnCount: 12 } },
        fields: "gridProperties",
      },
    },
    {
      addSheet: {
        properties: {
          sheetId: 5,
          title: "Other",
          gridProperties: { rowCount: 8, columnCount: 8 },
        },
      },
    },
  );
  const lines = Array.from({ length: 8 }, (_row, i) => [i, `=A${i + 1}+1`, `t${i}`, "2020-01-01"]);
  await sheet.put("A1", lines, "USER_ENTERED");
  await sheet.put("Other!A1", [["=Sheet1!A1", "=SUM(Sheet1!A:A)"]], "USER_ENTERED");
  return sheet;
}

test("a refused batch leaves the workbook as it was, whatever it began with; no batch is a fault of the server's", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 8 }), async (requests) => {
      const sheet = await start();
      try {
        const before = await everythingIn(sheet);
        const whole = await sheet.batch(...requests);
        expect([200, 400, 501]).toContain(whole.status);
        if (whole.status !== 200) expect(await everythingIn(sheet)).toEqual(before);
        const middle = await everythingIn(sheet);
        const broken = await sheet.batch(...requests, { deleteSheet: { sheetId: 12345 } });
        expect(broken.status).toBeGreaterThanOrEqual(400);
        expect(await everythingIn(sheet)).toEqual(middle);
      } finally {
        await sheet.close();
      }
    }),
    { numRuns: Number(process.env["RUNS"] ?? 40) },
  );
}, 240_000);

test("requests one by one do what they do in one batch", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 5 }), async (requests) => {
      const [together, apart] = [await start(), await start()];
      try {
        const { status } = await together.batch(...requests);
        fc.pre(status === 200);
        const isDrawn = JSON.stringify(requests).includes('"addSheet"');
        fc.pre(!isDrawn && !JSON.stringify(requests).includes('"addProtectedRange"'));
        for (const each of requests) await apart.batch(each);
        const [a, b] = [await everythingIn(together), await everythingIn(apart)];
        expect({ ...(a as object), spreadsheetUrl: "" }).toEqual({
          ...(b as object),
          spreadsheetUrl: "",
        });
      } finally {
        await Promise.all([together.close(), apart.close()]);
      }
    }),
    { numRuns: 15 },
  );
}, 240_000);
