/** After an install: removes the weights of Noto Sans SC that no picture uses (reports/pictures/typeface.ts), 72 MB. */
import { readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const used = ["400Regular", "500Medium"];
const load = createRequire(import.meta.url);
const folder = path.dirname(load.resolve("@expo-google-fonts/noto-sans-sc/package.json"));
for (const name of readdirSync(folder)) {
  if (/^\d00/.test(name) && !used.includes(name)) {
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}
