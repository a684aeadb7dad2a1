/** The cursors in STATE_DIR, a file an address: how far each was told outlives the process. Without a disk they are in memory. */
import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { privateFolder, putInPlace, readIfThere } from "../private-files";
import type { Cursor, Track } from "./cursor";

export interface CursorStore {
  /** undefined: the address is new. @throws SyntaxError where the file is no JSON */
  load(address: string): Promise<Cursor | undefined>;
  save(address: string, cursor: Cursor): Promise<void>;
}

/** What stands for an address where it must be short, and the same at every start. */
export const addressKey = (address: string): string =>
  createHash("sha256").update(address).digest("hex").slice(0, 16);

const written = ({ since, done }: Track): object => ({ since, done: [...done] });

type Written<Value> = {
  readonly [Field in keyof Value]: Value[Field] extends Track ? WrittenTrack : Value[Field];
};
interface WrittenTrack {
  readonly since: number;
  readonly done: readonly (readonly [string, number])[];
}

const read = ({ since, done }: WrittenTrack): Track => ({ since, done: new Map(done) });

/** Times of changes and of their events. */
const revived = (name: string, value: unknown): unknown =>
  name === "at" && typeof value === "string" ? new Date(value) : value;

/** @param dir undefined: nothing can be kept */
export function createCursorStore(dir: string | undefined): CursorStore {
  const kept = new Map<string, Cursor>();
  let made: Promise<unknown> | undefined;
  const fileOf = (folder: string, address: string): string =>
    path.join(folder, `${addressKey(address)}.json`);
  return {
    async load(address) {
      const known = kept.get(address);
      if (known !== undefined || dir === undefined) return known;
      const text = await readIfThere(fileOf(dir, address));
      if (text === undefined) return undefined;
      const { cursor } = JSON.parse(text, revived) as { readonly cursor: Written<Cursor> };
      // An earlier version kept nothing of what is refused.
      const before = { refused: [], leftOut: [] };
      return { ...before, ...cursor, ledger: read(cursor.ledger), others: read(cursor.others) };
    },
    async save(address, cursor) {
      kept.set(address, cursor);
      if (dir === undefined) return;
      made ??= mkdir(dir, { recursive: true, mode: privateFolder });
      await made;
      const { ledger, others, ...rest } = cursor;
      const tracks = { ledger: written(ledger), others: written(others) };
      await putInPlace(
        fileOf(dir, address),
        JSON.stringify({ address, cursor: { ...rest, ...tracks } }),
      );
    },
  };
}
