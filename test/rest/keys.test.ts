import { createKeyring, createRateLimit, parseApiKey } from "../../src/rest/keys";

const secret = "k".repeat(32);

it.each([
  [`erp:write:${secret}`, { name: "erp", scope: "write", key: secret }],
  [` bi:read:${secret} `, { name: "bi", scope: "read", key: secret }],
  [`erp:write:${"k".repeat(31)}`, undefined],
  [`erp:admin:${secret}`, undefined],
  [`a:b:write:${secret}`, undefined],
  [`e#1:write:${secret}`, undefined],
  [`:write:${secret}`, undefined],
])("%s", (written, key) => {
  expect(parseApiKey(written)).toEqual(key);
});

it("a key is found by its bearer token only", () => {
  const key = { name: "erp", scope: "write", key: secret } as const;
  const find = createKeyring([key, { ...key, name: "other", key: "o".repeat(32) }]);
  expect(find(`Bearer ${secret}`)).toEqual(key);
  for (const wrong of [undefined, "", secret, `Basic ${secret}`, `Bearer ${secret}x`, "Bearer "]) {
    expect(find(wrong)).toBeUndefined();
  }
});

it("a key may call so often in a minute, and no other key pays for it", () => {
  const waitFor = createRateLimit(2);
  const at = (second: number): Date => new Date(1_700_000_000_000 + second * 1_000);
  expect([waitFor("a", at(0)), waitFor("a", at(10)), waitFor("a", at(20))]).toEqual([0, 0, 40]);
  expect(waitFor("b", at(20))).toBe(0);
  expect(waitFor("a", at(61))).toBe(0);
});
