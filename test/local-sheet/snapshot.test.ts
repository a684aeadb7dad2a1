import fc from "fast-check";
import { readdirSync } from "node:fs";
import { createService, openWorkbook } from "../../src/local-sheet/service";
import type { Answer } from "../../src/local-sheet/service";
import { request } from "./any-request";
import { removeDirectories, temporaryDirectory } from "./sheet-client";

afterEach(removeDirectories);

interface Kept {
  call(method: string, path: string, body?: unknown): Answer;
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** A workbook without a server, whose snapshots come as often as is asked. */
async function keep(dir: string, snapshotAfterBytes: number): Promise<Kept> {
  const { book, store } = await openWorkbook({
    dir,
    spreadsheetId: undefined,
    title: "t",
    timeZone: "Etc/UTC",
    cellLimit: 100_000,
    snapshotAfterBytes,
  });
  const service = createService(book, store, {
    url: "",
    traits: new Set(),
    now: () => new Date(0),
  });
  return {
    call: (method, path, body) => {
      const [rest = "", query = ""] = path.split("?");
      return service.apply({
        method,
        path: `/v4/spreadsheets/local${rest}`,
        parameters: new URLSearchParams(query),
        body,
      });
    },
    settled: () => store.settled(),
    close: () => store.close(),
  };
}

test("any workbook is the same after a restart, from its log or from a snapshot", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(0, 1_000_000),
      async (requests, snapshotAfterBytes) => {
        const dir = temporaryDirectory();
        const first = await keep(dir, snapshotAfterBytes);
        first.call("PUT", "/values/A1?valueInputOption=USER_ENTERED", {
          values: [
            ["2020-01-01", "=A2+1", "x"],
            [1, "=SUM(A1:B1)", true],
          ],
        });
        first.call("POST", ":batchUpdate", {
          requests: [{ addSheet: { properties: { sheetId: 5, title: "Other" } } }],
        });
        for (const each of requests) {
          first.call("POST", ":batchUpdate", { requests: [structuredClone(each)] });
          if (snapshotAfterBytes === 0) await first.settled();
        }
        const before = first.call("GET", "?includeGridData=true");
        await first.close();
        const second = await keep(dir, snapshotAfterBytes);
        const after = second.call("GET", "?includeGridData=true");
        await second.close();
        expect(after).toEqual(before);
        const snapshots = readdirSync(dir).filter((name) => name.startsWith("snapshot-"));
        expect(snapshots).toHaveLength(1);
        if (snapshotAfterBytes === 0)
          expect(snapshots).not.toEqual(["snapshot-000000000000.jsonl"]);
      },
    ),
    { numRuns: Number(process.env["RUNS"] ?? 40) },
  );
}, 60_000);
