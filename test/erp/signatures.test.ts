/** Published vectors, recomputed from the documents of the ERPs' makers. */
import { signedHeaders, isAppId } from "../../src/erp/kingdee/signature";
import { tokenSignature } from "../../src/erp/yonbip/api";

const kingdee = {
  appId: "123456_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4",
  appSecret: "test-app-secret-value",
  account: "dcid-1",
  user: "user-1",
  org: "100",
};
const path =
  "/K3Cloud/Kingdee.BOS.WebApi.ServicesStub.DynamicFormService.ExecuteBillQuery.common.kdsvc";

it("a call to 金蝶 is signed as its SDK signs it", () => {
  const headers = signedHeaders(path, kingdee, { now: 1_700_000_000, nonce: "1700000000" });
  expect(headers).toEqual({
    "X-Api-ClientID": "123456",
    "X-Api-Auth-Version": "2.0",
    "x-api-timestamp": "1700000000",
    "x-api-nonce": "1700000000",
    "x-api-signheaders": "x-api-timestamp,x-api-nonce",
    "X-Api-Signature":
      "MjNhMzg5MmZiMWE1MTQ1ZGE5NWFkYmZiZWYxYzhlY2NjNzcwM2ZjNDJlZTczMzBhNzkxOTk1ODhjNDZkMTEzYw==",
    "X-Kd-Appkey": kingdee.appId,
    "X-Kd-Appdata": "ZGNpZC0xLHVzZXItMSwyMDUyLDEwMA==",
    "X-Kd-Signature":
      "NjI5MzRiZGVhNGJhOWY2N2Y2YzQ2MzQ5ODA3N2JiZTRiMDRmOTUwNjI3YWIzODU1ODBkZDdhNzgwMzdmMDgxMg==",
  });
});

it("another path, another nonce or another org is signed otherwise", () => {
  const at = { now: 1_700_000_000, nonce: "n" };
  const all = [
    signedHeaders(path, kingdee, at),
    signedHeaders(`${path}x`, kingdee, at),
    signedHeaders(path, kingdee, { ...at, nonce: "m" }),
    signedHeaders(path, { ...kingdee, org: undefined }, at),
  ].map((headers) => JSON.stringify(headers));
  expect(new Set(all).size).toBe(all.length);
});

it.each([
  ["123456_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4", true],
  ["123456", false],
  ["_YWJj", false],
  ["", false],
])("%s is an App ID: %s", (appId, isOne) => {
  expect(isAppId(appId)).toBe(isOne);
});

it("a token of 用友 is asked for as its document signs it", () => {
  const signature = tokenSignature(
    "41832a3d2df94989b500da6a22268747",
    "1568098531823",
    "example-secret",
  );
  expect(encodeURIComponent(signature)).toBe("SVYwYrsIyBwWFrwqQjAJX8WyQfh8mrA%2F7t%2FeZHVMQfM%3D");
});
