/** STATE_DIR holds what people wrote and what opens the sheet: only the relay's own user may read it. */
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

export const privateFile = 0o600;
export const privateFolder = 0o700;

/**
 * Makes the folder, or shuts one that an earlier version left open to others. A folder that holds `mark` or nothing is
 * taken for the relay's own; another is left as it is.
 */
export async function makePrivateFolder(dir: string, mark: string): Promise<void> {
  await makeFolders(path.resolve(dir));
  const { mode, uid } = await stat(dir);
  if ((mode & 0o077) === 0 || uid !== process.getuid?.()) return;
  const names = await readdir(dir);
  if (names.length === 0 || names.includes(mark)) await chmod(dir, privateFolder);
}

/** One after the other: told to make all of them, Node tries for ever where a file system makes none, as /proc. */
async function makeFolders(dir: string): Promise<void> {
  const parent = path.dirname(dir);
  if ((await makeFolder(dir)) || parent === dir) return;
  await makeFolders(parent);
  if (!(await makeFolder(dir))) await mkdir(dir, { mode: privateFolder });
}

/** Whether it is there now; false: what it should lie in is missing. */
async function makeFolder(dir: string): Promise<boolean> {
  try {
    await mkdir(dir, { mode: privateFolder });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return false;
    if (code === "EEXIST") return true;
    throw error;
  }
}

/** Puts a text in the place of an earlier file; only the owner may read it, whatever that file's mode was. */
export async function putInPlace(file: string, text: string): Promise<void> {
  await rm(`${file}.new`, { force: true });
  await writeFile(`${file}.new`, text, { mode: privateFile });
  await rename(`${file}.new`, file);
}

/** What a file holds; undefined where there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
