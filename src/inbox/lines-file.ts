/**
 * A file of lines on disk: lines are added at its end, or the whole file is replaced at one moment. After a failed
 * write nobody knows what the disk holds, so nothing more is added until the file has been replaced.
 */
import fs, { type FileHandle } from "node:fs/promises";
import path from "node:path";
import { privateFile } from "../private-files";

/** What of the file system is used; a test may let it fail. */
export type Disk = Pick<typeof fs, "open" | "rename" | "rm">;

export interface LinesFile {
  /** Bytes in the file. */
  size(): number;
  /** Whether it must be replaced before anything can be added. */
  isBroken(): boolean;
  /** Adds text; resolves when it is written, and with `sync` when it is on the disk. */
  append(text: string, sync: boolean): Promise<void>;
  /** Puts other content in its place: after a crash the file holds all of the old or all of the new. */
  replace(pieces: Iterable<string>): Promise<void>;
  close(): Promise<void>;
}

/** Opens a file that holds `size` good bytes; undefined: it must be replaced first. */
export async function openLinesFile(
  file: string,
  size: number | undefined,
  disk: Disk = fs,
): Promise<LinesFile> {
  let handle = size === undefined ? undefined : await disk.open(file, "a", privateFile);
  let bytes = size ?? 0;

  async function append(text: string, sync: boolean): Promise<void> {
    const open = handle;
    if (open === undefined) throw new Error(`${file} can't be written to`);
    try {
      await open.appendFile(text);
      if (sync) await open.datasync();
      bytes += Buffer.byteLength(text);
    } catch (error) {
      handle = undefined;
      await closeQuietly(open);
      throw error;
    }
  }

  async function replace(pieces: Iterable<string>): Promise<void> {
    const fresh = `${file}.new`;
    await disk.rm(fresh, { force: true });
    const next = await disk.open(fresh, "a", privateFile);
    let length = 0;
    try {
      for (const piece of pieces) {
        await next.appendFile(piece);
        length += Buffer.byteLength(piece);
      }
      await next.sync();
      await disk.rename(fresh, file);
    } catch (error) {
      await closeQuietly(next);
      throw error;
    }
    if (handle !== undefined) await closeQuietly(handle);
    handle = undefined;
    bytes = length;
    await syncFolder(path.dirname(file), disk).catch(async (error: unknown) => {
      await closeQuietly(next);
      throw error;
    });
    handle = next;
  }

  return {
    size: () => bytes,
    isBroken: () => handle === undefined,
    append,
    replace,
    async close() {
      const open = handle;
      handle = undefined;
      await open?.close();
    },
  };
}

/** A renamed file is only there after a power cut once its folder is on the disk. */
async function syncFolder(dir: string, disk: Disk): Promise<void> {
  const folder = await disk.open(dir, "r");
  await folder.sync().finally(() => closeQuietly(folder));
}

async function closeQuietly(handle: FileHandle): Promise<void> {
  // What could fail here has failed before, and was told.
  await handle.close().catch(() => undefined);
}
