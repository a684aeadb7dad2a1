/**
 * The files of a workbook's directory: how they are named and found, how a snapshot is put there whole, and how older ones go.
 */
import { open, readdir, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import { privateFile } from "../../private-files";
import { syncDirectory } from "./directory";
import { encodeLine } from "./lines";

export const fileName = (kind: "log" | "snapshot", call: number): string =>
  `${kind}-${String(call).padStart(12, "0")}.jsonl`;

interface Found {
  readonly file: string;
  readonly call: number;
}

export async function listFiles(dir: string, kind: "log" | "snapshot"): Promise<Found[]> {
  const pattern = new RegExp(`^${kind}-(\\d{12})\\.jsonl$`, "u");
  const names = await readdir(dir);
  return names
    .flatMap((file) => {
      const match = pattern.exec(file);
      return match === null ? [] : [{ file: join(dir, file), call: Number(match[1]) }];
    })
    .sort((a, b) => a.call - b.call);
}

const chunkBytes = 256_000;

/** Writes a snapshot in pieces and gives it its name when it is whole; answers its size in bytes. */
export async function writeSnapshot(
  dir: string,
  call: number,
  lines: Iterator<unknown, unknown>,
  beforeNaming: () => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const temporary = join(dir, "snapshot.tmp");
  const file = await open(temporary, "w", privateFile);
  let bytes = 0;
  try {
    for (let chunk = nextChunk(lines); chunk.length > 0; chunk = nextChunk(lines)) {
      await file.appendFile(chunk);
      bytes += chunk.length;
      await pause();
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await beforeNaming();
  await rename(temporary, join(dir, fileName("snapshot", call)));
  await syncDirectory(dir);
  return bytes;
}

/** Lines up to about a quarter of a megabyte; empty at the end. */
function nextChunk(lines: Iterator<unknown, unknown>): Buffer {
  const parts: Buffer[] = [];
  for (let bytes = 0; bytes < chunkBytes;) {
    const next = lines.next();
    if (next.done === true) break;
    const part = encodeLine(next.value);
    parts.push(part);
    bytes += part.length;
  }
  return Buffer.concat(parts);
}

export async function removeOlder(dir: string, call: number): Promise<void> {
  const logs = await listFiles(dir, "log");
  const snapshots = await listFiles(dir, "snapshot");
  for (const { file, call: older } of [...logs, ...snapshots]) {
    if (older < call) await unlink(file);
  }
}
