/**
 * The tabs that hold archived movements, a month each, as ledgers to read. Found by title; a month's tab has the ledger's
 * columns.
 */
import { tabs } from "../language/sheet-words/headings";
import { archiveTitle } from "../language/sheet-words/sheet-sentences";
import { quotedTitle } from "./cells";
import type { ValueRows } from "./client";
import { plainRow } from "./ledger-cells";
import type { SheetReader } from "./reader";
import { headerDepth, readGrid, type Grid, type SheetFacts } from "./tabs";

/** A month's tab. */
export interface ArchiveTab {
  /** `2026-10`. */
  readonly month: string;
  readonly facts: SheetFacts;
}

export interface Archives {
  /** The ledgers of months between two times, newest first; read anew each time. */
  between(from: Date, to: Date): Promise<readonly Grid<"ledger">[]>;
}

/** The A1 range of a ledger's top rows, its header among them. */
export const topRange = ({ title }: Pick<SheetFacts, "title">): string =>
  `${quotedTitle(title)}!1:${headerDepth}`;

/** A month's tab from its top rows. */
export const readMonth = (facts: SheetFacts, top: ValueRows): Grid<"ledger"> =>
  readGrid("ledger", facts, top.map(plainRow));

const dayMs = 86_400_000;

export function createArchives(reader: SheetReader): Archives {
  return {
    async between(from, to) {
      const first = monthOf(new Date(from.getTime() - dayMs));
      const last = monthOf(new Date(Math.min(to.getTime() + dayMs, 8.64e15)));
      const found = archivesIn(await reader.structure()).filter(
        ({ month }) => month >= first && month <= last,
      );
      if (found.length === 0) return [];
      const heads = await reader.values(found.map(({ facts }) => topRange(facts)));
      return found
        .map(({ facts }, index) => readMonth(facts, heads[index] ?? []))
        .filter(({ missing }) => missing.length === 0);
    },
  };
}

const monthOf = (date: Date): string => {
  const year = date.getUTCFullYear();
  return year < 0 || year > 9999
    ? year < 0
      ? "0000-00"
      : "9999-99"
    : date.toISOString().slice(0, 7);
};

/** The archive tabs of a structure read, newest month first. */
export function archivesIn(
  structure: Awaited<ReturnType<SheetReader["structure"]>>,
): readonly ArchiveTab[] {
  const prefix = archiveTitle(tabs.ledger.title, "");
  return (structure.sheets ?? [])
    .flatMap(({ properties }): ArchiveTab[] => {
      const title = properties?.title ?? "";
      const month = title.slice(prefix.length);
      if (!title.startsWith(prefix) || !/^\d{4}-\d\d$/.test(month)) return [];
      const grid = properties?.gridProperties;
      const facts = {
        sheetId: properties?.sheetId ?? 0,
        title,
        rowCount: grid?.rowCount ?? 0,
        columnCount: grid?.columnCount ?? 0,
      };
      return [{ month, facts }];
    })
    .sort((a, b) => (a.month < b.month ? 1 : -1));
}
