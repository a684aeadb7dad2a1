/**
 * WeCom's message encryption, which DingTalk shares: SHA-1 over the sorted parts, AES-256-CBC with PKCS#7 padding to
 * 32 bytes, 16 random bytes and the length in front of the text, the receiver's id behind it.
 *
 * @see https://developer.work.weixin.qq.com/document/path/90968
 */
import { createDecipheriv, createHash } from "node:crypto";

const blockBytes = 32;
const randomBytes = 16;

/** The AES key that an EncodingAESKey of 43 characters stands for; undefined when it stands for none. */
export function aesKeyOf(encodingAesKey: string): Buffer | undefined {
  const key = Buffer.from(`${encodingAesKey}=`, "base64");
  return /^[A-Za-z0-9+/]{43}$/.test(encodingAesKey) && key.length === 32 ? key : undefined;
}

export function signatureOf(...parts: readonly string[]): string {
  return createHash("sha1")
    .update([...parts].sort().join(""))
    .digest("hex");
}

export interface Opened {
  readonly text: string;
  readonly receiveId: string;
}

/** What was encrypted; undefined when the key or the text is wrong. */
export function decrypt(aesKey: Buffer, encrypted: string): Opened | undefined {
  const bytes = Buffer.from(encrypted, "base64");
  if (bytes.length === 0 || bytes.length % 16 !== 0) return undefined;
  const decipher = createDecipheriv("aes-256-cbc", aesKey, aesKey.subarray(0, 16)).setAutoPadding(
    false,
  );
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > blockBytes || padded.length < randomBytes + 4 + padding)
    return undefined;
  const content = padded.subarray(randomBytes, padded.length - padding);
  const length = content.readUInt32BE(0);
  if (length > content.length - 4) return undefined;
  return {
    text: content.subarray(4, 4 + length).toString("utf8"),
    receiveId: content.subarray(4 + length).toString("utf8"),
  };
}
