/**
 * The rows in which a chain of commits left a value of ours where something else belongs: which cells, and what belongs
 * there, followed from link to link. Pure.
 */
import type { TabName } from "../language/headings";
import { isFormula, sameValue } from "./cells";
import { renamed } from "./columns";
import type { ImagedWrite, Link } from "./links";
import { hitHeader, matchRows, straysIn, type DirtyRow } from "./row-identity";
import { headerOf, type PlacedRow } from "./tabs";
import { headersOf, heldBelief, hitItsRow, rowAfter, type Headers } from "./verify";

/**
 * Follows a chain from its oldest link. Where one of our own values already lay, the oldest image is the truth; where a
 * person typed in between, the person's value is. `spoiled` writes stood, and are to be taken back all the same.
 */
export function dirtyRowsOf(
  chain: readonly Link[],
  spoiled: ReadonlySet<ImagedWrite> = new Set(),
): readonly DirtyRow[] {
  let rows: readonly DirtyRow[] = [];
  for (const link of chain) {
    for (const tab of link.headers.keys()) {
      const own = rows.filter((row) => row.tab === tab);
      const after = afterLink(own, { link, tab, spoiled });
      rows = [...rows.filter((row) => row.tab !== tab), ...after];
    }
  }
  return rows;
}

interface Passage {
  readonly link: Link;
  readonly tab: TabName;
  readonly spoiled: ReadonlySet<ImagedWrite>;
}

/** The dirty rows of a tab once a link was applied. */
function afterLink(rows: readonly DirtyRow[], passage: Passage): readonly DirtyRow[] {
  const { link, tab } = passage;
  const writes = link.writes.filter((write) => write.tab === tab);
  const images = writes.map(({ gridRow, image }) => ({ gridRow, row: image }));
  const header = headersThen(rows, passage, images);
  const hit = matchRows(rows, images, header.before);
  const known = new Map([...hit].map(([row, index]) => [index, row]));
  const missed = rows
    .filter((row) => !hit.has(row))
    .map((row) => ({ ...row, header: renamed(row.header, header.before, header.after) }));
  const touched = writes.map((write, index): DirtyRow => {
    const cells = cellsAfter(write, { ...passage, header }, known.get(index));
    const { gridRow } = write;
    return { tab, gridRow, header: header.after, left: rowAfter(write), cells };
  });
  return [...missed, ...touched];
}

/** The headers around a link. One that was hit before is known among all rows by what it then held. */
function headersThen(
  rows: readonly DirtyRow[],
  { link, tab }: Passage,
  images: readonly PlacedRow[],
): Headers {
  const record = link.headers.get(tab);
  const seen = record ? [{ gridRow: record.headerRow, row: record.image }, ...record.near] : [];
  const written = new Set(images.map(({ gridRow }) => gridRow));
  const hit = hitHeader(rows, [...images, ...seen.filter(({ gridRow }) => !written.has(gridRow))]);
  if (!hit) return headersOf(link, tab);
  const write = link.writes.find((one) => one.tab === tab && one.gridRow === hit.gridRow);
  const before = headerOf(hit.row);
  return { before, after: write ? headerOf(rowAfter(write)) : before };
}

/** The cells of a row that hold something of ours once it was written in. */
function cellsAfter(
  write: ImagedWrite,
  { spoiled, header: { before: header } }: Passage & { readonly header: Headers },
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
