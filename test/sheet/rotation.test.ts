/** A full ledger is put away whole, whatever people and the network do in that moment, and stays one ledger to those who ask. */
import { booking } from "./rig";
import { isRotation, layFullLedger, mostRows, type FullLedger } from "./full-ledger";
import { insert, move, sort } from "./requests";

let ledger: FullLedger;
beforeEach(async () => {
  ledger = await layFullLedger();
});
afterEach(() => ledger.rig.close());

const today = (): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());

test("the ledger stands as it was in a tab of its own, beside an empty one", async () => {
  await ledger.book(0, mostRows);
  await ledger.rotated();
  expect(await ledger.titles()).toEqual(["流水", `流水 至${today()}`]);
  expect(await ledger.ids("流水")).toEqual([]);
  expect(await ledger.ids(`流水 至${today()}`)).toHaveLength(mostRows + 1);
  expect((await ledger.rig.formulas("流水"))[0]).toEqual(
    (await ledger.rig.formulas(`流水 至${today()}`))[0],
  );
  await ledger.audit();
});

test("a ledger that is not full stays", async () => {
  await ledger.book(0, mostRows - 1);
  await ledger.room.read();
  expect(await ledger.titles()).toEqual(["流水"]);
});

test("bookings go on in the emptied ledger, from its first row", async () => {
  await ledger.book(0, mostRows);
  await ledger.rotated();
  await ledger.book(11, 13);
  expect(await ledger.ids("流水")).toEqual(["g:g:m11", "g:g:m12", "g:g:m13"]);
  await ledger.audit();
});

test("a keeper's sum over the ledger goes on working", async () => {
  const { rig } = ledger;
  await rig.edit({ addSheet: { properties: { title: "统计" } } });
  await rig.type("统计!A1", "=SUM(流水!E2:E)");
  await ledger.book(0, mostRows);
  await ledger.rotated();
  await ledger.book(11, 12);
  expect((await rig.formulas("统计"))[0]?.[0]).toBe("=SUM('流水'!E2:E)");
  const cell = `/v4/spreadsheets/${rig.spreadsheetId}/values/${encodeURIComponent("统计!A1")}`;
  const shown = (await (await fetch(rig.url + cell)).json()) as { values: string[][] };
  expect(shown.values).toEqual([["-2"]]);
});

const edits: Record<string, (ledger: FullLedger) => Promise<unknown>> = {
  "the rows are sorted": ({ rig, ledgerId }) => rig.edit(sort(ledgerId, 0, "DESCENDING", [1, 12])),
  "a cell is edited": ({ rig }) => rig.type("流水!O3", "核对过"),
  "a row is inserted on top": ({ rig, ledgerId }) => rig.edit(insert(ledgerId, "ROWS", 1)),
  "a row is typed below the last": ({ rig }) => rig.type("流水!O13", "月底盘点"),
  "a column is inserted": ({ rig, ledgerId }) => rig.edit(insert(ledgerId, "COLUMNS", 1)),
  "a column is moved": ({ rig, ledgerId }) => rig.edit(move(ledgerId, "COLUMNS", 4, 0)),
  "a row is inserted above the header": ({ rig, ledgerId }) =>
    rig.edit(insert(ledgerId, "ROWS", 0)),
  "two rows are inserted above the header": ({ rig, ledgerId }) =>
    rig.edit(insert(ledgerId, "ROWS", 0), insert(ledgerId, "ROWS", 0)),
  "the tab is moved": ({ rig, ledgerId }) =>
    rig.edit({
      updateSheetProperties: { properties: { sheetId: ledgerId, index: 5 }, fields: "index" },
    }),
  "the title is taken": ({ rig }) =>
    rig.edit({ addSheet: { properties: { title: `流水 至${today()}` } } }),
};

describe("each row stands once when, in that moment,", () => {
  for (const [what, edit] of Object.entries(edits)) {
    test(what, async () => {
      ledger.atRotation(() => edit(ledger));
      await ledger.book(0, mostRows);
      await ledger.rotated();
      await ledger.book(11, 12);
      await ledger.audit();
    });
  }
});

test("a row that is deleted in that moment stays deleted", async () => {
  ledger.atRotation(() =>
    ledger.rig.edit({
      deleteDimension: {
        range: { sheetId: ledger.ledgerId, dimension: "ROWS", startIndex: 3, endIndex: 4 },
      },
    }),
  );
  await ledger.book(0, mostRows);
  await ledger.rotated();
  await ledger.book(11, 11);
  const [live = "", archive = ""] = await ledger.titles();
  const all = [...(await ledger.ids(live)), ...(await ledger.ids(archive))];
  expect(all).toHaveLength(mostRows + 1);
  expect(all).not.toContain("g:g:m2");
});

test("a title row that is deleted in that moment leaves no row behind", async () => {
  await ledger.rig.edit(insert(ledger.ledgerId, "ROWS", 0));
  await ledger.rig.type("流水!A1", "办公用品流水");
  await ledger.room.read();
  ledger.atRotation(() =>
    ledger.rig.edit({
      deleteDimension: {
        range: { sheetId: ledger.ledgerId, dimension: "ROWS", startIndex: 0, endIndex: 1 },
      },
    }),
  );
  await ledger.book(0, mostRows);
  await ledger.rotated();
  await ledger.until(async () => (await ledger.ids("流水")).length === 0);
  await ledger.book(11, 12);
  await ledger.audit();
});

