/** What tsc leaves out of dist: the pages' scripts and styles, and the entry that `node dist/index.js` runs. */
import { cpSync, writeFileSync } from "node:fs";

cpSync("src/web/assets", "dist/src/web/assets", { recursive: true });
writeFileSync("dist/index.js", 'require("./src/index.js");\n');
