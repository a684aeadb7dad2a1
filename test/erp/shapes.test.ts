/** What each ERP sends becomes the document that is booked. */
import { createHmac } from "node:crypto";
import { createErpnext } from "../../src/erp/erpnext/webhook";
import { createBillQuery } from "../../src/erp/kingdee/query";
import { bookingOf, lineOf, queryHeads } from "../../src/erp/kingdee/receipts";
import { createYonbipApi } from "../../src/erp/yonbip/api";
import { readEvent } from "../../src/erp/yonbip/event";
import { receiptOfDetail } from "../../src/erp/yonbip/receipt";
import { credentials } from "./fake-kingdee";
import { eventOf, yonbip } from "./fake-yonbip";
import { fixture, fixtureText } from "./fixtures";

const now = (): Date => new Date(1796002200000);
/** An ERP that gives these answers one after the other. */
const answering = (...names: readonly string[]): typeof fetch => {
  const left = [...names];
  return () => Promise.resolve(new Response(fixtureText(left.shift() ?? ""), { status: 200 }));
};
const kingdee = { ...credentials, url: "https://kingdee.example.com", everySeconds: 60 };
const bip = { ...yonbip, url: "https://bip.example.com", events: undefined };

describe("金蝶", () => {
  it("an approved document is booked with its lines, one of nothing left out", async () => {
    const query = createBillQuery(kingdee, { fetch: answering("kingdee-heads"), now });
    const heads = await queryHeads(query, "", 100);
    expect(heads.map(({ number, isApproved }) => [number, isApproved])).toEqual([
      ["CGRK00031", true],
      ["CGRK00032", false],
      ["CGRK00033", false],
    ]);
    const lines = (fixture("kingdee-lines") as Parameters<typeof lineOf>[0][]).map(lineOf);
    expect(bookingOf(heads[0]!, lines)).toEqual({
      kind: "book",
      externalId: "CGRK00031/100123/20261130T093000",
      body: {
        externalId: "CGRK00031/100123/20261130T093000",
        document: { number: "CGRK00031", approvedBy: "王芳" },
        lines: [
          { code: "MAT-0192", item: "复印纸A4 70g", quantity: 10, unit: "箱" },
          { code: "MAT-0193", item: "签字笔 黑色", quantity: 2.5, unit: "盒" },
        ],
      },
    });
  });

  it("a lost session is an error with its words, though it is answered 200", async () => {
    const query = createBillQuery(kingdee, { fetch: answering("kingdee-complaint"), now });
    await expect(queryHeads(query, "", 100)).rejects.toThrow("会话信息已丢失，请重新登录");
  });
});

describe("用友", () => {
  const read = (content: object, events?: readonly string[]) => {
    const body = Buffer.from(JSON.stringify(eventOf(content, { at: now().getTime() })));
    const request = { method: "POST", path: "/webhooks/yonbip", headers: {}, body };
    return readEvent(request, { ...bip, events }, now());
  };
  const event = fixture("yonbip-event") as object;

  it("an event names its document with all digits of its id, and the detail becomes a receipt", async () => {
    expect(read(event)).toMatchObject({ kind: "event", event: { id: "2031234567890123457" } });
    const fetch = answering("yonbip-token", "yonbip-detail");
    const detail = await createYonbipApi(bip, { fetch, now }).detail("2031234567890123457", "t");
    expect(receiptOfDetail(detail ?? {})).toEqual({
      kind: "book",
      externalId: "CGRK-7/2031234567890123457/20261130T093000",
      body: {
        externalId: "CGRK-7/2031234567890123457/20261130T093000",
        document: { number: "CGRK-7", approvedBy: "陈静" },
        lines: [{ code: "000192", item: "复印纸", quantity: 6, unit: "箱" }],
      },
    });
  });

  it("a document that is not there is none", async () => {
    const fetch = answering("yonbip-token", "yonbip-missing");
    expect(await createYonbipApi(bip, { fetch, now }).detail("1", "t")).toBeUndefined();
  });

  it.each([
    ["PURIN_CHECKED", ["PURIN_CHECKED", "PURIN_UNCHECKED"], "event"],
    ["PURIN_CHECKED", undefined, "ignored"],
    ["ST_PURINRECORD_AUDIT", ["PURIN_CHECKED"], "ignored"],
  ] as const)("an event %s, where %j are named, is %s", (type, events, kind) => {
    expect(read({ ...event, type }, events)).toMatchObject({ kind });
  });

  it("the log tells the code of an event that is not taken, and nothing else of it", () => {
    expect(read({ ...event, type: "SALE\nOUT 1" })).toMatchObject({
      reason: "another_event: SALEOUT1",
    });
  });
});

describe("ERPNext", () => {
  const secret = "a-secret-of-the-webhook";
  const erpnext = createErpnext({ webhookSecret: secret });
  const actionsOf = async (name: string) => {
    const body = Buffer.from(fixtureText(name));
    const signature = createHmac("sha256", secret).update(body).digest("base64");
    const headers = { "x-frappe-webhook-signature": signature };
    const request = { method: "POST", path: "/webhooks/erpnext", headers, body };
    const reading = erpnext.read(request, now());
    return reading.kind === "event" ? erpnext.actions(reading.event) : reading;
  };

  it("a submitted receipt is booked, its cancellation takes it back", async () => {
    expect(await actionsOf("erpnext-submitted")).toEqual([
      {
        kind: "book",
        externalId: "MAT-PRE-2026-00031",
        body: {
          externalId: "MAT-PRE-2026-00031",
          document: { number: "MAT-PRE-2026-00031", approvedBy: "fang" },
          lines: [{ code: "PAPER", item: "A4 Paper", quantity: 3, unit: "箱" }],
        },
      },
    ]);
    expect(await actionsOf("erpnext-cancelled")).toEqual([
      { kind: "void", externalId: "MAT-PRE-2026-00031" },
    ]);
  });
});
