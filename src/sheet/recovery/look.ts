/**
 * One look at the sheet: a read, one more with the hidden tab where the newest commit is not the one that is known, and
 * the whole ledger where rows were not found at its end. At the start the ledger's memory is filled.
 */
import { postsFirst } from "../../posts-first";
import { SheetAwayError } from "../../errors";
import type { Committer } from "../commit/committer";
import { fillMemory } from "../ledger/fill-memory";
import { isCutOff, type SheetReader } from "../tabs/reader";
import { columnDown, type SheetView } from "../tabs/view";
import type { SheetState } from "./sheet-state";

export interface Looker {
  /** Reads and takes in what it finds. @throws SheetAwayError, SheetDeniedError, SheetRefusedError */
  look(): Promise<void>;
}

/** How often rows may move between two reads before the look is given up for now. */
const tries = 5;

export function createLooker(options: {
  readonly reader: SheetReader;
  readonly state: SheetState;
  readonly committer: Pick<Committer, "isUnsure" | "resume">;
  readonly now: () => Date;
  /** Whether the workbook has a 流水 to remember. */
  readonly holdsLedger: boolean;
  /** The figures last seen of items without a row in the ledger. */
  readonly seen: ReadonlyMap<string, number>;
}): Looker {
  const { reader, state, committer, now } = options;
  let ends: ReadonlyMap<string, number> = new Map();
  let isRemembered = !options.holdsLedger;

  const read = (hidden: boolean): Promise<SheetView> => reader.look({ ends, hidden });

  /** Takes over where the tabs end by what is known of them. */
  const takeEnds = (): void => {
    const grids = [...(state.view()?.grids ?? [])];
    ends = new Map([...ends, ...grids.map(([name, { end }]) => [name, end] as const)]);
  };

  /**
   * Where the tabs end that a look shows only in part; the ledger's end is found as it is remembered. false: there were none.
   *
   * @param known whose ends are not looked for
   */
  const findEnds = async (
    view: SheetView,
    known: ReadonlyMap<string, number> = new Map(),
  ): Promise<boolean> => {
    const cut = [...view.grids].filter(
      ([name, grid]) =>
        name !== "ledger" && !known.has(name) && isCutOff(grid) && grid.headerRow >= 0,
    );
    if (cut.length === 0) return false;
    const ranges = cut.map(([, grid]) => {
      const column = grid.columns.get(grid.tab.key[0] ?? "") ?? 0;
      return columnDown(grid.title, column, 0);
    });
    const columns = await reader.values(ranges);
    const found = cut.map(([name], index) => [name, columns[index]?.length ?? 0] as const);
    ends = new Map([...ends, ...found]);
    return true;
  };

  /** `onEnd`: told when the ledger's end is known, while its rows are read. */
  const rememberLedger = async (view: SheetView, onEnd: () => void): Promise<boolean> => {
    const sources = { state, reader, now: now(), timeZone: state.timeZone() };
    const isFilled = await fillMemory(view, sources, (end) => {
      ends = new Map([...ends, ["ledger", end]]);
      onEnd();
    });
    if (!isFilled) return false;
    for (const [key, figure] of options.seen) {
      if (state.memory.newest(key)?.id === "") state.memory.see(key, figure);
    }
    return true;
  };

  /** Reads until all rows are remembered that relays have appended: what fails half-way is begun anew by the next look. */
  const takeOver = async (): Promise<void> => {
    let next: Promise<SheetView> | undefined;
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const view = await (next ?? read(true));
      next = undefined;
      isRemembered = state.takeOver(view) && isRemembered;
      if (isRemembered) {
        // Tabs that are laid later may be seen here first.
        if (await findEnds(view, ends)) continue;
        return;
      }
      const found = findEnds(view);
      const remembered = rememberLedger(view, () => {
        next = found.then(() => read(true));
        next.catch(() => undefined);
      });
      [isRemembered] = await Promise.all([remembered, found]);
      if (!isRemembered) return;
    }
    throw new SheetAwayError(
      "the sheet changes too fast just now; it is tried again by itself",
      undefined,
    );
  };

  return {
    async look() {
      if (isRemembered) takeEnds();
      const view = isRemembered && !committer.isUnsure() ? await read(false) : undefined;
      if (view && (view.fence?.id ?? "") === state.facts().commit) state.takeLook(view);
      else await takeOver();
      await postsFirst();
      await committer.resume();
    },
  };
}
