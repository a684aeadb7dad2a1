/**
 * What a batch changed, so that it can be taken back: every change to the workbook is noted here with its undoing while a
 * batch is under way. Knows nothing of cells; the notes are functions.
 */
import { invalid } from "../refusal";

export interface History {
  /** The batch under way or, between batches, the last one. A row of another batch is never changed in place. */
  readonly batch: number;
  note(undo: () => void): void;
  /** Counts cells that a change writes, or keeps for its undoing. @throws Refusal 400 when the batch has no more left */
  spend(cells: number): void;
  /** Sets a property and notes its old value. Values are replaced, never changed inside. */
  set<Target extends object, Key extends keyof Target>(
    target: Target,
    key: Key,
    value: Target[Key],
  ): void;
  /**
   * Runs a change as one batch; when it throws, everything noted is undone and the error goes on.
   * @param mostCells how many cells it may spend; undefined: any number
   */
  run<Result>(change: () => Result, mostCells?: number): Result;
}

export function createHistory(): History {
  let batch = 0;
  let undos: (() => void)[] = [];
  let left = Infinity;
  const note = (undo: () => void): void => {
    undos.push(undo);
  };
  return {
    get batch() {
      return batch;
    },
    note,
    spend: (cells) => {
      left -= cells;
      if (left < 0) throw invalid("The request touches too many cells; ask for less at once.");
    },
    set: (target, key, value) => {
      const old = target[key];
      note(() => {
        target[key] = old;
      });
      target[key] = value;
    },
    run: (change, mostCells = Infinity) => {
      batch += 1;
      left = mostCells;
      try {
        return change();
      } catch (error) {
        for (const undo of undos.reverse()) undo();
        batch += 1;
        throw error;
      } finally {
        left = Infinity;
        undos = [];
      }
    },
  };
}
