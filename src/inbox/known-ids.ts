/**
 * The ids of finished messages, kept for some days in little memory: of each id a digest of 96 bits, in tables by day
 * that are dropped whole. A million ids take about 30 MB; that two of them meet is one chance in 10^17.
 */
import { createHash } from "node:crypto";

export interface KnownIds {
  has(key: string): boolean;
  /** `at`: when it was finished, ms. */
  add(key: string, at: number): void;
  /** What was kept, in pieces for the journal. */
  pieces(): Iterable<{ readonly from: number; readonly digests: string }>;
  /** Takes a piece back in. */
  restore(from: number, digests: string): void;
  /** Drops days that are over for longer than they are kept. */
  forget(now: number): void;
  size(): number;
}

/** A table of digests, three words each; a free place has three zeros. */
interface Table {
  words: Uint32Array;
  count: number;
}

const wordsEach = 3;
const bytesEach = 12;
const digestsPerPiece = 1024;
const daysKept = 8;

export function createKnownIds(keepMs: number): KnownIds {
  const spanMs = Math.max(1, Math.ceil(keepMs / daysKept));
  const tables = new Map<number, Table>();
  const tableOf = (at: number): Table => {
    const from = Math.floor(at / spanMs) * spanMs;
    const table = tables.get(from) ?? { words: new Uint32Array(64 * wordsEach), count: 0 };
    tables.set(from, table);
    return table;
  };
  return {
    has(key) {
      const digest = digestOf(key);
      for (const table of tables.values()) if (isIn(table, digest)) return true;
      return false;
    },
    add: (key, at) => insert(tableOf(at), digestOf(key)),
    *pieces() {
      for (const [from, { words }] of tables) {
        for (const digests of digestsIn(words)) yield { from, digests };
      }
    },
    restore(from, digests) {
      const table = tableOf(from);
      const bytes = Buffer.from(digests, "base64");
      for (let at = 0; at + bytesEach <= bytes.length; at += bytesEach) {
        insert(table, wordsAt(bytes, at));
      }
    },
    forget(now) {
      for (const from of tables.keys()) if (from + spanMs + keepMs < now) tables.delete(from);
    },
    size: () => [...tables.values()].reduce((sum, { count }) => sum + count, 0),
  };
}

type Digest = readonly [number, number, number];

function digestOf(key: string): Digest {
  return wordsAt(createHash("sha256").update(key).digest(), 0);
}

function wordsAt(bytes: Buffer, at: number): Digest {
  // Never all zeros: that marks a free place.
  return [bytes.readUInt32LE(at) || 1, bytes.readUInt32LE(at + 4), bytes.readUInt32LE(at + 8)];
}

/** The place of a digest, or the free place where it would go. */
function placeOf(words: Uint32Array, [a, b, c]: Digest): number {
  const places = words.length / wordsEach;
  for (let place = a % places; ; place = (place + 1) % places) {
    const at = place * wordsEach;
    if (words[at] === 0) return at;
    if (words[at] === a && words[at + 1] === b && words[at + 2] === c) return at;
  }
}

function isIn({ words }: Table, digest: Digest): boolean {
  return words[placeOf(words, digest)] !== 0;
}

function insert(table: Table, digest: Digest): void {
  const at = placeOf(table.words, digest);
  if (table.words[at] !== 0) return;
  table.words.set(digest, at);
  table.count += 1;
  if (table.count * wordsEach * 3 > table.words.length * 2) grow(table);
}

function grow(table: Table): void {
  const old = table.words;
  const words = new Uint32Array(old.length * 2);
  for (const digest of allIn(old)) words.set(digest, placeOf(words, digest));
  table.words = words;
}

function* allIn(words: Uint32Array): Iterable<Digest> {
  for (let at = 0; at < words.length; at += wordsEach) {
    const a = words[at] ?? 0;
    if (a !== 0) yield [a, words[at + 1] ?? 0, words[at + 2] ?? 0];
  }
}

function* digestsIn(words: Uint32Array): Iterable<string> {
  let bytes = Buffer.alloc(digestsPerPiece * bytesEach);
  let length = 0;
  for (const digest of allIn(words)) {
    digest.forEach((word, index) => bytes.writeUInt32LE(word, length + index * 4));
    length += bytesEach;
    if (length < bytes.length) continue;
    yield bytes.toString("base64");
    bytes = Buffer.alloc(bytes.length);
    length = 0;
  }
  if (length > 0) yield bytes.toString("base64", 0, length);
}
