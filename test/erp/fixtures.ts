/** Answers and events of ERPs in the shapes of published SDKs and documents; ids and names are invented. */
import { readFileSync } from "node:fs";
import path from "node:path";

/** As it comes over the line: ids longer than a number is read exactly stay whole. */
export const fixtureText = (name: string): string =>
  readFileSync(path.join(__dirname, "fixtures", `${name}.json`), "utf8");

export const fixture = (name: string): unknown => JSON.parse(fixtureText(name));
