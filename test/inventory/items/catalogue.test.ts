import { createCatalogue, matchName, type NameParts } from "../../../src/inventory/items/catalogue";
import type { Item } from "../../../src/inventory/items/item";
import { item as plainItem } from "../ledger-rows";

const item = (row: number, name: string, spec = "", aliases: readonly string[] = []): Item =>
  plainItem(name, { spec, unit: "piece", quantity: 1, aliases, row });

const items = [
  item(2, "pen", "black 0.5"),
  item(3, "pen", "blue 0.5"),
  item(4, "ink pad", "", ["pad"]),
  item(5, "pad"),
  item(6, "stapler"),
  item(7, "stapler", ""),
];
const reading = {
  fold: (name: string) => name.toLowerCase().replaceAll(" ", ""),
  sound: (folded: string) => folded,
  specWords: (spec: string) => spec.split(" ").map((word) => [word]),
};
const catalogue = createCatalogue(items, reading);

function match(parts: Partial<NameParts>): string {
  const found = matchName(
    { written: "", named: [], specs: [], leftover: "", folded: "", near: false, ...parts },
    catalogue,
  );
  if (found.kind === "one" || found.kind === "fragment") return `${found.kind} ${found.item.row}`;
  return found.kind === "several"
    ? `several ${found.items.map(({ row }) => row).join(",")}`
    : "none";
}

const named = (name: string): readonly Item[] => catalogue.names.get(name) ?? [];
const spec = (word: string): ReadonlySet<Item> => catalogue.specs.get(word) ?? new Set();

describe("the catalogue", () => {
  it("finds one item by its name, several by a name with several specs", () => {
    expect(match({ named: [named("inkpad")] })).toBe("one 4");
    expect(match({ named: [named("pen")] })).toBe("several 2,3");
    expect(match({ named: [named("pen")], specs: [spec("blue")] })).toBe("one 3");
    expect(match({ named: [named("pen")], specs: [spec("0.5")] })).toBe("several 2,3");
  });

  it("prefers an item's own name to another's alias", () => {
    expect(match({ named: [named("pad")] })).toBe("one 5");
  });

  it("asks where a word is left or a spec contradicts", () => {
    expect(match({ named: [named("inkpad")], leftover: "xl" })).toBe("fragment 4");
    expect(match({ named: [named("inkpad")], specs: [spec("blue")] })).toBe("fragment 4");
    expect(match({ named: [named("pen")], leftover: "red" })).toBe("several 2,3");
    expect(match({ named: [named("pen"), named("inkpad")] })).toBe("several 2,3,4");
  });

  it("asks about a fragment, lists the items of several, and finds nothing for nothing", () => {
    expect(match({ folded: "staple", leftover: "staple" })).toBe("fragment 6");
    expect(match({ folded: "p", leftover: "p" })).toBe("several 2,3,4,5,6");
    expect(match({ folded: "zebra", leftover: "zebra" })).toBe("none");
    expect(match({ folded: "blue", specs: [spec("blue")] })).toBe("fragment 3");
    expect(match({ folded: "" })).toBe("none");
  });

  it("takes rows with the same name and spec for one item, the first of them", () => {
    expect(match({ named: [named("stapler")] })).toBe("one 6");
  });

  it("offers the closest names, each once, and at most three", () => {
    expect(catalogue.closest("staplers").map(({ row }) => row)[0]).toBe(6);
    expect(catalogue.closest("p").length).toBeLessThanOrEqual(3);
    expect(catalogue.closest("pencil").map(({ name }) => name)[0]).toBe("pen");
    expect(catalogue.closest("q")).toEqual([]);
  });
});
