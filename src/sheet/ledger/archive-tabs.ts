/**
 * The tabs that hold older movements: the ledger as it was rotated (「流水 至2026-11-28」), and the months that an earlier
 * version archived (「流水 2026-10」). Found by title; each has the ledger's columns.
 */
import type { Movement } from "../../inventory/movements/movement";
import { tabs } from "../../language/sheet-words/headings";
import { archiveTitle, rotatedTitle } from "../../language/sheet-words/sheet-sentences";
import type { Spreadsheet, ValueRows } from "../api/client";
import { headerDepth, isComplete, readGrid, type Grid, type SheetFacts } from "../tabs/grid";
import { ledgerTab } from "../tabs/ledger";
import type { SheetReader } from "../tabs/reader";
import { factsOf } from "../tabs/sheet-data";
import { rowsRange } from "../tabs/view";
import { plainRow } from "./ledger-rows";

/** A tab of older movements. */
interface ArchiveTab {
  /** The last day, or the month, that it holds: `2026-11-28`, `2026-10`. */
  readonly until: string;
  readonly facts: SheetFacts;
}

const dayMs = 86_400_000;
const lastTime = 8.64e15;

/** The ledgers that may hold movements between two times, newest first. `structure`: what tabs there are, where it was just read. */
export async function archivesBetween(
  reader: SheetReader,
  from: Date,
  to: Date,
  structure?: Spreadsheet,
): Promise<readonly Grid<Movement>[]> {
  const found = holding(archivesIn(structure ?? (await reader.structure())), from, to);
  if (found.length === 0) return [];
  const tops = await reader.values(
    found.map(({ facts }) => rowsRange(facts.title, 0, headerDepth)),
  );
  return found.map(({ facts }, index) => readArchive(facts, tops[index] ?? [])).filter(isComplete);
}

/** A tab with the ledger's columns, from its first rows. */
export const readArchive = (facts: SheetFacts, top: ValueRows): Grid<Movement> =>
  readGrid(
    ledgerTab,
    facts,
    top.map((row, gridRow) => ({ gridRow, row: plainRow(row), dated: [] })),
  );

/** A rotated ledger begins where the one before it ended; days are those of the sheet, so a day more is read on each side. */
function holding(archives: readonly ArchiveTab[], from: Date, to: Date): readonly ArchiveTab[] {
  const first = dayOf(from.getTime() - dayMs);
  const last = dayOf(Math.min(to.getTime() + dayMs, lastTime));
  return archives.filter(({ until }, index) => {
    if (isMonth(until)) return until >= first.slice(0, 7) && until <= last.slice(0, 7);
    // A month's tab ends no rotation: the earlier version left the newest row of each item in the ledger.
    const begins = archives.slice(index + 1).find((one) => !isMonth(one.until))?.until ?? "";
    return until >= first && (begins === "" || begins <= last);
  });
}

const isMonth = (until: string): boolean => until.length === 7;

const dayOf = (time: number): string => {
  const date = new Date(time);
  const year = date.getUTCFullYear();
  if (year < 0) return "0000-00-00";
  return year > 9999 ? "9999-99-99" : date.toISOString().slice(0, 10);
};

/** The archive tabs of a structure read, newest first. */
function archivesIn(structure: Spreadsheet): readonly ArchiveTab[] {
  const [months, rotations] = [
    archiveTitle(tabs.ledger.title, ""),
    rotatedTitle(tabs.ledger.title, ""),
  ];
  return (structure.sheets ?? [])
    .flatMap((sheet): ArchiveTab[] => {
      const title = sheet.properties?.title ?? "";
      const until =
        /^\d{4}-\d\d-\d\d/.exec(after(title, rotations))?.[0] ??
        /^\d{4}-\d\d$/.exec(after(title, months))?.[0];
      if (until === undefined) return [];
      return [{ until, facts: factsOf(sheet) }];
    })
    .sort((a, b) =>
      a.until === b.until
        ? b.facts.title.localeCompare(a.facts.title, "en", { numeric: true })
        : a.until < b.until
          ? 1
          : -1,
    );
}

const after = (title: string, prefix: string): string =>
  title.startsWith(prefix) ? title.slice(prefix.length) : "";
