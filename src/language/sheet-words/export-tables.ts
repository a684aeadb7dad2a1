/** What an export of 流水 and 库存 holds: columns as the tabs have them, rows in an order that people expect. Pure. */
import { readable } from "../../inventory/items/label";
import type { Item } from "../../inventory/items/item";
import type { Movement } from "../../inventory/movements/movement";
import { movementTypes, tabs } from "./headings";

/** A moment is a `Date`; undefined: nothing stands there. */
export type ExportCell = string | number | Date | undefined;

export interface ExportColumn {
  readonly header: string;
  readonly kind: "text" | "number" | "time";
}

export interface ExportTable {
  readonly title: string;
  readonly columns: readonly ExportColumn[];
  /** In pages. */
  readonly rows: AsyncIterable<Iterable<readonly ExportCell[]>>;
}

interface ColumnOf<Row> extends ExportColumn {
  readonly of: (row: Row) => ExportCell;
  /** Tells of a person, or what they wrote. */
  readonly personal?: true;
}

const text = <Row>(header: string, of: (row: Row) => string): ColumnOf<Row> => ({
  header,
  kind: "text",
  of,
});
const personal = <Row>(header: string, of: (row: Row) => string): ColumnOf<Row> => ({
  ...text(header, of),
  personal: true,
});
const number = <Row>(header: string, of: (row: Row) => number | undefined): ColumnOf<Row> => ({
  header,
  kind: "number",
  of,
});
const time = <Row>(header: string, of: (row: Row) => Date | undefined): ColumnOf<Row> => ({
  header,
  kind: "time",
  of,
});

const { columns: ledger, title: ledgerTitle } = tabs.ledger;
const movementColumns: readonly ColumnOf<Movement>[] = [
  time(ledger.at.header, ({ at }) => at),
  text(ledger.type.header, ({ type }) => movementTypes[type]),
  text(ledger.itemName.header, ({ itemName }) => itemName),
  text(ledger.spec.header, ({ spec }) => spec),
  number(ledger.change.header, ({ change }) => change),
  text(ledger.unit.header, ({ unit }) => unit),
  number(ledger.before.header, ({ before, isWithheld }) =>
    isWithheld === true ? undefined : before,
  ),
  number(ledger.after.header, ({ after, isWithheld }) => (isWithheld === true ? undefined : after)),
  personal(ledger.requester.header, ({ requester }) => requester),
  text(ledger.department.header, ({ department }) => department),
  personal(ledger.operator.header, ({ operator }) => operator),
  text(ledger.source.header, ({ source }) => source),
  personal(ledger.text.header, (movement) => movement.text),
  text(ledger.id.header, ({ id }) => id),
  personal(ledger.note.header, ({ note }) => note),
];

const { columns: stock, title: stockTitle } = tabs.stock;
const itemColumns: readonly ColumnOf<Item>[] = [
  text(stock.name.header, ({ name }) => name),
  text(stock.spec.header, ({ spec }) => spec),
  number(stock.stock.header, (item) => readable(item.stock)),
  number(stock.safetyStock.header, ({ safetyStock }) => safetyStock),
  text(stock.unit.header, ({ unit }) => unit),
  time(stock.updatedAt.header, ({ updatedAt }) => updatedAt),
  text(stock.owner.header, ({ owner }) => owner),
  text(stock.aliases.header, ({ aliases }) => aliases.join("、")),
  number(stock.purchaseQuantity.header, ({ purchaseQuantity }) => purchaseQuantity),
  text(stock.supplier.header, ({ supplier }) => supplier),
  text(stock.location.header, ({ location }) => location),
];

/** Rows in pages, each made as it is asked for. */
async function* cellsOf<Row>(
  columns: readonly ColumnOf<Row>[],
  pages: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
): AsyncGenerator<Iterable<readonly ExportCell[]>> {
  for await (const rows of pages)
    yield (function* () {
      for (const row of rows) yield columns.map(({ of }) => of(row));
    })();
}

const tableOf = <Row>(
  title: string,
  columns: readonly ColumnOf<Row>[],
  pages: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
): ExportTable => ({
  title,
  columns: columns.map(({ header, kind }) => ({ header, kind })),
  rows: cellsOf(columns, pages),
});

/** As they come. `withPersons` false: without the columns that tell of persons. */
export function movementTable(
  pages: AsyncIterable<readonly Movement[]>,
  withPersons: boolean,
): ExportTable {
  const columns = movementColumns.filter(({ personal: isPersonal }) => withPersons || !isPersonal);
  return tableOf(ledgerTitle, columns, pages);
}

/** In the sheet's order. */
export const stockTable = (items: readonly Item[]): ExportTable =>
  tableOf(stockTitle, itemColumns, [items]);
