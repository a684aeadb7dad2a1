/**
 * The journal's file, kept small: when it has grown to twice what it must hold, it is replaced by that. The same repairs a
 * journal after a failed write, when nobody knows what the disk holds.
 */
import type { LinesFile } from "./lines-file";

export interface Journal {
  /**
   * Makes the file ready for a group; resolves whether it was replaced, by all that held when it began at least.
   *
   * @throws the disk's error
   */
  prepare(): Promise<boolean>;
  append(text: string, sync: boolean): Promise<void>;
  /** Lets the next `prepare` replace the file, whatever its size. */
  replaceNext(): void;
}

interface CompactionNeeds {
  /** All that a fresh journal must hold. */
  readonly content: () => Iterable<string>;
  /** A journal below this size is left alone. */
  readonly fromBytes: number;
  /** The old journal is whole, but can't be replaced just now. */
  readonly onFailure: (error: unknown) => void;
}

const pieceLength = 256 * 1024;

export function createCompaction(file: LinesFile, needs: CompactionNeeds): Journal {
  let compactAt = Math.max(needs.fromBytes, file.size() * 2);
  return {
    replaceNext: () => (compactAt = 0),
    async prepare() {
      if (!file.isBroken() && file.size() < compactAt) return false;
      try {
        await file.replace(inPieces(needs.content()));
        compactAt = Math.max(needs.fromBytes, file.size() * 2);
        return true;
      } catch (error) {
        if (file.isBroken()) throw error;
        needs.onFailure(error);
        compactAt = file.size() + needs.fromBytes;
        return false;
      }
    },
    append: (text, sync) => file.append(text, sync),
  };
}

/** Joins lines to pieces that are worth a write. */
export function* inPieces(lines: Iterable<string>): Iterable<string> {
  let piece = "";
  for (const line of lines) {
    piece += line;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
