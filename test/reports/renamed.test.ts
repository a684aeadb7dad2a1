/** A rename as a person does it in the sheet, between a booking and the digest. */
import { createReports } from "../../src/reports/reports";
import { booking, createRig, type Rig } from "../sheet/rig";

jest.setTimeout(30_000);

let rig: Rig;
beforeEach(async () => {
  rig = await createRig([
    { name: "打印纸", stock: 6 },
    { name: "剪刀", stock: 6 },
  ]);
});
afterEach(() => rig.close());

it("an item that is renamed between its booking and the digest stands there under its new name", async () => {
  const stockroom = rig.open();
  const now = () => new Date();
  const reports = createReports({
    stockroom,
    now,
    draw: () => Promise.resolve([]),
    onError: () => undefined,
  });
  await stockroom.start();
  await stockroom.book(booking("m1", [{ name: "打印纸", change: -2 }]));
  await stockroom.book(booking("m2", [{ name: "剪刀", change: -1 }]));
  await rig.type("'库存'!A2", "A4纸");
  const { text } = await reports.preview();
  expect(text.split("\n").slice(1, 4)).toEqual([
    "今日变动：领用 2 笔",
    "· A4纸：领用 2箱，剩 4箱",
    "· 剪刀：领用 1箱，剩 5箱",
  ]);
});
