/**
 * The rows in which a chain of commits left a value of ours where something else belongs: which cells, and what belongs
 * there, followed from link to link. Pure.
 */
import type { TabName } from "../language/headings";
import { isFormula, sameValue } from "./cells";
import { namesAfter, type Headers } from "./columns";
import type { ImagedWrite, Link } from "./links";
import { hitHeader, matchRows, straysIn, type DirtyRow } from "./row-identity";
import { headerOf, type PlacedRow } from "./tabs";
import { headersOf, heldBelief, hitItsRow, rowAfter } from "./verify";

/** What became of a chain: the rows it left dirty, and the headers around each of its links, by tab. */
export interface Followed {
  readonly rows: readonly DirtyRow[];
  readonly headers: ReadonlyMap<Link, ReadonlyMap<TabName, Headers>>;
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
  const headers = new Map<Link, Map<TabName, Headers>>();
  for (const link of chain) {
    const around = new Map<TabName, Headers>();
    headers.set(link, around);
    for (const tab of link.headers.keys()) {
      const own = rows.filter((row) => row.tab === tab);
      const header = headersThen(own, link, tab);
      around.set(tab, header);
      const left = afterLink(own, { link, tab, header, spoiled });
      rows = [...rows.filter((row) => row.tab !== tab), ...left];
    }
  }
  return { rows, headers };
}

interface Passage {
  readonly link: Link;
  readonly tab: TabName;
  readonly header: Headers;
  readonly spoiled: ReadonlySet<ImagedWrite>;
}

/** The dirty rows of a tab once a link was applied. */
function afterLink(rows: readonly DirtyRow[], passage: Passage): readonly DirtyRow[] {
  const { link, tab, header } = passage;
  const writes = link.writes.filter((write) => write.tab === tab);
  const hit = matchRows(rows, writes.map(imageOf), header.before);
  const known = new Map([...hit].map(([row, index]) => [index, row]));
  const missed = rows.filter((row) => !hit.has(row)).map((row) => after(row, header));
  const touched = writes.map((write, index): DirtyRow => {
    const cells = cellsAfter(write, passage, known.get(index));
    const { gridRow } = write;
    const names = header.after;
    return {
      tab,
      gridRow,
      left: rowAfter(write),
      hitUnder: names,
      since: [],
      header: names,
      cells,
    };
  });
  return [...missed, ...touched];
}

/** A row that a link did not write in. */
function after(row: DirtyRow, header: Headers): DirtyRow {
  const since = [...row.since, header];
  return { ...row, since, header: namesAfter(row.hitUnder, since) };
}

const imageOf = ({ gridRow, image }: ImagedWrite): PlacedRow => ({ gridRow, row: image });

/** The headers around a link. One that was hit before is known among all rows by what it then held. */
function headersThen(rows: readonly DirtyRow[], link: Link, tab: TabName): Headers {
  const writes = link.writes.filter((write) => write.tab === tab);
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
