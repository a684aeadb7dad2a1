import { readSettings } from "../src/settings";
import { addressWarning, tokenWarning } from "../src/settings-warnings";

const generic = { GENERIC_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString("base64")}` };
const slack = { SLACK_SIGNING_SECRET: "s".repeat(32), SLACK_BOT_TOKEN: "xoxb-1" };

describe("the settings warn", () => {
  it("of a short admin token, with a command that prints a good one, and never with the token", () => {
    const warning = tokenWarning(readSettings({ ADMIN_TOKEN: "bangongshi2026" }));
    expect(warning).toMatch(/^ADMIN_TOKEN should be 24 random characters.*node -e "/);
    expect(warning).not.toContain("bangongshi");
    expect(tokenWarning(readSettings({ ADMIN_TOKEN: "x".repeat(24) }))).toBeUndefined();
    expect(tokenWarning(readSettings({}))).toBeUndefined();
  });

  it.each([
    ["generic", generic],
    ["slack", slack],
  ])("of webhooks without PUBLIC_URL, such as %s", (name, variables) => {
    const warning = addressWarning(readSettings(variables));
    expect(warning).toMatch(`PUBLIC_URL should be set, since webhooks are on (${name})`);
    expect(warning).toContain("everybody");
    const withToken = addressWarning(readSettings({ ...variables, ADMIN_TOKEN: "x".repeat(24) }));
    expect(withToken).not.toContain("everybody");
    const published = { ...variables, PUBLIC_URL: "https://stock.example" };
    expect(addressWarning(readSettings(published))).toBeUndefined();
  });

  it("of nothing where nothing is set", () => {
    expect(addressWarning(readSettings({}))).toBeUndefined();
  });
});
