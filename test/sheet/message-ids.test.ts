import { booking, createRig } from "./rig";

test.each(["generic:g:m1", "generic:g:a b：c", "generic:二楼 前台:m#2", "api:erp:RK 2026/11 30"])(
  "the rows of %s are seen by another relay, which does not book it again",
  async (id) => {
    const rig = await createRig([{ name: "A4纸", stock: 10 }]);
    try {
      const [first, second] = [rig.open(), rig.open()];
      await Promise.all([first.start(), second.start()]);
      const message = booking(id, [{ name: "A4纸", change: -1 }]);
      await first.book(message);
      await second.book(booking("generic:g:other", [{ name: "A4纸", change: -1 }]));
      await second.book(message);
      const seen = (await second.read()).recent.map((row) => row.id);
      expect(seen).toEqual(["generic:g:other", id]);
    } finally {
      await rig.close();
    }
  },
);
