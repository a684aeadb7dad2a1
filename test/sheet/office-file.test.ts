/** A spreadsheet that turns out to be an Office file: the relay waits until somebody mends that. */
import { setImmediate as yieldToEvents } from "node:timers/promises";
import { booking, createRig, type Rig } from "./rig";

let rig: Rig;
let skippedMs = 0;
const elapsed = performance.now.bind(performance);

beforeEach(async () => {
  skippedMs = 0;
  jest.spyOn(performance, "now").mockImplementation(() => elapsed() + skippedMs);
  rig = await createRig([{ name: "A4纸", stock: 10 }]);
});
afterEach(async () => {
  await rig.close();
  jest.restoreAllMocks();
});

const officeFile = {
  status: 400,
  body: {
    error: {
      code: 400,
      message:
        "This operation is not supported for this document. The document must not be an Office file.",
      status: "FAILED_PRECONDITION",
    },
  },
};
const book = (room: ReturnType<Rig["open"]>, id: string) =>
  room.book(booking(`g:g:${id}`, [{ name: "A4纸", change: -1 }]));

it.each(["before the relay starts", "while it runs"])(
  "%s: what is booked meanwhile waits, and is booked once it is mended, without a restart",
  async (when) => {
    const room = rig.open();
    if (when === "while it runs") await room.start();
    rig.intercept = () => Promise.resolve(officeFile);
    await room.start();
    const waiting = book(room, "m1");
    waiting.catch(() => undefined);
    await expect(room.read()).rejects.toThrow(/Save as Google Sheets/);
    await yieldToEvents();
    expect(room.state()).toMatchObject({
      sheet: "away",
      degraded: true,
      reason: expect.stringMatching(/Save as Google Sheets/),
    });
    rig.intercept = undefined;
    skippedMs += 60_000;
    expect((await book(room, "m2")).kind).toBe("booked");
    expect((await waiting).kind).toBe("booked");
    expect(await rig.rows("ledger")).toHaveLength(2);
    expect(room.state()).toMatchObject({ sheet: "ok", degraded: false });
  },
);
