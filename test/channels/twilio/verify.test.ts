import { createHmac } from "node:crypto";
import { verifyTwilio } from "../../../src/channels/twilio/verify";

const secrets = { authToken: "12345", publicUrl: "https://relay.example.com" };
const path = "/webhooks/twilio";
const post = (body: string, signed: string) => ({
  method: "POST",
  path,
  headers: {
    "x-twilio-signature": createHmac("sha1", secrets.authToken)
      .update(`${secrets.publicUrl}${path}${signed}`)
      .digest("base64"),
  },
  body: Buffer.from(body),
});
const fieldsOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `k${String(at).padStart(3, "0")}`);

describe("Twilio's signature", () => {
  it("covers the fields by name, each with its distinct values in order", () => {
    expect(verifyTwilio(post("b=2&a=z&b=1&a=z&B=%2B+", "B+ azb1b2"), secrets)).toMatchObject({
      kind: "verified",
    });
  });

  it("is worked out for up to 200 fields, and not at all for more", () => {
    const [few, many] = [200, 201].map((count) => {
      const names = fieldsOf(count);
      return verifyTwilio(post(names.join("=&"), names.join("")), secrets);
    });
    expect(few).toMatchObject({ kind: "verified" });
    expect(many).toEqual({ kind: "rejected", status: 400, reason: "too_many_fields" });
  });
});
