import { findZones, zonesOf } from "../../../src/inventory/stocktake/zones";
import { item } from "../ledger-rows";

const zones = ["A柜 1层", "A柜 2层", "A柜 12层", "AB区", "茶水间", ""];

it.each([
  ["A柜", ["A柜 1层", "A柜 2层", "A柜 12层"]],
  ["a柜1层", ["A柜 1层"]],
  ["A柜 1", ["A柜 1层"]],
  ["Ａ柜　2层", ["A柜 2层"]],
  ["A", ["A柜 1层", "A柜 2层", "A柜 12层"]],
  ["茶水间", ["茶水间"]],
  ["水间", []],
  ["C柜", []],
  ["", []],
  [" ", [""]],
  ["12层", ["A柜 12层"]],
  ["茶水间,2层", ["茶水间", "A柜 2层"]],
  ["茶水间,C柜", []],
])("%s", (written, found) => {
  expect(findZones(written, zones)).toEqual(found);
});

it("a word that two zones have names neither", () => {
  expect(findZones("1层", ["A柜 1层", "B柜 1层"])).toEqual([]);
});

it("zones are the places of the items, each once", () => {
  const items = [" A柜", "", "A柜", "B柜"].map((location) => item("剪刀", { location }));
  expect(zonesOf(items)).toEqual(["A柜", "", "B柜"]);
});
