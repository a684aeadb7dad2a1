/**
 * One process at a time in a directory: a file that names the process and when it was started. A file left behind by a
 * process that is gone is taken over.
 */
import { randomUUID } from "node:crypto";
import { open, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import { StateDirTakenError } from "../../errors";
import { privateFile } from "../../private-files";
import { isAlive, readOwner, thisProcess } from "../../process-owner";

/**
 * Takes the directory; the answer gives it back.
 * @throws StateDirTakenError while another process has it
 */
export async function own(dir: string): Promise<() => Promise<void>> {
  const file = join(dir, "owner");
  const mark = JSON.stringify(thisProcess(randomUUID()));
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const handle = await open(file, "wx", privateFile);
      await handle.writeFile(mark);
      await handle.close();
      return () => unlink(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const owner = readOwner(await readFile(file, "utf8").catch(() => ""));
      // It shows no sign of life, so one of another machine is taken for gone.
      if (owner !== undefined && isAlive(owner, Infinity)) break;
      await unlink(file).catch(() => undefined);
    }
  }
  throw new StateDirTakenError(
    `Another process keeps its sheet in ${dir}. Stop it first, or use another directory.`,
  );
}
