/** Prints what an independent linter finds wrong in the OpenAPI document on standard input, a line each. */
import { readFileSync } from "node:fs";
import { createConfig, lintFromString } from "@redocly/openapi-core";

const config = await createConfig({ extends: ["recommended"] });
const problems = await lintFromString({
  source: readFileSync(0, "utf8"),
  absoluteRef: "openapi.json",
  config,
});
for (const { severity, ruleId, message, location } of problems) {
  process.stdout.write(`${severity} ${ruleId} ${location[0]?.pointer ?? ""} ${message}\n`);
}
