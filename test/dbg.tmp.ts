import { createRig, booking } from "/work/wt/engine/test/sheet/rig";
const mode = process.argv[2] ?? "name";
(async () => {
  const rig = await createRig([
    { name: "A4纸", stock: 10, safetyStock: 5 },
    { name: "签字笔", spec: "黑色", stock: 20 },
    { name: "便利贴", stock: 30 },
    { name: "剪刀", stock: 40 },
  ]);
  const room = rig.open({ log: (e: any) => console.log("EV", JSON.stringify(e).slice(0, 300)) });
  const stockId = await rig.sheetId("库存");
  const ledgerId = await rig.sheetId("流水");
  await room.start();
  await room.book(booking("g:g:m0", [{ name: "剪刀", change: -1 }]));
  const insert = (sheetId: number, dimension: string, at: number) => ({ insertDimension: { range: { sheetId, dimension, startIndex: at, endIndex: at + 1 }, inheritFromBefore: false } });
  const move = (sheetId: number, dimension: string, from: number, to: number) => ({ moveDimension: { source: { sheetId, dimension, startIndex: from, endIndex: from + 1 }, destinationIndex: to } });
  const sort = (sheetId: number, column: number, order: any) => ({ sortRange: { range: { sheetId, startRowIndex: 1, endRowIndex: 5 }, sortSpecs: [{ dimensionIndex: column, sortOrder: order }] } });
  const E: any = {
    name: () => move(stockId, "COLUMNS", 0, 5), stockcol: () => move(stockId, "COLUMNS", 2, 6), inscol: () => insert(stockId, "COLUMNS", 1), insrow: () => insert(stockId, "ROWS", 0), sort: () => sort(stockId, 2, "DESCENDING"),
    lid: () => move(ledgerId, "COLUMNS", 13, 0), lcol: () => move(ledgerId, "COLUMNS", 3, 14), lins: () => insert(ledgerId, "COLUMNS", 2), lrow: () => insert(ledgerId, "ROWS", 0),
  };
  const left = mode.split(",").map((m) => E[m]);
  const show = async (tab: string) => { for (const r of await rig.formulas(tab)) console.log("   ", JSON.stringify(r)); };
  let n = 0;
  rig.intercept = async (call: any, apply: any) => {
    n += 1;
    if (call.kind === "write") {
      const e = left.shift();
      if (e) { await rig.edit(e()); console.log("EDIT applied"); await show(mode.startsWith("l") ? "流水" : "库存"); }
      const rq = call.body.requests;
      const facts = rq.find((r: any) => r.updateCells?.rows?.[0]?.values?.[0]?.userEnteredValue?.stringValue?.startsWith("facts"));
      const txt = facts ? JSON.parse(facts.updateCells.rows.slice(1).map((r: any) => r.values[0].userEnteredValue.stringValue).join("")) : undefined;
      console.log("WRITE", txt ? "" : JSON.stringify(rq).slice(0, 200));
      if (txt) { console.log("  shown", JSON.stringify(txt.shown)); for (const d of txt.debts) console.log("  debt", JSON.stringify(d)); for (const w of txt.writes) console.log("  write", w.tab, w.gridRow, JSON.stringify(w.key), JSON.stringify(w.keyTexts), w.cells.map((c: any) => `${c.header}@${c.column}: ${JSON.stringify(c.believed)} -> ${JSON.stringify(c.value)}`).join("; "), w.settles.join()); for (const m of txt.misplaced) console.log("  misplaced", JSON.stringify(m)); for (const m of txt.appended) console.log("  appended", m.id, m.before, m.after); }
    } else console.log("READ", String(call.path).slice(0, 100));
    const a = await apply();
    if (call.kind === "write" && (a as any).status !== 200) console.log("ANSWER", JSON.stringify(a).slice(0, 300));
    return a;
  };
  console.log("-- book");
  const o = await room.book(booking("g:g:m1", [{ name: "A4纸", change: -2 }, { name: "签字笔", spec: "黑色", change: 5 }, { name: "便利贴", counted: 25 }]));
  console.log("OUTCOME", o.kind);
  for (let i = 0; i < 6; i++) { await room.read(); await new Promise((r) => setTimeout(r, 130)); }
  rig.intercept = undefined;
  await show("库存"); await show("流水"); await show("待处理");
  await rig.close();
})();
