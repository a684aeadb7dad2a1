/** A tab of which only the end is read, longer than one look shows, as a relay finds it that has just been started. */
import { forecastHeading } from "../../src/language/sheet-words/forecast-words";
import { createRig } from "./rig";

const rows = 3_600;
const sheetId = 4711;

it("a relay that is started sees the newest rows of a long 缺货预测", async () => {
  const rig = await createRig([{ name: "剪刀", stock: 5 }]);
  try {
    const headers = Object.values(forecastHeading.columns).map(({ header }) => header);
    const words = (cells: readonly string[]) => ({
      values: cells.map((text) => ({ userEnteredValue: { stringValue: text } })),
    });
    const lines = Array.from({ length: rows }, (_, index) =>
      words(
        headers.map((header) => {
          if (header === forecastHeading.columns.at.header) return "2026-06-05 16:10:00";
          if (header === forecastHeading.columns.itemName.header) return "剪刀";
          return header === forecastHeading.columns.messageId.header ? `forecast:${index}` : "";
        }),
      ),
    );
    const gridProperties = { rowCount: rows + 1_000, columnCount: headers.length };
    await rig.edit(
      { addSheet: { properties: { sheetId, title: forecastHeading.title, gridProperties } } },
      {
        updateCells: {
          start: { sheetId, rowIndex: 0, columnIndex: 0 },
          rows: [words(headers), ...lines],
          fields: "userEnteredValue",
        },
      },
    );
    const room = rig.open();
    await room.start();
    const ids = (await room.read()).forecasts?.map(({ messageId }) => messageId) ?? [];
    expect(ids).toContain(`forecast:${rows - 1}`);
    expect(ids.length).toBeLessThan(rows);
    await room.stop();
  } finally {
    await rig.close();
  }
});
