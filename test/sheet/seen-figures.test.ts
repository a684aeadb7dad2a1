import { createRig } from "./rig";

it("figures last seen that could not be kept are kept with a later look", async () => {
  const rig = await createRig([{ name: "A4纸", stock: 10 }]);
  try {
    let isAway = true;
    const kept: unknown[] = [];
    const room = rig.open({
      notebook: {
        notes: new Map(),
        async record(topic, note) {
          if (isAway) throw new Error("NATS is away");
          if (topic === "sheet-seen") kept.push(note);
        },
      },
    });
    await room.start();
    isAway = false;
    await room.read();
    await room.read();
    expect(kept).toHaveLength(1);
    expect(Object.values(kept[0] as object)).toEqual([10]);
  } finally {
    await rig.close();
  }
});
