import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { platforms } from "../../src/channels/configuration/platforms";
import { createVariableReader } from "../../src/channels/configuration/variables";

const root = path.join(__dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const guide = read("src/channels/README.md");
const contract = read("test/contract/drivers.test.ts");
const dev = path.join(__dirname, "fixtures/dev");
const recorded = new Set(
  readdirSync(dev).map(
    (name) =>
      (JSON.parse(readFileSync(path.join(dev, name), "utf8")) as { platform: string }).platform,
  ),
);
const otherNames: Readonly<Record<string, string>> = { whatsapp: "whatsapp-cloud" };

describe.each(platforms)("the platform $name", ({ name, configure }) => {
  it("has a section that names its variables", () => {
    const [, section = ""] = guide.split(`\n### ${name}\n`);
    const reader = createVariableReader({}, "", "");
    configure(reader, undefined);
    const variables = reader.names.filter((variable) => !variable.endsWith("API_URL"));
    expect(variables.length).toBeGreaterThan(0);
    const [own = ""] = section.split("\n### ");
    expect(variables.filter((variable) => !own.includes(variable))).toEqual([]);
  });

  it("keeps the contract of a channel", () => {
    expect(contract).toContain(`channelContract("${name}"`);
  });

  it("has recorded requests", () => {
    expect([...recorded]).toContain(otherNames[name] ?? name);
  });
});
