/**
 * The design that most chat bots have, for comparison: for each message read the stock, change the figure, write the row,
 * append to the ledger, with google-spreadsheet. It neither parses nor checks: name and quantity are given to it.
 */
import { GoogleSpreadsheet } from "google-spreadsheet";

const { SHEET_URL, SPREADSHEET_ID } = process.env;
const preciseNow = () => performance.timeOrigin + performance.now();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits as Google advises when the minute's calls are used up. */
async function patiently(call) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!/429/.test(String(error.message))) throw error;
      await pause(Math.min(32_000, 1_000 * 2 ** attempt) * (0.5 + Math.random() / 2));
    }
  }
}

async function openTabs() {
  const doc = new GoogleSpreadsheet(SPREADSHEET_ID, { token: "none" });
  doc.sheetsApi = doc.sheetsApi.extend({
    prefix: `${SHEET_URL}/v4/spreadsheets/${SPREADSHEET_ID}`,
    retry: 0,
  });
  await patiently(() => doc.loadInfo());
  return { stock: doc.sheetsByTitle["库存"], ledger: doc.sheetsByTitle["流水"] };
}

async function book({ stock, ledger }, { id, name, person }) {
  const rows = await patiently(() => stock.getRows());
  const row = rows.find((each) => each.get("物品名称") === name);
  const before = Number(row.get("当前库存"));
  row.set("当前库存", before - 1);
  await patiently(() => row.save());
  await patiently(() =>
    ledger.addRow({
      时间: new Date().toISOString(),
      类型: "领用",
      物品名称: name,
      变动: -1,
      变动前: before,
      变动后: before - 1,
      领用人: person,
      操作人: person,
      消息ID: id,
    }),
  );
}

const tabs = await openTabs();
process.on("message", async (message) => {
  await book(tabs, message);
  process.send({ id: message.id, at: preciseNow() });
});
process.on("disconnect", () => process.exit(0));
process.send("ready");
