import { encrypt as encryptByWecom, getSignature } from "@wecom/crypto";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import path from "node:path";
import { aesKeyOf, decrypt, signatureOf } from "../../../src/channels/transport/callback-crypto";
import { parseXml } from "../../../src/channels/wecom/xml";

interface Vector {
  readonly token: string;
  readonly encodingAESKey: string;
  readonly receiveId: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly plain: string;
  readonly encrypt: string;
  readonly msgSignature: string;
}
const published = JSON.parse(
  readFileSync(path.join(__dirname, "../fixtures/vectors/published-vectors.json"), "utf8"),
) as { readonly wechatpyEncrypt: Vector };
const aesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";

describe("WeCom's encryption", () => {
  it("opens and signs the published vector", () => {
    const { token, encodingAESKey, receiveId, timestamp, nonce, plain, encrypt, msgSignature } =
      published.wechatpyEncrypt;
    expect(decrypt(aesKeyOf(encodingAESKey)!, encrypt)).toEqual({ text: plain, receiveId });
    expect(signatureOf(token, timestamp, nonce, encrypt)).toBe(msgSignature);
  });

  it("opens whatever WeCom's own package encrypted, and signs as it does", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, receiveId) => {
        const encrypted = encryptByWecom(aesKey, text, receiveId);
        expect(decrypt(aesKeyOf(aesKey)!, encrypted)).toEqual({ text, receiveId });
        expect(signatureOf("t", "1", "n", encrypted)).toBe(getSignature("t", "1", "n", encrypted));
      }),
    );
  });

  it("gives nothing for what was not encrypted, and never throws", () => {
    fc.assert(
      fc.property(fc.base64String({ maxLength: 200 }), (text) => {
        const opened = decrypt(aesKeyOf(aesKey)!, text);
        expect(opened === undefined || typeof opened.text === "string").toBe(true);
      }),
    );
    expect(aesKeyOf("short")).toBeUndefined();
  });
});

describe("WeCom's XML", () => {
  it("is read as text, numbers among it", () => {
    expect(
      parseXml("<xml><MsgId>007350000000000000001</MsgId><A><![CDATA[<b>&amp;]]></A></xml>"),
    ).toEqual({
      MsgId: "007350000000000000001",
      A: "<b>&amp;",
    });
  });

  it.each([
    '<!DOCTYPE x [<!ENTITY a "aaa">]><xml><A>&a;</A></xml>',
    "<xml>",
    "plain",
    "",
    "<other><A>1</A></other>",
  ])("is none in %j", (text) => {
    expect(parseXml(text)).toBeUndefined();
  });
});
