/** A relay is started while another books: between any two of its calls another row is appended. */
import { booking, createRig } from "./rig";

it("a relay that is started beside a busy one is ready after one reading of the ledger", async () => {
  const rig = await createRig([{ name: "剪刀", stock: 500 }]);
  try {
    const busy = rig.open();
    await busy.start();
    let booked = 0;
    const book = () => busy.book(booking(`g:g:m${(booked += 1)}`, [{ name: "剪刀", change: -1 }]));
    await book();
    let isBooking = false;
    rig.intercept = async (call, apply) => {
      if (call.kind === "read" && !isBooking) {
        isBooking = true;
        await book();
        isBooking = false;
      }
      return apply();
    };
    const { reads } = rig.calls;
    const started = rig.open();
    await started.start();
    rig.intercept = undefined;
    expect(started.state().sheet).toBe("ok");
    expect(rig.calls.reads - reads).toBeLessThanOrEqual(7);
    await started.read();
    for (let number = 1; number <= booked; number += 1)
      expect(started.isBooked(`g:g:m${number}`)).toBe(true);
  } finally {
    await rig.close();
  }
});
