/** Who supplies what: a row of 供应商, found by what people call it, and by the things that it delivers. Pure. */
import type { Item } from "../items/item";
import { oncePer } from "../once-per";

export interface Supplier {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly contact: string;
  readonly phone: string;
  /** Names of items, or words of them. */
  readonly supplies: readonly string[];
  /** `platform:groupId` of its own group; "": none. */
  readonly group: string;
  /** Working days between order and arrival. */
  readonly leadDays: number | undefined;
  /** Within so many hours it answers. */
  readonly replyHours: number;
  readonly isStopped: boolean;
  readonly note: string;
}

export const usualReplyHours = 48;

/** A name as it is compared. */
export const plain = (name: string): string =>
  name.normalize("NFKC").replaceAll(/\s+/g, "").toLowerCase();

/** A supplier of which only the name is known. */
export const namedSupplier = (name: string): Supplier => ({
  ...{ name, aliases: [], contact: "", phone: "", supplies: [], group: "", leadDays: undefined },
  ...{ replyHours: usualReplyHours, isStopped: false, note: "" },
});

/** All that are known: those of the tab, and those that cells of 库存 name. */
export const knownSuppliers = (
  suppliers: readonly Supplier[],
  items: readonly Pick<Item, "supplier">[],
): readonly Supplier[] => knownBeside(suppliers)(items);

const knownBeside = oncePer((suppliers: readonly Supplier[]) =>
  oncePer((items: readonly Pick<Item, "supplier">[]): readonly Supplier[] => {
    const names = new Set(items.map(({ supplier }) => supplier.trim()));
    const others = [...names].filter(
      (name) => name !== "" && findSupplier(name, suppliers).length === 0,
    );
    return [...suppliers, ...others.map(namedSupplier)];
  }),
);

/**
 * Those that a written name can mean: a whole name or alias, else the beginning of one.
 *
 * @example findSupplier("青竹", [{ name: "青竹文具", … }]) // [青竹文具]
 */
export function findSupplier(written: string, suppliers: readonly Supplier[]): readonly Supplier[] {
  const sought = plain(written);
  if (sought === "") return [];
  const namesOf = ({ name, aliases }: Supplier): readonly string[] => [name, ...aliases].map(plain);
  const whole = suppliers.filter((one) => namesOf(one).includes(sought));
  if (whole.length > 0) return whole;
  return sought.length < 2
    ? []
    : suppliers.filter((one) => namesOf(one).some((name) => name.startsWith(sought)));
}

/** Those that deliver an item: the one that its cell names, else all in whose 供货 it stands. */
export function suppliersOf(
  item: Pick<Item, "name" | "spec" | "aliases" | "supplier">,
  suppliers: readonly Supplier[],
): readonly Supplier[] {
  const named = findSupplier(item.supplier, suppliers);
  if (named.length > 0) return named;
  const names = [item.name, `${item.name}${item.spec}`, ...item.aliases].map(plain);
  return suppliers.filter(
    ({ supplies, isStopped }) =>
      !isStopped &&
      supplies.map(plain).some((word) => word !== "" && names.some((name) => name.includes(word))),
  );
}

/** The supplier whose own group a place is. */
export const supplierOfGroup = (
  place: string,
  suppliers: readonly Supplier[],
): Supplier | undefined => suppliers.find(({ group }) => group !== "" && group === place);
