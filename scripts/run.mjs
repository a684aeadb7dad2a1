/** `npm run <command>`: from its source where tsx is installed, else from what `npm run build` left in dist. */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const load = createRequire(import.meta.url);
const [, , name] = process.argv;

/** Without the development dependencies there is no tsx. */
function hasTsx() {
  try {
    load("tsx/cjs");
    return true;
  } catch {
    return false;
  }
}

const place = hasTsx() ? `./${name}.ts` : `../dist/scripts/${name}.js`;
const file = fileURLToPath(new URL(place, import.meta.url));
// The command reads its own arguments.
process.argv.splice(1, 2, file);
load(file);
