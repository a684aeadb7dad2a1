/**
 * One process at a time in a directory: a file that names the process and when it was started. A file left behind by a
 * process that is gone is taken over.
 */
import { open, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import { StateDirTakenError } from "../../errors";
import { privateFile } from "../../private-files";

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown }).code;

/** When a process started, as the system counts it; "" where the system doesn't tell. */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

async function isAlive(text: string): Promise<boolean> {
  const [pid = "", start = ""] = text.trim().split(" ");
  if (!/^\d+$/u.test(pid) || !isRunning(Number(pid))) return false;
  return start === "" || start === (await startOf(Number(pid)));
}

/**
 * Takes the directory; the answer gives it back.
 * @throws StateDirTakenError while another process has it
 */
export async function own(dir: string): Promise<() => Promise<void>> {
  const file = join(dir, "owner");
  const mark = `${process.pid} ${await startOf(process.pid)}\n`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const handle = await open(file, "wx", privateFile);
      await handle.writeFile(mark);
      await handle.close();
      return () => unlink(file);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
      const text = await readFile(file, "utf8").catch(() => "");
      if (await isAlive(text)) break;
      await unlink(file).catch(() => undefined);
    }
  }
  throw new StateDirTakenError(
    `Another process keeps its sheet in ${dir}. Stop it first, or use another directory.`,
  );
}
