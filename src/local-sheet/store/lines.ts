/**
 * Checksummed lines, the form of both the log and the snapshot: eight hex digits of a CRC-32, a space, JSON, a line feed.
 * A line that is not whole is told from one that was damaged by whether anything follows it.
 */
import { crc32 } from "node:zlib";

/** The store's files can't be believed; they are left as they are. The message says which and what to do. */
export class StoreDamagedError extends Error {
  override readonly name = "StoreDamagedError";
}

export function encodeLine(value: unknown): Buffer {
  const json = JSON.stringify(value);
  return Buffer.from(`${crc32(json).toString(16).padStart(8, "0")} ${json}\n`);
}

export interface LinesRead {
  readonly values: readonly unknown[];
  /** Bytes up to the end of the last whole line. */
  readonly wholeBytes: number;
}

/**
 * Reads the lines of a file; a torn last one is left out.
 * @throws StoreDamagedError when any other line is damaged
 */
export function decodeLines(bytes: Buffer, file: string): LinesRead {
  const values: unknown[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(0x0a, at);
    const value = end < 0 ? undefined : decodeLine(bytes.subarray(at, end));
    if (value === undefined) {
      if (end < 0 || end === bytes.length - 1) break;
      throw new StoreDamagedError(
        `${file} is damaged at byte ${at} (line ${values.length + 1}). The file is kept as it is: restore it from a backup, or move it away to start without it.`,
      );
    }
    values.push(value);
    at = end + 1;
  }
  return { values, wholeBytes: at };
}

function decodeLine(line: Buffer): unknown {
  const checksum = line.toString("latin1", 0, 8);
  const json = line.subarray(9);
  if (crc32(json).toString(16).padStart(8, "0") !== checksum || line[8] !== 0x20) return undefined;
  return JSON.parse(json.toString("utf8")) as unknown;
}
