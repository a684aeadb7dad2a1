/** Run by kill.test.ts in a process of its own: serves the directory given and tells its address. */
import { startLocalSheet } from "../../src/local-sheet/server";

void startLocalSheet({ dir: process.argv[2] }).then(({ url }) => {
  process.stdout.write(`${url}\n`);
});
