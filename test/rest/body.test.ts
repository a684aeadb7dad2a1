import fc from "fast-check";
import { readBody, repeatedName } from "../../src/rest/body";

const read = (text: string) => readBody(Buffer.from(text));

it.each([
  ['{"a":1,"a":2}', "a"],
  ['{"a":{"b":1,"b":2}}', "b"],
  ['[{"a":1},{"a":2}]', undefined],
  ['{"a":"{\\"a\\":1,\\"a\\":2}"}', undefined],
  ['{"a":1,"\\u0061":2}', "a"],
  ['{"a":["a","a"],"b":"a"}', undefined],
  ['{"a":{"x":1},"b":{"x":1},"a":1}', "a"],
])("of %s the repeated name is %s", (json, name) => {
  expect(repeatedName(json)).toBe(name);
});

it("what JSON.stringify writes repeats no name", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => repeatedName(JSON.stringify(value)) === undefined),
  );
});

it.each([
  ["{", "should be JSON"],
  ['{"a":1}{', "should be JSON"],
  ['{"a":1,"a":1}', "stands twice"],
])("%s can't be read: %s", (text, detail) => {
  expect(read(text)).toMatchObject({ kind: "unreadable", detail: expect.stringContaining(detail) });
});

it("bytes that are no UTF-8 can't be read", () => {
  expect(readBody(Buffer.from([0x22, 0xff, 0x22])).kind).toBe("unreadable");
});

it("no body is an empty object", () => {
  expect(read("")).toEqual({ kind: "json", value: {} });
});