test("a figure that is typed in that moment is noted in the emptied ledger", async () => {
  ledger.atRotation(() => ledger.rig.type("库存!C4", 27));
  await ledger.book(0, mostRows);
  await ledger.rotated();
  await ledger.room.read();
  await ledger.until(async () => (await ledger.ids("流水")).length === 1);
  const [row] = await ledger.rig.rows("ledger");
  expect(row).toMatchObject({ 类型: "手工调整", 物品名称: "便利贴", 变动前: 30, 变动后: 27 });
  await ledger.audit();
});

test("a title that is taken already gets a number", async () => {
  await ledger.book(0, mostRows);
  await ledger.rotated();
  await ledger.book(11, 21);
  await ledger.rotated(2);
  await ledger.book(22, 32);
  await ledger.rotated(3);
  expect((await ledger.titles()).sort()).toEqual([
    "流水",
    `流水 至${today()}`,
    `流水 至${today()} (2)`,
    `流水 至${today()} (3)`,
  ]);
  await ledger.audit();
});

test("the whole ledger is read over the tabs, and what was booked is not booked again", async () => {
  await ledger.book(0, mostRows);
  await ledger.rotated();
  await ledger.book(11, 21);
  await ledger.rotated(2);
  await ledger.book(22, 23);
  const { room } = ledger;
  const all = await room.movements({ from: new Date(0), to: new Date(8.64e15) });
  expect(all.map(({ id }) => id)).toEqual(Array.from({ length: 24 }, (_, i) => `g:g:m${23 - i}`));
  const pages: string[] = [];
  for await (const page of room.movementPages(
    { from: new Date(0), to: new Date(8.64e15) },
    "oldest",
  ))
    pages.push(...page.map(({ id }) => id));
  expect(pages).toEqual(all.map(({ id }) => id).reverse());
  const paper = await room.history({ name: "A4纸", spec: "" }, 100);
  expect(paper.map(({ id }) => id)).toEqual(
    Array.from({ length: 12 }, (_, i) => `g:g:m${22 - 2 * i}`),
  );
  expect((await room.allIds()).size).toBe(24);
  const again = await room.book(booking("g:g:m3", [{ name: "签字笔", spec: "黑色", change: -1 }]));
  expect(again.kind).toBe("already");
  await ledger.audit();
});

test("a ledger that is a Table stays one, and bookings begin in its first row", async () => {
  const { rig, ledgerId } = ledger;
  await rig.edit({
    addTable: {
      table: {
        name: "流水表",
        range: {
          sheetId: ledgerId,
          startRowIndex: 0,
          endRowIndex: 2,
          startColumnIndex: 0,
          endColumnIndex: 15,
        },
      },
    },
  });
  await ledger.room.read();
  ledger.atRotation(() => rig.edit(insert(ledgerId, "ROWS", 0)));
  await ledger.book(0, mostRows);
  await ledger.rotated();
  await ledger.book(11, 12);
  expect((await rig.formulas("流水"))[2]?.[0]).not.toBe("");
  await ledger.audit();
});

test("months that an earlier version put away are read with the rest", async () => {
  const { rig, room } = ledger;
  await rig.edit({ addSheet: { properties: { title: "流水 2026-03" } } });
  await ledger.book(0, mostRows);
  await ledger.rotated();
  const [header = [], row = []] = await rig.formulas(`流水 至${today()}`);
  const old = row.map((cell, column) => {
    if (header[column] === "时间") return "2026-03-05 10:00";
    return header[column] === "消息ID" ? "g:g:old" : cell;
  });
  for (const [index, cells] of [header, old].entries()) {
    for (const [column, cell] of cells.entries()) {
      if (cell === "") continue;
      const name = `流水 2026-03!${String.fromCharCode(65 + column)}${index + 1}`;
      await rig.type(name, cell as string | number);
    }
  }
  const march = { from: new Date("2026-03-01"), to: new Date("2026-04-01") };
  expect((await room.movements(march)).map(({ id }) => id)).toEqual(["g:g:old"]);
  expect(await room.allIds()).toContain("g:g:old");
});

test("something that stands far below the last row fills no ledger", async () => {
  await ledger.book(0, 2);
  await ledger.rig.type("流水!O60", "月底盘点");
  for (let look = 0; look < 3; look += 1) await ledger.room.read();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await ledger.titles()).toEqual(["流水"]);
  await ledger.book(3, 4);
  await ledger.audit();
});

test("nothing is put away while a figure is not shown yet", async () => {
  const { rig } = ledger;
  const figures: unknown[] = [];
  rig.intercept = async (call, apply) => {
    if (isRotation(call.body)) {
      const rows = await rig.rows("stock");
      figures.push(...rows.slice(0, 2).map((row) => row["当前库存"]));
    }
    return apply();
  };
  await ledger.book(0, mostRows);
  await ledger.rotated();
  expect(figures).toEqual([494, 495]);
});
