/**
 * The rows in which a chain of commits left a value of ours where something else belongs: which cells, and what belongs
 * there, followed from link to link. Pure.
 */
import type { TabName } from "../language/sheet-words/headings";
import { isFormula, sameValue } from "./cells";
import { namesAfter, type Headers } from "./columns";
import type { ImagedWrite, Link } from "./links";
import { hitHeader, matchRows, straysIn, type DirtyRow } from "./row-identity";
import { headerOf, type PlacedRow } from "./tabs";
import { headersOf, heldBelief, hitItsRow, rowAfter } from "./verify";

/** What became of a chain: the rows it left dirty. */
export interface Followed {
  readonly rows: readonly DirtyRow[];
  /** The header of a tab that a link left, its columns as later links named them. */
  readonly namesSince: (link: Link, tab: TabName) => readonly string[];
}

/**
 * Follows a chain from its oldest link. Where one of our own values already lay, the oldest image is the truth; where a
 * person typed in between, the person's value is. `spoiled` writes stood, and are to be taken back all the same.
 */
export function followChain(
  chain: readonly Link[],
  spoiled: ReadonlySet<ImagedWrite> = new Set(),
): Followed {
  let rows: readonly DirtyRow[] = [];
  const around = new Map<TabName, Map<Link, Headers>>();
  const namesSince = (link: Link, tab: TabName): readonly string[] => {
    const known = around.get(tab) ?? new Map<Link, Headers>();
    const since = [...known.keys()].indexOf(link);
    const [first, ...later] = since < 0 ? [] : [...known.values()].slice(since);
    return namesAfter(first?.after ?? [], later);
  };
  for (const link of chain) {
    for (const tab of link.headers.keys()) {
      const own = rows.filter((row) => row.tab === tab);
      const writes = link.writes.filter((write) => write.tab === tab);
      const header = headersThen(own, { link, tab, writes });
      const known = around.get(tab) ?? new Map<Link, Headers>();
      around.set(tab, known.set(link, header));
      const names = new Map([...known.keys()].map((each) => [each, namesSince(each, tab)]));
      const left = afterLink(own, { link, tab, writes, header, names, spoiled });
      rows = [...rows.filter((row) => row.tab !== tab), ...left];
    }
  }
  return { rows, namesSince };
}

/** What a link wrote in a tab. */
interface Strike {
  readonly link: Link;
  readonly tab: TabName;
  readonly writes: readonly ImagedWrite[];
}

interface Passage extends Strike {
  readonly header: Headers;
  /** The headers that this link and those before it left, as their columns are named after it. */
  readonly names: ReadonlyMap<Link, readonly string[]>;
  readonly spoiled: ReadonlySet<ImagedWrite>;
}

/** The dirty rows of a tab once a link was applied. */
function afterLink(rows: readonly DirtyRow[], passage: Passage): readonly DirtyRow[] {
  const { link, tab, writes, header, names } = passage;
  const hit = matchRows(rows, writes.map(imageOf), header.before);
  const known = new Map([...hit].map(([row, index]) => [index, row]));
  const missed = rows
    .filter((row) => !hit.has(row))
    .map((row) => ({ ...row, header: names.get(row.hitBy) ?? row.header }));
  const touched = writes.map((write, index): DirtyRow => {
    const cells = cellsAfter(write, passage, known.get(index));
    const { gridRow } = write;
    return { tab, gridRow, hitBy: link, left: rowAfter(write), header: header.after, cells };
  });
  return [...missed, ...touched];
}

const imageOf = ({ gridRow, image }: ImagedWrite): PlacedRow => ({ gridRow, row: image });

/** The headers around a link. One that was hit before is known among all rows by what it then held. */
function headersThen(rows: readonly DirtyRow[], { link, tab, writes }: Strike): Headers {
  const written = new Set(writes.map(({ gridRow }) => gridRow));
  const record = link.headers.get(tab);
  const seen = record ? [{ gridRow: record.headerRow, row: record.image }, ...record.near] : [];
  const others = seen.filter(({ gridRow }) => !written.has(gridRow));
  const hit = hitHeader(rows, [...writes.map(imageOf), ...others]);
  if (!hit) return headersOf(link, tab);
  const write = writes.find(({ gridRow }) => gridRow === hit.gridRow);
  const before = headerOf(hit.row);
  return { before, after: write ? headerOf(rowAfter(write)) : before };
}

/** The cells of a row that hold something of ours once it was written in. */
function cellsAfter(
  write: ImagedWrite,
  { spoiled, header: { before: header } }: Passage,
  known: DirtyRow | undefined,
): DirtyRow["cells"] {
  const right = hitItsRow(write, header) && !spoiled.has(write);
  const cells = new Map(known && straysIn(known, write.image, header));
  for (const cell of write.cells) {
    const { column, after } = cell;
    const lay = cells.get(column);
    cells.delete(column);
    if (right && heldBelief(write, cell)) continue;
    const truth = lay ? lay.truth : write.image[column];
    if (!isFormula(truth) && sameValue(truth, after)) continue;
    const image = lay?.image ?? { row: write.slot, column };
    cells.set(column, { truth, image, strays: [...(lay?.strays ?? []), after] });
  }
  return cells;
}
