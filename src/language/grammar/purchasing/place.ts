/** Who speaks, and what of purchasing is known: without this nothing is read as being about it. */
import { findSupplier, type Supplier } from "../../../inventory/purchasing/supplier";
import { withoutEnding } from "../../text/shorten";

export interface PurchasePlace {
  /** Whether anybody has bought anything yet: before, only what opens 采购 is read, and all else is talk. */
  readonly isUsed: boolean;
  /** The sender may order. */
  readonly buys: boolean;
  readonly suppliers: readonly Supplier[];
  /** `yyyy-MM-dd`, when it is said. */
  readonly today: string;
}

/** Whether a text is the name of a supplier, whole or shortened. */
export const isSupplier = (written: string, { suppliers }: PurchasePlace): boolean =>
  findSupplier(written, suppliers).length > 0;

/** A known supplier at the head of a text, or at its end, and what is left of the text. */
export function splitSupplier(
  text: string,
  { suppliers }: PurchasePlace,
): { readonly supplier: string; readonly rest: string } | undefined {
  const names = suppliers
    .flatMap(({ name, aliases }) => [name, ...aliases])
    .map((name) => name.normalize("NFKC").trim().toLowerCase())
    .filter((name) => name !== "")
    .sort((one, other) => other.length - one.length);
  const plain = text.trim();
  const lower = plain.toLowerCase();
  const head = names.find((name) => lower.startsWith(name));
  if (head !== undefined)
    return { supplier: head, rest: plain.slice(head.length).replace(/^[\s，,:的]+/u, "") };
  const tail = names.find((name) => lower.endsWith(name));
  return tail === undefined
    ? undefined
    : { supplier: tail, rest: withoutEnding(plain.slice(0, -tail.length), "，,") };
}
