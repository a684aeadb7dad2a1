import { readSettings } from "../../src/settings";
import { SettingsError } from "../../src/errors";
import { secret } from "./receiver";

const read = (environment: Record<string, string>) => readSettings(environment).events;

it("secrets are read by their names, and nothing is pushed without one", () => {
  const { secrets, allowPrivate } = read({ WEBHOOK_SECRETS: `erp=${secret}, 仓库=${secret}` });
  expect([...secrets.keys()]).toEqual(["erp", "仓库"]);
  expect(allowPrivate).toBe(false);
  expect(read({}).secrets.size).toBe(0);
});

it.each([
  ["a secret without a name", secret],
  ["a name twice", `erp=${secret},erp=${secret}`],
  ["a secret that is too short", "erp=whsec_c2hvcnQ="],
  ["a secret without whsec_", `erp=${secret.slice(6)}`],
  ["nothing behind a comma", `erp=${secret},`],
])("%s is refused at the start, without telling it", (_, value) => {
  expect(() => read({ WEBHOOK_SECRETS: value })).toThrow(SettingsError);
  expect(() => read({ WEBHOOK_SECRETS: value })).toThrow(
    /^WEBHOOK_SECRETS should be name=whsec_…,/,
  );
});

it("WEBHOOK_ALLOW_PRIVATE is 1 or 0", () => {
  expect(read({ WEBHOOK_ALLOW_PRIVATE: "1" }).allowPrivate).toBe(true);
  expect(() => read({ WEBHOOK_ALLOW_PRIVATE: "yes" })).toThrow("WEBHOOK_ALLOW_PRIVATE should be");
});
