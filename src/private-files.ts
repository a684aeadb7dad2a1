/** STATE_DIR holds what people wrote and what opens the sheet: only the relay's own user may read it. */
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";

export const privateFile = 0o600;
export const privateFolder = 0o700;

/**
 * Makes the folder, or shuts one that an earlier version left open to others. A folder that holds `mark` or nothing is
 * taken for the relay's own; another is left as it is.
 */
export async function makePrivateFolder(dir: string, mark: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: privateFolder });
  const { mode, uid } = await stat(dir);
  if ((mode & 0o077) === 0 || uid !== process.getuid?.()) return;
  const names = await readdir(dir);
  if (names.length === 0 || names.includes(mark)) await chmod(dir, privateFolder);
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
