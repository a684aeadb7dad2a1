/**
 * What a batch changed, so that it can be taken back: every change to the workbook is noted here with its undoing while a
 * batch is under way. Knows nothing of cells; the notes are functions.
 */
export interface History {
  /** The batch under way or, between batches, the last one. A row of another batch is never changed in place. */
  readonly batch: number;
  note(undo: () => void): void;
  /** Sets a property and notes its old value. Values are replaced, never changed inside. */
  set<Target extends object, Key extends keyof Target>(
    target: Target,
    key: Key,
    value: Target[Key],
  ): void;
  /** Runs a change as one batch; when it throws, everything noted is undone and the error goes on. */
  run<Result>(change: () => Result): Result;
}

export function createHistory(): History {
  let batch = 0;
  let undos: (() => void)[] = [];
  const note = (undo: () => void): void => {
    undos.push(undo);
  };
  return {
    get batch() {
      return batch;
    },
    note,
    set: (target, key, value) => {
      const old = target[key];
      note(() => {
        target[key] = old;
      });
      target[key] = value;
    },
    run: (change) => {
      batch += 1;
      try {
        return change();
      } catch (error) {
        for (const undo of undos.reverse()) undo();
        batch += 1;
        throw error;
      } finally {
        undos = [];
      }
    },
  };
}
