/** Whether other users of this machine may read what STATE_DIR and `.env` hold, for `npm run doctor`. */
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Checkup } from "../../src/channels/channel";

/** One line for each path that there is; nothing on systems whose files have no such rights. */
export async function checkPrivacy(paths: readonly string[]): Promise<readonly Checkup[]> {
  if (process.platform === "win32") return [];
  const found = await Promise.all(paths.map(checkPath));
  return found.flat();
}

async function checkPath(root: string): Promise<readonly Checkup[]> {
  const within = await readdir(root, { recursive: true }).catch(() => []);
  const modes = await Promise.all(["", ...within].map((name) => modeOf(path.join(root, name))));
  if (modes[0] === undefined) return [];
  const open = modes.filter((mode) => mode !== undefined && (mode & 0o077) !== 0).length;
  return open === 0
    ? [{ ok: true, sentence: `only this user can read ${root}` }]
    : [
        {
          ok: false,
          sentence: `${root} is open to other users of this machine (${open} of ${modes.length} files and folders): chmod -R go= ${root}`,
        },
      ];
}

/** undefined: it is not there, or no longer. */
const modeOf = (file: string): Promise<number | undefined> =>
  stat(file).then(
    ({ mode }) => mode,
    () => undefined,
  );
