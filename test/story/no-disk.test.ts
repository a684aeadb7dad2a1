/** A STATE_DIR that can't be written: a message is answered when it stands in the sheet, and refused when it doesn't. */
import { faultsOf, group, idOf, openOffice, until } from "./office";
import type { Office, Relay } from "./office";

jest.setTimeout(60_000);

let office: Office;
let relay: Relay;
beforeEach(async () => {
  office = await openOffice();
  relay = await office.open("/dev/null/none");
});
afterEach(() => office.close());

const message = { messageId: "n1", groupId: group, senderId: "u-li", text: "领用：A4纸 1箱" };

describe("without a disk", () => {
  it("a message is answered 202 when its row stands, and its repeat 200", async () => {
    expect(await relay.post(message)).toBe(202);
    expect((await office.rows("流水")).map((row) => row["消息ID"])).toEqual([idOf("n1")]);
    await office.settled();
    expect(await faultsOf(office, [idOf("n1")])).toEqual([]);
    expect(await relay.post(message)).toBe(200);
  });

  it("a message that waits when the relay stops is not accepted, and booked once when it is posted again", async () => {
    let tried = false;
    office.intercept = (call, apply) => {
      tried ||= call.kind === "write";
      return Promise.resolve(call.kind === "write" ? { status: 503, body: {} } : apply());
    };
    const answer = relay.post(message).catch(() => "no answer");
    await until(() => tried);
    await relay.restart();
    expect([503, "no answer"]).toContain(await answer);
    office.intercept = undefined;
    expect(await relay.post(message)).toBe(202);
    expect((await office.rows("流水")).map((row) => row["消息ID"])).toEqual([idOf("n1")]);
    await office.settled();
    expect(await faultsOf(office, [idOf("n1")])).toEqual([]);
    expect(await office.stock()).toMatchObject({ A4纸: 19 });
  });
});
