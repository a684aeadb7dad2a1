/**
 * A second client, written by others: google-spreadsheet keeps a little stock list on the server whose address is given.
 * It prints what it saw as JSON. (Run as a process of its own: the package doesn't load in jest.)
 */
import { GoogleSpreadsheet } from "google-spreadsheet";

const [, , url, spreadsheetId] = process.argv;
const doc = new GoogleSpreadsheet(spreadsheetId, { apiKey: "none" });
doc.sheetsApi = doc.sheetsApi.extend({ prefix: `${url}/v4/spreadsheets/${spreadsheetId}` });

await doc.loadInfo();
const seen = { title: doc.title, tabs: doc.sheetsByIndex.map(({ title }) => title) };

const sheet = await doc.addSheet({ title: "库存", headerValues: ["物品名称", "数量", "单位"] });
await sheet.addRows([
  { 物品名称: "A4纸", 数量: 10, 单位: "箱" },
  { 物品名称: "签字笔", 数量: 200, 单位: "支" },
  { 物品名称: "胶带", 数量: "=B2*2", 单位: "卷" },
]);
const rows = await sheet.getRows();
rows[0].set("数量", 9);
await rows[0].save();
await rows[1].delete();

await sheet.loadCells("A1:C4");
const formula = sheet.getCell(2, 1);
seen.formula = [formula.formula, formula.value];
const cell = sheet.getCell(1, 2);
cell.value = "包";
cell.note = "每包500张";
cell.textFormat = { bold: true };
await sheet.saveUpdatedCells();
await sheet.insertDimension("ROWS", { startIndex: 1, endIndex: 2 }, false);
await sheet.updateProperties({ title: "库存表" });
await sheet.resize({ rowCount: 50, columnCount: 5 });
const copy = await doc.addSheet({ title: "空" });
await copy.delete();

await doc.loadInfo();
seen.after = doc.sheetsByIndex.map(({ title, rowCount, columnCount }) => [
  title,
  rowCount,
  columnCount,
]);
seen.rows = (await doc.sheetsByTitle["库存表"].getRows()).map((row) => row.toObject());
seen.refusal = await doc
  .addSheet({ title: "库存表" })
  .then(() => "none")
  .catch((error) => error.message);
process.stdout.write(JSON.stringify(seen));
