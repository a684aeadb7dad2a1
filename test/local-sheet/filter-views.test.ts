/** Filter views are kept, given back and follow their cells. */
import { openSheet, removeDirectories, temporaryDirectory } from "./sheet-client";
import type { TestSheet } from "./sheet-client";

let sheet: TestSheet;
const dir = temporaryDirectory();
beforeEach(async () => {
  sheet = await openSheet({ dir });
});
afterEach(async () => {
  await sheet.close();
  removeDirectories();
});

const views = async (): Promise<unknown> =>
  (await sheet.call("GET", "?fields=sheets.filterViews")).body;

test("a filter view is listed with its bounds, moves with its rows, and outlives a restart", async () => {
  const range = { startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 2 };
  const sortSpecs = [{ dimensionIndex: 0, sortOrder: "DESCENDING" }];
  const filter = { title: "newest", filterViewId: 7, range, sortSpecs };
  const added = await sheet.batch({ addFilterView: { filter } });
  expect(added.status).toBe(200);
  await sheet.batch({
    insertDimension: {
      range: { sheetId: 0, dimension: "ROWS", startIndex: 0, endIndex: 1 },
    },
  });
  const listed = {
    sheets: [
      {
        filterViews: [{ ...filter, range: { ...range, startRowIndex: 2, endRowIndex: 1001 } }],
      },
    ],
  };
  expect(await views()).toEqual(listed);
  await sheet.close();
  sheet = await openSheet({ dir });
  expect(await views()).toEqual(listed);
  const again = await sheet.batch({ addFilterView: { filter } });
  expect(again.message).toMatch(/A filter view with id 7 already exists/);
});
