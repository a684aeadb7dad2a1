/** Comparing what came with what was computed, without telling by the time taken how much of it was right. */
import { createHmac, timingSafeEqual } from "node:crypto";

export function sameSecret(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

export function hmac(
  algorithm: "sha1" | "sha256",
  key: string,
  encoding: "hex" | "base64",
  ...data: readonly (string | Buffer)[]
): string {
  const digest = createHmac(algorithm, key);
  for (const piece of data) digest.update(piece);
  return digest.digest(encoding);
}
