import { createRig, booking } from "./sheet/rig";
(async () => {
  const rig = await createRig([{ name: "A4纸", stock: 10, safetyStock: 5 }, { name: "剪刀", stock: 40 }]);
  const room = rig.open({ log: (e: any) => console.log("EV", JSON.stringify(e).slice(0, 300)) });
  await room.start();
  console.log((await room.book(booking("g:g:m0", [{ name: "剪刀", change: -1 }]))).kind);
  await new Promise((r) => setTimeout(r, 300));
  await rig.edit({ deleteSheet: { sheetId: await rig.sheetId("_stockcaster") } } as any);
  rig.intercept = async (call: any, apply: any) => { console.log(call.kind, String(call.path).slice(0, 60), JSON.stringify(call.body ?? "").slice(0, 160)); const a = await apply(); console.log("   ->", (a as any).status, JSON.stringify((a as any).body ?? "").slice(0, 120)); return a; };
  const o = await Promise.race([room.book(booking("g:g:m1", [{ name: "A4纸", change: -1 }])), new Promise((r) => setTimeout(() => r({ kind: "TIMEOUT" }), 4000))]);
  console.log((o as any).kind, JSON.stringify(room.state()));
  process.exit(0);
})();
