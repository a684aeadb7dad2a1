/**
 * Reads the workbook in one call, and finds the tabs again when their titles changed or one is not there. Every call waits
 * for its token first. Understands nothing of what it reads.
 */
import { postsFirst } from "../../posts-first";
import { SheetRefusedError } from "../../errors";
import { quotedTitle } from "../api/cells";
import type { Spreadsheet, SheetsClient, ValueRows } from "../api/client";
import { headerDepth, type Grid } from "./grid";
import { isRequired, type Tab } from "./tab";
import {
  findTitles,
  hiddenTitle,
  lookFields,
  readView,
  rowsRange,
  structureFields,
  type SheetView,
  type Titles,
} from "./view";

interface LookWish {
  /** The row below the last known one, by the tab's name; a tab read by its ends shows only its top where this is unknown. */
  readonly ends: ReadonlyMap<string, number>;
  /** Whether the hidden tab is read too. */
  readonly hidden: boolean;
}

export interface SheetReader {
  /** One spreadsheets.get; one more where tabs were not found. The first with the hidden tab may leave out tabs that are laid later. */
  look(wish: LookWish): Promise<SheetView>;
  /** What tabs there are, the relay's own and others, without their cells. */
  structure(): Promise<Spreadsheet>;
  /** Values of ranges, unformatted. */
  values(ranges: readonly string[]): Promise<readonly ValueRows[]>;
}

/** Rows below the last known one that others may have added since. */
export const mostOfOthers = 500;
/** So often tabs are looked for that are laid later, perhaps by another relay. */
const laterTabsMs = 60_000;

export function createTabReader(options: {
  readonly client: SheetsClient;
  readonly spreadsheetId: string;
  readonly tabs: readonly Tab[];
  readonly now: () => Date;
  /** Waits until a read may be sent. */
  readonly token: () => Promise<void>;
}): SheetReader {
  const { client, spreadsheetId, tabs, now, token } = options;
  const required = tabs.filter(isRequired);
  let titles: Titles | undefined;
  let structuredAt: number | undefined;
  let hasHidden = false;

  const fetch = async (ranges: readonly string[], fields: string): Promise<Spreadsheet> => {
    await token();
    return client.fetchSpreadsheet(spreadsheetId, { ranges, fields });
  };
  const structure = async (): Promise<Spreadsheet> => {
    const found = await fetch([], structureFields);
    titles = findTitles(found, tabs);
    structuredAt = now().getTime();
    hasHidden = (found.sheets ?? []).some(({ properties }) => properties?.title === hiddenTitle);
    return found;
  };
  /** At a start: the tabs are looked for under their own titles while it is read what tabs there are. */
  const firstLook = async (wish: LookWish): Promise<SheetView | undefined> => {
    const own = new Map(required.map(({ name, title }) => [name, title]));
    const guess = fetchView(own, lookRanges(tabs, own, wish, true)).catch(() => undefined);
    return (await Promise.all([guess, structure()]))[0];
  };
  const fetchView = async (known: Titles, ranges: readonly string[]): Promise<SheetView> => {
    const found = ranges.length > 0 ? await fetch(ranges, lookFields) : await structure();
    await postsFirst();
    return readView(found, { tabs, titles: known, readAt: now() });
  };
  const fetchKnown = (wish: LookWish): Promise<SheetView> => {
    const known = titles ?? new Map<string, string>();
    return fetchView(known, lookRanges(tabs, known, wish, hasHidden));
  };

  return {
    structure,
    async look(wish) {
      const isFirst = structuredAt === undefined && wish.hidden;
      const first = isFirst ? await firstLook(wish) : undefined;
      if (first !== undefined) return first;
      const isKnown = ({ name }: Tab): boolean => titles?.has(name) === true;
      const isOld = now().getTime() - (structuredAt ?? 0) >= laterTabsMs && !tabs.every(isKnown);
      if (!isFirst && (!required.every(isKnown) || !hasHidden || isOld)) await structure();
      try {
        return await fetchKnown(wish);
      } catch (error) {
        if (!(error instanceof SheetRefusedError)) throw error;
        await structure();
        return fetchKnown({ ...wish, ends: new Map() });
      }
    },
    async values(ranges) {
      await token();
      return client.fetchValues(spreadsheetId, ranges);
    },
  };
}

function lookRanges(
  tabs: readonly Tab[],
  titles: Titles,
  { ends, hidden }: LookWish,
  hasHidden: boolean,
): readonly string[] {
  const ranges = tabs.flatMap((tab) => {
    const title = titles.get(tab.name);
    return title === undefined ? [] : rangesOf(tab, title, ends.get(tab.name));
  });
  if (!hasHidden) return ranges;
  return [...ranges, quotedTitle(hiddenTitle) + (hidden ? "" : "!A1")];
}

function rangesOf({ extent }: Tab, title: string, end: number | undefined): string[] {
  if (extent.kind === "whole") return [quotedTitle(title)];
  const top = Math.max(headerDepth, extent.first);
  if (end === undefined || end - extent.last <= top) {
    return [rowsRange(title, 0, top + extent.last + mostOfOthers)];
  }
  return [rowsRange(title, 0, top), rowsRange(title, end - extent.last, end + mostOfOthers)];
}

/** Whether a tab holds rows that a look without its end has not shown. */
export function isCutOff(grid: Grid): boolean {
  const { extent } = grid.tab;
  if (extent.kind === "whole") return false;
  return grid.rowCount > Math.max(headerDepth, extent.first) + extent.last + mostOfOthers;
}
