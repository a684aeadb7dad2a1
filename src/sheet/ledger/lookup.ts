/**
 * Questions to the ledger that go further back than what is remembered: the movements of a period, the history of an
 * item, every id. Older tabs included. They wait for reads only, never for a commit.
 */
import { SheetAwayError } from "../../errors";
import type { Movement } from "../../inventory/movements/movement";
import type { SheetState } from "../recovery/sheet-state";
import type { Stockroom } from "../stockroom";
import { isComplete, type Grid } from "../tabs/grid";
import type { SheetReader } from "../tabs/reader";
import { createHistory } from "./history";
import { chunkRows } from "./ledger-rows";
import { archivesBetween } from "./archive-tabs";
import { createMovementPages, type PageOrder } from "./movement-pages";
import { readIds } from "./reading";

const hourMs = 3_600_000;
const rememberedMs = 48 * hourMs;
const mostRemembered = 20_000;

export function createLookup(options: {
  readonly reader: SheetReader;
  readonly state: SheetState;
  readonly now: () => Date;
}): Pick<Stockroom, "movements" | "movementPages" | "history" | "allIds"> {
  const { reader, state, now } = options;

  const ledger = (): Grid<Movement> => {
    const grid = state.view()?.grids.get("ledger");
    if (isComplete(grid)) return grid as Grid<Movement>;
    throw new SheetAwayError("the ledger can't be read yet; try again in a moment", undefined);
  };

  const older = (from: Date, to: Date) => archivesBetween(reader, from, to);
  const pages = createMovementPages({ reader, ledger, older, timeZone: () => state.timeZone() });

  async function* movementPages(
    period: { readonly from: Date; readonly to: Date },
    order: PageOrder,
    pageRows?: number,
  ): AsyncGenerator<readonly Movement[]> {
    const recent = state.memory.recent();
    const { from, to } = period;
    if (from.getTime() >= now().getTime() - rememberedMs && recent.length < mostRemembered) {
      const page = recent.filter(({ at }) => at >= from && at < to);
      yield order === "newest" ? page : page.toReversed();
    } else yield* pages(period, order, pageRows);
  }

  const movements: Stockroom["movements"] = async (period) => {
    const found: Movement[] = [];
    for await (const page of movementPages(period, "newest", chunkRows)) found.push(...page);
    return found;
  };

  return {
    movements,
    movementPages,
    history: createHistory({ ...options, movements, ledger, older }),
    async allIds() {
      const ids = new Set(await readIds(reader, ledger()));
      for (const grid of await older(new Date(0), now())) {
        for (const id of await readIds(reader, grid)) ids.add(id);
      }
      return ids;
    },
  };
}
