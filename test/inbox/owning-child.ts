/**
 * Run by ownership.test.ts in a process of its own: tries to own a state directory, tells whether it does, and keeps it
 * until it is killed.
 */
import { writeSync } from "node:fs";
import { StateDirTakenError } from "../../src/errors";
import { ownStateDir } from "../../src/inbox/directory-lock";

async function main([dir = ""]: readonly string[]): Promise<void> {
  try {
    await ownStateDir(dir, () => new Date());
    writeSync(1, "owned");
    setInterval(() => undefined, 60_000);
  } catch (error) {
    writeSync(1, error instanceof StateDirTakenError ? "taken" : String(error));
  }
}

void main(process.argv.slice(2));
