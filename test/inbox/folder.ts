/** A folder of its own for a test, and a disk that can be told to fail. */
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Disk } from "../../src/inbox/lines-file";

export const makeFolder = (): Promise<string> =>
  fs.mkdtemp(path.join(os.tmpdir(), "stockcaster-inbox-"));

export const removeFolder = (dir: string): Promise<void> =>
  fs.rm(dir, { recursive: true, force: true });

type Step = "write" | "sync" | "rename";

export interface WeakDisk extends Disk {
  /** Steps that fail until they are taken out. */
  readonly failing: Set<Step>;
  syncs: number;
}

function fail(code: string): never {
  throw Object.assign(new Error(`${code}: no`), { code });
}

/** The real disk, but for the steps that are told to fail. A failing write leaves half of its text behind. */
export function weakDisk(): WeakDisk {
  const failing = new Set<Step>();
  const disk: WeakDisk = {
    failing,
    syncs: 0,
    rm: fs.rm,
    rename: (from, to) => (failing.has("rename") ? fail("EIO") : fs.rename(from, to)),
    async open(...args) {
      const handle = await fs.open(...args);
      const appendFile = handle.appendFile.bind(handle);
      const datasync = handle.datasync.bind(handle);
      const sync = handle.sync.bind(handle);
      handle.appendFile = async (data, options) => {
        if (failing.has("write")) {
          const text = String(data);
          await appendFile(text.slice(0, text.length / 2));
          fail("ENOSPC");
        }
        return appendFile(data, options);
      };
      handle.datasync = () => {
        disk.syncs += 1;
        return failing.has("sync") ? fail("EIO") : datasync();
      };
      handle.sync = () => (failing.has("sync") ? fail("EIO") : sync());
      return handle;
    },
  };
  return disk;
}
